package sql

import (
	"fmt"
	"reflect"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sqltype"
)

// A Node is one of this package's node types, by its address, or an [Extension].
// Nodes are not changed after they were built.
type Node interface{ node() }

type (
	// A TableNode is a table, an alias of one, a subquery or a CTE in FROM.
	TableNode struct {
		Name    string
		Schema  string
		As      string     // alias; the name of a subquery or a CTE's reference
		Base    *TableNode // what an alias stands for
		Body    Node       // of a subquery: a query, VALUES, a function, tables that are joined
		CTE     *CTENode
		Lateral bool        // Body may use what stands before it in FROM
		Sample  *SampleNode // TABLESAMPLE
		Def     any         // what package schema knows of it
		Row     *RowMap     // how a row becomes a struct, for mapped tables
		Parts   *PartsNode  // of an entity in a hierarchy: what its rows consist of
		Cols    []*ColumnNode
		Err     error
		nowhere bool // of columns that were declared for no table
		id      uint32
	}

	// A RowMap says where a mapped table's columns go in a struct.
	RowMap struct {
		Type   reflect.Type // of the struct
		Fields []RowField
		Def    any // what package orm knows of it
	}

	// A RowField is one column's place.
	RowField struct {
		Column *ColumnNode
		Offset uintptr
		Type   reflect.Type
		Reader func(col int) (driver.Target, error) // in the place of Offset and Type; or nil

		// Value is what the struct at a place holds for the column, where Offset alone does not lead
		// there; or nil.
		Value func(unsafe.Pointer) (driver.Value, error)
	}

	// A ColumnNode is a column of a table, alias, subquery or CTE.
	ColumnNode struct {
		Table *TableNode
		Name  string
		Type  *sqltype.Desc
		Null  bool
		Def   any         // what package schema knows of it
		Of    *ColumnNode // the column that an alias's column stands for
		Part  *TableNode  // of Table's parts, the one that it is in; nil where Table has none
		id    uint32
	}

	// A BindNode is a value, or a parameter of that Name, that is bound.
	BindNode struct {
		Value driver.Value
		Type  *sqltype.Desc
		Name  string
		Err   error
	}

	// A ListNode is the members of an IN; how they are bound is the dialect's business.
	ListNode struct {
		Values []driver.Value
		Type   *sqltype.Desc
		Err    error
	}

	// A LiteralNode is NULL, TRUE, FALSE, DEFAULT or *.
	LiteralNode struct{ Word string }

	// A BinaryNode is L Op R.
	BinaryNode struct {
		Op   Op
		L, R Node
		Type *sqltype.Desc // of an operator whose result is not the operands' type
	}

	// A UnaryNode is Op X, or X Op.
	UnaryNode struct {
		Op Op
		X  Node
	}

	// A ListOpNode is a chain of AND or OR.
	ListOpNode struct {
		Op Op
		Xs []Node
	}

	// An InNode is X [NOT] IN (List); List is a *ListNode, a *TupleNode or a query.
	InNode struct {
		X, List Node
		Not     bool
	}

	// A BetweenNode is X [NOT] BETWEEN Lo AND Hi.
	BetweenNode struct {
		X, Lo, Hi Node
		Not       bool
		Symmetric bool // the ends may come in either order
	}

	// A LikeNode is X [NOT] LIKE Pattern [ESCAPE Escape]; Fold ignores case. Without
	// Escape no character escapes another, whatever the database's habit is.
	LikeNode struct {
		X, Pattern Node
		Escape     rune
		Not, Fold  bool
	}

	// A TupleNode is (Xs…).
	TupleNode struct{ Xs []Node }

	// A CallNode is a call of a function, an aggregate or a window function: one that
	// is known by its meaning, Fn, or one of the database's own, by its Name.
	CallNode struct {
		Fn       Fn
		Name     string
		Word     string // what belongs to Fn and is no value: a field, a unit, a collation
		Args     []Node
		Type     *sqltype.Desc
		Null     Nullness
		Star     bool // count(*)
		Distinct bool
		Bare     bool // without parentheses: CURRENT_TIMESTAMP
		OrderBy  []Node
		Within   []Node // WITHIN GROUP (ORDER BY …)
		Filter   Node
		Over     *WindowNode
		Agg      bool // an aggregate
	}

	// A WindowNode is OVER (…). One with a Name is written once, in the query's
	// WINDOW clause.
	WindowNode struct {
		Name               string
		Partition, OrderBy []Node
		Frame              *FrameNode
	}

	// A FrameNode says which rows of a window an aggregate sees.
	FrameNode struct {
		Unit     string // ROWS, RANGE or GROUPS
		From, To FrameBound
		Exclude  string // CURRENT ROW, GROUP, TIES, or nothing
	}

	// A FrameBound is an end of a frame. Without By it is UNBOUNDED, unless it is
	// the current row.
	FrameBound struct {
		Side BoundSide
		By   Node
	}

	// A CastNode is CAST(X AS Type); with Try, NULL where X is no Type.
	CastNode struct {
		X    Node
		Type *sqltype.Desc
		Try  bool
	}

	// A CaseNode is CASE [X] WHEN … END. With X the conditions are values that X is
	// compared with.
	CaseNode struct {
		X     Node
		Whens []Branch
		Else  Node
		Type  *sqltype.Desc
	}

	// A Branch is one WHEN of a CaseNode.
	Branch struct{ Cond, Then Node }

	// A LabelNode is X AS Name in a select list, and Name elsewhere.
	LabelNode struct {
		X    Node
		Name string
	}

	// A NullableNode is X, said by the user to be nullable or (Not) never NULL.
	NullableNode struct {
		X   Node
		Not bool
	}

	// An OrderNode is X ASC|DESC NULLS FIRST|LAST.
	OrderNode struct {
		X     Node
		Desc  bool
		Nulls NullsOrder
	}

	// A ScalarNode is a query used as a value.
	ScalarNode struct{ Query Node }

	// An ExistsNode is [NOT] EXISTS (Query).
	ExistsNode struct {
		Query Node
		Not   bool
	}

	// An ExcludedNode is a column of the row that an upsert could not insert.
	ExcludedNode struct{ Column *ColumnNode }

	// A TextNode is raw SQL, cut at its parameters: Parts has one more than Binds. Where
	// databases cut it differently it has Readings, by Lexis; see [TextNode.For].
	TextNode struct {
		Parts    []string
		Binds    []*BindNode
		Lists    []TextList // which of Binds are lists behind IN
		Cols     []Node     // what the columns of a text statement are, when it was said
		Err      error
		Readings []*TextNode
		uneven   bool // a parenthesis is not closed, or not opened
	}

	// An ErrNode is a mistake, reported when the statement is used.
	ErrNode struct{ Err error }
)

