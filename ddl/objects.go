package ddl

import (
	"slices"

	"github.com/aludel/aludel/schema"
)

// Makes reports whether what is made on some dialects only is made on this one.
func (tr Traits) Makes(only []string) bool {
	return len(only) == 0 || slices.Contains(only, tr.Dialect)
}

func hooks(out *[]Statement, m *schema.MetaData, t *schema.Table, at schema.Moment, tr Traits) {
	for _, h := range m.Hooks(t, at, tr.Dialect) {
		*out = append(*out, Hook{Table: t, Stmt: h.Stmt, If: h.If})
	}
}

// isSpace tells what others are in, or made of.
func isSpace(o schema.Object) bool {
	switch o.(type) {
	case *schema.Namespace, *schema.Extension:
		return true
	}
	return false
}

// objectsOf are the objects of m that are made before the tables, and those after them,
// each after what it needs. Where only some tables are made, there are none.
func objectsOf(m *schema.MetaData, only []*schema.Table, tr Traits) (before, after []schema.Object) {
	if only != nil {
		return nil, nil
	}
	seen := map[schema.Object]bool{}
	all := m.Objects()
	var add func(o schema.Object)
	add = func(o schema.Object) {
		if seen[o] || !slices.Contains(all, o) {
			return
		}
		seen[o] = true
		switch o := o.(type) {
		case *schema.View:
			for _, v := range o.Reads() {
				add(v)
			}
			for _, x := range o.After {
				add(x)
			}
			after = append(after, o)
		case *schema.Program:
			for _, x := range o.After {
				add(x)
			}
			switch {
			case o.Create[tr.Dialect] == "":
			case o.Early:
				before = append(before, o)
			default:
				after = append(after, o)
			}
		case *schema.DomainDef:
			if tr.Domains {
				before = append(before, o)
			}
		case *schema.Extension:
			if tr.Domains { // only PostgreSQL has either
				before = append(before, o)
			}
		default:
			before = append(before, o)
		}
	}
	for _, o := range all {
		add(o)
	}
	return before, after
}

func schemaOf(o schema.Object) string {
	switch o := o.(type) {
	case *schema.Sequence:
		return o.Schema
	case *schema.View:
		return o.Schema
	case *schema.DomainDef:
		return o.Schema
	case *schema.Program:
		if o.Table != nil {
			return o.Table.Schema
		}
		return o.Schema
	}
	return ""
}

// hasObject reports whether the object was noted. Database schemas and extensions are
// made and dropped with words of their own for that.
func (h *Have) hasObject(o schema.Object) bool {
	in := schemaOf(o)
	switch o := o.(type) {
	case *schema.Sequence:
		return h.Has(in, KindSequence, o.Name)
	case *schema.View:
		return h.Has(in, KindView, o.Name)
	case *schema.DomainDef:
		return h.Has(in, KindDomain, o.Name)
	case *schema.Program:
		if o.Kind == schema.Trigger {
			return h.Has(in, KindTrigger, o.Name)
		}
		return h.Has(in, KindFunction, o.Name)
	}
	return false
}
