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
	Include    []*ColumnDef // kept beside Items
	Deferrable bool
	Initially  string
	Comment    string
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

// Temporary makes the table vanish with the session that made it: it is created and
// dropped by Conn.CreateAll and Conn.DropAll, on the connection that uses it.
func Temporary(t sql.Source) {
	if d := Of(t); d != nil {
		d.Temporary = true
	}
}
