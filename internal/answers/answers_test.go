package answers

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/sql"
)

// A database is one under test, with the tables and their rows.
type database struct {
	name string // the dialect's, as in the recorded set
	eng  *engine.Engine
	sent *Sent
}

// databases are SQLite, and PostgreSQL and MariaDB where the environment names them.
func databases(t *testing.T) []database {
	t.Helper()
	sent := &Sent{}
	out := []database{{"sqlite", engineOf(t, sqlite.Dialect, "sqlite://", engine.Watch(sent)), sent}}
	place := scratch.Place("answers")
	for _, s := range []struct {
		name, variable string
		d              dialect.Dialect
	}{{"postgresql", "ALUDEL_TEST_POSTGRES", postgres.Dialect}, {"mysql", "ALUDEL_TEST_MYSQL", mysql.Dialect}} {
		url := os.Getenv(s.variable)
		if url == "" {
			t.Logf("%s is not set: make test runs this against real servers", s.variable)
			continue
		}
		u, err := dburl.Parse(url)
		if err != nil {
			t.Fatal(err)
		}
		admin := engineOf(t, s.d, url)
		set := ""
		if s.name == "mysql" {
			set = " CHARACTER SET utf8mb4 COLLATE utf8mb4_bin"
		}
		do(t, admin, sql.Text(sql.SQL("CREATE DATABASE "+place+set)))
		t.Cleanup(func() { do(t, admin, sql.Text(sql.SQL("DROP DATABASE "+place))) })
		sent := &Sent{}
		out = append(out, database{s.name, engineOf(t, s.d, u.SetDatabase(place).Unmasked(), engine.Watch(sent)), sent})
	}
	for _, db := range out {
		fill(t, db)
	}
	return out
}

func engineOf(t *testing.T, d dialect.Dialect, url string, options ...engine.Option) *engine.Engine {
	t.Helper()
	eng, err := engine.Open(d, url, options...)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := eng.Close(context.Background()); err != nil {
			t.Error(err)
		}
	})
	return eng
}

func fill(t *testing.T, db database) {
	t.Helper()
	ctx := context.Background()
	if err := db.eng.CreateAll(ctx, Meta); err != nil {
		t.Fatalf("%s: %v", db.name, err)
	}
	do(t, db.eng, Seed()...)
	if err := Models.CreateAll(ctx, db.eng); err != nil {
		t.Fatalf("%s: %v", db.name, err)
	}
	do(t, db.eng, ModelSeed()...)
	if db.name == "postgresql" {
		do(t, db.eng, sql.Text("CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public"))
		if err := db.eng.CreateAll(ctx, PgMeta); err != nil {
			t.Fatalf("%s: %v", db.name, err)
		}
		do(t, db.eng, PgSeed()...)
		// keys that were given do not move what counts up
		do(t, db.eng, sql.Text("DO $$ DECLARE s regclass; BEGIN FOR s IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace"+
			" LOOP PERFORM setval(s, 500); END LOOP; END $$"))
	}
}

