package sql

import (
	"encoding/binary"
	"fmt"

	"github.com/aludel/aludel/sqltype"
)

// A Key is what a walk over a statement gives: bytes that are equal for two
// statements exactly when they need the same SQL, and the values in them. It is
// made for reuse: Reset, then Statement.
type Key struct {
	Bytes []byte
	Binds []*BindNode // each once, in the order in which the walk met them
	Lists []*ListNode
	Err   error // the first mistake in the tree
	Lexis Lexis // of the database that the statement is for; Reset keeps it

	index   map[*BindNode]int // of Binds, when there are many
	ctes    []*CTENode
	windows bool            // a window with a name was met
	tables  []*TableNode    // subqueries and CTEs that were written already
	visit   func(Node) bool // set: the key is not wanted, but what it walks
}

// Reset empties k.
func (k *Key) Reset() {
	clear(k.Binds)
	clear(k.Lists)
	clear(k.ctes)
	clear(k.tables)
	k.Bytes, k.Binds, k.Lists, k.ctes, k.tables = k.Bytes[:0], k.Binds[:0], k.Lists[:0], k.ctes[:0], k.tables[:0]
	k.Err, k.index, k.windows = nil, nil, false
}

// Tags of nodes. Two nodes never write the same bytes.
const (
	tagNil byte = iota
	tagTable
	tagAlias
	tagSubquery
	tagCTE
	tagCTERef
	tagColumn
	tagColumnOf
	tagBind
	tagBindAgain
	tagParam
	tagList
	tagLiteral
	tagBinary
	tagUnary
	tagListOp
	tagIn
	tagBetween
	tagLike
	tagTuple
	tagCall
	tagCast
	tagTryCast
	tagFree
	tagCase
	tagLabel
	tagNullable
	tagOrder
	tagScalar
	tagExists
	tagExcluded
	tagText
	tagSelect
	tagInsert
	tagUpdate
	tagDelete
	tagExtension
	tagWindow
	tagTableAgain
	tagValues
	tagFuncTable
	tagJoined
	tagRef
	tagLateral
	tagSample
	tagMerge
	tagRows
	tagParts
	tagPartColumn
)

// HasCTE reports whether the walk met a CTE.
func (k *Key) HasCTE() bool { return len(k.ctes) > 0 }

// HasNamedWindow reports whether the walk met a window with a name.
func (k *Key) HasNamedWindow() bool { return k.windows }

// Byte writes b.
func (k *Key) Byte(b byte) { k.Bytes = append(k.Bytes, b) }

// Int writes n.
func (k *Key) Int(n int) {
	if uint(n) < 0x80 { // nearly always, and this much is inlined
		k.Bytes = append(k.Bytes, byte(n))
		return
	}
	k.bigInt(n)
}

func (k *Key) bigInt(n int) { k.Bytes = binary.AppendUvarint(k.Bytes, uint64(n)) }

// Bool writes b.
func (k *Key) Bool(b bool) { k.Bytes = append(k.Bytes, bit(b)) }

func bit(b bool) byte {
	if b {
		return 1
	}
	return 0
}

// Str writes s with its length.
func (k *Key) Str(s string) {
	k.Int(len(s))
	k.Bytes = append(k.Bytes, s...)
}

// Type writes t.
func (k *Key) Type(t *sqltype.Desc) {
	if t == nil {
		k.Bytes = append(k.Bytes, 0)
		return
	}
	if t.IsPlain() { // most types are told by their kind
		k.Bytes = append(k.Bytes, byte(t.Kind))
		return
	}
	k.Bytes = t.AppendKey(k.Bytes)
	k.fail(t.Misnamed())
}

// List walks ns.
func (k *Key) List(ns []Node) {
	k.Int(len(ns))
	for _, n := range ns {
		k.Node(n)
	}
}

func (k *Key) fail(err error) {
	if k.Err == nil && err != nil {
		k.Err = err
	}
}

// Node walks n. A statement is walked like any other node.
func (k *Key) Node(n Node) {
	if k.visit != nil {
		Walk(n, k.visit)
		return
	}
	// What most of a tree consists of: one comparison finds each, a switch takes some.
	if c, ok := n.(*ColumnNode); ok && c.id != 0 {
		k.Bytes = append(k.Bytes, tagColumn, byte(c.id), byte(c.id>>8), byte(c.id>>16), byte(c.id>>24))
		return
	}
	if b, ok := n.(*BindNode); ok {
		k.bind(b)
		return
	}
	if b, ok := n.(*BinaryNode); ok {
		k.binary(b)
		return
	}
	k.other(n)
}

