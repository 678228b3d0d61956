package engine

import (
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A program is a compiled statement with everything that hangs on it: it is shared
// by all executions of statements with the same key.
type program struct {
	*compile.Compiled
	stmt  driver.Statement
	made  time.Time
	took  time.Duration // to compile
	items []scan.Item

	mu    sync.Mutex
	plans atomic.Pointer[[]keptPlan] // few, so they are searched one by one
}

// A keptPlan is what a Go type and the columns of an execution led to.
type keptPlan struct {
	shape *driver.Shape
	key   any  // a Go type, or what the owner of a Cursor said
	into  bool // by the names of a struct's fields
	plan  any
}

// kept finds the plan for (shape, key, into); nil when there is none yet.
func (p *program) kept(shape *driver.Shape, key any, into bool) any {
	if kept := p.plans.Load(); kept != nil {
		for i := range *kept {
			if k := &(*kept)[i]; k.shape == shape && k.into == into && k.key == key {
				return k.plan
			}
		}
	}
	return nil
}

// keep notes the plan for (shape, key, into).
func (p *program) keep(shape *driver.Shape, key any, into bool, plan any) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var kept []keptPlan
	if old := p.plans.Load(); old != nil {
		kept = *old
	}
	if len(kept) >= 32 { // shapes change with the tables: what is old goes
		kept = kept[1:]
	}
	kept = append(slices.Clip(kept), keptPlan{shape, key, into, plan})
	p.plans.Store(&kept)
}

// A call is one execution of a program: its key, values and requests, which must
// stay as they are until the answer is closed. Calls are reused.
type call struct {
	eng    *Engine
	key    sql.Key
	args   []driver.Value
	reqs   []driver.Request
	prog   *program
	node   sql.Node
	cached bool
	max    int  // rows that are wanted; 0: all
	place  int  // in its flight
	alone  bool // … as all of a transaction, in autocommit
	fetch  int
	cursor cursor
	rd     reader
}

var calls = sync.Pool{New: func() any { return &call{reqs: make([]driver.Request, 0, 4)} }}

func newCall(e *Engine) *call {
	c := calls.Get().(*call)
	c.eng, c.max, c.fetch, c.place, c.alone, c.cached = e, 0, 0, 0, false, false
	c.key.Lexis = e.grammar.Lexis()
	return c
}

// free gives the call back; nothing of it may be used afterwards.
func (c *call) free() {
	c.key.Reset()
	clear(c.args)
	if len(c.reqs) > 0 {
		clear(c.reqs[:cap(c.reqs)]) // BEGIN may have stood in front of it before it was sent again
		c.reqs = c.reqs[:0]
	}
	c.args = c.args[:0]
	c.eng, c.prog, c.node = nil, nil, nil
	if c.cursor.dc != nil || c.cursor.err != nil {
		c.cursor = cursor{}
	}
	if c.rd.c != nil {
		c.rd = reader{}
	}
	if cap(c.args) > 4096 {
		c.args = nil
	}
	calls.Put(c)
}

// prepare finds what stmt is compiled to, or compiles it, and puts its values in place.
func (c *call) prepare(stmt sql.Statement, params []sql.Params) error {
	n := sql.StatementOf(stmt)
	return c.prepareNode(n, params)
}

func (c *call) prepareNode(n sql.Node, params []sql.Params) error {
	if len(params) > 1 {
		return fmt.Errorf("several parameter sets were given where one is taken: use ExecuteMany")
	}
	var one sql.Params
	if len(params) == 1 {
		one = params[0]
		var err error
		if n, one, err = withParams(c.key.Lexis, n, one); err != nil {
			return err
		}
	}
	n = filled(n)
	c.node = n
	c.key.Reset()
	if _, ok := n.(ddl.Statement); ok {
		return c.once(one)
	}
	c.key.Node(n)
	if c.key.Err != nil {
		return &StatementError{Op: opOf(n), Err: c.key.Err}
	}
	if err := c.find(); err != nil {
		return err
	}
	return c.bind(one)
}

// filled is n with what the tables' declarations add: defaults, and values on update.
func filled(n sql.Node) sql.Node {
	switch n := n.(type) {
	case *sql.InsertNode:
		return schema.FillInsert(n)
	case *sql.UpdateNode:
		return schema.FillUpdate(n)
	}
	return n
}

// find sets prog by the key.
func (c *call) find() error {
	c.key.Bytes = append(c.key.Bytes, c.eng.suffix...)
	if p := c.eng.cache.get(c.key.Bytes); p != nil {
		c.prog, c.cached = p, true
		return nil
	}
	begun := time.Now()
	comp, err := compile.Compile(c.eng.grammar, c.node, &c.key)
	if err != nil {
		return &StatementError{Op: opOf(c.node), Err: err}
	}
	if err := c.lint(comp.Product, c.eng.opts.cartesian, comp); err != nil {
		return err
	}
	if err := c.lint(comp.NullIn, c.eng.opts.nullIn, comp); err != nil {
		return err
	}
	p := &program{Compiled: comp, made: begun, took: time.Since(begun)}
	p.stmt = driver.Statement{Text: comp.SQL, Params: comp.Params, Verb: comp.Verb, OneRow: comp.OneRow, Session: comp.Session, Once: c.eng.opts.once}
	p.items = itemsOf(c.node, comp)
	c.prog = c.eng.cache.put(string(c.key.Bytes), p)
	return nil
}

