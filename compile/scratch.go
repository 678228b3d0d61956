package compile

import (
	"reflect"
	"sync"

	"github.com/aludel/aludel/sql"
)

// What a Compiler needs while it writes, and nobody sees afterwards, is kept for the next
// statement: its text and lists, and the names that it found to need no quotes. What goes into
// the [Compiled] is never taken from here.

// scratch is the part of a Compiler that is kept.
type scratch struct {
	tables   []*sql.TableNode // room for lists, given out from the front
	scopes   []scope
	operands [3]sql.Node // of a comparison, while the grammar looks at them
	last     selected
	linting  linter
	ordering orderWriter
	plain    *plainNames
}

// selected is the select list that was written last, with the names of its columns.
type selected struct {
	of    *sql.SelectNode
	cols  []sql.Node
	names []string
}

// newCompiler is one that is used once.
func newCompiler(g Grammar, k *sql.Key) *Compiler {
	c := &Compiler{g: g, key: k, out: &Compiled{}, renamed: renames(g)}
	c.linting.visit = c.linting.look
	c.ordering.write = c.orderOperand
	return c
}

var compilers = sync.Pool{New: func() any {
	c := newCompiler(nil, nil)
	c.plain = &plainNames{}
	return c
}}

// borrow is a compiler of a statement with the key k.
func borrow(g Grammar, k *sql.Key) *Compiler {
	c := compilers.Get().(*Compiler)
	c.g, c.key, c.out, c.keyed, c.renamed = g, k, &Compiled{}, true, renames(g)
	c.plain.belongTo(g)
	if cap(c.places) < len(k.Binds) {
		c.places = make([]int32, len(k.Binds))
	} else {
		c.places = c.places[:len(k.Binds)]
		clear(c.places)
	}
	return c
}

// giveBack keeps c for the next statement. After a panic it is not called.
func (c *Compiler) giveBack() {
	const kept = 64 << 10 // bytes of text, and less of everything else
	if cap(c.buf) > kept || cap(c.tables) > kept/16 {
		return
	}
	clear(c.types)
	clear(c.tables)
	clear(c.scopes)
	s := scratch{tables: c.tables[:0], scopes: c.scopes[:0], linting: c.linting, ordering: c.ordering, plain: c.plain}
	s.linting.reset()
	s.ordering.items = nil
	*c = Compiler{buf: c.buf[:0], places: c.places[:0], types: c.types[:0], named: c.named[:0], scratch: s}
	compilers.Put(c)
}

// room is an empty list for n tables, which is valid until the statement is written.
func (c *Compiler) room(n int) []*sql.TableNode {
	if len(c.tables)+n > cap(c.tables) {
		c.tables = make([]*sql.TableNode, 0, max(64, n))
	}
	at := len(c.tables)
	c.tables = c.tables[:at+n]
	return c.tables[at:at:len(c.tables)]
}

// within is a scope of these tables inside another.
func (c *Compiler) within(tables []*sql.TableNode, parent *scope) *scope {
	if len(c.scopes) == cap(c.scopes) {
		c.scopes = make([]scope, 0, 16)
	}
	c.scopes = append(c.scopes, scope{tables: tables, parent: parent})
	return &c.scopes[len(c.scopes)-1]
}

// columns are n.Columns.
func (c *Compiler) columns(n *sql.SelectNode) []sql.Node {
	if c.last.of == n {
		return c.last.cols
	}
	return n.Columns()
}

// plainNames are names that a grammar writes without quotes, each in one of a few places.
type plainNames struct {
	of    reflect.Type
	names [128]string
}

// belongTo forgets the names of another grammar. A Grammar has no state, so that its type
// tells it, but one that writes other schemas is told by what it stands for.
func (p *plainNames) belongTo(g Grammar) {
	for {
		t, ok := g.(interface{ untranslated() Grammar })
		if !ok {
			break
		}
		g = t.untranslated()
	}
	if of := reflect.TypeOf(g); p.of != of {
		*p = plainNames{of: of}
	}
}

// place is where a name would be.
func (p *plainNames) place(name string) *string {
	h := uint(len(name))
	if h > 0 {
		h = h*31 + uint(name[0])*7 + uint(name[len(name)-1])*3 + uint(name[len(name)/2])
	}
	return &p.names[h%uint(len(p.names))]
}
