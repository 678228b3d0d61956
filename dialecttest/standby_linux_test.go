package dialecttest_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// TestStandbyIsNotThere: a COMMIT waits for a standby that does not exist. When the wait
// is given up it has committed here, and that is what it says.
func TestStandbyIsNotThere(t *testing.T) {
	u := own(t)["ALUDEL_TEST_POSTGRES"]
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	eng := open(t, u.Unmasked())
	defer eng.Close(ctx)
	run := func(ex engine.Executor, text sql.SQL) {
		t.Helper()
		r, err := ex.Execute(ctx, sql.Text(text))
		if err == nil {
			err = r.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	run(eng, "CREATE TABLE replicated (n int)")
	run(eng, "ALTER SYSTEM SET synchronous_standby_names = 'nobody'")
	run(eng, "SELECT pg_reload_conf()")
	for names := ""; names != "nobody"; {
		var err error
		if names, err = engine.OneAs[string](ctx, eng, sql.Text("SHOW synchronous_standby_names")); err != nil {
			t.Fatal(err)
		}
	}
	rows := 0
	for _, end := range []struct {
		how  string
		text sql.SQL
	}{
		{"cancelled", "SELECT count(pg_cancel_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"},
		{"terminated", "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE wait_event = 'SyncRep'"},
	} {
		outcome := make(chan error, 1)
		commit := func() {
			rows++
			outcome <- eng.Begin(ctx, func(c *engine.Conn) error {
				for _, text := range []sql.SQL{"SET LOCAL synchronous_commit = on", "INSERT INTO replicated VALUES (1)"} {
					r, err := c.Execute(ctx, sql.Text(text))
					if err == nil {
						err = r.Close()
					}
					if err != nil {
						return err
					}
				}
				return nil
			})
		}
		go commit()
		for n := 0; n == 0; time.Sleep(5 * time.Millisecond) {
			select {
			case err := <-outcome: // the server's checkpointer, which says that there is something to wait for, has not heard of it yet
				if err != nil {
					t.Fatal(err)
				}
				go commit()
			default:
			}
			var err error
			if n, err = engine.OneAs[int](ctx, eng, sql.Text(end.text)); err != nil {
				t.Fatal(err)
			}
		}
		err := <-outcome
		want := engine.ErrNotReplicated
		if end.how == "terminated" && errors.Is(err, engine.ErrCommitUnknown) {
			want = engine.ErrCommitUnknown // the session ended before its answer was read
		}
		if !errors.Is(err, want) {
			t.Errorf("%s: %v", end.how, err)
		}
		t.Logf("%s: %v", end.how, err)
	}
	if n, err := engine.OneAs[int](ctx, eng, sql.Text("SELECT count(*) FROM replicated")); err != nil || n != rows {
		t.Errorf("%d rows of %d: %v", n, rows, err)
	}
}
