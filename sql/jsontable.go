package sql

import "github.com/aludel/aludel/sqltype"

// A JSONRows is the elements of a JSON array, or the members of an object, as a table: it
// stands in FROM like others, also behind a Join whose condition is sql.True(). The
// document may be that of a table that stands before it: then there are rows for each of that table's.
// It is made by [JSONElements] and [JSONMembers].
type JSONRows struct{ t *TableNode }

// JSONElements are the elements of the array doc, as a table of that name: see Value and
// Ordinal. A doc that is no array, or NULL, has no elements.
func JSONElements(name string, doc Document) *JSONRows {
	return jsonRows(FnJSONElements, name, doc, &ColumnNode{Name: "value"}, &ColumnNode{Name: "ordinal", Type: bigint})
}

// JSONMembers are the members of the object doc, as a table of that name: see Key and Value.
// They have no order of their own. A doc that is no object, or NULL, has no members. What a document
// says of a key for the second time may be one more row or none.
func JSONMembers(name string, doc Document) *JSONRows {
	return jsonRows(FnJSONMembers, name, doc, &ColumnNode{Name: "key", Type: sqltype.Text.Desc()}, &ColumnNode{Name: "value"})
}

func jsonRows(f Fn, name string, doc Document, cols ...*ColumnNode) *JSONRows {
	if isNil(doc) {
		return &JSONRows{brokenTable("%s(%q) was given a nil for a document", f.Name(), name)}
	}
	d := NodeOf(doc)
	t := &TableNode{As: name, Name: name, Cols: cols}
	t.Body = &FuncTableNode{Call: &CallNode{Fn: f, Name: f.Name(), Args: []Node{d}, Null: NullAlways}, Cols: cols}
	if name == "" {
		t.Err = errorf("%s was given an empty name", f.Name()).Err
	}
	for _, c := range cols {
		c.Table = t
		if c.Name == "value" {
			if c.Type = jsonType; TypeOf(d) != nil && TypeOf(d).Kind == sqltype.KindJSONB {
				c.Type = sqltype.JSONB.Desc()
			}
		}
	}
	return &JSONRows{t}
}

func (r *JSONRows) source() *TableNode {
	if r == nil {
		return nil
	}
	return r.t
}

func (r *JSONRows) item() Node {
	if r == nil {
		return nil
	}
	return r.t
}

func (r *JSONRows) column(name string) Node {
	if r == nil || r.t == nil {
		return errorf("a JSONRows that was not made by JSONElements or JSONMembers was used")
	}
	if r.t.Err != nil {
		return &ErrNode{r.t.Err}
	}
	for _, c := range r.t.Cols {
		if c.Name == name {
			return c
		}
	}
	return errorf("%s has no %s: that is of JSONElements alone, as Key is of JSONMembers", r.t.As, name)
}

// Value is the element or the value of the member, which leads on: Value().Path("sku").Text(). JSON's
// null is a value like others; it is NULL where an outer join has found no row.
func (r *JSONRows) Value() JSONPath { return pathOf(r.column("value")) }

// Ordinal is the place of the element in its array, from 1.
func (r *JSONRows) Ordinal() Num[int64, int64] { return num[int64, int64](r.column("ordinal")) }

// Key is the key of the member.
func (r *JSONRows) Key() Str[string, string] { return textual[string, string](r.column("key")) }
