package dialecttest_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialecttest"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func TestMain(m *testing.M) {
	var missing []string
	for _, name := range []string{"ALUDEL_TEST_POSTGRES", "ALUDEL_TEST_MYSQL"} {
		if os.Getenv(name) == "" {
			missing = append(missing, name)
		}
	}
	code := m.Run()
	if len(missing) > 0 {
		fmt.Printf("left out, because %s is not set: the conformance suite on that server. make test runs it everywhere.\n", strings.Join(missing, " and "))
	}
	os.Exit(code)
}

func open(t testing.TB, url string, opts ...engine.Option) *engine.Engine {
	t.Helper()
	eng, err := aludel.Open(url, opts...)
	if err != nil {
		t.Fatal(err)
	}
	return eng
}

// liteLacks are what SQLite cannot do.
var liteLacks = map[dialecttest.Feature]string{
	dialecttest.RowLocks:        "one writer at a time needs no locks on rows",
	dialecttest.DefaultAsValue:  "its grammar has DEFAULT VALUES only",
	dialecttest.ReadUncommitted: "all transactions are serializable",
	dialecttest.WritingCTE:      "a CTE is a SELECT",
	dialecttest.Arrays:          "it has no such type",
	dialecttest.DistinctWindow:  "no database has it",
	dialecttest.ExactDecimals:   "its arithmetic is that of floats",
	dialecttest.ExplainAnalyze:  "EXPLAIN QUERY PLAN tells the plan alone",
	dialecttest.Sets:            none,
	dialecttest.UnsignedBigInts: "its integers have 64 bits with a sign",

	dialecttest.Sequences: "a table can keep a counter", dialecttest.IdentityAlways: "a value that is given is taken", dialecttest.IdentityStart: "it counts from 1",
	dialecttest.CoveringIndexes: noIndex, dialecttest.NullsNotDistinct: "NULLs are distinct", dialecttest.PrefixIndexes: "an index over substr is that",
	dialecttest.OperatorClasses: noIndex, dialecttest.Exclusion: "there are triggers", dialecttest.AlterConstraints: "a table is made anew",
	dialecttest.MaterializedViews: "a table of a query is that", dialecttest.ReplacedViews: "its grammar has none", dialecttest.CheckedViews: "views are read only",
	dialecttest.DatabaseSchemas: "a schema is a file that is attached",

	dialecttest.Ranges: none, dialecttest.Multiranges: none, dialecttest.HStore: none, dialecttest.NetworkAddresses: none, dialecttest.BitStrings: none,
	dialecttest.SearchTypes: none, dialecttest.Money: none, dialecttest.CIText: none, dialecttest.XML: none, dialecttest.ZonedClocks: none,
	dialecttest.CatalogNumbers: none, dialecttest.CalendarIntervals: "an interval is a number of microseconds",
	dialecttest.Infinities: "times are moments", dialecttest.YearsBeyond: "years have four digits", dialecttest.NaNDecimals: "decimals are numbers",
}

const (
	none    = "it has no such type"
	noIndex = "its grammar of indexes has none"
)

// liteWords: SQLite names no foreign key, and its triggers change no row before it is inserted.
var liteWords = dialecttest.Words{
	Shout:   []sql.SQL{`CREATE TRIGGER shouting AFTER INSERT ON triggered BEGIN UPDATE triggered SET v = upper(NEW.v) WHERE id = NEW.id; END`},
	Folding: "NOCASE",
	Violations: map[dialecttest.Violation]string{dialecttest.ViolatesPrimaryKey: "|strict|id", dialecttest.ViolatesUnique: "|strict|code", dialecttest.ViolatesForeignKey: "||",
		dialecttest.ViolatesNotNull: "|strict|positive", dialecttest.ViolatesCheck: "ck_positive||"},
}

func TestSQLiteFile(t *testing.T) {
	dialecttest.Run(t, dialecttest.Harness{Name: "SQLite in a file", Lacks: liteLacks, Words: liteWords, Open: func(t testing.TB, opts ...engine.Option) *engine.Engine {
		return open(t, "sqlite:///"+filepath.Join(t.TempDir(), "test.db"), opts...)
	}})
}

