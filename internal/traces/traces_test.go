package traces

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/scratch"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// A Scenario is the counterpart of a recorded session.
type Scenario struct {
	Name    string
	Run     func(e *env)
	Err     string // a part of the error that it ends with
	Differs []Difference
	Out     []OutDifference
	NoErr   string // why there is none of the recorded error
}

// A Difference is lines that are not those of the recorded trace.
type Difference struct {
	On    string // dialect; "": all
	Lines string
	Why   string
}

// An OutDifference is an observed value that is not the recorded one.
type OutDifference struct {
	Name  string
	Value any
	Why   string
}

// env is what a scenario runs in.
type env struct {
	t       *testing.T
	ctx     context.Context
	dialect string
	eng     *engine.Engine
	s       *orm.Session
	rec     *recorder
	outs    map[string]any
	err     error
}

type failure struct{ err error }

// must ends the scenario with err.
func (e *env) must(err error) {
	if err != nil {
		panic(failure{err})
	}
}

func (e *env) out(name string, v any) { e.outs[name] = v }
func (e *env) note(text string)       { e.rec.note("-- " + text) }

// start forgets the session's objects and what was sent until now.
func (e *env) start() {
	e.must(e.s.Commit(e.ctx))
	e.must(e.s.Clear())
	e.rec.take()
}

// startKept commits, and forgets only what was sent until now.
func (e *env) startKept() {
	e.must(e.s.Commit(e.ctx))
	e.rec.take()
}

func (e *env) sql(s *orm.Session, stmt sql.Statement) *engine.Result {
	r, err := s.Execute(e.ctx, stmt)
	e.must(err)
	e.must(r.Close())
	return r
}

func ptr[T any](v T) *T { return &v }

var errDone = errors.New("done")

// run runs f in a session whose transaction begins with its first statement.
func (e *env) run(f func(*env)) {
	err := orm.Begin(e.ctx, e.eng, func(s *orm.Session) (err error) {
		defer func() {
			if p := recover(); p != nil {
				x, ok := p.(failure)
				if !ok {
					panic(p)
				}
				e.err = x.err
			}
			e.note("end")
			err = errDone
		}()
		e.s = s
		f(e)
		return
	})
	if !errors.Is(err, errDone) {
		e.err = errors.Join(e.err, err)
	}
}

// database is one under test.
type database struct {
	name  string
	fresh func(t *testing.T, rec *recorder) *engine.Engine
}

func databases(t *testing.T) []database {
	t.Helper()
	out := []database{{"sqlite", func(t *testing.T, rec *recorder) *engine.Engine {
		eng := open(t, sqlite.Dialect, "sqlite:///"+filepath.Join(t.TempDir(), "traces.db"), engine.Watch(rec))
		check(t, Base.CreateAll(t.Context(), eng))
		check(t, Geo.CreateAll(t.Context(), eng))
		return eng
	}}}
	for _, s := range []struct {
		name, variable, empty string
		d                     dialect.Dialect
	}{
		{"postgresql", "ALUDEL_TEST_POSTGRES", "TRUNCATE %s RESTART IDENTITY CASCADE", postgres.Dialect},
		{"mysql", "ALUDEL_TEST_MYSQL", "TRUNCATE TABLE %s", mysql.Dialect},
	} {
		url := os.Getenv(s.variable)
		if url == "" {
			t.Logf("%s is not set: make test runs this against real servers", s.variable)
			continue
		}
		u, err := dburl.Parse(url)
		check(t, err)
		place := scratch.Place("traces" + strings.ToLower(t.Name()))
		admin := open(t, s.d, url)
		do(t, admin, "CREATE DATABASE "+place)
		t.Cleanup(func() { do(t, admin, "DROP DATABASE "+place) })
		shared := newRecorder()
		eng := open(t, s.d, u.SetDatabase(place).Unmasked(), engine.Watch(shared))
		check(t, Base.CreateAll(t.Context(), eng))
		if s.name == "postgresql" {
			check(t, Geo.CreateAll(t.Context(), eng))
		}
		out = append(out, database{s.name, func(t *testing.T, rec *recorder) *engine.Engine {
			t.Cleanup(func() {
				shared.mu.Lock()
				tables := slices.Collect(maps.Keys(shared.tables))
				clear(shared.tables)
				shared.mu.Unlock()
				for _, table := range tables {
					if s.name == "mysql" {
						do(t, eng, "SET FOREIGN_KEY_CHECKS=0", fmt.Sprintf(s.empty, table), "SET FOREIGN_KEY_CHECKS=1")
					} else {
						do(t, eng, fmt.Sprintf(s.empty, table))
					}
				}
			})
			shared.to(rec)
			return eng
		}})
	}
	return out
}

func open(t *testing.T, d dialect.Dialect, url string, options ...engine.Option) *engine.Engine {
	t.Helper()
	eng, err := engine.Open(d, url, options...)
	check(t, err)
	t.Cleanup(func() { check(t, eng.Close(context.Background())) })
	return eng
}

