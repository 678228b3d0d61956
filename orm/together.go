package orm

import (
	"slices"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/internal/valueroom"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Statements of a flush that differ in their values only go out as one, with the
// values as a table: an array for each column on PostgreSQL, a UNION on MariaDB. Fewer
// have one each, so that an error names the object. Where a statement costs no round
// trip all have.

// arrayRows is how many rows an INSERT or UPDATE with an array for each column has at most.
const arrayRows = 10_000

// arrays reports whether all values of m's rows can travel in arrays: a row with an
// expression in it is found later, and then 512 rows are not too many for placeholders.
func (f *flush) arrays(m *mapping.Mapper) bool {
	for _, c := range m.Columns {
		if d := c.Def; !sqltype.ArrayElement(d.Type.In(f.s.eng.Dialect().Name())) || d.Default != nil && d.Default.Expr != nil {
			return false
		}
	}
	return true
}

// asArrays gives INSERTs of many rows their values as arrays.
func asArrays(steps []step, d dialect.Dialect, room *valueroom.Room) {
	for i, st := range steps {
		if n, ok := st.stmt.(*sql.InsertNode); ok && len(n.Rows) >= manyRows {
			if a := insertArrays(n, d, room); a != nil {
				steps[i].stmt = a
			}
		}
	}
}

func insertArrays(n *sql.InsertNode, d dialect.Dialect, room *valueroom.Room) *sql.InsertNode {
	cols := make([]sql.RowColumn, len(n.Columns))
	vals := room.Take(len(n.Columns), len(n.Rows))
	for j, c := range n.Columns {
		if !sqltype.ArrayElement(c.Type.In(d.Name())) {
			return nil
		}
		for _, row := range n.Rows {
			b, ok := row[j].(*sql.BindNode)
			if !ok || b.Name != "" || b.Err != nil {
				return nil
			}
			vals[j] = append(vals[j], b.Value)
		}
		cols[j] = sql.RowColumn{Name: c.Name, Type: c.Type, Values: vals[j]}
	}
	out := *n
	out.Rows, out.Query = nil, arrayQuery(cols)
	return &out
}

// arrayQuery gives values as a table.
func arrayQuery(cols []sql.RowColumn) *sql.SelectNode {
	rows := sql.SourceOf(sql.RowsOf("given", "", cols...))
	q := &sql.SelectNode{From: []*sql.TableNode{rows}, Items: make([]sql.Node, len(rows.Cols))}
	for i, c := range rows.Cols {
		q.Items[i] = c
	}
	return q
}

// together joins UPDATEs that follow each other and set the same columns of one table.
func (f *flush) together(steps []step, d dialect.Dialect) []step {
	features := d.Features()
	if !features.UpdateRows || features.Embedded {
		return steps
	}
	out := steps[:0]
	for at := 0; at < len(steps); {
		first, ok := plainUpdate(steps[at], d.Name())
		end := at + 1
		least, most := 2, 1
		if ok && !claims(steps[at].of.mp.M, first) {
			least, most = sharing(features, len(first.Set)+len(first.Where))
			for end < len(steps) && end-at < most && steps[end].of.mp == steps[at].of.mp {
				next, ok := plainUpdate(steps[end], d.Name())
				if !ok || !alike(first, next) {
					break
				}
				end++
			}
		}
		if end-at < least {
			out = append(out, steps[at:end]...)
		} else {
			out = append(out, joined(first, steps[at:end:end], &f.values))
		}
		at = end
	}
	return out
}

// plainUpdate is a step's UPDATE when it sets values in a row that is found by values.
func plainUpdate(st step, dialect string) (*sql.UpdateNode, bool) {
	n, ok := st.stmt.(*sql.UpdateNode)
	if !ok || st.of.rec == nil || st.fail != nil || len(n.Returning) > 0 || len(n.From) > 0 || len(n.Set) == 0 {
		return nil, false
	}
	for _, a := range n.Set {
		b, ok := a.Value.(*sql.BindNode)
		if !ok || b.Name != "" || b.Err != nil || !sqltype.ArrayElement(a.Column.Type.In(dialect)) {
			return nil, false
		}
	}
	for _, w := range n.Where {
		if c, _ := condition(w); c == nil || !sqltype.ArrayElement(c.Type.In(dialect)) {
			return nil, false
		}
	}
	return n, true
}

// condition takes column = value apart.
func condition(n sql.Node) (*sql.ColumnNode, *sql.BindNode) {
	b, ok := n.(*sql.BinaryNode)
	if !ok || b.Op != sql.OpEq {
		return nil, nil
	}
	c, _ := b.L.(*sql.ColumnNode)
	v, ok := b.R.(*sql.BindNode)
	if !ok || c == nil || v.Name != "" || v.Err != nil {
		return nil, nil
	}
	return c, v
}

// claims reports whether a value that n sets may be in one row only, by a constraint of
// which the order of a flush knows nothing: within a statement nobody can say in which order
// rows give such values up and take them. Where the order knows it, no row of a statement
// takes what another one of it gives up.
func claims(m *mapping.Mapper, n *sql.UpdateNode) bool {
	set := func(d *schema.ColumnDef) bool {
		return slices.ContainsFunc(n.Set, func(a sql.Assignment) bool { return a.Column == d.Node() })
	}
	unknown := func(ds []*schema.ColumnDef) bool {
		return slices.ContainsFunc(ds, set) && slices.ContainsFunc(ds, func(d *schema.ColumnDef) bool { return m.ColumnOf(d) == nil })
	}
	for _, u := range m.Table.AllUniques() {
		if unknown(u.Columns) {
			return true
		}
	}
	for _, x := range m.Table.AllIndexes() {
		if !x.Unique {
			continue
		}
		var ds []*schema.ColumnDef
		for _, i := range x.Items {
			if o, ok := i.(*sql.OrderNode); ok {
				i = o.X
			}
			d := schema.DefOf(i)
			if d == nil {
				return true
			}
			ds = append(ds, d)
		}
		if unknown(ds) {
			return true
		}
	}
	return len(m.Table.Excludes) > 0
}

// alike reports whether two UPDATEs differ in their values only.
func alike(a, b *sql.UpdateNode) bool {
	if len(a.Set) != len(b.Set) || len(a.Where) != len(b.Where) || a.Table != b.Table {
		return false
	}
	for i := range a.Set {
		if a.Set[i].Column != b.Set[i].Column {
			return false
		}
	}
	for i := range a.Where {
		x, _ := condition(a.Where[i])
		y, _ := condition(b.Where[i])
		if x != y {
			return false
		}
	}
	return true
}

// joined is one step for all.
func joined(first *sql.UpdateNode, steps []step, room *valueroom.Room) step {
	width := len(first.Set) + len(first.Where)
	vals := room.Take(width, len(steps))
	recs := make([]*state.Record, len(steps))
	for i, st := range steps {
		n := st.stmt.(*sql.UpdateNode)
		recs[i] = st.of.rec
		for j, a := range n.Set {
			vals[j] = append(vals[j], a.Value.(*sql.BindNode).Value)
		}
		for j, w := range n.Where {
			_, v := condition(w)
			vals[len(n.Set)+j] = append(vals[len(n.Set)+j], v.Value)
		}
	}
	where := make([]*sql.ColumnNode, len(first.Where))
	for j, w := range first.Where {
		where[j], _ = condition(w)
	}
	return rowsUpdate(steps[0].of.mp, first.Table, first.Set, where, vals, recs)
}