func TestSQLiteMemory(t *testing.T) {
	dialecttest.Run(t, dialecttest.Harness{Name: "SQLite in memory", InMemory: true, Lacks: liteLacks, Words: liteWords, Open: func(t testing.TB, opts ...engine.Option) *engine.Engine {
		return open(t, "sqlite://", opts...)
	}})
}

var runs atomic.Int64

// space is a name that no other run of the suite uses.
func space() string { return fmt.Sprintf("conform_%d_%d", os.Getpid(), runs.Add(1)) }

func env(t *testing.T, name string) *dburl.URL {
	t.Helper()
	s := os.Getenv(name)
	if s == "" {
		t.Skip(name + " is not set: make test runs this against real servers")
	}
	u, err := dburl.Parse(s)
	if err != nil {
		t.Fatal(err)
	}
	return u
}

// within runs the suite in a schema (or database) of its own, which is dropped at the end.
func within(t *testing.T, u *dburl.URL, drop string, create ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	admin := open(t, u.Unmasked())
	for _, text := range create {
		if _, err := admin.Execute(ctx, sql.Text(sql.SQL(text))); err != nil {
			t.Fatal(err)
		}
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
		defer cancel()
		if _, err := admin.Execute(ctx, sql.Text(sql.SQL(drop))); err != nil {
			t.Error(err)
		}
		if err := admin.Close(ctx); err != nil {
			t.Error(err)
		}
	})
}

// server is where a URL's connections go.
func server(u *dburl.URL) (network, address string) {
	port := u.SocketPort
	if u.Dialect == "postgresql" && port == 0 {
		port = 5432
	}
	switch {
	case u.Socket != "" && u.Dialect == "postgresql":
		return "unix", fmt.Sprintf("%s/.s.PGSQL.%d", u.Socket, port)
	case u.Socket != "":
		return "unix", u.Socket
	}
	h := dburl.Host{Name: "127.0.0.1", Port: map[string]int{"postgresql": 5432, "mysql": 3306}[u.Dialect]}
	if len(u.Hosts) > 0 {
		h.Name = u.Hosts[0].Name
		h.Port = max(u.Hosts[0].Port, 0)
	}
	return "tcp", net.JoinHostPort(h.Name, strconv.Itoa(h.Port))
}

// via opens u at another address.
func via(u *dburl.URL) func(testing.TB, string, ...engine.Option) *engine.Engine {
	return func(t testing.TB, address string, opts ...engine.Option) *engine.Engine {
		t.Helper()
		host, port, err := net.SplitHostPort(address)
		if err != nil {
			t.Fatal(err)
		}
		n, err := strconv.Atoi(port)
		if err != nil {
			t.Fatal(err)
		}
		return open(t, u.SetHosts(dburl.Host{Name: host, Port: n}).Unmasked(), opts...)
	}
}

// gone waits until a session has ended.
func gone(ctx context.Context, admin *engine.Engine, query sql.SQL, session int64) error {
	for range 1000 {
		n, err := engine.OneAs[int](ctx, admin, sql.Text(query), sql.Params{"id": session})
		if err != nil || n == 0 {
			return err
		}
		time.Sleep(2 * time.Millisecond)
	}
	return fmt.Errorf("session %d does not end", session)
}

func count(query sql.SQL) func(context.Context, *engine.Engine, string) (int, error) {
	return func(ctx context.Context, admin *engine.Engine, text string) (int, error) {
		return engine.OneAs[int](ctx, admin, sql.Text(query), sql.Params{"text": text})
	}
}

// extend makes extensions, which a database has once.
func extend(t *testing.T, u *dburl.URL, names ...string) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	admin := open(t, u.Unmasked())
	defer admin.Close(ctx)
	for _, name := range names {
		var err error
		for range 3 { // two sessions that make it at once are in each other's way
			if _, err = admin.Execute(ctx, sql.Text(sql.SQL("CREATE EXTENSION IF NOT EXISTS "+name+" SCHEMA public"))); err == nil {
				break
			}
		}
		if err != nil {
			t.Fatal(err)
		}
	}
}

