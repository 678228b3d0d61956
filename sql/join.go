package sql

// A Joiner knows foreign keys. What package schema stores in TableNode.Def is one;
// a JOIN without ON asks it.
type Joiner interface {
	// ForeignKeysTo gives the foreign keys to the table whose Def is other: pairs
	// of the columns that refer and the columns referred to, of equal length.
	ForeignKeysTo(other any) [][2][]*ColumnNode
}

func joinOf(kind JoinKind, t Source, on []Typed[bool]) Join {
	j := Join{Kind: kind, Table: SourceOf(t)}
	if len(on) > 0 {
		if j.On = NodeOf(on[0]); len(on) > 1 {
			j.On = chain(OpAnd, nodes(on))
		}
	}
	return j
}

// A JoinedNode is tables joined with each other, as one thing in FROM.
type JoinedNode struct {
	First *TableNode
	Joins []Join
}

func (*JoinedNode) node() {}

// Joined are tables joined with each other, as one thing in FROM: what stands in
// parentheses on one side of a join, as in
//
//	sql.Select(…).From(a).LeftJoin(sql.Joined(b).Join(c), on)
//
// which keeps the rows of a for which there is no b with a c. Columns are those of the
// tables themselves.
type Joined struct{ t *TableNode }

// JoinTables begins such a chain with t.
func JoinTables(t Source) Joined { return Joined{&TableNode{Body: &JoinedNode{First: SourceOf(t)}}} }

func (j Joined) source() *TableNode { return j.t }

func (j Joined) with(kind JoinKind, t Source, on []Typed[bool]) Joined {
	if j.t == nil {
		return Joined{brokenTable("a Joined without tables was used: begin it with JoinTables")}
	}
	old, ok := j.t.Body.(*JoinedNode)
	if !ok {
		return j
	}
	n := *old
	n.Joins = append(n.Joins[:len(n.Joins):len(n.Joins)], joinOf(kind, t, on))
	return Joined{&TableNode{Body: &n}}
}

// Join is JOIN t ON on. Without on it is found from the one foreign key between t and
// what is there already.
func (j Joined) Join(t Source, on ...Typed[bool]) Joined { return j.with(InnerJoin, t, on) }

// LeftJoin is LEFT JOIN t.
func (j Joined) LeftJoin(t Source, on ...Typed[bool]) Joined { return j.with(LeftOuterJoin, t, on) }

// FullJoin is FULL JOIN t, which MySQL and MariaDB do not have.
func (j Joined) FullJoin(t Source, on ...Typed[bool]) Joined { return j.with(FullOuterJoin, t, on) }

// CrossJoin is CROSS JOIN t.
func (j Joined) CrossJoin(t Source) Joined { return j.with(CrossJoin, t, nil) }

// JoinFrom adds left JOIN right ON on to FROM: for statements that do not begin with the
// table that is joined, or have several such chains.
func (s SelectStmt[R]) JoinFrom(left, right Source, on ...Typed[bool]) SelectStmt[R] {
	return s.From(JoinTables(left).Join(right, on...))
}

// LeftJoinFrom adds left LEFT JOIN right ON on to FROM.
func (s SelectStmt[R]) LeftJoinFrom(left, right Source, on ...Typed[bool]) SelectStmt[R] {
	return s.From(JoinTables(left).LeftJoin(right, on...))
}

// Leaves are the tables of which t is made: those that are joined in it, or itself.
func (t *TableNode) Leaves(dst []*TableNode) []*TableNode {
	j, ok := t.Body.(*JoinedNode)
	if !ok {
		return append(dst, t)
	}
	dst = j.First.Leaves(dst)
	for i := range j.Joins {
		dst = j.Joins[i].Table.Leaves(dst)
	}
	return dst
}
