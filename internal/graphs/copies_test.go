package graphs_test

import (
	"fmt"
	"reflect"
	"regexp"
	"strings"
)

// copies are all that the objects hold, as text: values behind pointers by content,
// other objects by address, in the order of their slices.
func (w *world) copies() map[any]string {
	out := map[any]string{}
	put := func(obj any) { out[obj] = fields(obj) }
	for _, n := range w.nodes {
		put(n.obj)
	}
	for _, p := range w.places {
		put(p.obj)
	}
	for _, t := range w.tags {
		put(t.obj)
	}
	for _, l := range w.lines {
		put(l.obj)
	}
	for _, m := range w.marks {
		put(m.obj)
	}
	for _, a := range w.assets {
		switch {
		case a.car != nil:
			put(a.car)
		case a.house != nil:
			put(a.house)
		default:
			put(a.obj)
		}
	}
	return out
}

func fields(obj any) string {
	var b strings.Builder
	var write func(v reflect.Value)
	write = func(v reflect.Value) {
		for i := range v.NumField() {
			f := v.Field(i)
			switch {
			case f.Kind() == reflect.Struct:
				write(f)
			case f.Kind() == reflect.Pointer && !f.IsNil() && f.Elem().Kind() != reflect.Struct:
				fmt.Fprintf(&b, "%s=*%v ", v.Type().Field(i).Name, f.Elem())
			case f.Kind() == reflect.Pointer:
				fmt.Fprintf(&b, "%s=%x ", v.Type().Field(i).Name, f.Pointer())
			default:
				fmt.Fprintf(&b, "%s=%v ", v.Type().Field(i).Name, f)
			}
		}
	}
	write(reflect.ValueOf(obj).Elem())
	return b.String()
}

// values are the fields of a copy without those that lead to other objects.
func values(fields string) string {
	return relations.ReplaceAllString(fields, "")
}

var relations = regexp.MustCompile(`(Parent|Partner|Home|Holder|Node|Line)=\w+ |\w+=\[[^\]]*\] `)
