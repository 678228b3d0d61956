package sqlite

import (
	"fmt"
	"strings"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// A prepared is a handle of SQLite's for one text.
type prepared struct {
	s        *sqlite3.Stmt
	text     string
	stmt     *driver.Statement // the key it is found by
	shape    *shape
	facts    facts
	params   int
	reads    bool // makes no direct change to the database
	changes  int  // how often SQLite prepared it again, after a change of the schema
	open     bool // it is executing
	kept     bool // in the cache
	newer    *prepared
	older    *prepared
	heavy    bool // large values are bound: they are dropped after the execution
	withRows bool
}

// statements keeps handles, the least recently used go first. Found by the
// statement's pointer, else by its text: a statement that was compiled again
// finds its old handle.
type statements struct {
	limit  int
	byStmt map[*driver.Statement]*prepared
	byText map[string]*prepared
	newest *prepared
	oldest *prepared
}

func (t *statements) init(limit int) {
	*t = statements{limit: limit, byStmt: map[*driver.Statement]*prepared{}, byText: map[string]*prepared{}}
}

// find gives the kept handle of s, or nil.
func (t *statements) find(s *driver.Statement) *prepared {
	if p := t.newest; p != nil && p.stmt == s {
		return p
	}
	p := t.byStmt[s]
	if p == nil {
		if p = t.byText[s.Text]; p == nil {
			return nil
		}
		delete(t.byStmt, p.stmt)
		p.stmt = s
		t.byStmt[s] = p
	}
	if p != t.newest {
		t.unlink(p)
		t.link(p)
	}
	return p
}

// add keeps p, and closes the handle that was not used for longest and is idle.
func (t *statements) add(p *prepared) {
	if t.limit == 0 || t.byText[p.text] != nil {
		return
	}
	for old := t.oldest; old != nil && len(t.byText) >= t.limit; old = old.newer {
		if !old.open {
			t.drop(old)
			old.s.Close()
		}
	}
	p.kept = true
	t.byStmt[p.stmt] = p
	t.byText[p.text] = p
	t.link(p)
}

func (t *statements) drop(p *prepared) {
	p.kept = false
	delete(t.byStmt, p.stmt)
	delete(t.byText, p.text)
	t.unlink(p)
}

func (t *statements) link(p *prepared) {
	p.older = t.newest
	if t.newest != nil {
		t.newest.newer = p
	} else {
		t.oldest = p
	}
	t.newest = p
}

func (t *statements) unlink(p *prepared) {
	if p.newer != nil {
		p.newer.older = p.older
	} else {
		t.newest = p.older
	}
	if p.older != nil {
		p.older.newer = p.newer
	} else {
		t.oldest = p.newer
	}
	p.newer, p.older = nil, nil
}

// handle gives an idle handle for s, prepared now if there is none. The caller
// marks it open, and gives it to idle when the execution is over.
func (c *Conn) handle(s *driver.Statement) (*prepared, error) {
	if !s.Once {
		if p := c.statements.find(s); p != nil && !p.open {
			return p, nil
		}
	}
	f := learn(s.Text)
	// Before Prepare: many pragmas are executed there, not by Step. A kept handle
	// would therefore do nothing the second time.
	if err := c.touch(&f); err != nil {
		return nil, err
	}
	p, err := c.prepare(s, f)
	if err != nil {
		return nil, err
	}
	if !s.Once && !f.once {
		c.statements.add(p)
	}
	return p, nil
}

// idle ends the execution of p.
func (c *Conn) idle(p *prepared) {
	p.open = false
	if !p.kept {
		p.s.Close()
		return
	}
	p.s.Reset() // repeats the error of the last step, which is no error of its own
	if p.heavy {
		p.heavy = false
		p.s.ClearBindings()
	}
}

func (c *Conn) prepare(s *driver.Statement, f facts) (*prepared, error) {
	if strings.IndexByte(s.Text, 0) >= 0 {
		return nil, &driver.Error{Class: driver.Programming, Message: "the statement's text holds a NUL byte: SQLite would not see what follows it; bind values as parameters"}
	}
	c.interrupt.deaf = true
	defer func() { c.interrupt.deaf = false }()
	var flags sqlite3.PrepareFlag
	if !s.Once && !f.once {
		flags = sqlite3.PREPARE_PERSISTENT
	}
	h, tail, err := c.lib.PrepareFlags(s.Text, flags)
	if err != nil {
		return nil, classifyIn(err, s.Text)
	}
	if h == nil {
		return nil, &driver.Error{Class: driver.Programming, Message: "the statement's text is empty or only a comment"}
	}
	if err := c.alone(tail); err != nil {
		h.Close()
		return nil, err
	}
	return &prepared{s: h, text: s.Text, stmt: s, shape: shapeOf(h), facts: f, params: h.BindCount(), reads: h.ReadOnly(),
		changes: h.Status(sqlite3.STMTSTATUS_REPREPARE, false), withRows: h.ColumnCount() > 0}, nil
}

// alone refuses a text with more than one statement: SQLite prepares the first
// and leaves the rest in tail.
func (c *Conn) alone(tail string) error {
	if strings.TrimLeft(tail, "; \t\r\n\f") == "" {
		return nil
	}
	h, _, err := c.lib.Prepare(tail)
	if h == nil && err == nil { // a comment
		return nil
	}
	h.Close()
	return &driver.Error{Class: driver.Programming, Message: "the text has more than one statement: execute them one by one, or as one batch"}
}

// check refuses a number of arguments that the statement has no parameters for:
// what is not bound would be NULL, or keep its last value.
func (p *prepared) check(args int) error {
	if args == p.params {
		return nil
	}
	return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf("the statement has %d parameters, but %d values were given", p.params, args)}
}
