package mapping

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Pair is an association table: each of its rows ties a row of one side to a row
// of the other.
type Pair struct {
	Table  *schema.Table
	Sides  [2]*PairSide
	Fill   []PairValue // what all its rows hold beside the two keys
	Narrow bool        // rows that have the keys may be none of its own
}

// A PairSide is a foreign key of an association table.
type PairSide struct {
	Pair     *Pair
	No       int                // in Pair.Sides
	FK       *schema.ForeignKey // nil where the schema has none
	Mapper   *Mapper            // whose rows it refers to
	Columns  []*sql.ColumnNode  // of the association table, in the order of Mapper.Key
	Referred []*Column          // Mapper.Key
	Rel      *Relationship      // of Mapper, through the table; nil when there is none
}

// Far is the other side.
func (s *PairSide) Far() *PairSide { return s.Pair.Sides[1-s.No] }

// resolvePair finds the two foreign keys of the table that r goes through.
func (r *Relationship) resolvePair(t *Mapper, fail func(or, format string, args ...any)) {
	m, table := r.Mapper, r.through
	if r.Kind != Many {
		fail("", "only orm.Many goes through a table")
		return
	}
	near := r.sides(m, r.columns)
	far := r.sides(t, r.farColumns)
	if m == t { // its own table: the foreign key that is not followed is the other
		if len(near) == 1 && len(far) > 1 {
			far = slices.DeleteFunc(far, func(f *schema.ForeignKey) bool { return f == near[0] })
		} else if len(far) == 1 && len(near) > 1 {
			near = slices.DeleteFunc(near, func(f *schema.ForeignKey) bool { return f == far[0] })
		}
	}
	for i, fs := range [][]*schema.ForeignKey{near, far} {
		to := m
		if i == 1 {
			to = t
		}
		switch {
		case len(fs) == 0:
			fail("", "table %s has no foreign key to %s that it could follow", table.FullName(), to.Table.FullName())
			return
		case len(fs) > 1:
			var names []string
			for _, f := range fs {
				names = append(names, describe(f))
			}
			fail(fmt.Sprintf("say which one: %s.ForeignKey(the columns that refer to %s)", r.Name, m.Name()), "table %s has %d foreign keys to %s: %s", table.FullName(), len(fs), to.Table.FullName(), strings.Join(names, ", "))
			return
		}
	}
	if near[0] == far[0] {
		fail("", "table %s has one foreign key to %s, and needs two", table.FullName(), m.Table.FullName())
		return
	}
	side, err := m.Registry.pair(table, near[0], far[0], m, t)
	if err != nil {
		fail("", "%v", err)
		return
	}
	if side.Rel != nil && side.Rel != r && !r.Loose {
		fail("", "%s goes through the same foreign key (%s): one of the two is enough", side.Rel.FullName(), describe(near[0]))
		return
	}
	if r.Pair = side; !r.Loose {
		side.Rel = r
	}
}

// sides are the foreign keys of the table that r goes through to m.
func (r *Relationship) sides(m *Mapper, columns []sql.Node) []*schema.ForeignKey {
	var out []*schema.ForeignKey
	for _, f := range r.through.ForeignKeys {
		if m.has(f.Target()) && (len(columns) == 0 || slices.EqualFunc(f.Columns, columns, func(c *schema.ColumnDef, n sql.Node) bool { return schema.DefOf(n) == c })) {
			out = append(out, f)
		}
	}
	return out
}

// pair is the near side of an association table, made when there is none yet.
func (r *Registry) pair(t *schema.Table, near, far *schema.ForeignKey, m, to *Mapper) (*PairSide, error) {
	for _, p := range r.pairs {
		for i, s := range p.Sides {
			if s.FK == near && p.Sides[1-i].FK == far {
				return s, nil
			}
		}
	}
	p := &Pair{Table: t}
	for i, f := range []*schema.ForeignKey{near, far} {
		s := &PairSide{Pair: p, No: i, FK: f, Mapper: m}
		if i == 1 {
			s.Mapper = to
		}
		for _, k := range s.Mapper.Key {
			at := slices.IndexFunc(f.Referred(), func(d *schema.ColumnDef) bool { return s.Mapper.ColumnOf(d) == k })
			if at < 0 || len(f.Columns) != len(s.Mapper.Key) {
				return nil, fmt.Errorf("the foreign key %s does not refer to the primary key of %s, which relationships need", describe(f), s.Mapper.Table.FullName())
			}
			s.Columns, s.Referred = append(s.Columns, f.Columns[at].Node()), append(s.Referred, k)
		}
		p.Sides[i] = s
	}
	for _, s := range p.Sides {
		s.Mapper.Pairs = append(s.Mapper.Pairs, s)
	}
	r.pairs = append(r.pairs, p)
	return p.Sides[0], nil
}
