package scan

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

var scanner = reflect.TypeFor[sql.Scanner]()

// Into plans any t for a result's columns: a struct, by the names of its fields (or
// their db tags) and of the columns, without regard to case and underscores; or a
// scalar, of one column. A column without a field is an error, and so is a field
// that two columns claim; a field without a column keeps its zero value.
func Into(t reflect.Type, items []Item) (*Plan, error) {
	p := &Plan{}
	if !isRecord(t) {
		if len(items) != 1 {
			return nil, fmt.Errorf("the rows have %d columns, which a Go %v cannot hold", len(items), t)
		}
		return p, p.add(t, 0, items[0])
	}
	fields := map[string]reflect.StructField{}
	collect(t, 0, fields)
	taken := map[string]string{}
	for _, item := range items {
		key := plain(item.Name)
		f, ok := fields[key]
		if !ok {
			return nil, fmt.Errorf("column %q has no field in %v: add one of that name (or a `db:%q` tag), or leave the column out of the statement", item.Name, t, item.Name)
		}
		if other, twice := taken[key]; twice {
			return nil, fmt.Errorf("columns %q and %q both want the field %s of %v: label one of them", other, item.Name, f.Name, t)
		}
		taken[key] = item.Name
		item.Typed = false
		if err := p.add(f.Type, f.Offset, item); err != nil {
			return nil, err
		}
	}
	return p, nil
}

// isRecord reports whether t is a struct of columns, and not a value like a time.
func isRecord(t reflect.Type) bool {
	if t.Kind() != reflect.Struct || reflect.PointerTo(t).Implements(scanner) {
		return false
	}
	if to, err := sqltype.Target(t, nil); err == nil && to.Kind != driver.Any {
		return false
	}
	return true
}

func collect(t reflect.Type, base uintptr, fields map[string]reflect.StructField) {
	for i := range t.NumField() {
		f := t.Field(i)
		tag := f.Tag.Get("db")
		if tag == "-" {
			continue
		}
		f.Offset += base
		if f.Anonymous && f.Type.Kind() == reflect.Struct && tag == "" {
			collect(f.Type, f.Offset, fields)
			continue
		}
		if !f.IsExported() {
			continue
		}
		name := f.Name
		if tag != "" {
			name = tag
		}
		if _, outer := fields[plain(name)]; !outer {
			fields[plain(name)] = f
		}
	}
}

func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// present tells in the i-th bool at the destination whether the column is not NULL.
func present(col int, i uintptr) driver.Target {
	return driver.Target{Col: col, Kind: driver.Any, Offset: i, Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
		*(*bool)(p) = !v.IsNull()
		return nil
	}}
}
