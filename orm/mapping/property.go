package mapping

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aludel/aludel/sql"
)

// A Property is a field that holds no column, but what an expression gives for the row.
type Property struct {
	Mapper *Mapper // that declares it: what inherits from it has it, too
	Name   string
	Offset uintptr
	Type   reflect.Type
	Expr   sql.Node // nil: each query says it, or none
	Index  int      // among Mapper.Props
}

// AddProperty declares that the field called name holds a value of type v.
func (m *Mapper) AddProperty(name string, v reflect.Type) *Property {
	if m.inherits() {
		for _, p := range m.Super.Props {
			if p.Name == name {
				return p
			}
		}
	}
	p := &Property{Mapper: m, Name: name, Index: len(m.Props)}
	m.Props = append(m.Props, p)
	at, err := lookup(m.Struct, strings.Split(name, "."))
	switch {
	case err != nil:
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("property %s: %v", name, err)})
	case at == nil:
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("property %s has no field in %s", name, m.Struct), Add: name + " " + local(v, m.Struct), To: m.Struct.String()})
	case at.typ != v && at.typ != reflect.PointerTo(v):
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("property %s is a %s, and field %s.%s is a %s", name, local(v, m.Struct), m.Name(), name, local(at.typ, m.Struct))})
	default:
		p.Offset, p.Type = at.offset, at.typ
	}
	return p
}

// SetExpr says what a property is.
func (m *Mapper) SetExpr(p *Property, x sql.Node) {
	if m.configured || p.Expr != nil {
		m.Failf("%s.Is is said twice, or too late", p.Name)
		return
	}
	p.Expr = x
}

// checkProps refuses properties where nobody would read them.
func (m *Mapper) checkProps() {
	own := len(m.Props)
	if m.inherits() {
		own -= len(m.Super.Props)
	}
	if own > 0 && (m.inherits() || len(m.Heirs) > 0 || m.IsView()) {
		m.problem(Problem{What: "an orm.Property is not for views, not for entities whose heirs have tables of their own, and of a hierarchy its root declares it, for all"})
	}
}
