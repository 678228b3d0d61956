package schema

import (
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// An Object is what a database has beside tables: a *Sequence, *View, *DomainDef,
// *Program, *Extension or *Namespace.
type Object interface {
	// FullName is its name with its schema.
	FullName() string
	object() error
}

func (s *Sequence) object() error { return s.check() }

// Objects are the objects of m, in the order in which they were declared.
func (m *MetaData) Objects() []Object { return slices.Clone(m.objects) }

func (m *MetaData) addObject(o Object) { m.objects = append(m.objects, o) }

func (m *MetaData) checkObjects() (errs []error) {
	seen := map[string]bool{}
	for _, o := range m.objects {
		if err := o.object(); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", o.FullName(), err))
		}
		key := fmt.Sprintf("%T %s", o, o.FullName())
		if p, ok := o.(*Program); ok {
			key += string(p.Kind) + p.Args
		}
		if seen[key] {
			errs = append(errs, fmt.Errorf("%s is declared twice in one MetaData", o.FullName()))
		}
		seen[key] = true
	}
	return errs
}

// A Namespace is a database schema that CreateAll makes and DropAll drops.
type Namespace struct{ Name string }

// NewNamespace adds a database schema to m. It must be empty at the end of DropAll.
func NewNamespace(m *MetaData, name string) *Namespace {
	n := &Namespace{name}
	m.addObject(n)
	return n
}

// FullName is the name.
func (n *Namespace) FullName() string { return n.Name }

func (n *Namespace) object() error { return named(n.Name) }

func named(name string) error {
	if name == "" {
		return fmt.Errorf("it has no name")
	}
	return nil
}

// An Extension is what brings types and functions to PostgreSQL; on other databases it
// does not exist.
type Extension struct{ Name string }

// NewExtension adds an extension to m. It is made when it is not there, and stays at
// DropAll: others may use it.
func NewExtension(m *MetaData, name string) *Extension {
	e := &Extension{name}
	m.addObject(e)
	return e
}

// FullName is the name.
func (e *Extension) FullName() string { return e.Name }

func (e *Extension) object() error { return named(e.Name) }

// A DomainDef is a type with a name, made of another type and a rule.
type DomainDef struct {
	Name    string
	Schema  string
	Base    *sqltype.Desc
	NotNull bool
	Check   func(value sql.Node) sql.Node // nil: no rule
	Default sql.Node
	wrong   error // in the call that made it
}

// A DomainOption is an option of NewDomain.
type DomainOption func(*DomainDef)

// DomainNotNull refuses NULL in all columns of the domain.
func DomainNotNull(d *DomainDef) { d.NotNull = true }

// DomainDefault is the default of the columns of the domain that have none of their own.
func DomainDefault(x sql.Expr) DomainOption {
	return func(d *DomainDef) { d.Default = sql.NodeOf(x) }
}

// NewDomain adds a domain to m and gives its type, for the columns that have it. The
// rule is about the value; nil is no rule. Where a database has no domains, a column
// has the type itself, its default and NOT NULL, and the rule as a check of its own.
func NewDomain[T any](m *MetaData, name string, base sqltype.Of[T], rule func(value sql.Value[T, T]) sql.Cond, options ...DomainOption) sqltype.Of[T] {
	d := &DomainDef{Name: name, Schema: m.schema, Base: base.Desc()}
	if rule != nil {
		d.Check = func(n sql.Node) sql.Node { return sql.NodeOf(rule(sql.NewValue[T, T](n))) }
	}
	for _, o := range options {
		if o == nil {
			d.wrong = errNilOption
			continue
		}
		o(d)
	}
	m.addObject(d)
	return sqltype.InDomain(base, d)
}

// String is the name with the schema.
func (d *DomainDef) String() string { return d.FullName() }

// FullName is the name with the schema.
func (d *DomainDef) FullName() string { return full(d.Schema, d.Name) }

func (d *DomainDef) object() error { return errors.Join(named(d.Name), d.wrong) }

// DefaultNode is Default as it is written: a value as the base type has it.
func (d *DomainDef) DefaultNode() sql.Node { return defaultNode(d.Default, d.Base) }

// Rule is the condition that n, a value of the domain, must keep; nil when there is none.
func (d *DomainDef) Rule(n sql.Node) sql.Node {
	if d.Check == nil {
		return nil
	}
	return d.Check(n)
}

// A ProgramKind says what a Program is.
type ProgramKind string

// Kinds of programs.
const (
	Function  ProgramKind = "FUNCTION"
	Procedure ProgramKind = "PROCEDURE"
	Trigger   ProgramKind = "TRIGGER"
)

// A Program is a function, a procedure or a trigger. Its text is written for each
// dialect by hand; where there is none for a dialect, the program does not exist.
type Program struct {
	Kind   ProgramKind
	Name   string
	Schema string
	Table  *Table             // of a trigger
	Args   string             // of a PostgreSQL function that has namesakes: the types of its arguments, "integer, text"
	Create map[string]sql.SQL // CREATE …, by the dialect's name
	After  []Object           // what must be there before
	Early  bool               // it is made before the tables: a function for defaults and checks
}

