package scan

import (
	"database/sql"
	"fmt"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
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
	twice := collect(t, fields)
	taken := map[string]string{}
	for _, item := range items {
		key := plain(item.Name)
		f, ok := fields[key]
		if !ok {
			return nil, fmt.Errorf("column %q has no field in %v: add one of that name (or a `db:%q` tag), or leave the column out of the statement", item.Name, t, item.Name)
		}
		if twice[key] {
			return nil, fmt.Errorf("column %q has several fields in %v, of which none is nearer than the others: give all but one another name, or a `db:\"-\"` tag", item.Name, t)
		}
		if other, again := taken[key]; again {
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

// collect finds the fields of t and of what it embeds, by plain names: as in Go, that
// which is embedded less deeply, and of those that are as deep the first, of which twice tells.
func collect(t reflect.Type, fields map[string]reflect.StructField) (twice map[string]bool) {
	type part struct {
		t    reflect.Type
		base uintptr
	}
	for level := []part{{t, 0}}; len(level) > 0; {
		var deeper []part
		here := map[string]bool{}
		for _, p := range level {
			for i := range p.t.NumField() {
				f := p.t.Field(i)
				tag := f.Tag.Get("db")
				if tag == "-" {
					continue
				}
				f.Offset += p.base
				if f.Anonymous && f.Type.Kind() == reflect.Struct && tag == "" {
					deeper = append(deeper, part{f.Type, f.Offset})
					continue
				}
				if !f.IsExported() {
					continue
				}
				name := plain(f.Name)
				if tag != "" {
					name = plain(tag)
				}
				if here[name] {
					if twice == nil {
						twice = map[string]bool{}
					}
					twice[name] = true
				} else if _, outer := fields[name]; !outer {
					fields[name], here[name] = f, true
				}
			}
		}
		level = deeper
	}
	return twice
}

func plain(name string) string {
	return strings.Map(func(r rune) rune {
		if r == '_' {
			return -1
		}
		return unicode.ToLower(r)
	}, name)
}

// isPlain reports whether key is plain(name).
func isPlain(key, name string) bool {
	at := 0
	for _, r := range name {
		if r == '_' {
			continue
		}
		k, n := utf8.DecodeRuneInString(key[at:])
		if n == 0 || k != unicode.ToLower(r) {
			return false
		}
		at += n
	}
	return at == len(key)
}

// present tells in the i-th bool at the destination whether the column is not NULL.
func present(col int, i uintptr) driver.Target {
	return driver.Target{Col: col, Kind: driver.Any, Offset: i, Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
		*(*bool)(p) = !v.IsNull()
		return nil
	}}
}
