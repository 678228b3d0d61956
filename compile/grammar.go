package compile

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Grammar is the set of places where dialects differ: each method writes one
// clause or one operator. Embed [ANSI] and override what is different. A Grammar
// has no state and is used by many goroutines.
type Grammar interface {
	// Name is the dialect's name, as in messages.
	Name() string

	// Lexis is how the database cuts raw SQL into tokens.
	Lexis() sql.Lexis

	// Quote is the character around a quoted identifier.
	Quote() byte
	// Reserved reports whether a name of lower-case letters, digits and
	// underscores must be quoted all the same.
	Reserved(word string) bool
	// MaxIdent is the length of the longest name, in characters or in bytes; 0: no limit.
	MaxIdent() (n int, chars bool)
	// RefusesIdent says what else makes a name impossible; "" for nothing.
	RefusesIdent(name string) string
	// RefusesLabel says what else makes a name impossible behind AS in a select list.
	RefusesLabel(name string) string

	// Placeholder writes the n-th placeholder (from 1), for a value of type t.
	Placeholder(c *Compiler, n int, t *sqltype.Desc)
	// Numbered reports whether one placeholder can stand in several places.
	Numbered() bool
	// TypeNumber is the database's number of a type, 0 where it must infer.
	TypeNumber(t *sqltype.Desc) uint32
	// MaxBinds is how many placeholders a statement may have; 0: no limit.
	MaxBinds() int

	// Bool writes a truth value, Constant a condition that always or never holds.
	Bool(c *Compiler, v bool)
	Constant(c *Compiler, v bool, p Prec)
	// Literal writes a value as a literal of type t.
	Literal(c *Compiler, v driver.Value, t *sqltype.Desc, p Prec)

	// Comparable gives operands that are compared with each other in the form in which
	// they can be, in their order: the same ones, where there is nothing to do. xs is not kept.
	Comparable(xs []sql.Node) []sql.Node
	// Alternatives does the same for expressions of which one is the value: the branches
	// of a CASE, the arguments of coalesce, greatest and least.
	Alternatives(xs []sql.Node) []sql.Node
	// Sorted gives an expression in the form in which its values sort and are told apart:
	// in ORDER BY, and in a select list where the database compares them.
	Sorted(x sql.Node) sql.Node
	// Incomparable says what to do about an expression whose values the database does not compare
	// with each other, so that they cannot be grouped, sorted or told apart; "": it does.
	Incomparable(x sql.Node) (hint string)
	// Compare writes = != < <= > >=.
	Compare(c *Compiler, n *sql.BinaryNode, p Prec)
	// Between writes [NOT] BETWEEN.
	Between(c *Compiler, n *sql.BetweenNode, p Prec)
	// In writes X [NOT] IN of a list with members.
	In(c *Compiler, n *sql.InNode, l *sql.ListNode)
	// InNothing writes [NOT] IN and an empty list, in raw SQL.
	InNothing(c *Compiler, l sql.TextList)
	// MemberQuery writes a query behind IN, ANY or ALL, in its parentheses.
	MemberQuery(c *Compiler, n sql.Node)
	// InValues: a list of rows behind IN begins with VALUES.
	InValues() bool
	// MaxTerms is how many conditions may stand side by side between AND or OR; 0: any number.
	MaxTerms() int
	// Having gives the conditions of WHERE, which are where so far, and those of HAVING of a
	// SELECT that has some of these.
	Having(n *sql.SelectNode, where []sql.Node) (rows, groups []sql.Node)
	// Like writes [NOT] LIKE, in which without an Escape nothing escapes.
	Like(c *Compiler, n *sql.LikeNode, p Prec)
	// Distinct writes IS [NOT] DISTINCT FROM.
	Distinct(c *Compiler, n *sql.BinaryNode, p Prec)
	// Concat writes ||.
	Concat(c *Compiler, n *sql.BinaryNode, p Prec)
	// Div is true division, FloorDiv rounds towards minus infinity, Mod has the
	// dividend's sign.
	Div(c *Compiler, n *sql.BinaryNode, p Prec)
	FloorDiv(c *Compiler, n *sql.BinaryNode, p Prec)
	Mod(c *Compiler, n *sql.BinaryNode, p Prec)
	// Call writes a function or an aggregate with all that belongs to it.
	Call(c *Compiler, n *sql.CallNode, p Prec)
	// Fn writes a function that is known by its meaning, or refuses it.
	Fn(c *Compiler, n *sql.CallNode, p Prec)
	// WholeWindow writes what makes one partition of a window that no column divides or
	// sorts, where the same SELECT has another one: an expression of PARTITION BY, or nothing.
	WholeWindow(c *Compiler)
	// Frame writes the frame of a window.
	Frame(c *Compiler, f *sql.FrameNode)
	// Rollup writes an item of GROUP BY that is a ROLLUP, CUBE or GROUPING SETS; alone
	// says that it is the only one.
	Rollup(c *Compiler, n *sql.CallNode, alone bool)
	// Cast writes CAST.
	Cast(c *Compiler, n *sql.CastNode, p Prec)
	// TryCast writes a CAST that is NULL where it cannot be done, or refuses it.
	TryCast(c *Compiler, n *sql.CastNode, p Prec)
	// Order writes an item of ORDER BY, its expression by x.
	Order(c *Compiler, n *sql.OrderNode, x func(n sql.Node, p Prec))

	// NoFrom writes what stands for FROM where there is none but a WHERE.
	NoFrom(c *Compiler)
	// Comma writes what stands between two tables in FROM; joins follow them or not.
	Comma(c *Compiler, joins bool)
	// Join writes the words of a join.
	Join(c *Compiler, k sql.JoinKind)
	// Lateral writes what stands before a subquery that uses what is left of it.
	Lateral(c *Compiler)
	// SortsDistinct is "" where the rows of a SELECT DISTINCT can be sorted by what is computed of
	// its columns and is none of them, and else what to do instead.
	SortsDistinct() string
	// DistinctOn writes DISTINCT ON and its expressions, by on.
	DistinctOn(c *Compiler, on func())
	// Values writes VALUES with its rows, as a query; ValuesTable as a table under a name.
	Values(c *Compiler, n *sql.ValuesNode)
	ValuesTable(c *Compiler, n *sql.ValuesNode, as string)
	// FuncTable writes a function in FROM, under a name.
	FuncTable(c *Compiler, n *sql.FuncTableNode, as string)
	// FuncColumn writes a column of such a function that is known by its meaning.
	FuncColumn(c *Compiler, n *sql.ColumnNode, f *sql.FuncTableNode)
	// Sample writes TABLESAMPLE behind a table.
	Sample(c *Compiler, n *sql.SampleNode)
	// Limit writes LIMIT and OFFSET; one of them may be nil.
	Limit(c *Compiler, limit, offset sql.Node)
	// Fetch writes OFFSET and a limit WITH TIES, or in percent.
	Fetch(c *Compiler, limit, offset sql.Node, ties, percent bool)
	// Lock writes FOR UPDATE or another lock, of these tables or of all, and NOWAIT or SKIP LOCKED.
	Lock(c *Compiler, lock, wait string, of []*sql.TableNode)
	// SetOperator writes UNION, INTERSECT or EXCEPT between two members.
	SetOperator(c *Compiler, op string, all bool)
	// SetMember writes a member with clauses of its own, by query.
	SetMember(c *Compiler, query func())

	// Recursive gives a column of the first member of a recursive CTE and that of the next one,
	// which is another expression, types with which the database takes both for what they are.
	Recursive(first, next sql.Node) (a, b sql.Node)
	// Materialized writes the hint whether a CTE is computed once.
	Materialized(c *Compiler, once bool)
	// WithBehindInto: CTEs of an INSERT stand behind its columns.
	WithBehindInto() bool
	// WithBeforeWrite: UPDATE and DELETE may have CTEs in front of them.
	WithBeforeWrite() bool
	// WritingCTE: a CTE may be an INSERT, UPDATE or DELETE.
	WritingCTE() bool
	// OuterAggregates: the WHERE of a subquery may ask for an aggregate of the query around.
	OuterAggregates() bool
	// DefaultRow writes what inserts n rows of defaults.
	DefaultRow(c *Compiler, n int)
	// DefaultValue writes DEFAULT as a column's value.
	DefaultValue(c *Compiler)
	// UpdateSet writes the assignments of an UPDATE, which all see the old row.
	UpdateSet(c *Compiler, set []sql.Assignment)
	// DeleteFrom writes DELETE FROM and the table.
	DeleteFrom(c *Compiler, n *sql.DeleteNode)
	// UpdateFrom writes an UPDATE with other tables, up to its RETURNING.
	UpdateFrom(c *Compiler, n *sql.UpdateNode)
	// DeleteUsing writes a DELETE with other tables, up to its RETURNING.
	DeleteUsing(c *Compiler, n *sql.DeleteNode)
	// WriteLimit writes ORDER BY and LIMIT of an UPDATE or DELETE.
	WriteLimit(c *Compiler, order []sql.Node, limit sql.Node)
	// SetTuple writes the assignment of a query to several columns.
	SetTuple(c *Compiler, a sql.Assignment)
	// SetElement writes the assignment of one element of an array.
	SetElement(c *Compiler, a sql.Assignment)
	// Merge writes MERGE.
	Merge(c *Compiler, n *sql.MergeNode)
	// Rows writes a table of values that travel with the statement, and its name.
	Rows(c *Compiler, t *sql.TableNode, n *sql.RowsNode)
	// ConflictQuery writes a query that is inserted and that Conflict follows.
	ConflictQuery(c *Compiler, n sql.Node)
	// Conflict writes an upsert.
	Conflict(c *Compiler, n *sql.InsertNode)
	// Excluded writes a column of the row that could not be inserted.
	Excluded(c *Compiler, n *sql.ExcludedNode)
	// Returning writes RETURNING for an INSERT, UPDATE or DELETE.
	Returning(c *Compiler, n sql.Node, items []sql.Node)
}