// lint does what the policy says about something that is hardly meant.
func (c *call) lint(what error, p Policy, comp *compile.Compiled) error {
	if what == nil {
		return nil
	}
	err := &StatementError{Op: opOf(c.node), SQL: comp.SQL, Err: what}
	switch {
	case p == Refuse:
		return err
	case p == Warn && c.eng.watch != nil:
		c.eng.watch.note("warning", err)
	}
	return nil
}

// once compiles a schema change, which is never kept.
func (c *call) once(params sql.Params) error {
	begun := time.Now()
	comp, err := compile.Compile(c.eng.grammar, c.node, &c.key)
	if err != nil {
		return &StatementError{Op: opOf(c.node), Err: err}
	}
	c.prog = &program{Compiled: comp, made: begun, took: time.Since(begun)}
	c.prog.stmt = driver.Statement{Text: comp.SQL, Verb: comp.Verb, Once: true}
	return c.bind(params)
}

// bind sets args.
func (c *call) bind(params sql.Params) error {
	var lookup func(string) (driver.Value, bool)
	var bad error
	if params != nil {
		lookup = func(name string) (driver.Value, bool) {
			x, ok := params[name]
			if !ok {
				return driver.Value{}, false
			}
			v, err := c.encoded(name, x)
			if err != nil && bad == nil {
				bad = fmt.Errorf("parameter %q: %w", name, err)
			}
			return v, true
		}
	}
	if err := c.checkParams(params); err != nil {
		return &StatementError{Op: opOf(c.node), SQL: c.prog.SQL, Err: err}
	}
	args, err := c.prog.Args(c.args[:0], &c.key, lookup)
	c.args = args
	if err == nil {
		err = bad
	}
	if err != nil {
		return &StatementError{Op: opOf(c.node), SQL: c.prog.SQL, Err: err}
	}
	return nil
}

// checkParams compares the names that are given with those in the statement.
func (c *call) checkParams(params sql.Params) error {
	var wanted []string
	for _, b := range c.key.Binds {
		if b.Name != "" && !slices.Contains(wanted, b.Name) {
			wanted = append(wanted, b.Name)
		}
	}
	if len(wanted) == 0 && len(params) == 0 {
		return nil
	}
	var missing, unknown []string
	for _, w := range wanted {
		if _, ok := params[w]; !ok {
			missing = append(missing, w)
		}
	}
	for name := range params {
		if !slices.Contains(wanted, name) {
			unknown = append(unknown, name)
		}
	}
	if missing == nil && unknown == nil {
		return nil
	}
	slices.Sort(unknown)
	return &ParamsError{Missing: missing, Unknown: unknown, Wanted: wanted}
}

// itemsOf describes the select list of n for scan.
func itemsOf(n sql.Node, comp *compile.Compiled) []scan.Item {
	if len(comp.Columns) == 0 {
		return nil
	}
	var items []sql.Node
	typed := true
	switch n := n.(type) {
	case *sql.SelectNode:
		items = n.Items
	case *sql.InsertNode:
		items = n.Returning
	case *sql.UpdateNode:
		items = n.Returning
	case *sql.DeleteNode:
		items = n.Returning
	case *sql.MergeNode:
		items = n.Returning
	case *sql.TextNode:
		items, typed = n.Cols, false
	}
	out := make([]scan.Item, 0, len(items))
	col := 0
	for _, i := range items {
		t, whole := i.(*sql.TableNode)
		if !whole || t.Row == nil {
			if whole { // a table without a struct is its columns
				for range t.Cols {
					out = append(out, itemOf(comp, col, typed))
					col++
				}
				continue
			}
			out = append(out, itemOf(comp, col, typed))
			col++
			continue
		}
		item := scan.Item{Col: col, Name: t.Ref(), Typed: true, Entity: &scan.Entity{Type: t.Row.Type}}
		for j, tc := range t.Cols {
			for _, f := range t.Row.Fields {
				if f.Column == tc {
					item.Entity.Fields = append(item.Entity.Fields, scan.Field{Col: col + j, Name: tc.Name, Offset: f.Offset, Go: f.Type, Type: tc.Type, Reader: f.Reader})
				}
			}
			if d := schema.DefOf(tc); d != nil && d.PrimaryKey && comp.Nullable[col+j] {
				item.Entity.Key = append(item.Entity.Key, col+j)
			}
		}
		col += len(t.Cols)
		out = append(out, item)
	}
	return out
}

func itemOf(comp *compile.Compiled, col int, typed bool) scan.Item {
	return scan.Item{Col: col, Name: comp.Names[col], Type: sql.TypeOf(comp.Columns[col]), Nullable: comp.Nullable[col], Typed: typed}
}

// opOf names the statement in messages.
func opOf(n sql.Node) string {
	switch n := n.(type) {
	case *sql.SelectNode:
		return "SELECT"
	case *sql.InsertNode:
		return "INSERT INTO " + n.Table.Ref()
	case *sql.UpdateNode:
		return "UPDATE " + n.Table.Ref()
	case *sql.DeleteNode:
		return "DELETE FROM " + n.Table.Ref()
	case *sql.MergeNode:
		return "MERGE INTO " + n.Table.Ref()
	case *sql.TextNode:
		text := strings.TrimSpace(n.Parts[0])
		if i := strings.IndexAny(text, " \n\t"); i > 0 {
			text = text[:i]
		}
		return strings.ToUpper(text)
	}
	if _, ok := n.(ddl.Statement); ok {
		name := fmt.Sprintf("%T", n)
		return name[strings.LastIndexByte(name, '.')+1:]
	}
	return "statement"
}
