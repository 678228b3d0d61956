package orm

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// A FromOption says more about FromStatement: Partly, Untracked, or a Load of its entities.
type FromOption interface{ from_statement(*statementQuery) }

// statementQuery is what FromStatement is told.
type statementQuery struct {
	loads     []*loading
	partly    bool
	untracked bool
}

type fromFlag uint8

// Options of FromStatement.
const (
	Partly    fromFlag = iota + 1 // columns that the rows do not have are left out, to be read by LoadColumns
	Untracked                     // plain objects, which the session does not know
)

func (o fromFlag) from_statement(q *statementQuery) {
	switch o {
	case Partly:
		q.partly = true
	case Untracked:
		q.untracked = true
	}
}

func (l *LoadFor[E]) from_statement(q *statementQuery) { q.loads = append(q.loads, (*loading)(l)) }

// FromStatement gives the entities that any statement's rows hold: raw SQL (sql.Text), a
// UNION, a call of a function, what an UPDATE has Returning. Columns belong to t's by
// their names, in any order. Each column of t must be there, unless the option Partly
// says that others are left out: the primary key, the version, foreign keys of
// relationships and a discriminator must be there in any case. A column that t has not is
// an error, and so is one that is there twice. Each entity comes once, in the order of its
// first row, and is an object of the session like others; what a DELETE returns are deleted ones.
//
// Options may load relationships, as SelectIn does whatever they say: a statement cannot be
// joined to. Raw SQL runs as it is written, without policies, after a flush; what it writes
// belongs to the session's transaction.
//
//	products, err := orm.FromStatement(ctx, s, Products, sql.Text("SELECT * FROM product WHERE price > :least").Bind("least", 5))
func FromStatement[E any](ctx context.Context, s *Session, t Entity[E], stmt sql.Statement, options ...FromOption) ([]E, error) {
	objs, err := s.fromStatement(ctx, t, stmt, options)
	return entities[E](objs), err
}

func (s *Session) fromStatement(ctx context.Context, t TableStruct, stmt sql.Statement, options []FromOption) ([]unsafe.Pointer, error) {
	m, err := mapperOf(t)
	if err != nil {
		return nil, fmt.Errorf("FromStatement: %w", err)
	}
	wrong := func(err error) ([]unsafe.Pointer, error) {
		return nil, fmt.Errorf("FromStatement of %s: %w", m.Name(), err)
	}
	switch {
	case m.IsView():
		return wrong(fmt.Errorf("a view has no key: use engine.All"))
	case len(m.Heirs) > 0:
		return wrong(fmt.Errorf("its rows are in several tables: ask for those of one"))
	}
	var q statementQuery
	for _, o := range options {
		if o == nil {
			return wrong(fmt.Errorf("an option is nil"))
		}
		o.from_statement(&q)
	}
	for _, l := range q.loads {
		if l != nil && (l.undefer || l.prop != nil || l.contained || l.inline != nil) {
			return wrong(fmt.Errorf("Undefer, Expression, Contained and Inline change what a query reads, and a statement is as it is written"))
		}
	}
	if q.loads, err = spread(m, q.loads, nil); err != nil {
		return wrong(err)
	}
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	n, err := s.scoped(ctx, sql.StatementOf(stmt))
	if err != nil {
		return wrong(err)
	}
	reads, err := readsOnly(n)
	if err != nil {
		return wrong(err)
	}
	var ex engine.Executor
	if reads {
		if err = s.autoflush(ctx, &sql.SelectNode{From: []*sql.TableNode{{Body: n}}}, false, q.loads); err == nil {
			ex, err = s.executor(ctx)
		}
	} else if _, err = s.flush(ctx, false); err == nil {
		s.wrote, s.raw = true, true
		ex, err = s.begin(ctx)
	}
	if err != nil {
		return nil, err
	}
	parts, err := s.inParts(ctx, n, nil)
	switch {
	case err != nil:
		return wrong(err)
	case parts != nil && parts.delete && !q.untracked:
		return wrong(fmt.Errorf("its rows are deleted, and no objects of the session: say orm.Untracked"))
	}
	f := &fetcher{ex: ex, st: state.NewBlindStore(), policies: s.policies, free: s.free()}
	if !q.untracked {
		f.st, f.u = s.st, s.u
		f.arena.MaxText = trackedText
		f.force = !reads
	}
	start := s.started()
	var recs []*state.Record
	if parts == nil {
		if recs, err = f.named(ctx, n, m, &q); err == nil {
			err = s.gone(ctx, n, m, objects(recs))
		}
	} else {
		_, err = s.sendParts(ctx, parts, func(_ *engine.Conn, n sql.Node) error {
			more, err := f.named(ctx, n, m, &q)
			recs = append(recs, more...)
			return err
		})
	}
	if !q.untracked {
		err = s.told(ctx, err)
	}
	s.watched(start, Reading{Op: "FromStatement", What: m.Name(), Objects: len(recs), Advice: "ask for all of it before the loop"})
	if err != nil {
		return wrong(err)
	}
	return objects(recs), nil
}

