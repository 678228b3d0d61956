package compile_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// A server is a database with the tables of the corpus in a place of their own.
type server struct {
	t    *testing.T
	d    dialect.Dialect
	conn driver.Conn
}

// servers are SQLite, and PostgreSQL and MariaDB where the environment names them.
func servers(t *testing.T) []*server {
	t.Helper()
	out := []*server{connect(t, sqlite.Dialect, "sqlite://")}
	for _, s := range []struct {
		variable string
		d        dialect.Dialect
	}{{"ALUDEL_TEST_POSTGRES", postgres.Dialect}, {"ALUDEL_TEST_MYSQL", mysql.Dialect}} {
		url := os.Getenv(s.variable)
		if url == "" {
			t.Logf("%s is not set: make test runs this against real servers", s.variable)
			continue
		}
		out = append(out, connect(t, s.d, url))
	}
	return out
}

func connect(t *testing.T, d dialect.Dialect, url string) *server {
	t.Helper()
	u, err := dburl.Parse(url)
	if err != nil {
		t.Fatal(err)
	}
	if d.Name() == "mysql" {
		u = u.SetOption("collation", "utf8mb4_bin") // as the database that is made here
	}
	drv, err := d.Driver(u)
	if err != nil {
		t.Fatal(err)
	}
	ctx, stop := context.WithTimeout(context.Background(), 10*time.Second)
	defer stop()
	conn, err := drv.Connect(ctx)
	if err != nil {
		t.Fatalf("%s: %v", d.Name(), err)
	}
	s := &server{t, d, conn}
	place := "compile_" + strconv.Itoa(os.Getpid())
	switch d.Name() {
	case "postgresql":
		s.exec("CREATE SCHEMA "+place, "SET search_path TO "+place+", public", "CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public")
	case "mysql":
		s.exec("CREATE DATABASE "+place+" CHARACTER SET utf8mb4 COLLATE utf8mb4_bin", "USE "+place)
	}
	t.Cleanup(func() {
		switch d.Name() {
		case "postgresql":
			s.exec("DROP SCHEMA " + place + " CASCADE")
		case "mysql":
			s.exec("DROP DATABASE " + place)
		}
		conn.Close(context.Background())
	})
	g := d.Grammar().(compile.SchemaGrammar)
	create, err := ddl.CreateAll(corpus.Meta, compile.TraitsOf(g))
	if err != nil {
		t.Fatalf("%s: %v", d.Name(), err)
	}
	texts, err := compile.AllDDL(g, create)
	if err != nil {
		t.Fatalf("%s: %v", d.Name(), err)
	}
	s.exec(texts...)
	s.shelf()
	for _, stmt := range corpus.Fixtures() {
		if _, err := s.run(stmt); err != nil {
			t.Fatalf("%s: %v", d.Name(), err)
		}
	}
	if d.Name() == "postgresql" { // keys that were given do not move what generates others
		s.exec("DO $$ DECLARE s regclass; BEGIN FOR s IN SELECT oid FROM pg_class WHERE relkind = 'S' AND relnamespace = current_schema()::regnamespace" +
			" LOOP PERFORM setval(s, 500); END LOOP; END $$")
	}
	return s
}

// shelf makes the table with types that only PostgreSQL has, and elsewhere the one of
// its columns that all databases search.
func (s *server) shelf() {
	const rows = " VALUES (1, %s, %s, 'the cat has whiskers'), (2, %s, %s, 'dogs and cats'), (3, NULL, NULL, 'nothing')"
	switch s.d.Name() {
	case "postgresql":
		s.exec("CREATE TABLE shelf (id BIGINT, nums INTEGER[], tags TEXT[], body TEXT, grid INTEGER[][], span INT8RANGE, free INT4MULTIRANGE, data HSTORE, net INET)",
			"INSERT INTO shelf"+fmt.Sprintf(rows, "'{1,2,3}'", "'{a,NULL}'", "'{}'", `'{"b\"c",a}'`), "UPDATE shelf SET grid = '{{1,2},{3,4}}', span = '[3,8)', free = '{[1,7],[9,)}', data = 'a=>x, b=>NULL', net = '10.1.2.0/24'")
	case "mysql":
		s.exec("CREATE TABLE shelf (id INTEGER, nums TEXT, tags TEXT, body TEXT, FULLTEXT (body))", "INSERT INTO shelf"+fmt.Sprintf(rows, "''", "''", "''", "''"))
	default:
		s.exec("CREATE VIRTUAL TABLE shelf USING fts5(id, nums, tags, body)", "INSERT INTO shelf"+fmt.Sprintf(rows, "''", "''", "''", "''"))
	}
}

