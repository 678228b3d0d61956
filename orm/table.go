package orm

import (
	"context"
	"reflect"
	"unsafe"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// What users write names the struct; the types behind are over pointers, which all
// share one instantiation. Go compiles generic code once for each shape of its
// arguments, and a struct type for each entity would make a program with many
// tables slow to build.
type (
	// TableOf is embedded by the table struct of entity E, whose primary key is K:
	// the Go type of its column, or a struct with a field for each column of it.
	TableOf[E, K any] = TableFor[*E, K]
	// ViewOf is embedded by the table struct of what is only read and has no key: a
	// view, a query. It is not created by CreateAll.
	ViewOf[E any] = ViewFor[*E]
	// Many is a relationship to a collection, held by a []*T: the foreign key is in T's table.
	Many[E, T any] = ToMany[*E, *T]
	// One is a relationship to one object, held by a *T: the foreign key is in E's table.
	One[E, T any] = ToOne[*E, *T]
	// HasOne is a relationship to the one object that refers to E, held by a *T: the
	// foreign key is in T's table, and unique there.
	HasOne[E, T any] = ToHasOne[*E, *T]
	// OneOf is a relationship to one object of one of several tables, held by a field of
	// the interface type I; see Target.
	OneOf[E, I any] = ToOneOf[*E, I]
)

// TableFor is what TableOf stands for. E is a pointer.
//
// It exports only verbs, for its methods and the columns of the table struct share
// a name space. Where a column hides one, there is a function: orm.Get for Get,
// and t.TableOf.Check for Check.
type TableFor[E, K any] struct {
	sql.Handle
	sql.Yields[E]
	h mapped
}

func (t *TableFor[E, K]) embeds_orm_TableOf() *mapped { return &t.h }
func (t *TableFor[E, K]) has_the_key(K)               {}

func (t *TableFor[E, K]) types() (entity, key reflect.Type) {
	return reflect.TypeFor[E](), reflect.TypeFor[K]()
}

// Get is the object with that key: the session's, or loaded. ErrNoResult says that
// there is none.
func (t *TableFor[E, K]) Get(ctx context.Context, s *Session, key K) (E, error) {
	if obj := s.near(t.h.m, unsafe.Pointer(&key)); obj != nil {
		return entity[E](obj), nil
	}
	asked := key // what the database is asked for outlives the call's frame
	return get[E](ctx, s, t.h.m, unsafe.Pointer(&asked))
}

// Check declares CHECK (cond).
func (t *TableFor[E, K]) Check(cond sql.Typed[bool]) schema.Constraint {
	return schema.Of(t).AddCheck(cond)
}

// UniqueOn declares UNIQUE (columns).
func (t *TableFor[E, K]) UniqueOn(columns ...sql.Expr) schema.Constraint {
	return schema.Of(t).AddUnique(columns...)
}

// IndexOn declares an index over items: columns, expressions, or Asc and Desc of them.
func (t *TableFor[E, K]) IndexOn(items ...sql.Item) schema.Constraint {
	return schema.Of(t).AddIndex(items...)
}

// ViewFor is what ViewOf stands for. E is a pointer.
type ViewFor[E any] struct {
	sql.ReadHandle
	sql.Yields[E]
	h mapped
}

func (t *ViewFor[E]) embeds_orm_TableOf() *mapped       { return &t.h }
func (t *ViewFor[E]) types() (entity, key reflect.Type) { return reflect.TypeFor[E](), nil }

// An Entity is a table struct, or an alias of one, whose rows are E, a pointer.
type Entity[E any] interface {
	TableStruct
	sql.Reads[E]
}

// A Keyed is an Entity with the primary key K.
type Keyed[E, K any] interface {
	Entity[E]
	has_the_key(K)
}

// Get is t.Get(ctx, s, key), for a table with a column called Get.
func Get[E, K any](ctx context.Context, s *Session, t Keyed[E, K], key K) (E, error) {
	m := t.embeds_orm_TableOf().m
	if obj := s.near(m, unsafe.Pointer(&key)); obj != nil {
		return entity[E](obj), nil
	}
	asked := key
	return get[E](ctx, s, m, unsafe.Pointer(&asked))
}

// Lookup is Get where a missing row is no error: found tells. An error is something else.
func Lookup[E, K any](ctx context.Context, s *Session, t Keyed[E, K], key K) (e E, found bool, err error) {
	m := t.embeds_orm_TableOf().m
	if obj := s.near(m, unsafe.Pointer(&key)); obj != nil {
		return entity[E](obj), true, nil
	}
	asked := key
	return lookup[E](ctx, s, m, unsafe.Pointer(&asked))
}
