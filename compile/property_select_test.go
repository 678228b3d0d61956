package compile_test

import (
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// TestPropertySelects builds random SELECTs whole (joins, subqueries, CTEs, groups, windows, set
// operations, orders and limits) over the sample rows, executes each on every database and
// compares the rows of the databases with each other. Nothing is corrected here: that a
// statement means the same everywhere is the library's work. What is left out is what the
// databases own say, where NULLs sort if it is not said and whether LIKE folds, and two mistakes of
// MariaDB, each where it is left out. ALUDEL_PROPERTY and ALUDEL_SEED are those of TestProperty.
//
// The last long run: 2,500 SELECTs from seed 7, 4,988 answers compared, 8,525 rows on each database, 12
// refused on MariaDB; one (1529) disagreed, in a window of a correlated subquery behind IN, in which MariaDB compares
// before the window is computed: that is refused there since.
func TestPropertySelects(t *testing.T) {
	all := servers(t)
	n, seed := propertyRun(t, 150)
	compared, rowCount, empty := 0, 0, 0
	refusals := map[string]int{}
	for i := range n {
		g := &queryGen{Rand: rand.New(rand.NewPCG(seed, uint64(i)))}
		stmt := g.whole()
		var first []string
		from := ""
		for _, s := range all {
			rows, err := s.run(stmt)
			if refused(err) {
				refusals[s.d.Name()]++
				continue
			}
			if err != nil {
				t.Errorf("seed %d, statement %d on %s: %v", seed, i, s.d.Name(), err)
				continue
			}
			slices.Sort(rows)
			if from == "" {
				first, from = rows, s.d.Name()
				rowCount += len(rows)
				if len(rows) == 0 {
					empty++
				}
				continue
			}
			compared++
			if !slices.EqualFunc(rows, first, sameRow) {
				text, args, _ := all[0].d.RenderSQL(sql.StatementOf(stmt))
				own, _, _ := s.d.RenderSQL(sql.StatementOf(stmt))
				t.Errorf("seed %d, statement %d: %s and %s disagree\n%s %q\n%s\n%-10s %q\n%-10s %q", seed, i, from, s.d.Name(), text, args, own, from, first, s.d.Name(), rows)
			}
		}
		if t.Failed() && os.Getenv("ALUDEL_PROPERTY") == "" {
			break
		}
	}
	t.Logf("%d SELECTs on %d databases: %d answers compared, %d rows each, %d answers without rows, refused: %v", n, len(all), compared, rowCount, empty, refusals)
}

// propertyRun is how many statements are run, and where they begin.
func propertyRun(t *testing.T, few int) (n int, seed uint64) {
	n, seed = few, 1
	if testing.Short() {
		n = few / 4
	}
	if s := os.Getenv("ALUDEL_PROPERTY"); s != "" {
		var err error
		if n, err = strconv.Atoi(s); err != nil {
			t.Fatalf("ALUDEL_PROPERTY=%s is no number of statements", s)
		}
	}
	if s := os.Getenv("ALUDEL_SEED"); s != "" {
		var err error
		if seed, err = strconv.ParseUint(s, 10, 64); err != nil {
			t.Fatalf("ALUDEL_SEED=%s is no number", s)
		}
	}
	return n, seed
}

func sameRow(a, b string) bool {
	if a == b {
		return true
	}
	return slices.EqualFunc(strings.Split(a, " | "), strings.Split(b, " | "), sameShown)
}

// A kind is what an expression's values are.
type kind int

const (
	kindInt kind = iota
	kindDec
	kindText
	kindBool
	kindDate
	kinds
)

// A val is an expression of a kind; it may be NULL.
type val struct {
	k kind
	n sql.Node
}

func (v val) int() sql.Num[int, *int]                { return sql.Number(sql.NewValue[int, *int](v.n)) }
func (v val) dec() sql.Num[string, *string]          { return sql.Number(sql.NewValue[string, *string](v.n)) }
func (v val) text() sql.Str[string, *string]         { return sql.String(sql.NewValue[string, *string](v.n)) }
func (v val) bool() sql.Value[bool, *bool]           { return sql.NewValue[bool, *bool](v.n) }
func (v val) date() sql.Value[time.Time, *time.Time] { return sql.NewValue[time.Time, *time.Time](v.n) }

func (v val) item() sql.Value[any, *any] { return sql.NewValue[any, *any](v.n) }

func valOf(k kind, x sql.Item) val { return val{k, sql.NodeOf(x)} }

// A scope is what a query may use: the columns of what it is from.
type scope []val

// A queryGen makes queries.
type queryGen struct {
	*rand.Rand
	names int
	ctes  []*made // that may be used again
	room  int     // tables that may still be added
}

// A made is a query with names and kinds of its columns.
type made struct {
	q     sql.SelectStmt[sql.Record]
	kinds []kind
	cte   *sql.CTE
}

func (g *queryGen) name(prefix string) string {
	g.names++
	return prefix + strconv.Itoa(g.names)
}

// whole is a statement: up to two CTEs, and a query.
func (g *queryGen) whole() sql.Statement {
	g.room = 6
	for range g.IntN(3) {
		m := g.query(1, g.kinds(), nil)
		m.cte = sql.With(g.name("w"), m.q)
		g.ctes = append(g.ctes, m)
	}
	return g.query(2, g.kinds(), nil).q
}

func (g *queryGen) kinds() []kind {
	out := make([]kind, 1+g.IntN(3))
	for i := range out {
		out[i] = kind(g.IntN(int(kinds)))
	}
	return out
}

// query is a query whose columns are of these kinds; outer are columns around it.
func (g *queryGen) query(depth int, ks []kind, outer scope) *made {
	if depth > 0 && g.IntN(5) == 0 {
		a, b := g.simple(depth-1, ks, outer), g.simple(depth-1, ks, outer)
		q := a
		switch g.IntN(4) {
		case 0:
			q = a.Union(b)
		case 1:
			q = a.UnionAll(b)
		case 2:
			q = a.Intersect(b)
		case 3:
			q = a.Except(b)
		}
		if g.IntN(3) == 0 {
			var order []sql.Item
			for i := range ks {
				order = append(order, g.order(sql.Label("c"+strconv.Itoa(i))))
			}
			q = q.OrderBy(order...).Limit(1 + g.IntN(6))
		}
		return &made{q: q, kinds: ks}
	}
	q := g.simple(depth, ks, outer)
	if g.IntN(4) == 0 { // a limit wants an order by all columns, or which rows it gives is not said
		var order []sql.Item
		for i := range ks {
			order = append(order, g.order(sql.Label("c"+strconv.Itoa(i))))
		}
		q = q.OrderBy(order...).Limit(1 + g.IntN(8))
		if g.IntN(2) == 0 {
			q = q.Offset(g.IntN(3))
		}
	}
	return &made{q: q, kinds: ks}
}

func (g *queryGen) order(x interface {
	Asc() sql.Order
	Desc() sql.Order
}) sql.Item {
	o := x.Asc()
	if g.IntN(2) == 0 {
		o = x.Desc()
	}
	if g.IntN(2) == 0 {
		return o.NullsFirst()
	}
	return o.NullsLast()
}

// simple is one SELECT.
func (g *queryGen) simple(depth int, ks []kind, outer scope) sql.SelectStmt[sql.Record] {
	var q sql.SelectStmt[sql.Record]
	src, sc := g.source(depth)
	type join struct {
		src  sql.Source
		left bool
		on   sql.Typed[bool]
	}
	var joins []join
	for range g.IntN(3) {
		if g.room <= 0 {
			break
		}
		s, more := g.source(depth)
		whole := append(slices.Clone(sc), more...)
		on := g.joining(sc, more)
		if g.IntN(3) == 0 {
			on = sql.And(on, g.cond(1, whole, depth))
		}
		// MariaDB 10.11 takes a constant of a subquery for its value also where a LEFT JOIN
		// finds no row
		left := g.IntN(2) == 0
		if body, ok := sql.SourceOf(s).Body.(*sql.SelectNode); ok && slices.ContainsFunc(body.Items, func(n sql.Node) bool { return !hasColumn(n) }) {
			left = false
		}
		joins = append(joins, join{s, left, on})
		sc = whole
	}
	visible := append(slices.Clone(sc), outer...)
	var where, having []sql.Typed[bool]
	for range g.IntN(2) {
		where = append(where, g.cond(2, visible, depth))
	}
	items := make([]sql.Item, len(ks))
	var groups []sql.Expr
	as := func(i int, v val) sql.Item { return v.item().As("c" + strconv.Itoa(i)) }
	distinct := false
	switch g.IntN(4) {
	case 0: // groups
		keys := scope{}
		for range g.IntN(3) {
			keys = append(keys, sc[g.IntN(len(sc))])
		}
		for _, k := range keys {
			groups = append(groups, k.item())
		}
		for i, k := range ks {
			items[i] = as(i, g.grouped(k, keys, sc))
		}
		if g.IntN(3) == 0 {
			having = append(having, sql.Count().Gt(g.IntN(3)))
		}
	case 1: // windows
		for i, k := range ks {
			items[i] = as(i, g.windowed(k, sc))
		}
	default:
		for i, k := range ks {
			items[i] = as(i, g.value(k, 2, visible))
		}
		// MariaDB 10.11 forgets the OFFSET of a DISTINCT without columns
		distinct = g.IntN(3) == 0 && slices.ContainsFunc(items, func(i sql.Item) bool { return hasColumn(sql.NodeOf(i)) })
	}
	q = sql.Select(items...).From(src)
	for _, j := range joins {
		if j.left {
			q = q.LeftJoin(j.src, j.on)
		} else {
			q = q.Join(j.src, j.on)
		}
	}
	if len(where) > 0 {
		q = q.Where(where...)
	}
	if len(groups) > 0 {
		q = q.GroupBy(groups...)
	}
	if len(having) > 0 && len(groups) > 0 {
		q = q.Having(having...)
	}
	if distinct {
		q = q.Distinct()
	}
	return q
}

func hasColumn(x sql.Node) bool {
	found := false
	sql.Walk(x, func(n sql.Node) bool {
		_, column := n.(*sql.ColumnNode)
		found = found || column
		return !found
	})
	return found
}

// source is a table, a subquery or a CTE, and its columns.
func (g *queryGen) source(depth int) (sql.Source, scope) {
	g.room--
	if depth > 0 && g.room > 0 && g.IntN(3) == 0 {
		m := g.query(depth-1, g.kinds(), nil)
		sub := m.q.Subquery(g.name("s"))
		return sub, m.columns(sub)
	}
	if len(g.ctes) > 0 && g.IntN(3) == 0 {
		m := g.ctes[g.IntN(len(g.ctes))]
		again := m.cte.As(g.name("r"))
		return again, m.columns(again)
	}
	t := schema.Alias(corpus.Samples, g.name("t"))
	return t, scope{valOf(kindInt, t.ID), valOf(kindInt, t.I), valOf(kindInt, t.J), valOf(kindDec, t.D), valOf(kindDec, t.E), valOf(kindText, t.S), valOf(kindText, t.T),
		valOf(kindBool, t.B), valOf(kindBool, t.C), valOf(kindDate, t.Day), valOf(kindDate, t.Then)}
}

func (m *made) columns(s sql.Source) scope {
	var out scope
	node := sql.SourceOf(s)
	for i, k := range m.kinds {
		out = append(out, val{k, node.Cols[i]})
	}
	return out
}

// joining is a condition between columns of one kind on both sides.
func (g *queryGen) joining(left, right scope) sql.Typed[bool] {
	for range 10 {
		a, b := left[g.IntN(len(left))], right[g.IntN(len(right))]
		if a.k == b.k {
			return g.compare(a, b, g.IntN(4) > 0)
		}
	}
	return sql.NewCond(&sql.UnaryNode{Op: sql.OpIsNotNull, X: right[0].n})
}

func (g *queryGen) compare(a, b val, equal bool) sql.Typed[bool] {
	switch a.k {
	case kindInt:
		return comparing[int](g, a.int(), b.int(), equal)
	case kindDec:
		return comparing[string](g, a.dec(), b.dec(), equal)
	case kindText:
		return comparing[string](g, a.text(), b.text(), equal)
	case kindBool:
		return comparing[bool](g, a.bool(), b.bool(), equal)
	}
	return comparing[time.Time](g, a.date(), b.date(), equal)
}

func comparing[T any](g *queryGen, a, b sql.Typed[T], equal bool) sql.Typed[bool] {
	if equal {
		return sql.Eq(a, b)
	}
	return []func(a, b sql.Typed[T]) sql.Cond{sql.Eq[T], sql.Ne[T], sql.Lt[T], sql.Le[T], sql.Gt[T], sql.Ge[T], sql.IsDistinct[T], sql.IsNotDistinct[T]}[g.IntN(8)](a, b)
}
