package dialecttest

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Types that put SQL around their values, on each path that a value can take.

// hidden is a text that is kept as bytes, by functions that each database has of its own.
var hidden = sql.Wrap(sqltype.Text, sqltype.Bytes,
	func(x sql.Value[string, string]) sql.Expr { return sql.Cast(x, sqltype.Bytes) },
	func(x sql.Value[[]byte, []byte]) sql.Expr { return sql.Cast(x, sqltype.Text) }).
	WithVariant("postgresql", sql.Wrap(sqltype.Text, sqltype.Bytes,
		func(x sql.Value[string, string]) sql.Expr {
			return sql.Func("convert_to", sqltype.Bytes, x, sql.Val("UTF8"))
		},
		func(x sql.Value[[]byte, []byte]) sql.Expr {
			return sql.Func("convert_from", sqltype.Text, x, sql.Val("UTF8"))
		}))

// marked is kept behind a mark, a value of the type.
var marked = sql.Wrap(sqltype.String(40), sqltype.String(44),
	func(x sql.Value[string, string]) sql.Expr { return sql.Concat(sql.Val("<'?>"), x) },
	func(x sql.Value[string, string]) sql.Expr { return sql.Substring(sql.String(x), 5, 40) })

// moved is kept as another number, which is larger than it travels.
var moved = sql.Wrap(sqltype.Integer, sqltype.BigInt,
	func(x sql.Value[int, int]) sql.Expr {
		return sql.Add(sql.Number(sql.Cast(x, sqltype.BigInt)), sql.Number(sql.Val(int64(1<<40))))
	},
	func(x sql.Value[int64, int64]) sql.Expr { return sql.Number(x).Sub(1 << 40) })

// wrappedCents is converted in Go, and then in SQL.
var wrappedCents = sqltype.Decorate(marked,
	func(c cents) (string, error) { return fmt.Sprintf("%06d", int64(c)), nil },
	func(s string) (c cents, err error) {
		_, err = fmt.Sscanf(s, "%d", (*int64)(&c))
		return c, err
	})

func wrappedCases() []testCase {
	return slices.Concat(
		column[string]{name: "text as bytes", typ: hidden, values: []string{"", "a", `it's \x "größer" 日本`}}.cases(),
		column[string]{name: "text with a mark", typ: marked, values: []string{"", "a", `it's \x ?`}}.cases(),
		column[int]{name: "number as a larger one", typ: moved, values: []int{0, -1, 1 << 30}}.cases(),
		column[cents]{name: "decorated", typ: wrappedCents, values: []cents{0, 1, 12345}}.cases(),
		[]testCase{
			{name: "bulk", run: wrappedBulk},
			{name: "stored form", run: wrappedStored},
			{name: "mapped", run: wrappedMapped},
		})
}

type parcelOf struct {
	ID   int
	Code string
	Note *string
	N    int
}

type wrappedTable struct {
	schema.Rows
	ID   schema.Int
	Code schema.String
	Note schema.NullString
	N    schema.Int
}

func wrappedColumns(t *wrappedTable) {
	t.ID.PrimaryKey()
	t.Code.Type(marked)
	t.Code.Unique()
	t.Note.Type(hidden)
	t.N.Type(moved)
}

func wrappedRows(n int) []*parcelOf {
	out := make([]*parcelOf, n)
	for i := range out {
		out[i] = &parcelOf{Code: fmt.Sprintf("code %d", i), N: i - 3}
		if i%3 != 0 {
			out[i].Note = new(fmt.Sprintf("größe '%d'", i))
		}
	}
	return out
}

// wrappedBulk takes each way that a bulk function has: row by row, VALUES, arrays, and where
// COPY would be taken for other types.
func wrappedBulk(e *env) error {
	for _, n := range []int{1, 9, 700} {
		for _, back := range []bool{false, true} {
			t := declare(e, fmt.Sprintf("wrapped_%d_%v", n, back), wrappedColumns)
			rows := wrappedRows(n)
			var opts []engine.BulkOption
			if back {
				opts = append(opts, engine.BulkReturning(t.ID))
			}
			if _, err := engine.BulkInsert(e.ctx, e.eng, t, rows, opts...); err != nil {
				return fmt.Errorf("%d, keys %v: %w", n, back, err)
			}
			same := func(way string) error {
				got, err := engine.AllAs[parcelOf](e.ctx, e.eng, sql.Select(t).OrderBy(t.N))
				if err != nil {
					return fmt.Errorf("%s: %w", way, err)
				}
				equal(e, way+": the number of rows", len(got), n)
				for i := range min(n, len(got)) {
					g, w := got[i], *rows[i]
					if g.Code != w.Code || g.N != w.N || (g.Note == nil) != (w.Note == nil) || g.Note != nil && *g.Note != *w.Note || back && w.ID != 0 && g.ID != w.ID {
						e.Errorf("%s: row %d is %+v and not %+v", way, i, g, w)
						break
					}
					rows[i].ID = g.ID
				}
				return nil
			}
			if err := same("insert"); err != nil {
				return err
			}
			for i, r := range rows {
				r.Note, r.N = new(fmt.Sprint("new ", i)), i
			}
			if _, err := engine.BulkUpdate(e.ctx, e.eng, t, rows); err != nil {
				return err
			}
			if err := same("update"); err != nil {
				return err
			}
			for i, r := range rows {
				r.Note, r.N, r.ID = nil, i*2, 0 // it keeps the key that it has
			}
			if _, err := engine.BulkUpsert(e.ctx, e.eng, t, rows, engine.BulkKey(t.Code)); err != nil {
				return err
			}
			if err := same("upsert"); err != nil {
				return err
			}
			codes := make([]string, n)
			for i, r := range rows {
				codes[i] = r.Code
			}
			gone, err := engine.BulkDelete(e.ctx, e.eng, t, codes, engine.BulkKey(t.Code))
			if err != nil {
				return err
			}
			equal(e, "rows that were deleted", gone, int64(n))
		}
	}
	return nil
}