// NewProgram adds p to m. It is made after the tables, unless Early says so, and after
// what its After names, and dropped before them.
func NewProgram(m *MetaData, p Program) *Program {
	if p.Schema == "" {
		p.Schema = m.schema
	}
	m.addObject(&p)
	return &p
}

// FullName is the name with the schema.
func (p *Program) FullName() string { return full(p.Schema, p.Name) }

func (p *Program) object() error {
	switch {
	case p.Name == "":
		return named(p.Name)
	case p.Kind != Function && p.Kind != Procedure && p.Kind != Trigger:
		return fmt.Errorf("%q is no kind of program", p.Kind)
	case (p.Kind == Trigger) != (p.Table != nil):
		return fmt.Errorf("a trigger has a Table, and nothing else has")
	case len(p.Create) == 0:
		return fmt.Errorf("it has no text for any dialect")
	case p.Early && p.Kind == Trigger:
		return fmt.Errorf("a trigger cannot be made before its table")
	}
	for _, dialect := range slices.Sorted(maps.Keys(p.Create)) {
		if err := sqltype.DialectName(dialect); err != nil {
			return fmt.Errorf("its text: %w", err)
		}
	}
	return nil
}

// A View is a query with a name, that is read like a table.
type View struct {
	sql.ReadHandle
	sql.Yields[sql.Record]
	Name         string
	Schema       string
	Query        sql.Node
	Materialized bool     // its rows are kept, until they are refreshed
	OrReplace    bool     // CREATE OR REPLACE
	CheckOption  string   // "", "LOCAL" or "CASCADED": what is written through it must be seen through it
	After        []Object // what must be there before, beside what the query reads

	node *sql.TableNode

	wrong error // in the call that made it
}

// A ViewOption is an option of NewView.
type ViewOption func(*View)

// Materialized keeps the rows of the view; ddl.RefreshView computes them anew.
func Materialized(v *View) { v.Materialized = true }

// OrReplace puts the view in the place of one of its name.
func OrReplace(v *View) { v.OrReplace = true }

// WithCheckOption refuses writes through the view that it would not show: "LOCAL" or "CASCADED".
func WithCheckOption(kind string) ViewOption { return func(v *View) { v.CheckOption = kind } }

// DependsOn says what must be there before the view, beside what its query reads.
func DependsOn(os ...Object) ViewOption { return func(v *View) { v.After = append(v.After, os...) } }

// NewView adds a view to m: a query whose values become a part of it. CreateAll makes it
// after the tables, and after the views that it reads. It can be read like a table; its
// columns are found by C, or bound to a struct with [Shape].
func NewView(m *MetaData, name string, query sql.Statement, options ...ViewOption) *View {
	v := &View{Name: name, Schema: m.schema, Query: sql.StatementOf(query), node: sql.NewTable(m.schema, name)}
	for _, o := range options {
		if o == nil {
			v.wrong = errNilOption
			continue
		}
		o(v)
	}
	v.node.Def = v
	sql.Point(v, v.node)
	if s, ok := v.Query.(*sql.SelectNode); ok {
		items := s.Columns()
		for i, name := range sql.OutputNames(items) {
			if i < len(items) {
				sql.NewColumn(v.node, name, sql.TypeOf(items[i]), sql.MayBeNull(items[i], nil), nil)
			}
		}
	}
	m.addObject(v)
	return v
}

// FullName is the name with the schema.
func (v *View) FullName() string { return full(v.Schema, v.Name) }

func (v *View) object() error {
	switch {
	case v.Name == "":
		return named(v.Name)
	case v.wrong != nil:
		return v.wrong
	case v.CheckOption != "" && v.CheckOption != "LOCAL" && v.CheckOption != "CASCADED":
		return fmt.Errorf("WITH %q CHECK OPTION: it is LOCAL or CASCADED", v.CheckOption)
	}
	if n, ok := v.Query.(*sql.ErrNode); ok {
		return n.Err
	}
	if _, ok := v.Query.(*sql.SelectNode); !ok {
		return fmt.Errorf("a view is a SELECT")
	}
	return nil
}

// C is the column of that name, as an expression.
func (v *View) C(name string) AnyCol {
	for _, c := range v.node.Cols {
		if c.Name == name {
			return AnyCol{sql.NewValue[any, any](c)}
		}
	}
	return AnyCol{sql.NewValue[any, any](&sql.ErrNode{Err: fmt.Errorf("the view %s has no column %q", v.FullName(), name)})}
}

// Reads are the views that v's query reads.
func (v *View) Reads() (out []*View) {
	sql.Walk(v.Query, func(n sql.Node) bool {
		if t, ok := n.(*sql.TableNode); ok {
			if o, ok := t.Def.(*View); ok && o != v && !slices.Contains(out, o) {
				out = append(out, o)
			}
		}
		return true
	})
	return out
}
