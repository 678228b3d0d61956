package servers

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/sql"
)

// skipped tells that a server is missing.
var skipped bool

func TestMain(m *testing.M) {
	code := m.Run() // only in there an environment variable is noted, so that a kept result is not shown when it changes
	if skipped && !testing.Verbose() {
		// The words that the testing package has for it: `go test` adds [no tests to
		// run] to the line of this package, which it does not for a test that is skipped.
		fmt.Fprintln(os.Stderr, "testing: warning: no tests to run")
	}
	os.Exit(code)
}

func TestTheServersAnswer(t *testing.T) {
	for _, v := range []string{"ALUDEL_TEST_POSTGRES", "ALUDEL_TEST_MYSQL"} {
		url := os.Getenv(v)
		if url == "" {
			skipped = true
			t.Skip(v + " is not set: make test runs everything against real servers")
		}
		eng, err := aludel.Open(url)
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
		defer cancel()
		defer eng.Close(ctx)
		res, err := eng.Execute(ctx, sql.Text("SELECT version()"))
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		version, err := res.Scalar()
		if err != nil {
			t.Fatalf("%s: %v", v, err)
		}
		t.Logf("%s: %v", v, version)
	}
}
