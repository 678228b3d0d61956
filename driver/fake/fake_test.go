package fake

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

func q(text string, args ...driver.Value) driver.Request {
	return driver.Request{Stmt: &driver.Statement{Text: text}, Args: args}
}

func verb(text string, v driver.Verb) driver.Request {
	return driver.Request{Stmt: &driver.Statement{Text: text, Verb: v}}
}

func connect(t *testing.T, d *Driver) driver.Conn {
	t.Helper()
	c, err := d.Connect(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// outcomes runs a batch and gives an error or nil for each request.
func outcomes(t *testing.T, c driver.Conn, rs ...driver.Request) []error {
	t.Helper()
	res, err := c.Run(t.Context(), rs)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Close()
	var out []error
	for {
		rows, err := res.Next()
		if rows == nil && err == nil {
			return out
		}
		out = append(out, err)
	}
}

func TestSkippedUpToTheNextSync(t *testing.T) {
	bad := &driver.Error{Class: driver.Integrity, Constraint: driver.Unique}
	d := New(Step{Text: "a"}, Step{Text: "b", Err: bad}, Step{Text: "e"}, Step{Text: "f", Err: bad}, Step{Text: "g"})
	c := connect(t, d)
	sync := func(r driver.Request) driver.Request { r.Sync = true; return r }
	got := outcomes(t, c, q("a"), q("b"), q("c"), sync(q("d")), q("e"), sync(q("f")), q("g"))
	want := []error{nil, bad, driver.ErrSkipped, driver.ErrSkipped, nil, bad, nil}
	if !reflect.DeepEqual(got, want) {
		t.Fatal(got)
	}
	d.Assert(t, "1 connect", "1 a | b | c | d | e | f | g")
	d.Check(t)
}

func TestTransactionStates(t *testing.T) {
	d := New(Step{Text: "bad", Err: errors.New("x")}, Step{Text: "ROLLBACK TO s"}, Step{Text: "bad", Err: errors.New("x")})
	c := connect(t, d)
	for _, step := range []struct {
		r    driver.Request
		tx   byte
		fail bool
	}{
		{verb("BEGIN", driver.Begin), 'T', false},
		{q("bad"), 'E', true},
		{q("ignored"), 'E', true},
		{verb("ROLLBACK TO s", driver.Utility), 'T', false},
		{q("bad"), 'E', true},
		{verb("COMMIT", driver.Commit), 'I', false},
		{verb("BEGIN", driver.Begin), 'T', false},
		{verb("ROLLBACK", driver.Rollback), 'I', false},
	} {
		if errs := outcomes(t, c, step.r); (errs[0] != nil) != step.fail || c.State().Tx != step.tx {
			t.Fatal(step.r.Stmt.Text, errs, string(c.State().Tx))
		}
	}
	d.Check(t)
	d.HideTx = true
	if c.State().Tx != '?' {
		t.Fatal(c.State())
	}
}

func TestMaxDetachAndBusy(t *testing.T) {
	three := Step{Prefix: "SELECT", Columns: Cols("n"), Rows: [][]driver.Value{Row(driver.OfInt(1)), Row(driver.OfInt(2)), Row(driver.OfString("three"))}}
	d := New()
	d.Always(three)
	c := connect(t, d)
	r := q("SELECT n")
	r.Max = 2
	res, _ := c.Run(t.Context(), []driver.Request{r})
	rows, _ := res.Next()
	n := 0
	for rows.Next() {
		n++
	}
	if sum, err := rows.Close(); n != 2 || err != nil || !sum.More || sum.Rows != 2 {
		t.Fatal(n, sum, err)
	}
	if _, err := c.Run(t.Context(), []driver.Request{r}); !errors.Is(err, driver.ErrBusy) {
		t.Fatal(err)
	}
	res.Close()

	res, _ = c.Run(t.Context(), []driver.Request{q("SELECT n")})
	rows, _ = res.Next()
	rows.Next()
	if err := rows.Detach(10); err != driver.ErrTooLarge {
		t.Fatal(err)
	}
	if err := rows.Detach(1000); err != nil {
		t.Fatal(err)
	}
	if errs := outcomes(t, c, q("SELECT n")); errs[0] != nil {
		t.Fatal(errs)
	}
	var v [1]any
	for rows.Next() {
		if err := rows.Values(v[:]); err != nil {
			t.Fatal(err)
		}
	}
	if v[0] != "three" || res.Close() != nil {
		t.Fatal(v)
	}
	d.Check(t)
}

func TestLosses(t *testing.T) {
	row := [][]driver.Value{Row(driver.OfInt(1))}
	d := New(Step{Text: "a", Lose: Unsent}, Step{Text: "b", Lose: Lost}, Step{Text: "c", Columns: Cols("n"), Rows: row, Lose: Lost})
	c := connect(t, d)
	if _, err := c.Run(t.Context(), []driver.Request{q("a")}); !errors.Is(err, driver.ErrDisconnected) || c.State().Written != 0 {
		t.Fatal(err, c.State())
	}
	c = connect(t, d)
	if errs := outcomes(t, c, q("b"), q("never")); !errors.Is(errs[0], driver.ErrDisconnected) || c.State().Tx != 'X' || c.State().Written == 0 {
		t.Fatal(errs, c.State())
	}
	c = connect(t, d)
	res, _ := c.Run(t.Context(), []driver.Request{q("c")})
	rows, _ := res.Next()
	if !rows.Next() || rows.Next() {
		t.Fatal("one row and the loss were expected")
	}
	if err := res.Close(); !errors.Is(err, driver.ErrDisconnected) {
		t.Fatal(err)
	}
	c = connect(t, d)
	d.Conns()[3].Vanish()
	if c.Alive() != nil || c.Ping(t.Context()) == nil {
		t.Fatal("only Ping notices what has vanished")
	}
	c = connect(t, d)
	d.Conns()[4].Kill()
	if c.Alive() == nil || c.State().Tx != 'X' {
		t.Fatal("Alive notices a kill")
	}
	d.Check(t)
}

func TestDelayIsEndedByCtxAndCancel(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		d := New()
		d.Always(Step{Text: "slow", Delay: time.Hour})
		c := connect(t, d)
		stop := errors.New("enough")
		ctx, cancel := context.WithTimeoutCause(t.Context(), time.Second, stop)
		defer cancel()
		start := time.Now()
		res, _ := c.Run(ctx, []driver.Request{q("slow")})
		if _, err := res.Next(); !errors.Is(err, stop) || !errors.Is(err, driver.ErrCancelled) || time.Since(start) != time.Second {
			t.Fatal(err, time.Since(start))
		}
		res.Close()
		time.AfterFunc(time.Minute, func() { c.Cancel(t.Context()) })
		start = time.Now()
		if errs := outcomes(t, c, q("slow")); !errors.Is(errs[0], driver.ErrCancelled) || time.Since(start) != time.Minute {
			t.Fatal(errs, time.Since(start))
		}
		if _, err := c.Run(ctx, []driver.Request{q("slow")}); !errors.Is(err, stop) {
			t.Fatal(err)
		}
		d.Check(t)
	})
}