func TestPostgreSQL(t *testing.T) {
	u := env(t, "ALUDEL_TEST_POSTGRES")
	name := space()
	within(t, u, "DROP SCHEMA "+name+" CASCADE", "CREATE SCHEMA "+name,
		"CREATE COLLATION "+name+".ignoring_case (provider = icu, locale = 'und-u-ks-level2', deterministic = false)")
	extend(t, u, "hstore", "citext")
	in := u.SetOption("search_path", name+",public") // where the extensions are
	network, address := server(u)
	dialecttest.Run(t, dialecttest.Harness{
		Name:   "PostgreSQL",
		Schema: name,
		Open:   func(t testing.TB, opts ...engine.Option) *engine.Engine { return open(t, in.Unmasked(), opts...) },
		Lacks: map[dialecttest.Feature]string{
			dialecttest.DistinctWindow: "no database has it",
			dialecttest.Sets:           "an array of an enumeration is that",
			dialecttest.VirtualColumns: "PostgreSQL 18 has them",
			dialecttest.PrefixIndexes:  "an index over left is that",
		},
		Words: dialecttest.Words{
			Shuffle: []sql.SQL{`CREATE OR REPLACE FUNCTION shuffle_parcel() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.id = 10000 + NEW.big / 1099511627776 * 7919 % 5000; RETURN NEW; END $$`,
				`CREATE TRIGGER shuffling BEFORE INSERT ON parcel FOR EACH ROW EXECUTE FUNCTION shuffle_parcel()`},
			Shout: []sql.SQL{`CREATE FUNCTION shout() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN NEW.v = upper(NEW.v); RETURN NEW; END $$`,
				`CREATE TRIGGER shouting BEFORE INSERT ON triggered FOR EACH ROW EXECUTE FUNCTION shout()`},
			Folding: "ignoring_case",
			Violations: map[dialecttest.Violation]string{dialecttest.ViolatesPrimaryKey: "strict_pkey|strict|", dialecttest.ViolatesUnique: "strict_code_key|strict|", dialecttest.ViolatesForeignKey: "fk_parent|strict|",
				dialecttest.ViolatesNotNull: "|strict|positive", dialecttest.ViolatesCheck: "ck_positive|strict|"},
		},
		Server: &dialecttest.Server{
			Protocol: "postgresql", Network: network, Address: address, Via: via(in.SetOption("sslmode", "disable")),
			Level: "SELECT current_setting('transaction_isolation')", Usual: "SELECT reset_val FROM pg_settings WHERE name = 'default_transaction_isolation'",
			Set: "SET statement_timeout = 12345", Setting: "SELECT current_setting('statement_timeout')", Prepared: "SELECT count(*) FROM pg_prepared_statements",
			Identify: "SELECT pg_backend_pid()",
			Kill: func(ctx context.Context, admin *engine.Engine, session int64) error {
				_, err := engine.OneAs[bool](ctx, admin, sql.Text("SELECT pg_terminate_backend(:pid)"), sql.Params{"pid": int32(session)})
				return errors.Join(err, gone(ctx, admin, "SELECT count(*) FROM pg_stat_activity WHERE pid = :id", session))
			},
			Running: count("SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%pg_sleep%' AND query LIKE '%' || :text || '%' AND pid != pg_backend_pid()"),
			Sleep:   func(seconds float64) sql.Statement { return sql.Text("SELECT pg_sleep(:s)").Bind("s", seconds) },
		},
	})
}

