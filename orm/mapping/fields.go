package mapping

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
	"unsafe"

	"github.com/aludel/aludel/schema"
)

// place is a field of a struct, reached through structs by value.
type place struct {
	offset uintptr
	typ    reflect.Type
	field  reflect.StructField

	through reflect.Type // a struct behind a pointer, which is at offset; nil when there is none
	inner   uintptr      // of the field in it
}

// matchFields finds the struct's field for each column.
func (m *Mapper) matchFields() {
	m.Columns = make([]*Column, len(m.Table.Columns))
	for _, f := range m.paths {
		at := slices.Index(m.Table.Columns, f.Column)
		if at < 0 {
			continue
		}
		p, err := lookup(m.Struct, f.Path)
		if err != nil {
			m.structural = true
			m.problem(Problem{What: fmt.Sprintf("column %s %s: %v", strings.Join(f.Path, "."), kindOfColumn(f.Column), err)})
			continue
		}
		if p == nil {
			m.structural = true
			m.problem(m.noField(f))
			continue
		}
		m.Columns[at] = newColumn(m, f.Column, at, f.Path, p)
	}
	m.unmatched(m.Struct, nil)
}

// lookup finds the field that a path names, as Go does for selectors: the
// shallowest one, through embedded structs. An unexported field matches without
// regard to case, so that ID finds id and HTTPPort httpPort.
func lookup(t reflect.Type, path []string) (*place, error) {
	var at place
	for i, name := range path {
		var through reflect.Type
		if i > 0 && t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct {
			if at.through != nil {
				return nil, fmt.Errorf("the value object %s is a pointer in another one that is behind a pointer, too: hold it by value", strings.Join(path[:i], "."))
			}
			t = t.Elem()
			through = t
		}
		if t.Kind() != reflect.Struct {
			return nil, nil
		}
		p, err := field(t, name)
		if p == nil || err != nil {
			return nil, err
		}
		switch {
		case through != nil:
			p.through, p.inner, p.offset = through, p.offset, at.offset
		case at.through != nil:
			p.through, p.inner, p.offset = at.through, at.inner+p.offset, at.offset
		default:
			p.offset += at.offset
		}
		at, t = *p, p.typ
	}
	return &at, nil
}

// Within is where the field that a path names is in the value of type t at p; nil where it is
// behind a pointer that is nil.
func Within(t reflect.Type, path []string, p unsafe.Pointer) unsafe.Pointer {
	at, err := lookup(t, path)
	if at == nil || err != nil {
		return nil
	}
	p = unsafe.Add(p, at.offset)
	if at.through == nil {
		return p
	}
	if p = *(*unsafe.Pointer)(p); p == nil {
		return nil
	}
	return unsafe.Add(p, at.inner)
}

// field finds one name in t or its embedded structs, level by level.
func field(t reflect.Type, name string) (*place, error) {
	level := []place{{typ: t}}
	for len(level) > 0 {
		var found []place
		var next []place
		for _, s := range level {
			exact := slices.ContainsFunc(reflect.VisibleFields(s.typ), func(f reflect.StructField) bool { return f.Name == name && len(f.Index) == 1 })
			for i := range s.typ.NumField() {
				f := s.typ.Field(i)
				p := place{offset: s.offset + f.Offset, typ: f.Type, field: f}
				if f.Name == name || !exact && !f.IsExported() && strings.EqualFold(f.Name, name) {
					found = append(found, p)
					continue
				}
				if f.Anonymous && f.Type.Kind() == reflect.Struct {
					next = append(next, p)
				}
				if f.Anonymous && f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct {
					if in, _ := field(f.Type.Elem(), name); in != nil {
						return nil, fmt.Errorf("%v.%s is reached through the embedded pointer %v: embed the struct by value", t, name, f.Type)
					}
				}
			}
		}
		switch len(found) {
		case 0:
			level = next
		case 1:
			return &found[0], nil
		default:
			return nil, fmt.Errorf("%v has two fields called %s at the same depth", t, name)
		}
	}
	return nil, nil
}

// Exported is a field's name as one that is exported.
func Exported(name string) string {
	r, n := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(r)) + name[n:]
}

// unmatched reports exported fields that are neither column nor relationship and
// were not ignored; for the others see unseen. path leads to t, without the names of embedded structs.
func (m *Mapper) unmatched(t reflect.Type, path []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name := strings.Join(append(path[:len(path):len(path)], f.Name), ".")
		switch {
		case m.taken(name):
			continue
		case f.Anonymous && f.Type.Kind() == reflect.Struct:
			m.unmatched(f.Type, path)
			continue
		case !f.IsExported() || m.ignores(name):
			continue
		case f.Type.Kind() == reflect.Struct && m.takenUnder(name):
			m.unmatched(f.Type, append(path[:len(path):len(path)], f.Name))
			continue
		case f.Type.Kind() == reflect.Pointer && f.Type.Elem().Kind() == reflect.Struct && m.takenUnder(name):
			m.unmatched(f.Type.Elem(), append(path[:len(path):len(path)], f.Name))
			continue
		}
		m.structural = true
		m.problem(m.noColumn(name, f.Type))
	}
	for _, name := range m.ignored {
		if p, err := lookup(m.Struct, strings.Split(name, ".")); len(path) == 0 && t == m.Struct && (p == nil || err != nil) {
			m.problem(Problem{What: fmt.Sprintf("orm.Ignore names %s.%s, and there is no such field", m.Struct, name)})
		}
	}
}