func TestTroubleWithConnecting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		refused := errors.New("refused")
		d := New()
		d.Fail(Connect, refused, nil, refused)
		for _, want := range []error{refused, nil, refused, nil} {
			if _, err := d.Connect(t.Context()); err != want {
				t.Fatal(err)
			}
		}
		d.Slow(Connect, time.Minute)
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		if _, err := d.Connect(ctx); !errors.Is(err, context.DeadlineExceeded) {
			t.Fatal(err)
		}
		if got := d.Counts(); got != (Counts{Open: 2, MaxOpen: 2, Opened: 2, Failed: 3}) {
			t.Fatal(got)
		}
		c := d.Conns()[0]
		c.Close(t.Context())
		if d.Counts().Open != 1 || c.State().Tx != 'X' {
			t.Fatal(d.Counts())
		}
	})
}

type complaints []string

func (c *complaints) Helper()                   {}
func (c *complaints) Errorf(f string, a ...any) { *c = append(*c, fmt.Sprintf(f, a...)) }

func TestMisuseIsReported(t *testing.T) {
	d := New(Step{Text: "SELECT 1", Args: Row(driver.OfInt(1))})
	c := connect(t, d)
	outcomes(t, c, q("SELECT 1", driver.OfInt(2)))
	outcomes(t, c, verb("BEGIN", driver.Begin))
	c.Reset(t.Context())
	c.Close(t.Context())
	c.Ping(t.Context())
	var got complaints
	d.Check(&got)
	for i, want := range []string{"not reached: SELECT 1 [1]", "does not expect SELECT 1 [2]; its next step is SELECT 1 [1]", "reset inside a transaction", "ping after close"} {
		if i >= len(got) || !strings.Contains(got[i], want) {
			t.Errorf("complaint %d of %q, want %q", i, []string(got), want)
		}
	}
	got = nil
	d.Assert(&got, "1 connect")
	if len(got) != 1 {
		t.Error(got)
	}
}

