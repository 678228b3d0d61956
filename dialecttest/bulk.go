package dialecttest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// parcelTable has a column of each common kind.
type parcelTable struct {
	schema.Rows
	ID     schema.Int
	Code   schema.String
	N      schema.NullInt
	Price  schema.NullDecimal[string]
	Weight schema.Float
	Frail  schema.Bool
	Sent   schema.NullDate[time.Time]
	At     schema.NullTime
	Note   schema.NullString
	Seal   schema.NullBytes
	Mark   schema.UUID[[16]byte]
	Big    schema.Num[int64]
}

// parcel is a row of it.
type parcel struct {
	ID     int
	Code   string
	N      *int
	Price  *string
	Weight float64
	Frail  bool
	Sent   *time.Time
	At     *time.Time
	Note   *string
	Seal   *[]byte
	Mark   [16]byte
	Big    int64
}

func parcels(e *env) *parcelTable {
	e.Helper()
	return declare(e, "parcel", func(t *parcelTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.Code.Size(80)
		t.Price.Precision(12, 2)
		t.Note.Size(4000)
	})
}

// hostileNotes are texts that some quoting somewhere might not survive.
var hostileNotes = []string{"", "it's", `back\slash`, `{"a":"b,c"}`, `,"`, "{}", "NULL", "null", `\N`, "tab\tline\nreturn\r", "Straße 日本 🍺", "%_?:name$1", "'; DROP TABLE parcel; --", "spaces at its end  ", strings.Repeat("long ", 700)}

// sample is the i-th parcel, with NULLs here and there.
func sampleParcel(i int) *parcel {
	p := &parcel{Code: fmt.Sprint("it's ", i), Weight: float64(i) / 3, Frail: i%3 == 0, Mark: [16]byte{1, 2: byte(i), 15: byte(i >> 8)}, Big: int64(i) << 40}
	if i%2 == 0 {
		p.N, p.Price = new(-i), new(fmt.Sprintf("%d.%02d", i, i%100))
		p.Seal = &[]byte{0, '\'', '\\', byte(i), 0xff}
	}
	if i%5 != 0 {
		p.Note = new(hostileNotes[i%len(hostileNotes)])
		p.Sent = new(time.Date(1999+i%50, 2, 28, 0, 0, 0, 0, time.UTC).AddDate(0, 0, i%400))
		p.At = new(time.Date(2024, 3, 31, 1, 59, i%60, 123456000, time.UTC))
	}
	return p
}

func sampleParcels(n int) []*parcel {
	out := make([]*parcel, n)
	for i := range out {
		out[i] = sampleParcel(i)
	}
	return out
}

// String shows a parcel without its key.
func (p *parcel) String() string {
	c := *p
	c.ID = 0
	show := func(x any) string { return fmt.Sprintf("%v", x) }
	for _, t := range []*time.Time{c.Sent, c.At} {
		if t != nil {
			*t = t.UTC()
		}
	}
	s := fmt.Sprintf("%q %v %v %x %d", c.Code, c.Weight, c.Frail, c.Mark, c.Big)
	if c.Seal != nil {
		s += fmt.Sprintf(" %x", *c.Seal)
	}
	if c.N != nil {
		s += show(*c.N) + " " + *c.Price
	}
	if c.Note != nil {
		s += fmt.Sprintf("%q", *c.Note) + show(*c.Sent) + show(*c.At)
	}
	return s
}

// stored compares what is in the table with what was given, row by row by their keys.
func (t *parcelTable) stored(e *env, want []*parcel) {
	e.Helper()
	got, err := engine.AllAs[parcel](e.ctx, e.eng, sql.Select(t).OrderBy(t.ID))
	e.must(err)
	byKey := map[int]*parcel{}
	for i := range got {
		byKey[got[i].ID] = &got[i]
	}
	if len(byKey) != len(want) {
		e.Errorf("there are %d rows, want %d", len(byKey), len(want))
	}
	for i, w := range want {
		g := byKey[w.ID]
		if g == nil {
			e.Fatalf("parcel %d (%q) has the key %d, which is not in the table", i, w.Code, w.ID)
		}
		if g.String() != w.String() {
			e.Fatalf("the row of key %d is\n\t%v\nand was given as\n\t%v", w.ID, g, w)
		}
	}
}