func (k *Key) binary(n *BinaryNode) {
	if n.Type == nil {
		k.Bytes = append(k.Bytes, tagBinary, byte(n.Op), 0)
	} else {
		k.Bytes = append(k.Bytes, tagBinary, byte(n.Op))
		k.Type(n.Type)
	}
	k.Node(n.L)
	k.Node(n.R)
}

// other is Node for what is no column of a table, no bind and no operator.
func (k *Key) other(n Node) {
	switch n := n.(type) {
	case nil:
		k.Byte(tagNil)
	case *ColumnNode:
		if n.Part != nil { // two of them may have one name
			k.Byte(tagPartColumn)
			k.Int(int(n.origin().id))
			k.table(n.Table)
			return
		}
		k.Byte(tagColumnOf)
		k.Str(n.Name)
		k.ref(n.Table)
	case *TableNode:
		k.table(n)
	case *ListNode:
		k.list(n)
	case *LiteralNode:
		k.Byte(tagLiteral)
		k.Str(n.Word)
	case *UnaryNode:
		k.Bytes = append(k.Bytes, tagUnary, byte(n.Op))
		k.Node(n.X)
	case *ListOpNode:
		k.Bytes = append(k.Bytes, tagListOp, byte(n.Op))
		k.List(n.Xs)
	case *InNode:
		k.Bytes = append(k.Bytes, tagIn, bit(n.Not))
		k.Node(n.X)
		k.Node(n.List)
	case *BetweenNode:
		k.Bytes = append(k.Bytes, tagBetween, bit(n.Not)|bit(n.Symmetric)<<1)
		k.Node(n.X)
		k.Node(n.Lo)
		k.Node(n.Hi)
	case *LikeNode:
		k.Bytes = append(k.Bytes, tagLike, bit(n.Not)|bit(n.Fold)<<1|bit(n.Backslash())<<2)
		k.Int(int(n.Escape))
		k.Node(n.X)
		k.Node(n.Pattern)
	case *TupleNode:
		k.Byte(tagTuple)
		k.List(n.Xs)
	case *CallNode:
		k.call(n)
	case *CastNode:
		if n.Try {
			k.Byte(tagTryCast)
		} else {
			k.Byte(tagCast)
		}
		k.Type(n.Type)
		k.Node(n.X)
	case *TypedNode:
		k.Byte(tagFree)
		k.Type(n.Type)
		k.Node(n.X)
	case *CaseNode:
		k.Byte(tagCase)
		k.Node(n.X)
		k.Int(len(n.Whens))
		for _, w := range n.Whens {
			k.Node(w.Cond)
			k.Node(w.Then)
		}
		k.Node(n.Else)
	case *LabelNode:
		k.Byte(tagLabel)
		k.Str(n.Name)
		k.Node(n.X)
	case *NullableNode:
		k.Byte(tagNullable)
		k.Bool(n.Not)
		k.Node(n.X)
	case *OrderNode:
		k.Bytes = append(k.Bytes, tagOrder, byte(n.Nulls))
		k.Bool(n.Desc)
		k.Node(n.X)
	case *ScalarNode:
		k.Byte(tagScalar)
		k.Node(n.Query)
	case *ExistsNode:
		k.Byte(tagExists)
		k.Bool(n.Not)
		k.Node(n.Query)
	case *ExcludedNode:
		k.Byte(tagExcluded)
		k.Node(n.Column)
	case *TextNode:
		k.text(n)
	case *SelectNode:
		k.sel(n)
	case *ValuesNode:
		k.values(n)
	case *FuncTableNode:
		k.funcTable(n)
	case *JoinedNode:
		k.Byte(tagJoined)
		k.table(n.First)
		k.Int(len(n.Joins))
		k.joins(n.Joins)
	case *RefNode:
		k.Byte(tagRef)
		k.Str(n.Name)
	case *InsertNode:
		k.insert(n)
	case *UpdateNode:
		k.update(n)
	case *DeleteNode:
		k.delete(n)
	case *MergeNode:
		k.merge(n)
	case *RowsNode:
		k.rows(n)
	case *ErrNode:
		k.fail(n.Err)
	case Extension:
		k.Byte(tagExtension)
		k.Str(fmt.Sprintf("%T", n))
		n.WriteKey(k)
	default:
		k.fail(fmt.Errorf("sql: a node of type %T has no key: this is a mistake in aludel", n))
	}
}