// taken reports whether a field, by its path, holds a column or a relationship.
func (m *Mapper) taken(name string) bool {
	for _, f := range m.paths {
		if strings.EqualFold(strings.Join(f.Path, "."), name) {
			return true
		}
	}
	if m.inherits() && m.Super.taken(name) || slices.ContainsFunc(m.Props, func(p *Property) bool { return strings.EqualFold(p.Name, name) }) {
		return true
	}
	return slices.ContainsFunc(m.Rels, func(r *Relationship) bool { return strings.EqualFold(r.Name, name) }) ||
		slices.ContainsFunc(m.Choices, func(c *Choice) bool { return strings.EqualFold(c.Name, name) })
}

// unseen reports unexported fields that look like relationships, and that none was
// declared for: what they hold would be neither loaded nor saved.
func (m *Mapper) unseen(t reflect.Type, path []string) {
	for i := range t.NumField() {
		f := t.Field(i)
		name := strings.Join(append(path[:len(path):len(path)], f.Name), ".")
		if f.Anonymous && f.Type.Kind() == reflect.Struct {
			m.unseen(f.Type, path)
			continue
		}
		target := entityOf(f.Type)
		if target == nil || f.IsExported() || m.taken(name) || m.ignores(name) || !m.Registry.maps(target) {
			continue
		}
		p := m.noColumn(name, f.Type)
		p.What = fmt.Sprintf("field %s.%s %s leads to %s, which is mapped, and no relationship of %s is called so", m.Struct.Name(), name, local(f.Type, m.Struct), target.Name(), m.Decl)
		p.Add = Exported(f.Name) + strings.TrimPrefix(p.Add, name)
		m.problem(p)
	}
}

func (m *Mapper) ignores(name string) bool {
	return slices.Contains(m.ignored, name) || m.inherits() && m.Super.ignores(name)
}

func (m *Mapper) takenUnder(name string) bool {
	return m.inherits() && m.Super.takenUnder(name) || slices.ContainsFunc(m.paths, func(f schema.Field) bool {
		return strings.HasPrefix(strings.Join(f.Path, "."), name+".")
	})
}

func (m *Mapper) noField(f schema.Field) Problem {
	name := strings.Join(f.Path, ".")
	p := Problem{What: fmt.Sprintf("column %s %s has no field in %s", name, kindOfColumn(f.Column), m.Struct)}
	if len(f.Path) == 1 {
		p.Add, p.To = name+" "+local(reads(f.Column), m.Struct), m.Struct.String()
	}
	return p
}

func (m *Mapper) noColumn(name string, t reflect.Type) Problem {
	p := Problem{What: fmt.Sprintf("field %s.%s %s has no column in %s", m.Struct.Name(), name, t, m.Decl), To: m.Decl.String(),
		Or: fmt.Sprintf("say that it is none: orm.Ignore(t, %q)", name)}
	if line := m.suggest(t, name); line != "" {
		p.Add = name + " " + line
	} else {
		p.What += "; a relationship is held by a []*T, a *T, or an interface that *T implements"
	}
	return p
}

// checkTypes compares the type of each field with what its column is read as.
func (m *Mapper) checkTypes() {
	for _, c := range m.Columns[min(m.first(), len(m.Columns)):] {
		if c == nil {
			continue
		}
		want := reads(c.Def)
		if c.behind != nil && !c.behind.null {
			want = c.Def.GoType
		}
		if c.Type == want || c.HoldsNull() && isNull(c.Type) && c.Type.Field(0).Type == c.Def.GoType {
			continue
		}
		m.structural = true
		what := fmt.Sprintf("column %s %s is read as %s, and field %s is a %s", strings.Join(c.Path, "."), kindOfColumn(c.Def), local(want, m.Struct), c.Name(), local(c.Type, m.Struct))
		p := Problem{What: what, Or: fmt.Sprintf("make the field of %s a %s", m.Struct, local(want, m.Struct))}
		if line := m.suggest(c.Type, strings.Join(c.Path, ".")); line != "" && len(c.Path) == 1 {
			p.Add, p.To = c.Path[0]+" "+line, m.Decl.String()
		}
		m.problem(p)
	}
}

// reads is the Go type as which a column is read.
func reads(c *schema.ColumnDef) reflect.Type {
	if c.Nullable {
		return reflect.PointerTo(c.GoType)
	}
	return c.GoType
}

func isNull(t reflect.Type) bool {
	return t.Kind() == reflect.Struct && t.PkgPath() == "database/sql" && t.NumField() == 2 && t.Field(0).Name == "V" && t.Field(1).Name == "Valid"
}