func bulkCases() []testCase {
	var out []testCase
	for _, n := range []int{0, 1, 3, 9, 60, 700, 2500} {
		out = append(out, testCase{name: fmt.Sprintf("insert %d with keys", n), run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(n)
			got, err := engine.BulkInsert(e.ctx, e.eng, t, ps, engine.BulkReturning(t.ID))
			equal(e, "rows", got, int64(n))
			if err == nil {
				t.stored(e, ps)
			}
			return err
		}}, testCase{name: fmt.Sprintf("insert %d without", n), run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(n)
			rows := make([]parcel, n)
			for i, p := range ps {
				rows[i] = *p
			}
			got, err := engine.BulkInsert(e.ctx, e.eng, t, rows)
			equal(e, "rows", got, int64(n))
			if err != nil {
				return err
			}
			keys, err := engine.All(e.ctx, e.eng, sql.Select2(t.Code, t.ID))
			e.must(err)
			byCode := map[string]int{}
			for _, k := range keys {
				byCode[k.A] = k.B
			}
			for _, p := range ps {
				p.ID = byCode[p.Code]
			}
			t.stored(e, ps)
			return nil
		}}, testCase{name: fmt.Sprintf("insert %d with keys that are given", n), run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(n)
			for i, p := range ps {
				p.ID = 3 * (n - i)
			}
			_, err := engine.BulkInsert(e.ctx, e.eng, t, ps, engine.BulkColumns(t.ID, t.Code, t.N, t.Price, t.Weight, t.Frail, t.Sent, t.At, t.Note, t.Seal, t.Mark, t.Big), engine.BulkPage(100))
			if err == nil {
				t.stored(e, ps)
			}
			return err
		}}, testCase{name: fmt.Sprintf("update %d", n), run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(n)
			if _, err := engine.BulkInsert(e.ctx, e.eng, t, ps, engine.BulkReturning(t.ID)); err != nil {
				return err
			}
			for i, p := range ps {
				key := p.ID
				*p = *sampleParcel(i + 1)
				p.ID = key
			}
			got, err := engine.BulkUpdate(e.ctx, e.eng, t, ps)
			equal(e, "rows", got, int64(n))
			if err == nil {
				t.stored(e, ps)
			}
			return err
		}}, testCase{name: fmt.Sprintf("delete %d", n), run: func(e *env) error {
			t, ps := parcels(e), sampleParcels(n+1)
			if _, err := engine.BulkInsert(e.ctx, e.eng, t, ps, engine.BulkReturning(t.ID)); err != nil {
				return err
			}
			keys := []int{-1, -2}
			for _, p := range ps[1:] {
				keys = append(keys, p.ID)
			}
			got, err := engine.BulkDelete(e.ctx, e.eng, t, keys)
			equal(e, "rows", got, int64(n))
			if err == nil {
				t.stored(e, ps[:1])
			}
			return err
		}})
	}
	return slices.Concat(out, bulkRowCases(), bulkUpsertCases(), bulkMistakes(), bulkOrderCases(), bulkStreamCases())
}

// bulkRowCases are the forms of rows.
func bulkRowCases() []testCase {
	return []testCase{
		{name: "params", run: func(e *env) error {
			t := emptyItems(e)
			n, err := engine.BulkInsert(e.ctx, e.eng, t, []sql.Params{{"id": 2, "code": "b", "n": 1, "other": nil}, {"id": 1, "code": "a", "n": 2, "other": 3}})
			equal(e, "rows", n, 2)
			if err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 2, 3)", "(2, 'b', 1, NULL)")
		}},
		{name: "assignments", run: func(e *env) error {
			t := emptyItems(e)
			_, err := engine.BulkInsert(e.ctx, e.eng, t, [][]sql.Assignment{{t.ID.Set(2), t.Code.Set("b"), t.N.Set(1)}, {t.ID.Set(1), t.Code.Set("a"), t.N.Set(2)}})
			if err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 2, NULL)", "(2, 'b', 1, NULL)")
		}},
		{name: "some columns of structs", run: func(e *env) error {
			t := items(e)
			type change struct {
				ID    int
				Count int `db:"n"`
				Other *int
			}
			n, err := engine.BulkUpdate(e.ctx, e.eng, t, []change{{1, 11, new(5)}, {3, 33, nil}, {7, 0, nil}})
			equal(e, "rows", n, 2)
			if err != nil {
				return err
			}
			return e.want(t.all(), "(1, 'a', 11, 5)", "(2, 'b', 20, 2)", "(3, 'c', 33, NULL)")
		}},
		{name: "by another key", run: func(e *env) error {
			t := items(e)
			type change struct {
				Code string
				N    int
			}
			if _, err := engine.BulkUpdate(e.ctx, e.eng, t, []change{{"c", 1}, {"a", 2}}, engine.BulkKey(t.Code)); err != nil {
				return err
			}
			if err := e.want(t.all(), "(1, 'a', 2, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 1, NULL)"); err != nil {
				return err
			}
			n, err := engine.BulkDelete(e.ctx, e.eng, t, []string{"c", "x", "a"}, engine.BulkKey(t.Code))
			equal(e, "rows", n, 2)
			if err != nil {
				return err
			}
			return e.want(t.all(), "(2, 'b', 20, 2)")
		}},
		{name: "by a key of two columns", run: func(e *env) error {
			t := items(e)
			rows := []sql.Params{{"id": 1, "code": "a", "n": 5}, {"id": 2, "code": "a", "n": 6}, {"id": 3, "code": "c", "n": 7}}
			n, err := engine.BulkUpdate(e.ctx, e.eng, t, rows, engine.BulkKey(t.ID, t.Code))
			equal(e, "rows", n, 2)
			if err != nil {
				return err
			}
			if err := e.want(t.all(), "(1, 'a', 5, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 7, NULL)"); err != nil {
				return err
			}
			n, err = engine.BulkDelete(e.ctx, e.eng, t, rows, engine.BulkKey(t.ID, t.Code))
			equal(e, "rows deleted", n, 2)
			if err != nil {
				return err
			}
			return e.want(t.all(), "(2, 'b', 20, 2)")
		}},
	}
}
