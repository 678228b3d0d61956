package main

import (
	"context"
	"fmt"
	"io"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/mysql"
	"github.com/aludel/aludel/driver/pgx"
	"github.com/aludel/aludel/driver/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// episodes are the tutorial's headings.
var episodes = map[string]string{
	"EP1": "EP1  Three layers: DBAPI, Core, ORM",
	"EP2": "EP2  Connecting: sync, async, transactional",
	"EP3": "EP3  One engine, the cursor, how rows are fetched",
	"EP4": "EP4  Declarative base and MetaData",
	"SQL": "Let's try all SQL commands with the engine",
	"FK":  "Let's have foreign keys",
}

func episode1() []part {
	return []part{{
		name: "dbapi", episode: "EP1", title: "DBAPI: the contract that database drivers fulfil",
		steps: []step{{
			title: "The abstract class and its concrete classes",
			about: "In Go the contract is an interface of package driver. The compiler checks that a driver fulfils it; nothing is inherited.",
			shows: []string{"contract"},
			slips: []slip{{
				says:  `that one DBAPI class has connect() and cusror()`,
				right: "two things: a driver connects, and the connection that it gives has the cursor (PEP 249: module.connect(), connection.cursor()); here driver.Driver.Connect and driver.Conn.Run.",
			}, {
				says:  `"psycopg, pymysql, sqlite -> concrete class"`,
				right: "they are modules with functions, without a common class; the sqlite one is called sqlite3. Only with an interface is somebody checking.",
			}},
		}, {
			title: "Below the engine: a statement by the driver alone",
			about: "This is all that a driver is asked for: it runs a batch of texts with values and gives rows. Everything above it is ours.",
			run:   dbapi,
		}},
	}, {
		name: "core", episode: "EP1", title: "Core: schema and the SQL expression language",
		steps: []step{{
			title: "A table, and a query by chaining methods",
			about: "A table that is made at run time. No database is asked: SQL() shows what a dialect makes of a statement.",
			run:   core,
			slips: []slip{{
				says:  `Table("user", # columns)`,
				right: "a table also needs the MetaData that it belongs to; without one CREATE and DROP could not find it.",
			}, {
				says:  `where(user.name="Alic")`,
				right: `a comparison: in Python user.c.name == "Alic" (a = is a keyword argument there, with a dot in it a syntax error), here Eq("Alic").`,
			}, {
				says:  `SELECT * … WHERE name="Alic"`,
				right: "SQL has single quotes around a text, double quotes around a name; and no value is put into the text at all, it is bound. Nor does anybody send a *: the columns are written out.",
			}, {
				says:  "SELECT * FROM User … GROUP BY name ORDER BY id",
				right: "what is selected and sorted by must be grouped by, or be an aggregate; PostgreSQL refuses the tutorial's query. And user is a reserved word there, which has to be quoted: see above.",
			}},
		}, {
			title: "A builder that never changes what was built",
			about: `"Like the builder pattern", says the tutorial. Each method gives a copy, so that a base can be branched and shared.`,
			run:   branches,
		}, {
			title:    "What the compiler refuses",
			about:    "The columns of a mapped table have types, so that a mistake is found before the program runs.",
			mistakes: []string{"likeOnNumber", "textForNumber", "goOperator"},
		}},
	}, {
		name: "engine", episode: "EP1", title: "Engine: dialect, connection pool, execution", needs: nothing,
		steps: []step{{
			title: "A URL names the dialect, the driver and the database",
			about: "The driver names of Python are understood, and mean the Go driver for that database. A password is not printed. What is wrong is named: the tutorial's port is a word.",
			run:   theURL,
			slips: []slip{{
				says:  `that the dialect "is something like postgresql+psycopg2://user:pass@localhost/dbname"`,
				right: "that is a URL. The dialect is its first word, postgresql; psycopg2 is the driver.",
			}},
		}, {
			title: "The pool",
			about: "Opening connects to nothing; the first statement does.",
			run:   poolOptions,
			slips: []slip{{
				says:  `"pool_size=5: a pool with length of 5 (so it can store 5 connections)"`,
				right: "5 are kept, and up to max_overflow (10) more are opened under load: 15 at most. Add MaxOverflow(0) to stay at 5.",
			}, {
				says:  `"all the drivers … let us create a pool"`,
				right: "psycopg2 and asyncpg do, PyMySQL and sqlite3 do not; no two work alike. That is why the engine has its own.",
			}},
		}, {
			title: "with engine.connect() as conn: result = conn.execute(stmt)",
			about: "Connect takes a connection from the pool, or opens one; Close gives it back. The statement is turned into SQL when it is executed: once, and kept for the next time.",
			run:   connectAndExecute,
			slips: []slip{{
				says:  "the wrapper sqlalchemy_connection(psql_connection), which calls psycopg2.connect()",
				right: "a wrapper uses the connection that it was given; this one would open another for each call.",
			}, {
				says:  `that "the stmt … is going to be translated by engine"`,
				right: "by the dialect's compiler, on the engine's behalf, and not each time: the compiled text is cached under the statement's structure, without its values.",
			}},
		}},
	}}
}

// The contract: what connects, and what was connected to.
var contract = []driver.Driver{
	(*pgx.Driver)(nil),    // PostgreSQL, on jackc/pgx
	(*mysql.Driver)(nil),  // MySQL and MariaDB, on go-sql-driver
	(*sqlite.Driver)(nil), // SQLite, on ncruces/go-sqlite3
}

var _ = contract // it is shown, and the compiler checks it

func dbapi(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	var db driver.Conn = conn.Driver() // PEP 249's connection

	batch := []driver.Request{{Stmt: &driver.Statement{Text: "SELECT 1 AS one, 'a' AS letter"}}}
	answers, err := db.Run(ctx, batch) // PEP 249's cursor.execute
	if err != nil {
		return err
	}
	cursor, err := answers.Next()
	if err != nil {
		return err
	}
	row := make([]any, len(cursor.Shape().Columns))
	for cursor.Next() { // cursor.fetchone
		if err := cursor.Values(row); err != nil {
			return err
		}
		fmt.Fprintln(out, row...)
	}
	return answers.Close()
}

func core(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	meta := schema.NewMetaData()
	user := schema.NewTable(meta, "user",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("name", sqltype.String(50)))

	stmt := sql.Select(user.C("name"), sql.Count()).
		Where(user.C("name").Eq("Alic")).
		GroupBy(user.C("name")).
		OrderBy(user.C("name"))

	for _, dialect := range aludel.Dialects() {
		text, args, err := stmt.SQL(dialect)
		if err != nil {
			return err
		}
		fmt.Fprintf(out, "%s:\n  %s  %q\n", dialect.Name(), text, args)
	}
	return nil
}

func branches(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	base := sql.Select(Products.Name)
	cheap := base.Where(Products.Price.Lt(10))
	many := base.Where(Products.AvailableQuantity.Ge(10))

	for _, stmt := range []sql.SelectStmt[sql.Record]{base, cheap, many} {
		text, args, err := stmt.SQL(eng.Dialect())
		if err != nil {
			return err
		}
		fmt.Fprintln(out, text, args)
	}
	return nil
}

func theURL(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	u, err := dburl.Parse("postgresql+psycopg2://user:pass@localhost/dbname")
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "dialect", u.Dialect, "driver", u.Driver, "user", u.User, "database", u.Database)
	fmt.Fprintln(out, u)

	_, err = dburl.Parse("postgresql+psycopg2://user:password@localhost:port/db_name")
	fmt.Fprintln(out, err)
	return nil
}

func poolOptions(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	pooled, err := aludel.Open("postgresql+psycopg2://user:pass@localhost/dbname",
		engine.PoolSize(5))
	if err != nil {
		return err
	}
	defer pooled.Close(ctx)
	pool := pooled.Status()
	fmt.Fprintln(out, "kept:", pool.Size, "more under load:", pool.MaxOverflow, "now:", pool.Idle)
	return nil
}

func connectAndExecute(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	stmt := sql.Select(sql.Literal("hello").As("greeting"))

	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	fmt.Fprintln(out, "connections in use:", eng.Status().InUse)
	before := eng.CachedStatements()

	for range 2 {
		result, err := conn.Execute(ctx, stmt)
		if err != nil {
			return err
		}
		row, err := result.One()
		if err != nil {
			return err
		}
		fmt.Fprintln(out, row, "statements compiled:", eng.CachedStatements()-before)
	}
	return conn.Close()
}