// wrappedStored looks at what is in the database: that values come back alone does not say that
// SQL has stood around them.
func wrappedStored(e *env) error {
	t := declare(e, "wrapped_stored", wrappedColumns)
	if _, err := engine.BulkInsert(e.ctx, e.eng, t, wrappedRows(400)); err != nil {
		return err
	}
	if _, err := e.eng.Execute(e.ctx, sql.Insert(t).Values(t.Code.Set("one"), t.N.Set(5000))); err != nil {
		return err
	}
	n, err := engine.One(e.ctx, e.eng, sql.Select1(sql.Count()).From(t).
		Where(sql.String(sql.TypeAs(t.Code, sqltype.Text)).HasPrefix("<'?>"), sql.TypeAs(t.N, sqltype.BigInt).Gt(1<<39)))
	if err != nil {
		return err
	}
	equal(e, "the number of rows that are stored as their types say", n, 401)
	return nil
}

// Vessel has ports, by a key that is wrapped.
type Vessel struct {
	Code  string
	Note  *string
	Calls []*Call
}

// Call is one of a vessel's.
type Call struct {
	ID     int
	N      int
	Vessel string
	Note   *string
}

type vesselTable struct {
	orm.TableOf[Vessel, string]
	Code  schema.String
	Note  schema.NullString
	Calls orm.Many[Vessel, Call]
}

type callTable struct {
	orm.TableOf[Call, int]
	ID     schema.Int
	N      schema.Int
	Vessel schema.String
	Note   schema.NullString
}

// wrappedMapped flushes, changes and loads objects whose key is wrapped, by each strategy.
func wrappedMapped(e *env) error {
	base := orm.NewBase()
	vessels := orm.Declare(base, "wrapped_vessel", func(t *vesselTable) {
		t.Code.Type(marked)
		t.Code.PrimaryKey()
		t.Note.Type(hidden)
	})
	calls := orm.Declare(base, "wrapped_call", func(t *callTable) {
		t.ID.PrimaryKey()
		t.N.Type(moved)
		t.Vessel.Type(marked)
		t.Vessel.References(vessels.Code)
		t.Note.Type(hidden)
	})
	vessels.Calls.OrderBy(calls.ID.Asc())
	e.must(base.CreateAll(e.ctx, e.eng))
	e.Cleanup(func() { e.must(base.DropAll(e.ctx, e.eng)) })
	within := func(f func(s *orm.Session) error) error { return orm.Begin(e.ctx, e.eng, f, orm.Using(base)) }
	const many, each = 12, 3
	err := within(func(s *orm.Session) error {
		for i := range many {
			v := &Vessel{Code: fmt.Sprintf("v%02d", i), Note: new("note")}
			for j := range each {
				v.Calls = append(v.Calls, &Call{N: i*each + j, Note: new(fmt.Sprint("größe ", j))})
			}
			s.Add(v)
		}
		return nil
	})
	if err != nil {
		return err
	}
	err = within(func(s *orm.Session) error {
		v, err := orm.Get(e.ctx, s, vessels, "v03")
		if err != nil {
			return err
		}
		equal(e, "what was got by its key", v.Code+" "+*v.Note, "v03 note")
		all, err := orm.Select(calls).All(e.ctx, s)
		for _, c := range all {
			c.N, c.Note = c.N+1, nil
			if c.N%2 == 0 {
				c.Note = new("even")
			}
		}
		return err
	})
	if err != nil {
		return err
	}
	for way, load := range map[string]orm.Load[*Vessel]{"SelectIn": orm.SelectIn(vessels.Calls), "Joined": orm.Joined(vessels.Calls), "AsJSON": orm.AsJSON(vessels.Calls)} {
		err := within(func(s *orm.Session) error {
			all, err := orm.Select(vessels).With(load).Where(vessels.Code.Ge("v01")).OrderBy(vessels.Code.Asc()).All(e.ctx, s)
			if err != nil {
				return err
			}
			equal(e, way+": the number of objects", len(all), many-1)
			for i, v := range all {
				equal(e, way+": the number of calls", len(v.Calls), each)
				for j, c := range v.Calls {
					n := (i+1)*each + j + 1
					if c.N != n || c.Vessel != v.Code || (n%2 == 0) != (c.Note != nil) {
						e.Errorf("%s: call %d of %s is %+v", way, j, v.Code, *c)
					}
				}
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("%s: %w", way, err)
		}
	}
	return nil
}