func TestFillEveryKind(t *testing.T) {
	type all struct {
		B   bool
		I1  int8
		I2  *int16
		I4  int32
		I8  int64
		U1  uint8
		U8  *uint64
		F4  float32
		F8  float64
		S   string
		SP  *string
		Nil *string
		By  []byte
		T   time.Time
		D   *time.Time
		C   time.Duration
		ID  [16]byte
		Dec string
		J   []byte
		Is  []int64
		Ss  []string
		A   any
		AN  any
		Set string
	}
	id := [16]byte{1, 2}
	at := time.Date(2026, 3, 4, 5, 6, 7, 8000, time.UTC)
	var ts []driver.Target
	var vs []driver.Value
	var names []string
	add := func(offset uintptr, kind driver.Kind, size uint8, ptr bool, v driver.Value) {
		ts = append(ts, driver.Target{Col: len(vs), Kind: kind, Size: size, Ptr: ptr, Offset: offset})
		vs, names = append(vs, v), append(names, fmt.Sprint("c", len(vs)))
	}
	var z all
	add(unsafe.Offsetof(z.B), driver.Bool, 0, false, driver.OfBool(true))
	add(unsafe.Offsetof(z.I1), driver.Int, 1, false, driver.OfInt(-128))
	add(unsafe.Offsetof(z.I2), driver.Int, 2, true, driver.OfInt(2))
	add(unsafe.Offsetof(z.I4), driver.Int, 4, false, driver.OfInt(4))
	add(unsafe.Offsetof(z.I8), driver.Int, 8, false, driver.OfUint(8))
	add(unsafe.Offsetof(z.U1), driver.Uint, 1, false, driver.OfInt(255))
	add(unsafe.Offsetof(z.U8), driver.Uint, 8, true, driver.OfUint(1<<63))
	add(unsafe.Offsetof(z.F4), driver.Float, 4, false, driver.OfFloat(1.5))
	add(unsafe.Offsetof(z.F8), driver.Float, 8, false, driver.OfInt(3))
	add(unsafe.Offsetof(z.S), driver.String, 0, false, driver.OfString("é"))
	add(unsafe.Offsetof(z.SP), driver.String, 0, true, driver.OfString("p"))
	add(unsafe.Offsetof(z.Nil), driver.String, 0, true, driver.Value{})
	add(unsafe.Offsetof(z.By), driver.Bytes, 0, false, driver.OfBytes([]byte{0, 1}))
	add(unsafe.Offsetof(z.T), driver.Time, 0, false, driver.OfTime(at))
	add(unsafe.Offsetof(z.D), driver.Date, 0, true, driver.OfDate(at))
	add(unsafe.Offsetof(z.C), driver.Clock, 0, false, driver.OfClock(time.Minute))
	add(unsafe.Offsetof(z.ID), driver.UUID, 0, false, driver.OfUUID(&id))
	add(unsafe.Offsetof(z.Dec), driver.Decimal, 0, false, driver.OfDecimal("1.10"))
	add(unsafe.Offsetof(z.J), driver.JSON, 0, false, driver.OfJSON([]byte("{}")))
	add(unsafe.Offsetof(z.Is), driver.Int64s, 0, false, driver.OfInt64s([]int64{1, 2}))
	add(unsafe.Offsetof(z.Ss), driver.Strings, 0, false, driver.OfStrings([]string{"a"}))
	add(unsafe.Offsetof(z.A), driver.Any, 0, false, driver.OfInt(5))
	add(unsafe.Offsetof(z.AN), driver.Any, 0, false, driver.Value{})
	add(unsafe.Offsetof(z.Set), driver.Decimal, 0, false, driver.OfInt(7))
	ts[len(ts)-1].Set = func(field unsafe.Pointer, v driver.Value, a *driver.Arena) error {
		*(*string)(field) = "#" + v.Str()
		return nil
	}
	d := New(Step{Columns: Cols(names...), Rows: [][]driver.Value{vs}})
	res, _ := connect(t, d).Run(t.Context(), []driver.Request{q("x")})
	rows, _ := res.Next()
	plan, err := rows.Plan(ts)
	if err != nil || !rows.Next() {
		t.Fatal(err)
	}
	var got all
	if err := rows.Fill(plan, unsafe.Pointer(&got), new(driver.Arena)); err != nil {
		t.Fatal(err)
	}
	want := all{true, -128, new(int16(2)), 4, 8, 255, new(uint64(1 << 63)), 1.5, 3, "é", new("p"), nil, []byte{0, 1}, at,
		new(time.Date(2026, 3, 4, 0, 0, 0, 0, time.UTC)), time.Minute, id, "1.10", []byte("{}"), []int64{1, 2}, []string{"a"}, int64(5), nil, "#7"}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	res.Close()
	d.Check(t)
}