func do(t *testing.T, eng *engine.Engine, texts ...string) {
	t.Helper()
	conn, err := eng.Connect(context.Background(), engine.Autocommit)
	check(t, err)
	defer func() { check(t, conn.Close()) }()
	for _, text := range texts {
		r, err := conn.Execute(context.Background(), sql.Text(sql.SQL(text)))
		check(t, err)
		check(t, r.Close())
	}
}

func check(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// TestTraces runs the counterpart of every recorded session.
func TestTraces(t *testing.T) {
	recs := records(t)
	dbs := databases(t)
	for _, sc := range scenarios() {
		t.Run(sc.Name, func(t *testing.T) {
			for _, db := range dbs {
				t.Run(db.name, func(t *testing.T) { compare(t, sc, db, recs) })
			}
		})
	}
}

func compare(t *testing.T, sc Scenario, db database, recs []record) {
	e := begin(t, db)
	e.run(sc.Run)
	got := e.rec.take()
	if at := slices.IndexFunc(got, func(l line) bool { return l.text == "-- end" }); at >= 0 {
		got = got[:at]
	}
	at := slices.IndexFunc(recs, func(r record) bool {
		return r.Scenario == sc.Name && (r.Dialect == db.name || db.name == "mysql")
	})
	if at < 0 {
		t.Fatal("it is the counterpart of nothing")
	}
	r := &recs[at]
	switch {
	case r.Error == nil && sc.Err == "" && e.err != nil:
		t.Fatal(e.err)
	case sc.NoErr != "" && r.Error == nil:
		t.Fatal("no error is recorded: NoErr explains nothing")
	case sc.NoErr != "" && e.err == nil:
	case (r.Error != nil || sc.Err != "") && e.err == nil:
		t.Fatal("there is no error; recorded is", r.Error)
	case e.err != nil && sc.Err == "":
		t.Fatalf("say in Err what the error is: %v", e.err)
	case e.err != nil && !strings.Contains(e.err.Error(), sc.Err):
		t.Fatalf("the error is\n\t%v\nwant one with\n\t%s", e.err, sc.Err)
	}
	outs(t, sc, e, r)
	if db.name == "mysql" {
		return // nothing is recorded there but what is observed
	}
	var want []string
	for _, d := range sc.Differs {
		if d.On == "" || d.On == db.name {
			want = append(want, listed(d.Lines)...)
			if d.Why == "" {
				t.Errorf("no reason is given for\n%s", d.Lines)
			}
		}
	}
	recorded := slices.DeleteFunc(r.lines(t), func(l line) bool { return l.text == "BEGIN" && db.name == "sqlite" })
	if db.name == "sqlite" {
		want = slices.DeleteFunc(want, func(s string) bool { return s[2:] == "BEGIN" })
	}
	if diff := difference(recorded, ourLines(got, db.name)); !slices.Equal(diff, want) {
		t.Errorf("differences:\n\t%s\nexpected:\n\t%s", strings.Join(diff, "\n\t"), strings.Join(want, "\n\t"))
	}
}

// outs compares what was observed.
func outs(t *testing.T, sc Scenario, e *env, r *record) {
	t.Helper()
	want := map[string]any{}
	for name, raw := range r.Out {
		var v any
		unmarshal(t, raw, &v)
		want[name] = v
	}
	for _, o := range sc.Out {
		if o.Why == "" {
			t.Errorf("%s differs without a reason", o.Name)
		}
		if reflect.DeepEqual(want[o.Name], asJSON(t, o.Value)) {
			t.Errorf("%s does not differ", o.Name)
		}
		want[o.Name] = asJSON(t, o.Value)
	}
	got := map[string]any{}
	for name, v := range e.outs {
		got[name] = asJSON(t, v)
	}
	if !reflect.DeepEqual(got, want) {
		t.Errorf("observed %v, want %v", got, want)
	}
}

func asJSON(t *testing.T, v any) (out any) {
	t.Helper()
	text, err := json.Marshal(v)
	check(t, err)
	unmarshal(t, text, &out)
	return out
}

func begin(t *testing.T, db database) *env {
	rec := newRecorder()
	eng := db.fresh(t, rec)
	rec.take()
	return &env{ctx: t.Context(), dialect: db.name, eng: eng, rec: rec, outs: map[string]any{}}
}

// TestEveryTraceHasACounterpart finds recorded sessions that have none.
func TestEveryTraceHasACounterpart(t *testing.T) {
	have := map[string]bool{}
	for _, sc := range scenarios() {
		if have[sc.Name] {
			t.Errorf("%s is there twice", sc.Name)
		}
		have[sc.Name] = true
	}
	for _, r := range records(t) {
		if !have[r.Scenario] {
			t.Errorf("%s has no counterpart: %s", r.ID, r.Desc)
		}
	}
}
