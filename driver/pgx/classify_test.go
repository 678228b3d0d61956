package pgx

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/aludel/aludel/driver"
)

var update = flag.Bool("update", false, "write the golden files anew")

// TestSQLSTATEs compares what each documented code is taken for with the golden
// file, which is read as the reference: a change there is a change of contract.
func TestSQLSTATEs(t *testing.T) {
	name := filepath.Join("testdata", "sqlstate.golden")
	want, err := os.ReadFile(name)
	if err != nil {
		t.Fatal(err)
	}
	var got strings.Builder
	for line := range strings.Lines(string(want)) {
		code, _, _ := strings.Cut(line, " ")
		e := Classify(fmt.Errorf("wrapped: %w", &pgconn.PgError{Code: strings.TrimSpace(code), Severity: "ERROR", Message: "m"}))
		fmt.Fprintf(&got, "%s %v", e.Code, e.Class)
		if e.Constraint != driver.OtherConstraint {
			fmt.Fprintf(&got, ", %v", e.Constraint)
		}
		switch {
		case e.Retryable:
			got.WriteString(", retryable")
		case e.Cancelled:
			got.WriteString(", cancelled")
		case e.Disconnected:
			got.WriteString(", disconnected")
		}
		got.WriteByte('\n')
	}
	if *update {
		if err := os.WriteFile(name, []byte(got.String()), 0o666); err != nil {
			t.Fatal(err)
		}
	} else if got.String() != string(want) {
		t.Errorf("got\n%s", got.String())
	}
}

func TestClassifyByType(t *testing.T) {
	for what, c := range map[string]struct {
		err                   error
		class                 driver.Class
		disconnected, stopped bool
	}{
		"EOF":            {io.ErrUnexpectedEOF, driver.Operational, true, false},
		"closed":         {fmt.Errorf("x: %w", pgconn.ErrConnClosed), driver.Operational, true, false},
		"socket":         {&net.OpError{Op: "read", Err: errors.New("reset")}, driver.Operational, true, false},
		"FATAL":          {&pgconn.PgError{Code: "XX000", Severity: "FATAL"}, driver.Internal, true, false},
		"FATAL, German":  {&pgconn.PgError{Code: "XX000", Severity: "FATAL:", SeverityUnlocalized: "FATAL"}, driver.Internal, true, false},
		"context":        {context.Canceled, driver.Operational, false, true},
		"busy":           {driver.ErrBusy, driver.Programming, false, false},
		"something else": {errors.New("x"), driver.Internal, false, false},
	} {
		e := Classify(c.err)
		if e.Class != c.class || e.Disconnected != c.disconnected || e.Cancelled != c.stopped || !errors.Is(e, c.err) {
			t.Errorf("%s: %+v", what, e)
		}
		if again := Classify(fmt.Errorf("wrapped: %w", e)); again != e {
			t.Errorf("%s: classified twice", what)
		}
	}
	if Classify(nil) != nil {
		t.Error("nil")
	}
}

func TestErrorsNameWhatTheyAreAbout(t *testing.T) {
	c := dial(t)
	one(t, c, `create temp table ip (a int constraint ip_pk primary key)`)
	one(t, c, `create temp table ic (a int not null, b int constraint ic_b check (b > 0), c int constraint ic_c unique, d int constraint ic_d references ip, e int4range, constraint ic_e exclude using gist (e with &&))`)
	one(t, c, "insert into ic values (1, 1, 1, null, '[1,2)')")
	for text, want := range map[string]string{
		"insert into ic values (null)":              "not null  ic a",
		"insert into ic values (1, 0)":              "check ic_b ic ",
		"insert into ic values (1, 1, 1)":           "unique ic_c ic ",
		"insert into ic values (1, 1, 2, 9)":        "foreign key ic_d ic ",
		"insert into ic (a, e) values (1, '[1,3)')": "exclusion ic_e ic ",
	} {
		e := &driver.IntegrityError{}
		if err := batch(t, c, req(text))[0].err; !errors.As(err, &e) {
			t.Errorf("%s: %v", text, err)
			continue
		}
		expect(t, text, fmt.Sprint(e.Constraint, " ", e.Name, " ", e.Table, " ", e.Column), want)
	}
	for text, want := range map[string]driver.Class{
		"select 1/0":            driver.Data,
		"select 'x'::int":       driver.Data,
		"selekt":                driver.Programming,
		"select * from nowhere": driver.Programming,
		"select $1::int":        driver.Programming, // no value for it: 08P01, which ends no connection
		"select count(*) from pg_class for update": driver.NotSupported,
		"do 'begin raise exception $$x$$; end'":    driver.Internal,
		"savepoint x":                              driver.Internal,
	} {
		err := batch(t, c, req(text))[0].err
		if e := Classify(err); e == nil || e.Class != want || e.Disconnected {
			t.Errorf("%s: %v", text, err)
		}
	}
	expect(t, "state", string(c.State().Tx), "I")
}

func TestDeadlockIsRetryable(t *testing.T) {
	a, b := dial(t), dial(t)
	for i, c := range []*conn{a, b} {
		one(t, c, "SET deadlock_timeout = '10ms'")
		one(t, c, "BEGIN")
		one(t, c, "select pg_advisory_xact_lock(99, $1::int4)", driver.OfInt(int64(i)))
	}
	errs := make(chan error, 2)
	for i, c := range []*conn{a, b} {
		go func() {
			err := batch(t, c, req("select pg_advisory_xact_lock(99, $1::int4)", driver.OfInt(int64(1-i))))[0].err
			batch(t, c, req("ROLLBACK"))
			errs <- err
		}()
	}
	err := errors.Join(<-errs, <-errs)
	if !errors.Is(err, driver.ErrRetryable) {
		t.Error(err)
	}
}
