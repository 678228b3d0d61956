package orm

import (
	"errors"
	"fmt"
	"reflect"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Base is a collection of mapped tables that may refer to each other.
type Base struct {
	reg *mapping.Registry
}

// NewBase makes an empty base. The options are those of schema.NewMetaData: a
// schema of the database, a convention for the names of constraints.
func NewBase(options ...schema.MetaOption) *Base {
	return &Base{mapping.NewRegistry(schema.NewMetaData(options...), schema.NewMetaData(options...))}
}

// MetaData holds the base's tables, those of views excepted; nil of a Base that NewBase has not made.
func (b *Base) MetaData() *schema.MetaData {
	if b == nil || b.reg == nil {
		return nil
	}
	return b.reg.Meta
}

// Tables are the base's tables, in the order of their declaration. A package that
// nobody imports declares nothing: a test that pins this list finds out.
func (b *Base) Tables() []*schema.Table {
	if m := b.MetaData(); m != nil {
		return m.Tables()
	}
	return nil
}

// Configure checks every mapping and reports all mistakes as one *ConfigureError.
// Everything that uses a mapping calls it; it works once, and costs next to
// nothing afterwards. A program may call it early, to hear of mistakes when it
// starts.
func (b *Base) Configure() error {
	if b == nil || b.reg == nil {
		return errors.New("a Base that was not made by orm.NewBase was used")
	}
	return b.reg.Configure()
}

// Notes are what is no mistake, and surprises those who do not know it, a sentence each; nil
// when there is nothing. They are the tables' own (schema.MetaData.Notes), and: two relationships
// that lead to each other and that encoding/json follows in both directions, which ends in a
// cycle; a default of the database that is not used for an object, because its field's zero is
// sent. The error is that of Configure.
func (b *Base) Notes() ([]string, error) {
	if err := b.Configure(); err != nil {
		return nil, err
	}
	return append(b.reg.Meta.Notes(), b.reg.Notes()...), nil
}

// A TableStruct is the address of a struct that embeds TableOf or ViewOf.
type TableStruct interface {
	sql.Source
	sql.Pointable
	embeds_orm_TableOf() *mapped
}

// mapped is the part of TableOf and ViewOf that knows the mapper.
type mapped struct {
	m    *mapping.Mapper
	from *sql.TableNode // of an alias
}

// mapper is the mapper of t, or an error when t was not declared.
func mapperOf(t TableStruct) (*mapping.Mapper, error) {
	if t == nil {
		return nil, errors.New("a nil was given where a table is wanted: what orm.Declare gives")
	}
	if reflect.ValueOf(t).IsNil() || t.embeds_orm_TableOf().m == nil {
		return nil, fmt.Errorf("a %T that was not declared was used: declare it with orm.Declare", t)
	}
	m := t.embeds_orm_TableOf().m
	return m, m.Registry.Configure()
}

// declaredIn is the mapper of a table that something is said of by what. A table that is not
// there is a mistake of its entity, which Configure reports.
func declaredIn(t TableStruct, what string) *mapping.Mapper {
	v := reflect.ValueOf(t)
	if v.IsValid() && !v.IsNil() {
		return t.embeds_orm_TableOf().m
	}
	if v.IsValid() {
		if x, ok := reflect.New(v.Type().Elem()).Interface().(typed); ok {
			entity, _ := x.types()
			mapping.Complain(entity, what)
		}
	}
	return nil
}

// Declare makes the table called name in b. The struct that P points to embeds
// TableOf (or ViewOf) and has a column or a relationship in each further field;
// declare says more about them, and may be nil. Embedded structs of columns have
// their own Declare method called before.
//
// Mistakes are reported by Configure.
func Declare[P TableStruct](b *Base, name string, declare func(P)) P {
	lost := b == nil || b.reg == nil
	if lost {
		b = NewBase()
	}
	meta := b.reg.Meta
	decl := reflect.TypeFor[P]().Elem()
	entity, key := reflect.New(decl).Interface().(typed).types()
	if key == nil {
		meta = b.reg.Views
	}
	p, t, columns := schema.Bind[P](meta, name)
	m := mapping.New(b.reg, t, decl, entity, key, columns)
	m.Facade = p
	if lost {
		m.Failf("its Base is nil: make it with NewBase, before the tables")
	}
	p.embeds_orm_TableOf().m = m
	bindParts(reflect.ValueOf(p).Elem(), m)
	schema.DeclareMixins(p)
	if declare != nil {
		declare(p)
	}
	m.Bind()
	return p
}

// typed tells the type arguments of TableOf and ViewOf.
type typed interface {
	types() (entity, key reflect.Type)
}

// part is a field of a table struct that is no column: a relationship, a value object.
type part interface {
	declare(m *mapping.Mapper, name string)
	rebase(n *sql.TableNode)
}

// parts calls f for the fields of a table struct that are no columns. path leads
// to them.
func parts(v reflect.Value, path string, f func(part, string)) {
	for i := range v.NumField() {
		sf := v.Type().Field(i)
		field, usable := schema.Member(v, i)
		if !usable {
			continue
		}
		p, ok := field.Addr().Interface().(part)
		inner := path
		if !sf.Anonymous {
			inner += sf.Name
		}
		if ok && !sf.Anonymous { // what embeds a part has its methods, too
			f(p, inner)
		}
		if _, relation := p.(relation); relation {
			continue
		}
		if !sf.Anonymous {
			inner += "."
		}
		parts(field, inner, f)
	}
}

func bindParts(v reflect.Value, m *mapping.Mapper) {
	unusable(v.Type(), m)
	parts(v, "", func(p part, name string) { p.declare(m, name) })
}

// unusable reports relationships that nobody could use: those in unexported fields.
func unusable(st reflect.Type, m *mapping.Mapper) {
	for i := range st.NumField() {
		sf := st.Field(i)
		switch relationship := reflect.PointerTo(sf.Type).Implements(reflect.TypeFor[relation]()); {
		case sf.Type.Kind() != reflect.Struct:
		case relationship && !sf.IsExported():
			m.Failf("the field %s of %v is a relationship, but unexported, so that it would be left out: call it %s", sf.Name, st, mapping.Exported(sf.Name))
		case sf.Anonymous && !relationship:
			unusable(sf.Type, m)
		}
	}
}

// Alias is t under another name, for a statement that uses one table twice: a
// table struct of its own, whose columns and relationships are the alias's.
func Alias[P TableStruct](t P, name string) P {
	return rebased(schema.Alias(t, name))
}

// From is the table struct t, read from a subquery or a CTE that has its columns.
func From[P TableStruct](t P, from sql.Source) P { return rebased(schema.From(t, from)) }

func rebased[P TableStruct](p P) P {
	n := sql.SourceOf(p)
	p.embeds_orm_TableOf().from = n
	parts(reflect.ValueOf(p).Elem(), "", func(x part, _ string) { x.rebase(n) })
	return p
}

// Shape binds a struct of columns to the columns of a subquery, CTE or table, by
// name; see schema.Shape.
func Shape[S any](from sql.Source) *S { return schema.Shape[S](from) }

// Later is a column of a table that is declared further down. It names the table's
// struct and not its variable, which would be an initialization cycle:
//
//	t.BossID.References(orm.Later(func(b *BossTable) schema.Int { return b.ID }))
func Later[P TableStruct, C schema.ColumnOf[V], V any](column func(P) C) schema.LaterColumn[V] {
	return schema.Later[V](func() *schema.ColumnDef {
		ms := mapping.ForDecl(reflect.TypeFor[P]().Elem())
		if len(ms) != 1 || column == nil {
			return nil // not declared yet, or in two bases, so that a name must say which
		}
		p, ok := ms[0].Facade.(P)
		if !ok {
			return nil
		}
		return schema.DefOf(sql.NodeOf(column(p)))
	})
}

// Ignore says of exported fields of t's entity that they are no columns.
func Ignore(t TableStruct, fields ...string) {
	if m := declaredIn(t, "orm.Ignore"); m != nil {
		m.Ignore(fields...)
	}
}
