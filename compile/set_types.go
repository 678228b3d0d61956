package compile

import (
	"slices"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A family is what types can stand below each other in one column of a set operation.
type family uint8

const (
	anything family = iota // the database knows
	booleans
	numbers
	texts
	binaries
	moments
	clocks
	intervals
	uuids
	documents
	lists
)

var families = map[sqltype.Kind]family{
	sqltype.KindBoolean: booleans, sqltype.KindSmallInt: numbers, sqltype.KindInteger: numbers, sqltype.KindBigInt: numbers,
	sqltype.KindReal: numbers, sqltype.KindFloat: numbers, sqltype.KindDouble: numbers, sqltype.KindNumeric: numbers,
	sqltype.KindString: texts, sqltype.KindChar: texts, sqltype.KindText: texts, sqltype.KindBytes: binaries,
	sqltype.KindDate: moments, sqltype.KindTimestamp: moments, sqltype.KindTimestampTZ: moments,
	sqltype.KindTime: clocks, sqltype.KindInterval: intervals, sqltype.KindUUID: uuids,
	sqltype.KindJSON: documents, sqltype.KindJSONB: documents, sqltype.KindArray: lists,
}

// familyOf is the family of an item; a value alone is of none, for it may be bound as anything.
func (c *Compiler) familyOf(n sql.Node) family {
	if t := sql.TypeOf(n); t != nil {
		return families[t.In(c.g.Name()).Kind]
	}
	return anything
}

// sameFamilies refuses members of a set operation whose columns are of types that PostgreSQL does
// not put below each other, and of which the others would give values that cannot be read.
func (c *Compiler) sameFamilies(op string, first, other []sql.Node) bool {
	for i := range min(len(first), len(other)) {
		a, b := c.familyOf(first[i]), c.familyOf(other[i])
		if a != anything && b != anything && a != b {
			c.failf("the members of %s have types in column %d that do not go together: %s in the first, %s in another: Cast one of them", op, i+1, sql.TypeOf(first[i]), sql.TypeOf(other[i]))
			return false
		}
	}
	return true
}

// unite gives the result of a set operation the types that hold what all members have: its
// columns are those of the first member, and another may have fractions, or times of day.
func (c *Compiler) unite(n *sql.SelectNode) {
	for _, s := range n.Sets {
		other, ok := s.Query.(*sql.SelectNode)
		if !ok {
			continue
		}
		cols := other.Columns()
		if len(other.Sets) > 0 {
			was := c.out.Columns
			c.out.Columns = cols
			c.unite(other)
			cols, c.out.Columns = c.out.Columns, was
		}
		for i := range min(len(cols), len(c.out.Columns)) {
			if t := united(sql.TypeOf(c.out.Columns[i]), sql.TypeOf(cols[i])); t != nil {
				c.out.Columns = slices.Clone(c.out.Columns)
				c.out.Columns[i] = &sql.TypedNode{X: c.out.Columns[i], Type: t}
			}
		}
	}
}

// united is the type for the values of a and b, nil when a is it.
func united(a, b *sqltype.Desc) *sqltype.Desc {
	switch {
	case a == nil || b == nil:
	case a.IsInteger() && b.IsFloat(), (a.IsInteger() || a.IsFloat()) && b.Kind == sqltype.KindNumeric,
		a.Kind == sqltype.KindDate && (b.Kind == sqltype.KindTimestamp || b.Kind == sqltype.KindTimestampTZ),
		a.Kind == sqltype.KindTimestamp && b.Kind == sqltype.KindTimestampTZ:
		return &sqltype.Desc{Kind: b.Kind}
	}
	return nil
}