func TestMariaDB(t *testing.T) {
	u := env(t, "ALUDEL_TEST_MYSQL")
	name := space()
	within(t, u, "DROP DATABASE "+name, "CREATE DATABASE "+name+" CHARACTER SET utf8mb4")
	in := u.SetDatabase(name)
	network, address := server(u)
	dialecttest.Run(t, dialecttest.Harness{
		Name: "MariaDB",
		Open: func(t testing.TB, opts ...engine.Option) *engine.Engine { return open(t, in.Unmasked(), opts...) },
		Lacks: map[dialecttest.Feature]string{
			dialecttest.UpdateReturning:     "MariaDB 10.11 has RETURNING for INSERT and DELETE only",
			dialecttest.FullJoin:            "MariaDB has none",
			dialecttest.NothingReturning:    "INSERT IGNORE returns the rows that it left out too",
			dialecttest.SwapInUpdate:        "assignments see those before them",
			dialecttest.Arrays:              "it has no such type",
			dialecttest.DistinctWindow:      "no database has it",
			dialecttest.WritingCTE:          "a CTE is a SELECT",
			dialecttest.DeferredConstraints: "constraints are checked row by row",
			dialecttest.TransactionalDDL:    "DDL commits",

			dialecttest.IdentityAlways: "a value that is given is taken", dialecttest.PartialIndexes: noIndex, dialecttest.FunctionalIndexes: "MySQL 8 has them, MariaDB has not",
			dialecttest.CoveringIndexes: noIndex, dialecttest.NullsNotDistinct: "NULLs are distinct", dialecttest.OperatorClasses: noIndex,
			dialecttest.Exclusion: none, dialecttest.MaterializedViews: "a table of a query is that",
			dialecttest.ComputedOfKey: "the number is made after them",

			dialecttest.Ranges: none, dialecttest.Multiranges: none, dialecttest.HStore: none, dialecttest.NetworkAddresses: none, dialecttest.BitStrings: none,
			dialecttest.SearchTypes: none, dialecttest.Money: none, dialecttest.CIText: none, dialecttest.XML: none, dialecttest.ZonedClocks: none,
			dialecttest.CatalogNumbers: none, dialecttest.CalendarIntervals: "an interval is a number of microseconds",
			dialecttest.Infinities: "times are moments", dialecttest.YearsBeyond: "years have four digits", dialecttest.NaNDecimals: "decimals are numbers",
		},
		Words: dialecttest.Words{
			Shuffle: []sql.SQL{`CREATE TRIGGER shuffling BEFORE INSERT ON parcel FOR EACH ROW SET NEW.id = 10000 + (NEW.big DIV 1099511627776 * 7919) % 5000`},
			Shout:   []sql.SQL{`CREATE TRIGGER shouting BEFORE INSERT ON triggered FOR EACH ROW SET NEW.v = upper(NEW.v)`},
			Folding: "utf8mb4_general_ci", FileNames: true,
			Violations: map[dialecttest.Violation]string{dialecttest.ViolatesPrimaryKey: "PRIMARY||", dialecttest.ViolatesUnique: "code||", dialecttest.ViolatesForeignKey: "fk_parent|strict|",
				dialecttest.ViolatesNotNull: "||positive", dialecttest.ViolatesCheck: "ck_positive|strict|"},
		},
		Server: &dialecttest.Server{
			Protocol: "mysql", Network: network, Address: address, Via: via(in),
			Level: "SELECT trx_isolation_level FROM information_schema.innodb_trx WHERE trx_mysql_thread_id = CONNECTION_ID()", Usual: "SELECT @@global.tx_isolation",
			Lag: 150 * time.Millisecond, // its table of transactions is renewed when nobody has read it for 100 ms
			Set: "SET SESSION lock_wait_timeout = 12345", Setting: "SELECT @@lock_wait_timeout",
			Prepared: "SELECT a.variable_value - b.variable_value FROM information_schema.session_status a, information_schema.session_status b WHERE a.variable_name = 'COM_STMT_PREPARE' AND b.variable_name = 'COM_STMT_CLOSE'",
			Identify: "SELECT CONNECTION_ID()",
			Kill: func(ctx context.Context, admin *engine.Engine, session int64) error {
				_, err := admin.Execute(ctx, sql.Text(sql.SQL(fmt.Sprintf("KILL %d", session))))
				return errors.Join(err, gone(ctx, admin, "SELECT count(*) FROM information_schema.processlist WHERE id = :id", session))
			},
			Running: count("SELECT count(*) FROM information_schema.processlist WHERE info LIKE '%SLEEP%' AND info LIKE concat('%', :text, '%') AND id != CONNECTION_ID()"),
			Sleep:   func(seconds float64) sql.Statement { return sql.Text("SELECT SLEEP(:s)").Bind("s", seconds) },
		},
	})
}
