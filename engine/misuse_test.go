package engine_test

import (
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/pool"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// TestNilReceivers calls every method of what a program holds when it has not looked at
// an error: a nil pointer, and a zero. None panics, and those that can say so do.
func TestNilReceivers(t *testing.T) {
	for _, v := range []any{(*engine.Engine)(nil), &engine.Engine{}, (*engine.Conn)(nil), &engine.Conn{}, (*engine.Result)(nil), &engine.Result{},
		(*engine.Savepoint)(nil), &engine.Savepoint{}, (*engine.Cursor)(nil), &engine.Cursor{}, engine.Scalars{}, engine.Mappings{}, engine.Columns{}, engine.Row{}} {
		x := reflect.ValueOf(v)
		for i := range x.NumMethod() {
			m := x.Type().Method(i)
			name := fmt.Sprintf("%T.%s", v, m.Name)
			t.Run(name, func(t *testing.T) {
				in := make([]reflect.Value, 0, 4)
				for i := range x.Method(i).Type().NumIn() {
					if p := x.Method(m.Index).Type().In(i); p == reflect.TypeFor[context.Context]() {
						in = append(in, reflect.ValueOf(t.Context()))
					} else if !x.Method(m.Index).Type().IsVariadic() || i < x.Method(m.Index).Type().NumIn()-1 {
						in = append(in, reflect.Zero(p))
					}
				}
				out := x.Method(m.Index).Call(in)
				if len(out) == 1 && out[0].Type().CanSeq2() {
					for _, err := range out[0].Seq2() {
						out = []reflect.Value{err}
						break
					}
				}
				if n := len(out); n == 0 || out[n-1].Type() != reflect.TypeFor[error]() || x.Kind() != reflect.Pointer || !x.IsNil() {
					return
				}
				if out[len(out)-1].IsNil() {
					t.Errorf("no error")
				}
			})
		}
	}
}

// TestNilArguments gives nil to everything that takes a pointer, an interface or a function.
func TestNilArguments(t *testing.T) {
	eng := open(t)
	ctx := t.Context()
	one := sql.Select1(sql.Val(1))
	var none context.Context
	var noConn *engine.Conn
	var noEngine *engine.Engine
	do := func(c *engine.Conn) error { return nil }
	conn, err := eng.Connect(ctx)
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	batch := func(ex engine.Executor, jobs ...*engine.Job) error {
		engine.Batch(ctx, ex, jobs)
		return errors.Join(jobs[0].Err)
	}
	var out []int
	job := engine.JobAll(&out, one)
	for what, f := range map[string]func() error{
		"Execute, no context":        func() error { _, err := eng.Execute(none, one); return err },
		"Conn.Execute, no context":   func() error { _, err := conn.Execute(none, one); return err },
		"Conn.Commit, no context":    func() error { return conn.Commit(none) },
		"Conn.Rollback, no context":  func() error { return conn.Rollback(none) },
		"Conn.Savepoint, no context": func() error { _, err := conn.Savepoint(none); return err },
		"Conn.Begin, no function":    func() error { return conn.Begin(ctx, nil) },
		"Conn.Flight, no context":    func() error { return conn.Flight(none, []sql.Statement{one}, false, nil) },
		"InsertDrawn, no context":    func() error { _, err := engine.InsertDrawn(none, conn, nil, nil, engine.Given{}, nil); return err },
		"InsertDrawn, no connection": func() error { _, err := engine.InsertDrawn(ctx, nil, nil, nil, engine.Given{}, nil); return err },
		"Repeat, no context":         func() error { _, err := engine.Repeat(none, conn, one, nil, nil, nil); return err },
		"Repeat, no connection":      func() error { _, err := engine.Repeat(ctx, nil, one, nil, nil, nil); return err },
		"Repeat, no placeholders":    func() error { _, err := engine.Repeat(ctx, conn, one, nil, nil, nil); return err },
		"Repeat, lists of two lengths": func() error {
			_, err := engine.Repeat(ctx, conn, one, make([]sql.BindNode, 2), [][]dbapi.Value{{{}}, {}}, nil)
			return err
		},
		"Repeat, a query": func() error {
			_, err := engine.Repeat(ctx, conn, one, make([]sql.BindNode, 1), [][]dbapi.Value{{{}}}, nil)
			return err
		},
		"Conn.Flight, nil":                 func() error { return conn.Flight(ctx, []sql.Statement{nil}, false, nil) },
		"Begin, no context":                func() error { return eng.Begin(none, do) },
		"Begin, no function":               func() error { return eng.Begin(ctx, nil) },
		"Begin, nil option":                func() error { return eng.Begin(ctx, do, nil) },
		"Connect, nil option":              func() error { _, err := eng.Connect(ctx, nil); return err },
		"Ping, no context":                 func() error { return eng.Ping(none) },
		"CreateAll, nil":                   func() error { return eng.CreateAll(ctx, nil) },
		"CreateAll, no context":            func() error { return eng.CreateAll(none, schema.NewMetaData()) },
		"CreateAll, nil table":             func() error { return eng.CreateAll(ctx, schema.NewMetaData(), nil) },
		"All, nil executor":                func() error { _, err := engine.All(ctx, nil, one); return err },
		"All, nil engine":                  func() error { _, err := engine.All(ctx, noEngine, one); return err },
		"All, nil conn":                    func() error { _, err := engine.All(ctx, noConn, one); return err },
		"All, nil query":                   func() error { _, err := engine.All[int](ctx, eng, nil); return err },
		"Query, nil executor":              func() error { _, err := engine.Query(ctx, nil, one); return err },
		"ExecuteMany, nil executor":        func() error { _, err := engine.ExecuteMany(ctx, nil, one, []sql.Params{nil}); return err },
		"ExecuteMany, nil engine":          func() error { _, err := engine.ExecuteMany(ctx, noEngine, one, []sql.Params{nil}); return err },
		"ExecuteMany, nil conn":            func() error { _, err := engine.ExecuteMany(ctx, noConn, one, []sql.Params{nil}); return err },
		"Batch, nil job":                   func() error { return batch(eng, job, nil) },
		"Batch, a job twice":               func() error { return batch(eng, job, job) },
		"Batch, a zero job":                func() error { return batch(eng, &engine.Job{}) },
		"Batch, a zero job on a Conn":      func() error { return batch(conn, &engine.Job{}) },
		"Batch, nowhere to put the rows":   func() error { return batch(eng, engine.JobAll(nil, one)) },
		"Batch, nowhere to put the result": func() error { return batch(conn, engine.JobExecute(nil, one)) },
		"Batch, two parameter sets": func() error {
			return batch(conn, engine.JobAll(&out, one, sql.Params{"a": 1}, sql.Params{"b": 2}))
		},
		"Batch, nil engine":      func() error { return batch(noEngine, job) },
		"Batch, nil conn":        func() error { return batch(noConn, job) },
		"Open, nil option":       func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", nil); return err },
		"Open, nil writer":       func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.Echo(nil)); return err },
		"Open, nil handler":      func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.Log(nil)); return err },
		"Open, nil hook":         func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.Watch(nil)); return err },
		"Open, negative cache":   func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.CacheSize(-1)); return err },
		"Open, unknown policy":   func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.OnCartesian(9)); return err },
		"Open, unknown policy 2": func() error { _, err := engine.Open(sqlite.Dialect, "sqlite://", engine.OnNullIn(9)); return err },
		"BulkInsert, nil progress": func() error {
			_, err := engine.BulkInsert(ctx, eng, schema.NewTable(schema.NewMetaData(), "x", schema.Column("id", sqltype.Integer)), []struct{ ID int }{{1}}, engine.BulkProgress(nil))
			return err
		},
		"BulkInsert, nil option": func() error {
			_, err := engine.BulkInsert(ctx, eng, schema.NewTable(schema.NewMetaData(), "x", schema.Column("id", sqltype.Integer)), []struct{ ID int }{{1}}, nil)
			return err
		},
		"CheckOn, nil function": func() error { return checked(schema.CheckOn("c", nil)) },
		"DefaultFunc, nil":      func() error { return checked(schema.Column("a", sqltype.Integer, schema.DefaultFunc(nil))) },
		"OnUpdateFunc, nil":     func() error { return checked(schema.Column("a", sqltype.Integer, schema.OnUpdateFunc(nil))) },
		"WithRecursive, nil function": func() error {
			c := sql.WithRecursive("r", sql.Select1(sql.Val(1)), nil)
			_, err := eng.Execute(ctx, sql.Select(sql.Count()).From(c))
			return err
		},
		"ForeignKeyOn, nil option": func() error { return checked(schema.ForeignKeyOn([]string{"id"}, []string{"x.id"}, nil)) },
		"Column, nil reference option": func() error {
			return checked(schema.Column("a", sqltype.Integer, schema.References("x.id", nil)))
		},
		"WithIdentity, nil option": func() error { return checked(schema.Column("a", sqltype.Integer, schema.WithIdentity(nil))) },
		"NewMetaData, nil option":  func() error { return schema.NewMetaData(nil).Check() },
		"NewSequence, nil option": func() error {
			m := schema.NewMetaData()
			schema.NewSequence(m, "s", nil)
			return eng.CreateAll(ctx, m)
		},
		"NewView, nil option": func() error {
			m := schema.NewMetaData()
			schema.NewView(m, "v", one, nil)
			return eng.CreateAll(ctx, m)
		},
		"Explain, nil option": func() error { _, err := engine.Explain(ctx, eng, one, nil); return err },
		"With, nil option": func() error {
			_, err := eng.Execute(ctx, sql.Select(sql.Count()).From(sql.With("c", one, nil)))
			return err
		},
		"Open, nil dialect":      func() error { _, err := engine.Open(nil, "sqlite://"); return err },
		"OpenURL, nil":           func() error { _, err := engine.OpenURL(sqlite.Dialect, nil); return err },
		"OpenDB, nil":            func() error { _, err := engine.OpenDB(sqlite.Dialect, nil); return err },
		"OpenDriver, nil":        func() error { _, err := engine.OpenDriver(sqlite.Dialect, nil); return err },
		"OpenDriver, no dialect": func() error { _, err := engine.OpenDriver(nil, nil); return err },
		"Cache, nil dialect":     func() error { _, err := new(engine.Cache).Get(nil, "sqlite://", ""); return err },
	} {
		t.Run(what, func(t *testing.T) {
			err := f()
			if err == nil || strings.Contains(err.Error(), "pointer dereference") {
				t.Errorf("the error is %v", err)
			}
		})
	}
	if n, err := engine.One(ctx, conn, one); n != 1 || err != nil {
		t.Errorf("the connection is not whole: %v", err)
	}
	if s := eng.Status(); s.InUse != 1 {
		t.Errorf("connections are lost: %v", s)
	}
}

