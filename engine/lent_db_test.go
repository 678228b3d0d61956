package engine_test

import (
	"context"
	gosql "database/sql"
	"errors"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/go-sql-driver/mysql"
	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect"
	mariadb "github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// lent are databases that a program has opened by itself, and keeps.
func lent(t *testing.T) map[string]func() (dialect.Dialect, *gosql.DB) {
	return map[string]func() (dialect.Dialect, *gosql.DB){
		"ALUDEL_TEST_POSTGRES": func() (dialect.Dialect, *gosql.DB) {
			cfg, err := pgx.ParseConfig(os.Getenv("ALUDEL_TEST_POSTGRES"))
			must(t, err)
			return postgres.Dialect, stdlib.OpenDB(*cfg)
		},
		"ALUDEL_TEST_MYSQL": func() (dialect.Dialect, *gosql.DB) {
			u, err := dburl.Parse(os.Getenv("ALUDEL_TEST_MYSQL"))
			must(t, err)
			cfg := mysql.NewConfig()
			cfg.User, cfg.Passwd, cfg.DBName, cfg.ParseTime, cfg.Net = u.User, u.Password, u.Database, true, "tcp"
			if len(u.Hosts) > 0 {
				cfg.Addr = fmt.Sprintf("%s:%d", u.Hosts[0].Name, max(u.Hosts[0].Port, 3306))
			}
			if u.Socket != "" {
				cfg.Net, cfg.Addr = "unix", u.Socket
			}
			c, err := mysql.NewConnector(cfg)
			must(t, err)
			return mariadb.Dialect, gosql.OpenDB(c)
		},
	}
}

func send(ex engine.Executor, s sql.Statement) error {
	r, err := ex.Execute(ctx, s)
	if err == nil {
		err = r.Close()
	}
	return err
}

// A *sql.DB of the program's serves an engine: statements, transactions, NULL,
// classified errors and a cancelled statement; afterwards it is the program's as before.
func TestEngineOverADatabaseOfTheProgram(t *testing.T) {
	for variable, open := range lent(t) {
		t.Run(variable, func(t *testing.T) {
			if os.Getenv(variable) == "" {
				t.Skip(variable + " is not set: make test runs this against real servers")
			}
			d, db := open()
			defer db.Close()
			e, err := engine.OpenDB(d, db)
			must(t, err)
			m := schema.NewMetaData()
			tab := schema.NewTable(m, fmt.Sprintf("lent_db_%d", os.Getpid()), schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement),
				schema.Column("name", sqltype.String(20), schema.UniqueColumn), schema.Column("at", sqltype.Timestamp), schema.Column("n", sqltype.Numeric(20, 4)))
			must(t, e.CreateAll(ctx, m))
			defer func() { must(t, e.DropAll(ctx, m)) }()
			at := time.Date(2026, 2, 3, 4, 5, 6, 0, time.UTC)
			must(t, e.Begin(ctx, func(c *engine.Conn) error {
				return send(c, sql.Insert(tab).Rows(
					[]sql.Assignment{tab.C("id").Set(1), tab.C("name").Set("it's"), tab.C("at").Set(at), tab.C("n").Set("12345678901234.5678")},
					[]sql.Assignment{tab.C("id").Set(2), tab.C("name").Set(nil), tab.C("at").Set(nil), tab.C("n").Set(nil)}))
			}))
			stop := errors.New("stop")
			if err := e.Begin(ctx, func(c *engine.Conn) error {
				must(t, send(c, sql.Delete(tab).AllRows()))
				return stop
			}); !errors.Is(err, stop) {
				t.Error(err)
			}
			type row struct {
				ID   int
				Name *string
				At   *time.Time
				N    *string
			}
			rows, err := engine.AllAs[row](ctx, e, sql.Select(tab.C("id"), tab.C("name"), tab.C("at"), tab.C("n")).OrderBy(tab.C("id")))
			must(t, err)
			if len(rows) != 2 || *rows[0].Name != "it's" || !rows[0].At.Equal(at) || *rows[0].N != "12345678901234.5678" || rows[1].Name != nil || rows[1].At != nil || rows[1].N != nil {
				t.Errorf("rows: %+v", rows)
			}
			if err := send(e, sql.Insert(tab).Values(tab.C("id").Set(3), tab.C("name").Set("it's"))); !errors.Is(err, driver.ErrUnique) {
				t.Errorf("a second row of one name: %v", err)
			}
			short, cancel := context.WithTimeout(ctx, 50*time.Millisecond)
			defer cancel()
			sleep := sql.Text("SELECT pg_sleep(20)")
			if d.Name() == "mysql" {
				sleep = sql.Text("SELECT sleep(20)")
			}
			if r, err := e.Execute(short, sleep); err == nil {
				if _, err = r.All(); err == nil {
					t.Error("the statement was not stopped")
				}
			} else if !errors.Is(err, context.DeadlineExceeded) {
				t.Error(err)
			}
			if s := e.Status(); s.InUse != 0 {
				t.Errorf("the pool is not whole: %v", s)
			}
			must(t, send(e, sql.Select(sql.Val(1).As("x"))))
			must(t, e.Close(ctx))
			must(t, db.PingContext(ctx))  // it stays the program's
			e, err = engine.OpenDB(d, db) // for DropAll
			must(t, err)
		})
	}
}