func TestFillRefusesWhatDoesNotFit(t *testing.T) {
	for _, c := range []struct {
		v    driver.Value
		t    driver.Target
		want string
	}{
		{driver.OfInt(128), driver.Target{Kind: driver.Int, Size: 1}, "does not fit"},
		{driver.OfInt(-1), driver.Target{Kind: driver.Uint, Size: 8}, "does not fit"},
		{driver.OfUint(1 << 63), driver.Target{Kind: driver.Int, Size: 8}, "does not fit"},
		{driver.OfUint(1 << 16), driver.Target{Kind: driver.Uint, Size: 2}, "does not fit"},
		{driver.OfFloat(1e300), driver.Target{Kind: driver.Float, Size: 4}, "does not fit"},
		{driver.OfInt(1<<53 + 1), driver.Target{Kind: driver.Float, Size: 8}, "does not fit"},
		{driver.Value{}, driver.Target{Kind: driver.Int, Size: 8}, "NULL"},
		{driver.OfString("1"), driver.Target{Kind: driver.Int, Size: 8}, "read as integer"},
	} {
		d := New(Step{Columns: Cols("c"), Rows: [][]driver.Value{Row(c.v)}})
		res, _ := connect(t, d).Run(t.Context(), []driver.Request{q("x")})
		rows, _ := res.Next()
		plan, err := rows.Plan([]driver.Target{c.t})
		if err != nil {
			t.Fatal(err)
		}
		rows.Next()
		var field [4]uint64
		err = rows.Fill(plan, unsafe.Pointer(&field), new(driver.Arena))
		if de, ok := errors.AsType[*driver.DataError](err); !ok || de.Column != "c" || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v as %v: %v", c.v.Go(), c.t.Kind, err)
		}
	}
}
