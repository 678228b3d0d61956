package main

import (
	"context"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/go-sql-driver/mysql"
	_ "github.com/jackc/pgx/v5/stdlib"
	_ "github.com/mattn/go-sqlite3"
)

// The variables that hold the servers' URLs, as for the tests.
const (
	postgresVar = "ALUDEL_TEST_POSTGRES"
	mysqlVar    = "ALUDEL_TEST_MYSQL"
)

// A database is where contestants meet.
type database struct {
	name      string
	variable  string // holds its URL; "": a file for each contestant
	entries   []Entry
	version   string // the query for its version
	idType    string
	floatType string
	afterFill string // what the database wants after keys were given by hand
}

var databases = []database{
	{name: "PostgreSQL", variable: postgresVar, entries: postgresEntries, version: "SHOW server_version",
		idType: "bigserial PRIMARY KEY", floatType: "double precision",
		afterFill: fmt.Sprintf("SELECT setval('bench_product_id_seq', %d)", rows)},
	{name: "MariaDB", variable: mysqlVar, entries: mysqlEntries, version: "SELECT version()",
		idType: "bigint AUTO_INCREMENT PRIMARY KEY", floatType: "double"},
	{name: "SQLite", entries: sqliteEntries, version: "SELECT sqlite_version()",
		idType: "integer PRIMARY KEY", floatType: "double"},
}

// address returns the Aludel URL for a contestant; dir is for files.
func (d database) address(dir string, contestant int) (string, error) {
	if d.variable == "" {
		return "sqlite:///" + filepath.Join(dir, fmt.Sprintf("bench%d.db", contestant)), nil
	}
	if u := os.Getenv(d.variable); u != "" {
		return u, nil
	}
	return "", fmt.Errorf("%s is not set: run make bench, which starts the servers, or leave %s out with -db", d.variable, d.name)
}

// open opens the database at an Aludel URL through database/sql.
func (d database) open(address string) (*sql.DB, error) { return openSQL(d.variable, address) }

// openSQL opens through database/sql what the variable names.
func openSQL(variable, address string) (*sql.DB, error) {
	switch variable {
	case postgresVar:
		return sql.Open("pgx", address)
	case mysqlVar:
		config, err := mysqlConfig(address)
		if err != nil {
			return nil, err
		}
		connector, err := mysql.NewConnector(config)
		if err != nil {
			return nil, err
		}
		return sql.OpenDB(connector), nil
	default:
		return sql.Open("sqlite3", "file:"+sqliteFile(address)+"?_journal_mode=WAL&_synchronous=NORMAL&_busy_timeout=5000")
	}
}

// sqliteFile is the path in an Aludel URL of SQLite.
func sqliteFile(address string) string { return strings.TrimPrefix(address, "sqlite:///") }

// mysqlConfig translates an Aludel URL for the raw driver.
func mysqlConfig(address string) (*mysql.Config, error) {
	u, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	config := mysql.NewConfig()
	config.User = u.User.Username()
	config.Passwd, _ = u.User.Password()
	config.DBName = strings.TrimPrefix(u.Path, "/")
	config.ParseTime, config.InterpolateParams = true, true
	if socket := u.Query().Get("unix_socket"); socket != "" {
		config.Net, config.Addr = "unix", socket
	} else {
		config.Net, config.Addr = "tcp", u.Host
		if u.Port() == "" {
			config.Addr = u.Host + ":3306"
		}
	}
	return config, nil
}