func (s *server) exec(texts ...string) {
	s.t.Helper()
	for _, text := range texts {
		if _, err := s.request(&driver.Statement{Text: text, Verb: driver.Utility, Once: true}, nil); err != nil {
			s.t.Fatalf("%s: %s: %v", s.d.Name(), text, err)
		}
	}
}

// run compiles and executes a statement and returns its rows as text.
func (s *server) run(stmt sql.Statement) ([]string, error) {
	k := &sql.Key{Lexis: s.d.Grammar().Lexis()}
	k.Node(sql.StatementOf(stmt))
	c, err := compile.Compile(s.d.Grammar(), sql.StatementOf(stmt), k)
	if err != nil {
		return nil, err
	}
	args, err := c.Args(nil, k, func(name string) (driver.Value, bool) {
		if name == "id" {
			return driver.OfInt(1), true
		}
		return driver.OfString("A%"), true
	})
	if err != nil {
		return nil, err
	}
	rows, err := s.request(&driver.Statement{Text: c.SQL, Params: c.Params, Verb: c.Verb, OneRow: c.OneRow, Session: c.Session}, args)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", c.SQL, err)
	}
	return rows, nil
}

func (s *server) request(stmt *driver.Statement, args []driver.Value) (out []string, err error) {
	rs, err := s.conn.Run(context.Background(), []driver.Request{{Stmt: stmt, Args: args}})
	if err != nil {
		return nil, err
	}
	defer func() {
		if e := rs.Close(); err == nil {
			err = e
		}
	}()
	rows, err := rs.Next()
	if err != nil {
		return nil, err
	}
	cells := make([]any, len(rows.Shape().Columns))
	for rows.Next() {
		if err := rows.Values(cells); err != nil {
			return nil, err
		}
		texts := make([]string, len(cells))
		for i, v := range cells {
			texts[i] = shown(v)
		}
		out = append(out, strings.Join(texts, " | "))
	}
	_, err = rows.Close()
	return out, err
}

// shown is a cell in a form that is the same whatever the database has for booleans,
// numbers and times.
func shown(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case bool:
		if v {
			return "1"
		}
		return "0"
	case int64:
		return strconv.FormatFloat(float64(v), 'g', 12, 64)
	case float64:
		return strconv.FormatFloat(v, 'g', 12, 64)
	case time.Time:
		return strings.TrimSuffix(v.UTC().Format("2006-01-02 15:04:05.000000"), " 00:00:00.000000")
	case []byte:
		return string(v)
	case string:
		if f, err := strconv.ParseFloat(v, 64); err == nil {
			return strconv.FormatFloat(f, 'g', 12, 64)
		}
		return v
	}
	return fmt.Sprint(v)
}

// TestLive executes every statement of the corpus on every database, undoes it, and
// compares the rows: what is written once must mean the same everywhere.
func TestLive(t *testing.T) {
	all := servers(t)
	for _, c := range corpus.All() {
		if strings.Contains(c.Name, "mistakes") {
			continue
		}
		var first []string
		from := ""
		for _, s := range all {
			if why := corpus.NotExecuted[c.Name]; why != "" {
				continue
			}
			begin, err := s.d.Begin(dialect.TxOptions{})
			if err != nil {
				t.Fatal(err)
			}
			for _, text := range begin {
				if _, err := s.request(&driver.Statement{Text: text, Verb: driver.Begin}, nil); err != nil {
					t.Fatalf("%s: %s: %v", s.d.Name(), text, err)
				}
			}
			rows, err := s.run(c.Stmt)
			if _, e := s.request(&driver.Statement{Text: s.d.Rollback(), Verb: driver.Rollback}, nil); e != nil {
				t.Fatalf("%s: %v", s.d.Name(), e)
			}
			if refused(err) {
				continue
			}
			if err != nil {
				t.Errorf("%s on %s: %v", c.Name, s.d.Name(), err)
				continue
			}
			if corpus.DifferentRows[c.Name] != "" {
				continue
			}
			if !strings.HasPrefix(c.Name, "select/order") {
				slices.Sort(rows)
			}
			if from == "" {
				first, from = rows, s.d.Name()
			} else if !slices.Equal(rows, first) {
				t.Errorf("%s:\n%-10s %q\n%-10s %q", c.Name, from, first, s.d.Name(), rows)
			}
		}
	}
}

func statement(text string) *driver.Statement {
	return &driver.Statement{Text: text, Verb: driver.Query, Once: true}
}
