package pgx

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

var bg = context.Background()

// dsn is the test server's URL, which libpq's syntax covers as it stands.
func dsn(t testing.TB) string {
	s := os.Getenv("ALUDEL_TEST_POSTGRES")
	if s == "" {
		t.Skip("ALUDEL_TEST_POSTGRES is not set: make test runs this against real servers")
	}
	return s
}

// dial connects; what is changed in the configuration comes from with.
func dial(t testing.TB, with ...func(*Config)) *conn {
	t.Helper()
	cfg := Config{ConnString: dsn(t)}
	for _, f := range with {
		f(&cfg)
	}
	c, err := New(cfg).Connect(bg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, free := context.WithTimeout(bg, 5*time.Second)
		defer free()
		c.Close(ctx)
	})
	return c.(*conn)
}

func stmt(text string, oids ...uint32) *driver.Statement {
	return &driver.Statement{Text: text, Params: oids}
}

func req(text string, args ...driver.Value) driver.Request {
	return driver.Request{Stmt: stmt(text), Args: args}
}

// an answer is what a request came to.
type answer struct {
	rows [][]any
	sum  driver.Summary
	err  error
}

func drain(r driver.Rows) (a answer) {
	for r.Next() {
		row := make([]any, len(r.Shape().Columns))
		if err := r.Values(row); err != nil {
			a.err = err
			break
		}
		a.rows = append(a.rows, row)
	}
	sum, err := r.Close()
	a.sum = sum
	if a.err == nil {
		a.err = err
	}
	return a
}

// batch runs requests and gives every outcome.
func batch(t testing.TB, c driver.Conn, rs ...driver.Request) []answer {
	t.Helper()
	return batchCtx(t, bg, c, rs...)
}

func batchCtx(t testing.TB, ctx context.Context, c driver.Conn, rs ...driver.Request) []answer {
	t.Helper()
	res, err := c.Run(ctx, rs)
	if err != nil {
		t.Fatalf("Run: %v", err)
	}
	var out []answer
	for {
		rows, err := res.Next()
		if err != nil {
			out = append(out, answer{err: err})
			if len(out) > len(rs) {
				t.Fatalf("more answers than requests: %v", err)
			}
			if c.State().Tx == 'X' {
				break
			}
			continue
		}
		if rows == nil {
			break
		}
		out = append(out, drain(rows))
	}
	if err := res.Close(); err != nil {
		t.Fatalf("an error nobody was told before: %v", err)
	}
	return out
}

// one runs one statement, which must succeed.
func one(t testing.TB, c driver.Conn, text string, args ...driver.Value) answer {
	t.Helper()
	a := batch(t, c, req(text, args...))
	if len(a) != 1 || a[0].err != nil {
		t.Fatalf("%s: %v", text, a)
	}
	return a[0]
}

func expect(t testing.TB, what string, got, want any) {
	t.Helper()
	if g, w := fmt.Sprint(got), fmt.Sprint(want); g != w {
		t.Errorf("%s: got %s, want %s", what, g, w)
	}
}