// ref tells a table that is named by a column from others of the statement.
func (k *Key) ref(t *TableNode) {
	if t.CTE != nil || t.Body != nil || t.Parts != nil {
		// FROM is found from the columns: what they belong to is part of the key
		k.table(t)
		return
	}
	k.fail(t.Err)
	k.Str(t.As)
	if t.Base != nil {
		k.Int(int(t.Base.id))
	}
	if t.Sample != nil { // FROM may be found from this column alone
		k.sample(t)
	}
}

// again writes the place of a subquery or CTE that was written before.
func (k *Key) again(t *TableNode) bool {
	for i, u := range k.tables {
		if u == t {
			k.Byte(tagTableAgain)
			k.Int(i)
			return true
		}
	}
	k.tables = append(k.tables, t)
	return false
}

func (k *Key) table(t *TableNode) {
	k.fail(t.Err)
	switch {
	case (t.CTE != nil || t.Body != nil || t.Parts != nil) && k.again(t):
	case t.Parts != nil:
		k.Byte(tagParts)
		k.Str(t.As)
		if t.Base != nil {
			k.Int(int(t.Base.id))
		} else {
			k.Int(int(t.id))
		}
		k.Int(len(t.Cols))
		k.Node(t.Parts.Kinds)
	case t.CTE != nil:
		k.Byte(tagCTE)
		k.Str(t.As)
		k.cte(t.CTE)
	case t.Body != nil:
		k.Bytes = append(k.Bytes, tagSubquery, bit(t.Lateral))
		k.Str(t.As)
		k.Node(t.Body)
	case t.Sample != nil:
		k.sample(t)
	case t.As != "":
		k.Byte(tagAlias)
		k.Str(t.As)
		k.Int(int(t.Base.id))
	default:
		k.Byte(tagTable)
		k.Int(int(t.id))
		// columns may still be added to a table that is being declared
		k.Int(len(t.Cols))
	}
}

func (k *Key) cte(c *CTENode) {
	for i, seen := range k.ctes {
		if seen == c {
			k.Byte(tagCTERef)
			k.Int(i)
			return
		}
	}
	k.ctes = append(k.ctes, c)
	k.fail(c.Err)
	k.Str(c.Name)
	k.Bytes = append(k.Bytes, bit(c.Recursive)|bit(c.Nested)<<1|byte(c.Materialized)<<2)
	k.Int(len(c.Columns))
	for _, name := range c.Columns {
		k.Str(name)
	}
	k.Node(c.Body)
}

func (k *Key) with(cs []*CTENode) {
	k.Int(len(cs))
	for _, c := range cs {
		k.cte(c)
	}
}

func (k *Key) call(n *CallNode) {
	k.Byte(tagCall)
	k.Int(int(n.Fn))
	k.Str(n.Name)
	k.Str(n.Word)
	flags := byte(0)
	if n.Star {
		flags |= 1
	}
	if n.Distinct {
		flags |= 2
	}
	if n.Bare {
		flags |= 4
	}
	if n.Agg {
		flags |= 8
	}
	k.Byte(flags | byte(n.Null)<<4)
	k.Type(n.Type)
	k.List(n.Args)
	k.List(n.OrderBy)
	k.List(n.Within)
	k.Node(n.Filter)
	k.window(n.Over)
}

func (k *Key) window(w *WindowNode) {
	if w == nil {
		k.Byte(tagNil)
		return
	}
	k.Byte(tagWindow)
	k.windows = k.windows || w.Name != ""
	k.Str(w.Name)
	k.List(w.Partition)
	k.List(w.OrderBy)
	f := w.Frame
	if f == nil {
		k.Byte(tagNil)
		return
	}
	k.Byte(tagWindow)
	k.Str(f.Unit)
	k.Str(f.Exclude)
	for _, b := range [...]FrameBound{f.From, f.To} {
		k.Byte(byte(b.Side))
		k.Node(b.By)
		if v, ok := b.By.(*BindNode); ok {
			k.Str(fmt.Sprint(v.Value.Go())) // some databases take a literal only
		}
	}
}