// fill makes the tables anew and fills them. baseline is set when they are the
// baseline's own, small when bench_big is to have no rows.
func (d database) fill(ctx context.Context, address string, baseline, small bool) error {
	db, err := d.open(address)
	if err != nil {
		return err
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	run := func(statements ...string) error {
		for _, s := range statements {
			if s == "" {
				continue
			}
			if _, err := db.ExecContext(ctx, s); err != nil {
				return fmt.Errorf("%s: %w", s, err)
			}
		}
		return nil
	}
	table := "(id " + d.idType + ", name varchar(100) NOT NULL, price " + d.floatType + " NOT NULL, available_quantity integer NOT NULL, " +
		"production_date date, expiry_date date, expiry_offset_months integer)"
	err = run("DROP TABLE IF EXISTS bench_product", "DROP TABLE IF EXISTS bench_big", "DROP TABLE IF EXISTS bench_hundred", "DROP TABLE IF EXISTS bench_order",
		"CREATE TABLE bench_product "+table, "CREATE TABLE bench_big "+table, "CREATE TABLE bench_hundred (n integer NOT NULL)",
		"CREATE TABLE bench_order (id "+d.idType+", product_id bigint NOT NULL, quantity integer NOT NULL)", "CREATE INDEX bench_order_product ON bench_order (product_id)")
	if err != nil {
		return err
	}

	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer tx.Rollback() // does nothing after Commit
	marks := "?, ?, ?, ?, ?, ?, ?"
	if d.variable == postgresVar {
		marks = "$1, $2, $3, $4, $5, $6, $7"
	}
	insert, err := tx.PrepareContext(ctx, "INSERT INTO bench_product ("+columns+") VALUES ("+marks+")")
	if err != nil {
		return err
	}
	for id := range rows {
		p := sample(id + 1)
		var from, to any = asDate(p.ProductionDate), asDate(p.ExpiryDate)
		if d.variable == "" && baseline {
			// mattn reads a plain date at a third of the speed of what it writes itself.
			from, to = p.ProductionDate, p.ExpiryDate
		}
		if _, err := insert.ExecContext(ctx, p.ID, p.Name, p.Price, p.AvailableQuantity, from, to, p.ExpiryOffsetMonths); err != nil {
			return err
		}
	}
	for n := range bigRows / rows {
		if _, err := tx.ExecContext(ctx, fmt.Sprintf("INSERT INTO bench_hundred VALUES (%d)", n)); err != nil {
			return err
		}
	}
	if err := tx.Commit(); err != nil {
		return err
	}

	analyze := "ANALYZE"
	if d.variable == mysqlVar {
		analyze = "ANALYZE TABLE bench_product, bench_big"
	}
	big := bigRows / rows
	if small {
		big = 0
	}
	return run(d.afterFill,
		fmt.Sprintf("INSERT INTO bench_big SELECT p.id + %d * h.n, p.name, p.price, p.available_quantity, p.production_date, p.expiry_date, p.expiry_offset_months "+
			"FROM bench_hundred AS h CROSS JOIN bench_product AS p WHERE h.n < %d ORDER BY h.n, p.id", rows, big),
		fmt.Sprintf("INSERT INTO bench_order (product_id, quantity) SELECT p.id, h.n + 1 FROM bench_product AS p CROSS JOIN bench_hundred AS h "+
			"WHERE p.id <= %d AND h.n < %d ORDER BY p.id, h.n", owners, ordersEach),
		analyze)
}

// asDate is what a column of type date is given.
func asDate(t *time.Time) any {
	if t == nil {
		return nil
	}
	return t.Format("2006-01-02")
}

// clear drops the tables from a database that may be the user's own.
func (d database) clear(ctx context.Context, address string) error {
	if d.variable == "" {
		return nil
	}
	db, err := d.open(address)
	if err != nil {
		return err
	}
	defer db.Close()
	for _, t := range []string{"bench_product", "bench_big", "bench_hundred", "bench_order"} {
		if _, err := db.ExecContext(ctx, "DROP TABLE IF EXISTS "+t); err != nil {
			return err
		}
	}
	return nil
}

// describe is the database's name and version.
func (d database) describe(ctx context.Context, address string) (string, error) {
	db, err := d.open(address)
	if err != nil {
		return "", err
	}
	defer db.Close()
	var v string
	err = db.QueryRowContext(ctx, d.version).Scan(&v)
	return d.name + " " + v, err
}