// named reads the entities of a statement whose columns are known by their names.
func (f *fetcher) named(ctx context.Context, n sql.Node, m *mapping.Mapper, q *statementQuery) ([]*state.Record, error) {
	cur, err := engine.Query(ctx, f.ex, statement(n))
	if err != nil {
		return nil, err
	}
	r := f.reader(m, 0)
	err = r.match(cur.Names(), q.partly)
	sel := &selection{root: r, later: q.loads}
	if err == nil {
		err = f.drain(cur, sel)
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return nil, err
	}
	return f.complete(ctx, sel)
}

// match finds m's columns among names.
func (r *rowReader) match(names []string, partly bool) error {
	m := r.m
	r.at = make([]int, len(m.Columns))
	lack := make([]bool, len(m.Columns))
	used := make([]bool, len(names))
	var missing, extra []string
	for i, c := range m.Columns {
		at := slices.Index(names, c.Def.Name)
		if at < 0 {
			lack[i] = true
			if !partly || needed(m, c) {
				missing = append(missing, fmt.Sprintf("%q (%s)", c.Def.Name, c.Name()))
			}
			continue
		}
		r.at[i], used[at] = at, true
	}
	if m.Polymorphic() {
		for _, k := range m.Family.Members {
			for _, c := range k.Columns {
				if at := slices.Index(names, c.Def.Name); at >= 0 && k.IsA(m) {
					used[at] = true
					r.spots = append(r.spots, spot{[]*sql.ColumnNode{c.Def.Node()}, at})
				}
			}
		}
	}
	for i, u := range used {
		if !u && slices.Index(names, names[i]) == i {
			extra = append(extra, fmt.Sprintf("%q", names[i]))
		}
		if slices.Index(names, names[i]) < i {
			return fmt.Errorf("two columns of its rows are called %q: give one another name, or leave it out", names[i])
		}
	}
	switch {
	case len(missing) > 0 && partly:
		return fmt.Errorf("its rows must have the key, the version, the foreign keys of relationships and what tells the kind: they lack %s", strings.Join(missing, ", "))
	case len(missing) > 0:
		return fmt.Errorf("its rows lack %s: select it, or say orm.Partly to leave it out", strings.Join(missing, ", "))
	case len(extra) > 0:
		return fmt.Errorf("its rows have what %s has no column for: %s", m.Name(), strings.Join(extra, ", "))
	}
	if slices.Contains(lack, true) {
		r.lack = lack
	}
	return nil
}

// readsOnly reports whether a statement neither writes nor locks, as far as can be told.
func readsOnly(n sql.Node) (bool, error) {
	switch n := n.(type) {
	case *sql.ErrNode:
		return false, n.Err
	case *sql.SelectNode:
		return n.Lock == "" && len(n.With) == 0, nil
	case *sql.ValuesNode:
		return true, nil
	case *sql.InsertNode, *sql.UpdateNode, *sql.DeleteNode, *sql.MergeNode:
		return false, nil
	case *sql.TextNode:
		for l := sql.LexisPostgreSQL; l <= sql.LexisSQLite; l++ { // whatever the database is
			if r := n.For(l); r.Err == nil && !onlyReads(strings.Join(r.Parts, "?"), l) {
				return false, nil
			}
		}
		return n.Err == nil, n.Err
	}
	return false, fmt.Errorf("a %T gives no rows", n)
}

// onlyReads looks for words that write or lock, outside of quotes and comments.
func onlyReads(text string, l sql.Lexis) bool {
	first := true
	for i := 0; i < len(text); {
		end, kind := l.Token(text, i)
		token := text[i:end]
		i = end
		if kind != sql.TokenWord {
			continue
		}
		switch w := strings.ToUpper(token); {
		case first && w != "SELECT" && w != "WITH" && w != "VALUES" && w != "TABLE":
			return false
		case w == "FOR" || w == "INTO" || w == "LOCK" || w == "INSERT" || w == "UPDATE" || w == "DELETE" || w == "MERGE" || w == "REPLACE":
			return false // also where it is only a name: then the transaction begins early
		}
		first = false
	}
	return true
}
