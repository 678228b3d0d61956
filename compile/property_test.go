package compile_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"strconv"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// TestProperty builds random expressions and computes each on every database and in
// memory, for rows with NULLs: whoever disagrees is wrong. ALUDEL_PROPERTY is the number
// of statements, ALUDEL_SEED where it begins; without them the same few are run always.
func TestProperty(t *testing.T) {
	all := servers(t)
	n, seed := propertyRun(t, 40)
	const width = 12
	cells, values := 0, 0
	for i := range n {
		g := &gen{rand.New(rand.NewPCG(seed, uint64(i)))}
		items := []sql.Item{corpus.Samples.ID}
		var exprs []expr
		for range width {
			e := g.any()
			exprs, items = append(exprs, e), append(items, e.item)
		}
		stmt := sql.Select(items...).From(corpus.Samples).OrderBy(corpus.Samples.ID)
		for _, s := range all {
			rows, err := s.run(stmt)
			if refused(err) {
				t.Fatalf("seed %d, statement %d on %s: a random expression is refused: %v", seed, i, s.d.Name(), err)
			}
			if err != nil {
				t.Errorf("seed %d, statement %d on %s: %v", seed, i, s.d.Name(), err)
				continue
			}
			for r, row := range corpus.SampleRows() {
				got := strings.Split(rows[r], " | ")[1:]
				for k, e := range exprs {
					want := e.show(&row)
					cells++
					if want != "NULL" {
						values++
					}
					if !sameShown(got[k], want) {
						text, args, _ := sql.Select(e.item).From(corpus.Samples).SQL(postgres.Dialect)
						own, _, _ := sql.Select(e.item).From(corpus.Samples).SQL(s.d)
						t.Errorf("seed %d, statement %d, row %d, item %d: %s says %s, in memory it is %s\n%s %q\n%s", seed, i, r+1, k, s.d.Name(), got[k], want, text, args, own)
					}
				}
			}
		}
		if t.Failed() && os.Getenv("ALUDEL_PROPERTY") == "" {
			break
		}
	}
	t.Logf("%d statements of %d expressions on %d databases: %d values compared, %d of them not NULL", n, width, len(all), cells, values)
}

// sameShown compares two shown values; numbers may differ in the last of their digits.
func sameShown(a, b string) bool {
	if a == b {
		return true
	}
	x, err := strconv.ParseFloat(a, 64)
	y, err2 := strconv.ParseFloat(b, 64)
	return err == nil && err2 == nil && math.Abs(x-y) <= 1e-9*math.Max(1, math.Abs(y))
}

// An expr is an expression, and how its value is shown.
type expr struct {
	item sql.Item
	show func(r *corpus.Sample) string
}

// A gen makes expressions.
type gen struct{ *rand.Rand }

const maxDepth = 4

func (g *gen) any() expr {
	switch g.IntN(6) {
	case 0:
		x := g.integer(maxDepth)
		return expr{x.x, func(r *corpus.Sample) string { return showInt(x.eval(r)) }}
	case 1:
		x := g.decimal(maxDepth)
		return expr{x.x, func(r *corpus.Sample) string { return showFloat(x.eval(r)) }}
	case 2:
		x := g.text(maxDepth)
		return expr{x.x, func(r *corpus.Sample) string {
			s, ok := x.eval(r)
			return showOr(shown(s), ok)
		}}
	case 3:
		x := g.date(maxDepth)
		return expr{x.x, func(r *corpus.Sample) string {
			d, ok := x.eval(r)
			return showOr(d.Format("2006-01-02"), ok)
		}}
	case 4:
		a, b := g.integer(2), g.integer(2)
		return expr{sql.Ratio(a.x, nonZero(b.x)), func(r *corpus.Sample) string {
			x, ok := a.eval(r)
			y, ok2 := b.eval(r)
			return showFloat(float64(x)/float64(y), ok && ok2 && y != 0)
		}}
	}
	x := g.cond(maxDepth)
	return expr{x.x, func(r *corpus.Sample) string {
		b, ok := x.eval(r)
		return showOr(shown(b), ok)
	}}
}

func nonZero(x sql.Numeric[int]) sql.Numeric[int] {
	return sql.Number(sql.NullIf[int](x, sql.Val(0)))
}

func showOr(s string, ok bool) string {
	if !ok {
		return "NULL"
	}
	return s
}

func showInt(v int, ok bool) string { return showOr(shown(int64(v)), ok) }

func showFloat(v float64, ok bool) string { return showOr(shown(v), ok) }

// pick makes one of fs.
func pick[T any](g *gen, fs ...func() T) T { return fs[g.IntN(len(fs))]() }

// value is what a column of a row holds.
func value[T any](p *T) (T, bool) {
	if p == nil {
		var zero T
		return zero, false
	}
	return *p, true
}

func decimalOf(p *string) (float64, bool) {
	if p == nil {
		return 0, false
	}
	f, err := strconv.ParseFloat(*p, 64)
	if err != nil {
		panic(fmt.Sprint("a sample is no number: ", *p))
	}
	return f, true
}
