package dialecttest_test

import (
	"context"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// TestWarningAtCommit: a deferred trigger that warns at COMMIT takes nothing from it.
func TestWarningAtCommit(t *testing.T) {
	u := env(t, "ALUDEL_TEST_POSTGRES")
	name := space()
	within(t, u, "DROP SCHEMA "+name+" CASCADE", "CREATE SCHEMA "+name)
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	eng := open(t, u.SetOption("search_path", name).Unmasked())
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
	run(eng, "CREATE TABLE warned (n int)")
	run(eng, "CREATE FUNCTION warn() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'late %', NEW.n; RAISE WARNING 'late' USING ERRCODE = '57P01'; RETURN NULL; END$$")
	run(eng, "CREATE CONSTRAINT TRIGGER warn AFTER INSERT ON warned DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION warn()")
	if err := eng.Begin(ctx, func(c *engine.Conn) error {
		run(c, "INSERT INTO warned VALUES (1)")
		return nil
	}); err != nil {
		t.Errorf("Begin: %v", err)
	}
	c, err := eng.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	run(c, "INSERT INTO warned VALUES (2)")
	if err := c.Commit(ctx); err != nil {
		t.Errorf("Commit: %v", err)
	}
	if err := c.Flight(ctx, []sql.Statement{sql.Text("INSERT INTO warned VALUES (3)")}, true, nil); err != nil {
		t.Errorf("Flight: %v", err)
	}
	if n, err := engine.OneAs[int](ctx, eng, sql.Text("SELECT count(*) FROM warned")); err != nil || n != 3 {
		t.Errorf("%d rows of 3: %v", n, err)
	}
}
