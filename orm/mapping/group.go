package mapping

import (
	"fmt"
	"maps"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Defer declares columns that queries leave out, as a group that is loaded together.
func (m *Mapper) Defer(group string, columns []sql.Node) {
	if m.configured || len(columns) == 0 {
		m.Failf("orm.Deferred names no column, or comes too late")
		return
	}
	if m.Groups == nil {
		m.Groups = map[*schema.ColumnDef]string{}
	}
	for _, n := range columns {
		d := schema.DefOf(n)
		if d == nil || d.Table() != m.Table {
			m.Failf("orm.Deferred wants columns of %s", m.Table.FullName())
			continue
		}
		m.Groups[d] = group
	}
}

// configureGroups finds the deferred columns.
func (m *Mapper) configureGroups() {
	if m.inherits() && len(m.Super.Groups) > 0 { // what the parent leaves out is left out here
		groups := maps.Clone(m.Super.Groups)
		maps.Copy(groups, m.Groups)
		m.Groups = groups
	}
	if len(m.Groups) == 0 {
		return
	}
	if len(m.Heirs) > 0 {
		m.problem(Problem{What: "orm.Deferred is not for entities whose heirs have tables of their own: say Defer with the query"})
		return
	}
	m.Deferred = make([]bool, len(m.Columns))
	for i, c := range m.Columns {
		if _, ok := m.Groups[c.Def]; !ok {
			continue
		}
		if m.needs(c) {
			m.problem(Problem{What: fmt.Sprintf("%s is deferred, and is always needed: the primary key, the version and foreign keys", c.Name())})
		}
		m.Deferred[i] = true
	}
}

func (m *Mapper) needs(c *Column) bool {
	if c.Def.PrimaryKey || c.Def == m.Tenant || c.Def == m.Deleted || c == m.Version {
		return true
	}
	for _, f := range m.foreignKeys() {
		for _, d := range f.Columns {
			if d == c.Def {
				return true
			}
		}
	}
	return false
}