// TestClosedEngine: an engine that was closed says so, in its own words.
func TestClosedEngine(t *testing.T) {
	eng := open(t)
	if err := eng.Close(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, err := range []error{
		eng.Ping(t.Context()),
		eng.Begin(t.Context(), func(*engine.Conn) error { return nil }),
		func() error { _, err := eng.Execute(t.Context(), sql.Select1(sql.Val(1))); return err }(),
	} {
		if !errors.Is(err, pool.ErrClosed) || !strings.Contains(err.Error(), "this engine is closed") {
			t.Error(err)
		}
	}
}

// checked is what is wrong with a table that has the part.
func checked(part schema.TablePart) error {
	m := schema.NewMetaData()
	schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), part)
	return m.Check()
}

// volatile is a value whose method panics.
type volatile struct{}

func (volatile) Value() (driver.Value, error) { panic("volatile") }

// TestNothingIsLostByAPanic: what panics before a statement is sent keeps no connection.
func TestNothingIsLostByAPanic(t *testing.T) {
	eng := open(t)
	ctx := t.Context()
	func() {
		defer func() {
			if recover() == nil {
				t.Error("the program's own option: no panic")
			}
		}()
		eng.Connect(ctx, func(*engine.Conn) { panic("volatile") })
	}()
	if s := eng.Status(); s.InUse != 0 {
		t.Errorf("an option: the connection is lost: %v", s)
	}
	var r *engine.Result
	job := engine.JobExecute(&r, sql.Text("SELECT :x"), sql.Params{"x": volatile{}})
	engine.Batch(ctx, eng, []*engine.Job{job})
	var panicked *sqltype.PanicError
	if !errors.As(job.Err, &panicked) || panicked.Value != "volatile" {
		t.Errorf("a value in a batch: %v", job.Err)
	}
	if s := eng.Status(); s.InUse != 0 {
		t.Errorf("a value in a batch: the connection is lost: %v", s)
	}
}

func open(t *testing.T) *engine.Engine {
	eng, err := engine.Open(sqlite.Dialect, "sqlite://", engine.PoolSize(2), engine.MaxOverflow(0))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { eng.Close(context.Background()) })
	return eng
}
