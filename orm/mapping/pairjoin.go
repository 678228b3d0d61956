package mapping

import (
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A relationship through an association table may have conditions of its own. Those that say
// that columns of the table equal the two keys are its foreign keys, whether the schema has
// constraints for them or not; where they say nothing of a side, the constraint does. A column
// of the table that equals a value holds it in all its rows: they are inserted with it, and
// only those that have it are deleted. All others are read by.

// A PairValue is what a column of an association table holds in every row of a Pair.
type PairValue struct {
	Column *sql.ColumnNode
	Value  *sql.BindNode
}

// OnDelete is what the schema says of deleting what a side refers to.
func (s *PairSide) OnDelete() schema.Action {
	if s.FK == nil {
		return ""
	}
	return s.FK.OnDelete
}

// OnUpdate is what the schema says of changing the key that a side refers to.
func (s *PairSide) OnUpdate() schema.Action {
	if s.FK == nil {
		return ""
	}
	return s.FK.OnUpdate
}

// resolvePairJoin finds the two foreign keys in the conditions.
func (r *Relationship) resolvePairJoin(fail func(or, format string, args ...any)) {
	m, t, v := r.Mapper, r.Target, r.View
	switch {
	case r.Kind != Many:
		fail("", "only orm.Many goes through a table")
		return
	case v.To.Same(m.Source()):
		fail("", "it leads from a table to itself: give PrimaryJoin an alias of it, orm.Alias(t, …), so that conditions tell the two apart")
		return
	case v.To.Body != nil || v.To.CTE != nil:
		fail("say orm.ViewOnly", "PrimaryJoin leads to a query, whose rows can only be read")
		return
	}
	p := &Pair{Table: r.through}
	p.Sides = [2]*PairSide{{Pair: p, Mapper: m}, {Pair: p, No: 1, Mapper: t}}
	sources := [2]*sql.TableNode{m.Source(), v.To}
	var ties [2]map[*Column]*sql.ColumnNode
	for _, c := range conjuncts(v.On, nil) {
		if !r.ties(c, p, sources, &ties) {
			p.Narrow = true
		}
	}
	for i, s := range p.Sides {
		columns := r.columns
		if i == 1 {
			columns = r.farColumns
		}
		if ties[i] == nil {
			fks := r.sides(s.Mapper, columns)
			if len(fks) != 1 {
				fail("", "none of its conditions says which column of %s is the key of %s, and %d of the table's foreign keys may be it", p.Table.FullName(), s.Mapper.Name(), len(fks))
				return
			}
			ties[i] = map[*Column]*sql.ColumnNode{}
			for at, d := range fks[0].Referred() {
				if c := s.Mapper.ColumnOf(d); c != nil {
					ties[i][c] = fks[0].Columns[at].Node()
				}
			}
		} else if len(columns) > 0 {
			fail("", "its conditions say which columns of %s are the key of %s, and ForeignKey says so, too", p.Table.FullName(), s.Mapper.Name())
			return
		}
		for _, k := range s.Mapper.Key {
			c := ties[i][k]
			if c == nil {
				fail("", "its conditions say of a part of the key of %s which column of %s it is, and not of %s", s.Mapper.Name(), p.Table.FullName(), k.Name())
				return
			}
			s.Columns, s.Referred = append(s.Columns, c), append(s.Referred, k)
		}
		for _, f := range p.Table.ForeignKeys { // which the schema has for it
			if s.Mapper.has(f.Target()) && len(f.Columns) == len(s.Columns) &&
				!slices.ContainsFunc(f.Columns, func(d *schema.ColumnDef) bool { return !slices.Contains(s.Columns, d.Node()) }) {
				s.FK = f
			}
		}
	}
	v.Extra = nil
	for _, c := range conjuncts(v.On, nil) {
		if !r.ties(c, nil, sources, &[2]map[*Column]*sql.ColumnNode{}) {
			v.Extra = append(v.Extra, c)
		}
	}
	side := p.Sides[0]
	if o := r.inverse; o != nil && o.Pair != nil && o.View != nil {
		side = o.Pair.Far()
	} else {
		for _, s := range p.Sides {
			s.Mapper.Pairs = append(s.Mapper.Pairs, s)
		}
	}
	if r.Pair = side; !r.Loose {
		side.Rel = r
	}
}

// ties notes what a condition says of a column of the association table, which is how it is
// written; false: it is only read.
func (r *Relationship) ties(c sql.Node, p *Pair, sources [2]*sql.TableNode, ties *[2]map[*Column]*sql.ColumnNode) bool {
	b, ok := c.(*sql.BinaryNode)
	if !ok || b.Op != sql.OpEq {
		return false
	}
	own := func(n sql.Node) *sql.ColumnNode {
		if x, ok := n.(*sql.ColumnNode); ok && x.Table.Same(r.through.Node()) {
			return x
		}
		return nil
	}
	x, y := own(b.L), b.R
	if x == nil {
		x, y = own(b.R), b.L
	}
	if x == nil {
		return false
	}
	if v, ok := y.(*sql.BindNode); ok && v.Name == "" && v.Err == nil && !v.Value.IsNull() {
		if p != nil {
			p.Fill = append(p.Fill, PairValue{x, v})
			p.Narrow = true
		}
		return false // and read by
	}
	for i, m := range [2]*Mapper{r.Mapper, r.Target} {
		if k := m.columnAs(y, sources[i]); k != nil && slices.Contains(m.Key, k) && ties[i][k] == nil {
			if ties[i] == nil {
				ties[i] = map[*Column]*sql.ColumnNode{}
			}
			ties[i][k] = x
			return true
		}
	}
	return false
}
