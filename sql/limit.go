package sql

import "github.com/aludel/aludel/sqltype"

// Limit gives at most n rows; 0 gives none.
func (s SelectStmt[R]) Limit(n int) SelectStmt[R] { s.n.Limit = rowCount("Limit", n); return s }

// Offset leaves out the first n rows.
func (s SelectStmt[R]) Offset(n int) SelectStmt[R] { s.n.Offset = rowCount("Offset", n); return s }

// LimitOf is Limit of an expression without columns: a parameter, a subquery,
// arithmetic. MySQL and MariaDB take parameters and values only.
func (s SelectStmt[R]) LimitOf(n Expr) SelectStmt[R] { s.n.Limit = rowCountOf(n); return s }

// OffsetOf is Offset of an expression; see LimitOf.
func (s SelectStmt[R]) OffsetOf(n Expr) SelectStmt[R] { s.n.Offset = rowCountOf(n); return s }

// NoLimit takes back Limit, WithTies and LimitPercent.
func (s SelectStmt[R]) NoLimit() SelectStmt[R] {
	s.n.Limit = nil
	if s.n.More != nil {
		m := s.n.more()
		m.Ties, m.Percent = false, false
	}
	return s
}

// NoOffset takes back Offset.
func (s SelectStmt[R]) NoOffset() SelectStmt[R] { s.n.Offset = nil; return s }

// WithTies lets Limit give the rows too that sort as the last of them does. It wants
// an OrderBy. PostgreSQL and MariaDB have it.
func (s SelectStmt[R]) WithTies() SelectStmt[R] { s.n.more().Ties = true; return s }

// LimitPercent gives at most that share of the rows, in percent, rounded up. None of
// the bundled databases has it; it is for dialects of others.
func (s SelectStmt[R]) LimitPercent(p float64) SelectStmt[R] {
	if !(p >= 0 && p <= 100) {
		s.n.Limit = errorf("LimitPercent(%v): a percentage is between 0 and 100", p)
	} else {
		s.n.Limit = bind(p, sqltype.Double.Desc())
	}
	s.n.more().Percent = true
	return s
}

func rowCount(name string, n int) Node {
	if n < 0 {
		return errorf("%s(%d): a number of rows is not negative", name, n)
	}
	return bind(int64(n), sqltype.BigInt.Desc())
}

// rowCountOf gives a parameter without a type that of a row count.
func rowCountOf(x Expr) Node {
	n := NodeOf(x)
	if b, ok := n.(*BindNode); ok && (b.Type == nil || b.Type.IsInteger()) {
		c := *b
		c.Type = sqltype.BigInt.Desc()
		return &c
	}
	return n
}
