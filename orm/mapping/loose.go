package mapping

import (
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// NewLoose adds a relationship that is held by no field to m.
func NewLoose(m *Mapper, name string, from, to reflect.Type) *Relationship {
	r := &Relationship{Name: name, Index: -1, Kind: Many, Mapper: m, To: to, Loose: true}
	m.loose = append(m.loose, r)
	if to.Kind() != reflect.Pointer || to.Elem().Kind() != reflect.Struct || from.Kind() != reflect.Pointer || from.Elem() != m.Struct {
		r.broken = true
		m.problem(Problem{What: fmt.Sprintf("%s is orm.WriteOnly[%s, %s], but the table is %s's", name, indirect(from), indirect(to), m.Name())})
		return r
	}
	r.To = to.Elem()
	return r
}

// PlaceBy says which column of the target holds the place in the collection.
func (r *Relationship) PlaceBy(column sql.Node) {
	if !r.open("OrderedBy") {
		return
	}
	if r.place, _ = column.(*sql.ColumnNode); r.place == nil || r.Map != nil {
		r.Mapper.Failf("%s.OrderedBy wants a column, and a collection in a slice", r.Name)
	}
}

func (r *Relationship) resolvePlace(fail func(or, format string, args ...any)) {
	if r.place == nil {
		return
	}
	for _, c := range r.Target.Columns {
		if c != nil && c.Is(r.place) {
			r.Place = c
		}
	}
	if r.Place == nil || !isPlace(r.Place.Type) && (r.Place.Type.Kind() != reflect.Pointer || !isPlace(r.Place.Type.Elem())) {
		fail("", "OrderedBy wants an integer column of %s", r.Target.Table.FullName())
		return
	}
	switch d := r.Place.Def; {
	case d.PrimaryKey && len(r.Target.Key) == 1, r.Target.Version == r.Place,
		slices.ContainsFunc(d.Table().ForeignKeys, func(f *schema.ForeignKey) bool { return slices.Contains(f.Columns, d) }):
		fail("give the place a column of its own", "OrderedBy writes %s, which is a key, a foreign key or the version of %s", r.Place.Name(), r.Target.Name())
		return
	}
	if len(r.Order) == 0 {
		r.Order = []sql.Node{r.place}
	}
}

// isPlace reports whether a field of type t can hold a place, or NULL where it is a pointer to t.
func isPlace(t reflect.Type) bool { return t.Kind() >= reflect.Int && t.Kind() <= reflect.Int64 }

// PlaceOf is the place that an object of the target has; -1 where it is NULL.
func (r *Relationship) PlaceOf(obj unsafe.Pointer) int64 {
	v := reflect.NewAt(r.Place.Type, unsafe.Add(obj, r.Place.Offset)).Elem()
	if v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return -1
		}
		v = v.Elem()
	}
	return v.Int()
}

// SetPlace gives an object of the target its place.
func (r *Relationship) SetPlace(obj unsafe.Pointer, n int64) {
	v := reflect.NewAt(r.Place.Type, unsafe.Add(obj, r.Place.Offset)).Elem()
	if v.Kind() == reflect.Pointer {
		v.Set(reflect.New(v.Type().Elem())) // the old one may be shared
		v = v.Elem()
	}
	v.SetInt(n)
}