// Nullness says whether an expression's value may be NULL.
type Nullness uint8

// Nullnesses.
const (
	NullIfArgs Nullness = iota // when one of the arguments may be
	NullNever
	NullAlways // may be NULL whatever the arguments are
)

// A BoundSide is the side of the current row on which the end of a frame is.
type BoundSide uint8

// Sides.
const (
	BoundCurrent BoundSide = iota
	BoundPreceding
	BoundFollowing
)

// NullsOrder says where NULLs are sorted.
type NullsOrder uint8

// Orders of NULLs.
const (
	NullsDefault NullsOrder = iota
	NullsFirst
	NullsLast
)

// An Extension is a node defined outside of this package: a construct of one
// dialect, or of a user. It is written with its key, so that it can be cached. One that
// embeds [ExtendStatement] is a statement: what it does (reads, writes, changes the schema)
// is told by its words, as of raw SQL.
type Extension interface {
	Node
	// WriteKey writes what tells the node from others, and walks its children.
	WriteKey(w *Key)
	// WriteSQL renders the node.
	WriteSQL(w Writer)
	// Result is the type of its value (nil: unknown), and whether it may be NULL.
	Result() (*sqltype.Desc, bool)
}

// A Writer is what an [Extension] may do while it is rendered.
type Writer interface {
	Raw(sql string)
	Ident(name string)
	Expr(n Node)
	// Query writes a query without parentheses, and what WITH it has.
	Query(n Node)
	// Table writes a table's name as it stands in FROM.
	Table(t *TableNode)
	Dialect() string
	Unsupported(construct, hint string)
}

// Extend is embedded by extensions to become nodes.
type Extend struct{}

func (Extend) node()        {}
func (*TableNode) node()    {}
func (*ColumnNode) node()   {}
func (*BindNode) node()     {}
func (*ListNode) node()     {}
func (*LiteralNode) node()  {}
func (*BinaryNode) node()   {}
func (*UnaryNode) node()    {}
func (*ListOpNode) node()   {}
func (*InNode) node()       {}
func (*BetweenNode) node()  {}
func (*LikeNode) node()     {}
func (*TupleNode) node()    {}
func (*CallNode) node()     {}
func (*CastNode) node()     {}
func (*CaseNode) node()     {}
func (*LabelNode) node()    {}
func (*NullableNode) node() {}
func (*OrderNode) node()    {}
func (*ScalarNode) node()   {}
func (*ExistsNode) node()   {}
func (*ExcludedNode) node() {}
func (*TextNode) node()     {}
func (*ErrNode) node()      {}

func errorf(format string, args ...any) *ErrNode { return &ErrNode{fmt.Errorf(format, args...)} }

// Backslash reports whether a pattern without an escape character may hold a
// backslash, which some databases take for one unless they are told.
func (n *LikeNode) Backslash() bool {
	if n.Escape != 0 {
		return false
	}
	b, ok := n.Pattern.(*BindNode)
	return !ok || b.Name != "" || strings.IndexByte(b.Value.Str(), '\\') >= 0
}

var ids atomic.Uint32

// NewTable makes the node of a table; columns are added with [NewColumn] before
// the table is used in a statement.
func NewTable(schema, name string) *TableNode {
	return &TableNode{Schema: schema, Name: name, id: ids.Add(1)}
}

// NewColumn makes the node of a column and adds it to t.
func NewColumn(t *TableNode, name string, typ *sqltype.Desc, null bool, def any) *ColumnNode {
	c := &ColumnNode{Table: t, Name: name, Type: typ, Null: null, Def: def, id: ids.Add(1)}
	t.Cols = append(t.Cols, c)
	return c
}

func brokenTable(format string, args ...any) *TableNode {
	return &TableNode{Name: "?", Err: fmt.Errorf(format, args...)}
}
