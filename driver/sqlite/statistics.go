package sqlite

import (
	"errors"
	"math"
	"slices"

	"github.com/ncruces/go-sqlite3"
)

// registerStatistics adds the aggregates of the standard that SQLite lacks. NULLs are
// left out; of too few values they are NULL.
func registerStatistics(c *sqlite3.Conn) error {
	const flags = sqlite3.DETERMINISTIC | sqlite3.INNOCUOUS
	pairs := func(name string, args int, of func(m *moments) (float64, bool)) error {
		return c.CreateWindowFunction(name, args, flags, func() sqlite3.AggregateFunction { return &moments{of: of} })
	}
	sorted := func(name string, args int, of func(s *sample, ctx sqlite3.Context)) error {
		return c.CreateWindowFunction(name, args, flags, func() sqlite3.AggregateFunction { return &sample{of: of} })
	}
	return errors.Join(
		pairs("var_pop", 1, func(m *moments) (float64, bool) { return m.sxx / m.n, m.n > 0 }),
		pairs("var_samp", 1, func(m *moments) (float64, bool) { return m.sxx / (m.n - 1), m.n > 1 }),
		pairs("stddev_pop", 1, func(m *moments) (float64, bool) { return math.Sqrt(m.sxx / m.n), m.n > 0 }),
		pairs("stddev_samp", 1, func(m *moments) (float64, bool) { return math.Sqrt(m.sxx / (m.n - 1)), m.n > 1 }),
		pairs("covar_pop", 2, func(m *moments) (float64, bool) { return m.sxy / m.n, m.n > 0 }),
		pairs("covar_samp", 2, func(m *moments) (float64, bool) { return m.sxy / (m.n - 1), m.n > 1 }),
		pairs("corr", 2, func(m *moments) (float64, bool) {
			return m.sxy / math.Sqrt(m.sxx) / math.Sqrt(m.syy), m.sxx > 0 && m.syy > 0
		}),
		sorted("percentile_cont", 2, interpolated), sorted("percentile_disc", 2, member), sorted("mode", 1, mostFrequent))
}

// moments are the means and the sums of squares around them, kept up as values come
// and go (Welford), which loses no digits where they are large and close together.
type moments struct {
	n, x, y, sxx, syy, sxy float64
	of                     func(*moments) (float64, bool)
}

func pair(args []sqlite3.Value) (x, y float64, ok bool) {
	if anyNull(args) {
		return 0, 0, false
	}
	x = args[0].Float()
	if len(args) > 1 { // f(y, x), as the standard has it
		y = x
		x = args[1].Float()
	}
	return x, y, true
}

func (m *moments) Step(_ sqlite3.Context, args ...sqlite3.Value) {
	x, y, ok := pair(args)
	if !ok {
		return
	}
	m.n++
	dx, dy := x-m.x, y-m.y
	m.x += dx / m.n
	m.y += dy / m.n
	m.sxx += dx * (x - m.x)
	m.syy += dy * (y - m.y)
	m.sxy += dx * (y - m.y)
}

func (m *moments) Inverse(_ sqlite3.Context, args ...sqlite3.Value) {
	x, y, ok := pair(args)
	if !ok {
		return
	}
	if m.n == 1 {
		*m = moments{of: m.of}
		return
	}
	dx, dy := x-m.x, y-m.y
	m.n--
	m.x -= dx / m.n
	m.y -= dy / m.n
	m.sxx = max(0, m.sxx-dx*(x-m.x))
	m.syy = max(0, m.syy-dy*(y-m.y))
	m.sxy -= dx * (y - m.y)
}

func (m *moments) Value(ctx sqlite3.Context) {
	if f, ok := m.of(m); ok {
		ctx.ResultFloat(f)
		return
	}
	ctx.ResultNull()
}

// sample is the values themselves.
type sample struct {
	xs    []observed
	share float64
	err   error
	of    func(*sample, sqlite3.Context)
}

// An observed is a number or a text.
type observed struct {
	kind sqlite3.Datatype
	f    float64
	i    int64
	s    string
}

func (a observed) compare(b observed) int {
	switch {
	case (a.kind == sqlite3.TEXT) != (b.kind == sqlite3.TEXT):
		return int(a.kind) - int(b.kind)
	case a.kind == sqlite3.TEXT && a.s != b.s:
		if a.s < b.s {
			return -1
		}
		return 1
	case a.f < b.f:
		return -1
	case a.f > b.f:
		return 1
	}
	return 0
}

func (a observed) result(ctx sqlite3.Context) {
	switch a.kind {
	case sqlite3.INTEGER:
		ctx.ResultInt64(a.i)
	case sqlite3.FLOAT:
		ctx.ResultFloat(a.f)
	default:
		ctx.ResultText(a.s)
	}
}

func observe(v sqlite3.Value) observed {
	c := observed{kind: v.Type()}
	switch c.kind {
	case sqlite3.INTEGER:
		c.i = v.Int64()
		c.f = float64(c.i)
	case sqlite3.FLOAT:
		c.f = v.Float()
	default:
		c.kind, c.s = sqlite3.TEXT, v.Text()
	}
	return c
}

func (s *sample) Step(_ sqlite3.Context, args ...sqlite3.Value) {
	if len(args) > 1 {
		if s.share = args[1].Float(); !(s.share >= 0 && s.share <= 1) {
			s.err = errors.New("a percentile is from 0 to 1")
		}
	}
	if args[0].Type() != sqlite3.NULL {
		s.xs = append(s.xs, observe(args[0]))
	}
}

func (s *sample) Inverse(_ sqlite3.Context, args ...sqlite3.Value) {
	if args[0].Type() != sqlite3.NULL {
		gone := observe(args[0])
		if i := slices.IndexFunc(s.xs, func(c observed) bool { return c.compare(gone) == 0 }); i >= 0 {
			s.xs = slices.Delete(s.xs, i, i+1)
		}
	}
}

func (s *sample) Value(ctx sqlite3.Context) {
	switch {
	case s.err != nil:
		ctx.ResultError(s.err)
	case len(s.xs) == 0:
		ctx.ResultNull()
	default:
		slices.SortStableFunc(s.xs, observed.compare)
		s.of(s, ctx)
	}
}

func interpolated(s *sample, ctx sqlite3.Context) {
	at := s.share * float64(len(s.xs)-1)
	i := int(at)
	x := s.xs[i].f
	if i+1 < len(s.xs) {
		x += (at - float64(i)) * (s.xs[i+1].f - x)
	}
	ctx.ResultFloat(x)
}

func member(s *sample, ctx sqlite3.Context) {
	i := int(math.Ceil(s.share*float64(len(s.xs)))) - 1
	s.xs[max(i, 0)].result(ctx)
}

func mostFrequent(s *sample, ctx sqlite3.Context) {
	best, most, n := 0, 0, 0
	for i := range s.xs {
		if i == 0 || s.xs[i].compare(s.xs[i-1]) != 0 {
			n = 0
		}
		if n++; n > most {
			best, most = i, n
		}
	}
	s.xs[best].result(ctx)
}