func do(t *testing.T, eng *engine.Engine, stmts ...sql.Statement) {
	t.Helper()
	for _, s := range stmts {
		r, err := eng.Execute(context.Background(), s)
		if err == nil {
			err = r.Close()
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

// TestAnswers executes the counterpart of every recorded case and compares what it
// gives with what was recorded.
func TestAnswers(t *testing.T) {
	recs := records(t)
	dbs := databases(t)
	for _, area := range Areas() {
		t.Run(area.Name, func(t *testing.T) {
			for _, c := range area.Cases {
				t.Run(c.Name, func(t *testing.T) {
					used := map[string]bool{}
					for _, db := range dbs {
						i := slices.IndexFunc(recs, func(r record) bool {
							return r.Area == area.Name && r.Case == c.Name && r.Dialect == db.name
						})
						if i >= 0 {
							check(t, c, recs[i], db, used)
						}
					}
					if len(dbs) == 3 {
						unused(t, c, used)
					}
				})
			}
		})
	}
}

func check(t *testing.T, c Case, r record, db database, used map[string]bool) {
	t.Helper()
	bad := func(format string, args ...any) {
		t.Helper()
		t.Errorf("%s on %s: "+format, append([]any{c.Name, db.name}, args...)...)
	}
	a, err := answer(c, db)
	d, at, differs := pick(c.Differs, db.name)
	if differs {
		used["differs "+at] = true
	}
	wantErr := c.Err
	if d.Err != "" {
		wantErr = d.Err
	}
	if r.fails() && !d.Runs || d.Err != "" {
		switch {
		case err == nil:
			bad("there is an answer, where an error is expected: %v", shownRows(a.Rows))
		case wantErr == "":
			bad("the case does not say what the error is (Err): %v", err)
		case !strings.Contains(err.Error(), wantErr):
			bad("the error is\n\t%v\nwant one with\n\t%s", err, wantErr)
		}
		return
	}
	if err != nil {
		bad("%v", err)
		return
	}
	var keys []string
	r.SQL, keys = renamed(r.SQL, r.Keys, a.Keys)
	r.Asyncpg, _ = renamed(r.Asyncpg, r.Keys, a.Keys)
	rows := r.Rows
	if d.Keys != nil {
		keys = d.Keys
	}
	if d.Rows != "" {
		rows = nil // or the recorded ones would be overwritten
		if err := json.Unmarshal([]byte(d.Rows), &rows); err != nil {
			bad("Rows of its difference: %v", err)
			return
		}
	}
	if r.Exec == "ok" || d.Rows != "" {
		if !slices.Equal(a.Keys, keys) {
			bad("columns %q, want %q", a.Keys, keys)
		}
		if diff := compareRows(a.Rows, rows, ordered(r.SQL) && !c.Unordered); diff != "" {
			bad("%s", diff)
		}
		if r.RowCount != nil && len(r.Keys) == 0 {
			want := *r.RowCount
			if d.Count != nil {
				if want == *d.Count {
					bad("the count is the recorded one; its Differs says otherwise")
				}
				want = *d.Count
			}
			if a.Count != want {
				bad("%d rows were written, want %d", a.Count, want)
			}
		}
		if differs && d.Rows != "" && !d.Runs && compareRows(a.Rows, r.Rows, ordered(r.SQL) && !c.Unordered) == "" {
			bad("the rows are the recorded ones; its Differs says otherwise")
		}
	}
	text(bad, c, r, a, used)
}

// text compares the texts.
func text(bad func(string, ...any), c Case, r record, a *Answer, used map[string]bool) {
	recorded := r.SQL
	if r.Asyncpg != "" {
		recorded = r.Asyncpg
	}
	if a.SQL == "" || recorded == "" {
		return
	}
	want := ours(recorded)
	why, at, said := pick(c.Text, r.Dialect)
	switch {
	case a.SQL != want && !said:
		bad("the text is\n\t%s\nrecorded is\n\t%s\nsay why in Text", a.SQL, want)
	case a.SQL != want && why == "":
		bad("its Text gives no reason")
	case a.SQL != want:
		used["text "+at] = true
	}
}

// pick is what m has for a dialect, or for all.
func pick[V any](m map[string]V, dialect string) (v V, at string, ok bool) {
	for _, at := range []string{dialect, "*"} {
		if v, ok := m[at]; ok {
			return v, at, true
		}
	}
	return v, "", false
}

// unused finds reasons for differences that do not exist.
func unused(t *testing.T, c Case, used map[string]bool) {
	t.Helper()
	for at, d := range c.Differs {
		if !used["differs "+at] {
			t.Errorf("%s differs on %q, on which nothing is recorded", c.Name, at)
		}
		if d.Why == "" {
			t.Errorf("%s differs on %q without a reason", c.Name, at)
		}
	}
	for at := range c.Text {
		if !used["text "+at] {
			t.Errorf("%s: its text on %q is the recorded one: there is nothing to explain", c.Name, at)
		}
	}
}

func answer(c Case, db database) (a *Answer, err error) {
	ctx, stop := context.WithTimeout(context.Background(), 20*time.Second)
	defer stop()
	conn, err := db.eng.Connect(ctx)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, conn.Close()) }()
	return c.run(&Env{Ctx: ctx, Dialect: db.name, Engine: db.eng, Conn: conn, Sent: db.sent})
}

// TestEveryCaseHasACounterpart lists the recorded cases that have none, and the
// counterparts of nothing.
func TestEveryCaseHasACounterpart(t *testing.T) {
	recs := records(t)
	recorded := map[string]bool{}
	for _, r := range recs {
		recorded[r.Area+"/"+r.Case] = true
	}
	here, pending := map[string]bool{}, map[string]bool{}
	for _, area := range Areas() {
		pending[area.Name] = area.Pending
		for _, c := range area.Cases {
			id := area.Name + "/" + c.Name
			if here[id] {
				t.Errorf("%s is there twice", id)
			}
			here[id] = true
			if !recorded[id] {
				t.Errorf("%s is the counterpart of nothing", id)
			}
			if n := count(c.Stmt != nil, c.For != nil, c.Run != nil); n != 1 {
				t.Errorf("%s has %d of Stmt, For and Run", id, n)
			}
		}
	}
	var missing []string
	for id := range recorded {
		area, _, _ := strings.Cut(id, "/")
		if p, known := pending[area]; !known {
			t.Errorf("area %s is not in areas.go", area)
		} else if !here[id] && p {
			missing = append(missing, id)
		} else if !here[id] {
			t.Errorf("%s has no counterpart", id)
		} else if p && complete(area, recorded, here) {
			t.Errorf("area %s is complete: it is not pending any more", area)
		}
	}
	slices.Sort(missing)
	if len(missing) > 0 {
		t.Logf("%d of %d cases have no counterpart yet:\n%s", len(missing), len(recorded), strings.Join(missing, "\n"))
	}
}

func complete(area string, recorded, here map[string]bool) bool {
	for id := range recorded {
		if strings.HasPrefix(id, area+"/") && !here[id] {
			return false
		}
	}
	return true
}

func count(bs ...bool) (n int) {
	for _, b := range bs {
		if b {
			n++
		}
	}
	return n
}
