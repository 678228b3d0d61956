package schema

import (
	"slices"

	"github.com/aludel/aludel/sql"
)

// An IndexPart says more of one member of an index.
type IndexPart struct {
	Item    sql.Node
	OpClass string // the operator class
	Length  int    // how many characters or bytes of it are in the index; 0: all
}

// A Parameter is a storage parameter: a name and a value that is a word or a number.
type Parameter struct{ Name, Value string }

func (c Constraint) onIndex(what string, f func(*Index)) Constraint {
	switch {
	case c.index != nil:
		f(c.index)
	case c.unique != nil:
		c.unique.table.fail("%s is for indexes, not for constraints", what)
	case c.check != nil:
		c.check.table.fail("%s is for indexes, not for constraints", what)
	}
	return c
}

// Using says how the index is kept: btree, hash, gin, gist, brin, fulltext.
func (c Constraint) Using(method string) Constraint {
	if c.exclude != nil {
		c.exclude.Using = method
		return c
	}
	return c.onIndex("Using", func(i *Index) { i.Method = method })
}

// Include keeps further columns in the index, so that reading them needs no table. It
// is for indexes and unique constraints.
func (c Constraint) Include(columns ...sql.Expr) Constraint {
	var t *Table
	var to *[]*ColumnDef
	switch {
	case c.index != nil:
		t, to = c.index.table, &c.index.Include
	case c.unique != nil:
		t, to = c.unique.table, &c.unique.Include
	default:
		return c
	}
	for _, x := range columns {
		if d := DefOf(sql.NodeOf(x)); d != nil && d.table == t {
			*to = append(*to, d)
		} else {
			t.fail("Include names columns of its own table")
		}
	}
	return c
}

// NullsNotDistinct lets one row have NULL at most: NULL is a value like others for the
// unique index or constraint.
func (c Constraint) NullsNotDistinct() Constraint {
	if c.unique != nil {
		c.unique.NullsNotDistinct = true
		return c
	}
	return c.onIndex("NullsNotDistinct", func(i *Index) { i.NullsNotDistinct = true })
}

// OpClass gives a member of the index an operator class. The member is the one that
// was given to the index, or a column in it.
func (c Constraint) OpClass(item sql.Item, class string) Constraint {
	return c.onIndex("OpClass", func(i *Index) {
		if p := i.part(sql.NodeOf(item), "OpClass"); p != nil {
			p.OpClass = class
		}
	})
}

// Prefix keeps only the first n characters (of a text) or bytes of a column in the index.
func (c Constraint) Prefix(item sql.Item, n int) Constraint {
	return c.onIndex("Prefix", func(i *Index) {
		if p := i.part(sql.NodeOf(item), "Prefix"); p != nil {
			p.Length = n
		}
	})
}

// With sets a storage parameter of the index.
func (c Constraint) With(name, value string) Constraint {
	return c.onIndex("With", func(i *Index) { i.With = append(i.With, Parameter{name, value}) })
}

// Tablespace puts the index somewhere else.
func (c Constraint) Tablespace(name string) Constraint {
	return c.onIndex("Tablespace", func(i *Index) { i.Tablespace = name })
}

// Parser is the parser of a full-text index.
func (c Constraint) Parser(name string) Constraint {
	return c.onIndex("Parser", func(i *Index) { i.Parser = name })
}

// Concurrently makes the index without a lock against writers. Such a statement cannot
// be in a transaction: CreateAll, which is one, makes the index without the word, on
// its new and empty table; ddl.CreateIndex that is executed by itself has it.
func (c Constraint) Concurrently() Constraint {
	return c.onIndex("Concurrently", func(i *Index) { i.Concurrently = true })
}

// Only makes the constraint or the index on these dialects alone, by their names in
// URLs: others do without it.
func (c Constraint) Only(dialects ...string) Constraint {
	switch {
	case c.index != nil:
		c.index.Only = dialects
	case c.unique != nil:
		c.unique.Only = dialects
	case c.check != nil:
		c.check.Only = dialects
	case c.exclude != nil:
		c.exclude.Only = dialects
	}
	return c
}

func plain(n sql.Node) sql.Node {
	if o, ok := n.(*sql.OrderNode); ok {
		return o.X
	}
	return n
}

// part is the part for a member of the index, made when there is none.
func (i *Index) part(n sql.Node, what string) *IndexPart {
	n = plain(n)
	if !slices.ContainsFunc(i.Items, func(x sql.Node) bool { return plain(x) == n }) {
		i.table.fail("%s names something that is not in the index", what)
		return nil
	}
	for at := range i.Parts {
		if i.Parts[at].Item == n {
			return &i.Parts[at]
		}
	}
	i.Parts = append(i.Parts, IndexPart{Item: n})
	return &i.Parts[len(i.Parts)-1]
}

// Part is what is said of a member of the index.
func (i *Index) Part(n sql.Node) IndexPart {
	n = plain(n)
	for _, p := range i.Parts {
		if p.Item == n {
			return p
		}
	}
	return IndexPart{Item: n}
}

// An Exclude is a constraint: for no two rows do all operators hold between the items.
type Exclude struct {
	Name       string
	Items      []sql.Node
	Operators  []string // one for each item
	Using      string   // gist unless said
	Where      sql.Node
	Deferrable bool
	Initially  string
	Only       []string // dialects; none: all
	table      *Table
}

// Table is the table that the constraint is on.
func (x *Exclude) Table() *Table { return x.table }

// Without pairs an expression with the operator of an exclusion constraint.
type Without struct {
	Item     sql.Expr
	Operator string // "=", "&&"
}

// Exclude declares an exclusion constraint on t: no two rows for which all operators
// hold. PostgreSQL has them.
func AddExclude(t sql.Source, parts ...Without) Constraint {
	d := Of(t)
	x := &Exclude{table: d}
	if d == nil {
		return Constraint{exclude: x}
	}
	for _, p := range parts {
		x.Items, x.Operators = append(x.Items, sql.NodeOf(p.Item)), append(x.Operators, p.Operator)
	}
	d.Excludes = append(d.Excludes, x)
	return Constraint{exclude: x}
}

// A TableOption is an option of one dialect, made by a function of its package; other
// dialects leave it out.
type TableOption struct {
	Dialect string
	Kind    string // what the dialect knows it by
	Value   any
}

// Options adds options of dialects to a table that is declared.
func Options(t sql.Source, options ...TableOption) {
	if d := Of(t); d != nil {
		d.Options = append(d.Options, options...)
	}
}

// WithOptions is Options for a table made at run time.
func WithOptions(options ...TableOption) TablePart {
	return partFunc(func(t *Table) { t.Options = append(t.Options, options...) })
}

// OptionsOf are the options of t for a dialect, in the order of their declaration.
func (t *Table) OptionsOf(dialect string) (out []TableOption) {
	for _, o := range t.Options {
		if o.Dialect == dialect {
			out = append(out, o)
		}
	}
	return out
}

// Temporary makes the table vanish with the session that made it.
func Temporary(t sql.Source) {
	if d := Of(t); d != nil {
		d.Temporary = true
	}
}
