package compile

import (
	"fmt"
	"strconv"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Compiler writes one text. It is what a [Grammar] and a [sql.Extension] write
// to; the first error is kept, and what follows it does not matter.
type Compiler struct {
	g       Grammar
	buf     []byte
	err     error
	key     *sql.Key
	renamed schemaNames // other names of schemas; nil: there are none
	out     *Compiled
	places  []int32 // by bind: 1 + the first of its placeholders, where one can stand for several uses
	types   []*sqltype.Desc
	named   []int // placeholders of named parameters

	scope  *scope // the tables whose columns may be used here
	ctes   []*sql.CTENode
	keyed  bool // key is that of the whole statement: what it has not met is not there
	local  bool // CTEs are put in front of each subquery, not of the statement
	inline bool // values are written as literals
	bare   bool // columns are not qualified, and not checked
	short  bool // columns are not qualified, outside of subqueries
	inText bool // inside raw SQL
	upsert bool // where Excluded has a meaning

	selecting bool // an item of a select list is being written
	kept      bool // inside a query whose rows the database may keep in a table of its own making

	expanding bool            // names of columns of the result are written as what they stand for
	written   *sql.SelectNode // the SELECT that is being written

	comparing   int     // operands of comparisons that are being written
	computing   int     // operands of arithmetic, and arguments of what computes
	rowwise     rowwise // the clause that is written, where it is about single rows or groups
	upsertQuery bool    // its rows are those of a query

	qualified bool // SET names columns with their table

	outermost bool // the query that comes next is the statement's own, not one that is read again
	unwrapped bool // a table of values is written, around which its types' SQL stands already
	hole      *hole
	constants []constant

	scratch
}

// Comparing reports whether what is written now is inside an operand of a comparison.
func (c *Compiler) Comparing() bool { return c.comparing > 0 }

// Computing reports whether what is written now is inside an operand of arithmetic, or an
// argument of an aggregate or a function of numbers.
func (c *Compiler) Computing() bool { return c.computing > 0 }

// Ordered reports whether the SELECT that is written has an ORDER BY.
func (c *Compiler) Ordered() bool { return c.written != nil && len(c.written.OrderBy) > 0 }

// Selecting reports whether what is written now is in a select list; kept: the list is that of
// a member of a set operation, a CTE or a subquery, whose rows the database may keep in a
// table of its own making.
func (c *Compiler) Selecting() (selecting, kept bool) { return c.selecting, c.kept }

// Expanded writes expressions in ORDER BY without the names that the columns of the result have,
// where it may.
func (c *Compiler) Expanded(write func()) {
	c.expanding = true
	write()
	c.expanding = false
}

// Subquery writes a query in parentheses.
func (c *Compiler) Subquery(n sql.Node) { c.subquery(n) }

// New makes a compiler of texts that are no statements of package sql: DDL. What
// would be bound is an error, except in [Compiler.Literal].
func New(g Grammar) *Compiler { return newCompiler(g, &sql.Key{Lexis: g.Lexis()}) }

// Text is what was written, and the first error.
func (c *Compiler) Text() (string, error) {
	if c.err != nil {
		return "", c.err
	}
	return string(c.buf), nil
}

// Raw writes s as it is.
func (c *Compiler) Raw(s string) { c.buf = append(c.buf, s...) }

// Int writes a number.
func (c *Compiler) Int(n int) { c.buf = strconv.AppendInt(c.buf, int64(n), 10) }

// Grammar is the dialect's grammar.
func (c *Compiler) Grammar() Grammar { return c.g }

// Dialect is the dialect's name.
func (c *Compiler) Dialect() string { return c.g.Name() }

// Fail records a mistake in the statement.
func (c *Compiler) Fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *Compiler) failf(format string, args ...any) { c.Fail(fmt.Errorf(format, args...)) }

// Unsupported records that the dialect has no such construct.
func (c *Compiler) Unsupported(construct, hint string) {
	c.Fail(&UnsupportedError{Dialect: c.g.Name(), Construct: construct, Hint: hint})
}

// Expr writes n as an operand: in parentheses, unless it needs none anywhere.
func (c *Compiler) Expr(n sql.Node) { c.expr(n, precPrimary) }

// Query writes a query without parentheses.
func (c *Compiler) Query(n sql.Node) {
	known := c.ctes
	c.with(n)
	c.query(n)
	c.ctes = known
}

// Table writes a table as it stands in FROM.
func (c *Compiler) Table(t *sql.TableNode) { c.table(t) }

// Operand writes n as an operand of an operator of precedence p.
func (c *Compiler) Operand(n sql.Node, p Prec) { c.expr(n, p) }

// Top writes n where a comma or a keyword ends it.
func (c *Compiler) Top(n sql.Node) { c.expr(n, precLowest) }

// List writes ns with commas between them.
func (c *Compiler) List(ns []sql.Node) {
	for i, n := range ns {
		if i > 0 {
			c.Raw(", ")
		}
		c.expr(n, precLowest)
	}
}

// Open writes an opening parenthesis if an operator of precedence own needs it
// where p is wanted, and returns what must be written behind it.
func (c *Compiler) Open(own, p Prec) (end string) {
	if own < p {
		c.Raw("(")
		return ")"
	}
	return ""
}

// Inline writes values as literals while write runs: for what is part of the
// statement's key.
func (c *Compiler) Inline(write func()) {
	inline := c.inline
	c.inline = true
	write()
	c.inline = inline
}

// Literal writes n with its values as literals and its columns without their
// table: the way of CHECK, DEFAULT and the condition of an index.
func (c *Compiler) Literal(n sql.Node) {
	inline, bare := c.inline, c.bare
	c.inline, c.bare = true, true
	c.cond(n, precLowest)
	c.inline, c.bare = inline, bare
}
