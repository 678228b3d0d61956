package mapping

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Source is what m's rows are read from: its table, or the parts of it.
func (m *Mapper) Source() *sql.TableNode {
	if m.source != nil {
		return m.source
	}
	return m.Table.Node()
}

// onlyKinds says which rows of the table that m shares are m's: those of its own identity
// and of all that inherits from it.
func (m *Mapper) onlyKinds() {
	if m.How != SingleTable || m.source == nil || m.Family == nil { // Identify reports the last
		return
	}
	list := &sql.ListNode{Type: m.Family.disc.Type}
	var last *sql.BindNode
	for _, x := range m.Family.Members {
		if x.kind != nil && x.IsA(m) {
			last = x.kind
			list.Values = append(list.Values, last.Value)
		}
	}
	if len(list.Values) == 1 {
		m.source.Parts.Kinds = last
		return
	}
	m.source.Parts.Kinds = list
}

// assemble makes the source that m's rows are read from, once its columns are declared.
func (m *Mapper) assemble() {
	parts := make([]*sql.TableNode, len(m.Parts))
	var ties [][][2]int
	at := func(t *sql.TableNode, c *schema.ColumnDef) int {
		for i, x := range t.Cols {
			if x == c.Node() {
				return i
			}
		}
		return 0
	}
	root := m.Parts[0].Table.PrimaryKey()
	for i, p := range m.Parts {
		parts[i] = p.Table.Node()
		if i == 0 {
			continue
		}
		var tie [][2]int
		for k, c := range p.Key {
			tie = append(tie, [2]int{at(parts[i], c), at(parts[0], root[k])})
		}
		ties = append(ties, tie)
	}
	m.source = sql.NewParts(parts, ties)
	if m.noStruct {
		return
	}
	own := m.Parts[len(m.Parts)-1]
	for _, c := range m.Columns {
		part, of := parts[c.Part], c.Def.Node()
		for k, d := range root {
			if d == c.Def && len(m.Parts) > 1 { // so that what refers to it refers to its own table
				part, of = parts[len(parts)-1], own.Key[k].Node()
				c.own = own.Key[k]
			}
		}
		c.Node = sql.AddPartColumn(m.source, part, of, c.Def.Nullable)
		if m.Family != nil && c.Def == m.Family.disc {
			m.source.Parts.Kind = c.Index
		}
	}
	m.onlyKinds()
}

// Extra is what a kind has beside the columns of what it inherits from: where it is read.
type Extra struct {
	Source  *sql.TableNode
	Key     []*sql.ColumnNode
	Columns []*sql.ColumnNode // of the mapper, from its parent's last on
}

// Beyond is what m has and up, from which it inherits, has not. When all of it is in one
// table, it is read from there alone.
func (m *Mapper) Beyond(up *Mapper) *Extra {
	x := &Extra{Source: m.Source()}
	last := len(m.Parts) - 1
	alone := last > 0 && len(m.Parts) > len(up.Parts)
	for _, c := range m.Columns[len(up.Columns):] {
		alone = alone && c.Part == last
	}
	if alone {
		x.Source = m.Parts[last].Table.Node()
		x.Key = m.PartKey(last)
	} else {
		for _, c := range m.Key {
			x.Key = append(x.Key, c.Node)
		}
	}
	for _, c := range m.Columns[len(up.Columns):] {
		if alone {
			x.Columns = append(x.Columns, c.Def.Node())
		} else {
			x.Columns = append(x.Columns, c.Node)
		}
	}
	return x
}

// PartKey are the columns of the primary key in the table of part i.
func (m *Mapper) PartKey(i int) []*sql.ColumnNode { return m.Parts[i].nodes }

func (m *Mapper) partKeys() {
	for i := range m.Parts {
		p := &m.Parts[i]
		p.nodes = make([]*sql.ColumnNode, len(m.Key))
		for k, c := range m.Key {
			if p.nodes[k] = c.Def.Node(); i > 0 {
				p.nodes[k] = p.Key[k].Node()
			}
		}
	}
}
