package mapping

import (
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// CompareByReference declares that what columns' fields refer to is not looked into.
func (m *Mapper) CompareByReference(columns []sql.Node) {
	if m.configured || len(columns) == 0 {
		m.Failf("orm.ByReference names no column, or comes too late")
		return
	}
	for _, n := range columns {
		d := schema.DefOf(n)
		if d == nil || d.Table() != m.Table {
			m.Failf("orm.ByReference wants columns of %s", m.Table.FullName())
			continue
		}
		m.references = append(m.references, d)
	}
}

// byReference reports whether c was declared so, by m or by what m inherits from.
func (m *Mapper) byReference(c *Column) bool {
	for x := m; x != nil; x = x.Super {
		if slices.Contains(x.references, c.Def) {
			return true
		}
	}
	return false
}
