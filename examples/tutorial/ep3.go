package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func episode3() []part {
	return []part{{
		name: "singleton", episode: "EP3", title: "One engine for the whole program",
		steps: []step{{
			title: "@lru_cache def get_engine()",
			about: "Keep one Cache where the program begins: for the same dialect, URL and name it gives the same engine, to all goroutines. (One engine in a variable does as well.)",
			run:   singleton,
			slips: []slip{{
				says:  `"two connections to connection pool … maybe some problems"`,
				right: "many connections are what a pool is for. Two engines are two pools, and the server gets twice as many connections as pool_size says: that is the problem.",
			}, {
				says:  `that lru_cache makes singletons "based on their (input, output)"`,
				right: "on the arguments alone; and it does not lock, so that two threads that call it first at one time make two engines. engine.Cache does.",
			}},
		}, {
			title:    "pool_si8ze=5",
			mistakes: []string{"poolSi8ze"},
			slips: []slip{{
				says:  "pool_si8ze=5",
				right: "pool_size: Python finds that out when the line runs (TypeError), Go when it is compiled.",
			}},
		}},
	}, {
		name: "cursor", episode: "EP3", title: "What is a cursor?", needs: rows,
		steps: []step{{
			title: "result = conn.execute(stmt); rows = result.fetchall()",
			about: "Execute sends the statement and fetches nothing; rows come as they are asked for, a million of them in constant memory.",
			run:   cursor,
			slips: []slip{{
				says:  `that a cursor is "something like linked list" with now() and next()`,
				right: "PEP 249's cursor has fetchone, fetchmany and fetchall; it is a position in a result, and what is behind it is gone.",
			}, {
				says:  `that by lazy loading "the cursor will fetch data from disk" row by row`,
				right: "psycopg2 and PyMySQL take the whole result into memory when they execute, unless stream_results asks otherwise. Here nothing is fetched ahead, on all three databases.",
			}},
		}},
	}, {
		name: "fetch", episode: "EP3", title: "Lazy fetch behaviour, method by method", needs: rows,
		steps: []step{
			{title: "stmt = select(...)", about: "Builds a statement; the database hears nothing of it.", run: fetchBuild},
			{title: "conn.execute(stmt), result.fetchall()", about: "All rows that are left.", run: fetchAll},
			{title: "result.fetchone()", about: "The next row, and whether there was one.", run: fetchOne},
			{title: "result.fetchmany(n)", about: "The next n rows; fewer at the end.", run: fetchMany},
			{title: "result.scalars()", about: "One column of each row, lazily.", run: fetchScalars, slips: []slip{{
				says:  `both "yields … lazily" and ".fetchall() + [0] slicing"`,
				right: "the first: scalars() is a view, and nothing is fetched by it.",
			}}},
			{title: "result.mappings()", about: "Each row as a map from column name to value.", run: fetchMappings},
			{title: "result.all()", about: "The same as fetchall.", run: fetchAllAgain, slips: []slip{{
				says:  `that all(), first(), one() are "ORM-style"`,
				right: "they belong to every result; the ORM is not needed for them.",
			}}},
			{title: "result.first()", about: "The first row; what comes after it is not read, and the result is closed.", run: fetchFirst, slips: []slip{{
				says:  `that first() is ".fetchone() + conditional check"`,
				right: "and it closes the result, so that the connection is free: another fetch is an error, not an empty answer.",
			}}},
			{title: "result.one()", about: "The only row; none, or several, is an error.", run: fetchTheOne, slips: []slip{{
				says:  `that one() is ".fetchall() + length check"`,
				right: "it reads two rows at most, however many there are.",
			}}},
			{title: "result.one_or_none()", about: "The only row, or none; several is an error.", run: fetchOneOrNone},
		},
	}, {
		name: "literal", episode: "EP3", title: "literal and label",
		steps: []step{{
			title: "select(literal(1))",
			run:   literal,
			slips: []slip{{
				says:  "that select(literal(1)) is SELECT 1",
				right: "a literal is a value, and values are bound; the column gets a name, too. A 1 in the text is literal_column in Python, a fragment of raw SQL here.",
			}},
		}, {
			title: `select(literal(1).label("column1"))`,
			about: "AS in SQL, annotate in Django, label in SQLAlchemy (not lable), As here.",
			run:   label,
		}},
	}}
}

func singleton(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	var engines engine.Cache
	const url = "postgresql+asyncpg://user:password@localhost:5432/db_name"

	first, err := engines.Get(postgres.Dialect, url, "", engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		return err
	}
	second, err := engines.Get(postgres.Dialect, url, "")
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "the same engine:", first == second)

	reports, err := engines.Get(postgres.Dialect, url, "reports", engine.PoolSize(1))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "the same engine:", first == reports)
	return errors.Join(first.Close(ctx), reports.Close(ctx))
}

func cursor(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()

	result, err := conn.Execute(ctx, sql.Select(Products.ID, Products.Name).OrderBy(Products.ID))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "executed; the columns are", result.Keys())
	for row, err := range result.Rows() { // fetches as it goes
		if err != nil {
			return err
		}
		fmt.Fprintln(out, row)
		if row.At(1) == "enjoy" {
			break // the rest is still there
		}
	}
	rest, err := result.FetchAll()
	fmt.Fprintln(out, "the rest:", rest)
	return err
}

// names is what the fetching steps select.
var names = sql.Select(Products.ID, Products.Name).OrderBy(Products.ID)

func fetchBuild(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	stmt := sql.Select(Products.ID, Products.Name).OrderBy(Products.ID)

	text, _, err := stmt.SQL(eng.Dialect())
	fmt.Fprintln(out, text)
	return err
}

func fetchAll(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names)
	if err != nil {
		return err
	}
	rows, err := result.FetchAll()
	fmt.Fprintln(out, rows)
	return err
}

func fetchOne(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names.Limit(1))
	if err != nil {
		return err
	}
	for range 2 {
		row, ok, err := result.FetchOne()
		if err != nil {
			return err
		}
		fmt.Fprintln(out, row, ok)
	}
	return nil
}

func fetchMany(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names)
	if err != nil {
		return err
	}
	for range 3 {
		rows, err := result.FetchMany(3)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, len(rows), rows)
	}
	return nil
}

func fetchScalars(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names)
	if err != nil {
		return err
	}
	for id, err := range result.Scalars(0).Values() {
		if err != nil {
			return err
		}
		fmt.Fprintln(out, id)
	}
	return nil
}

func fetchMappings(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names.Limit(2))
	if err != nil {
		return err
	}
	maps, err := result.Mappings().All()
	fmt.Fprintln(out, maps)
	return err
}

func fetchAllAgain(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names)
	if err != nil {
		return err
	}
	rows, err := result.All()
	fmt.Fprintln(out, rows)
	return err
}

func fetchFirst(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, names)
	if err != nil {
		return err
	}
	row, err := result.First()
	if err != nil {
		return err // ErrNoResult where there is none
	}
	fmt.Fprintln(out, row)

	_, err = result.All()
	fmt.Fprintln(out, "then All:", err)
	return nil
}

func fetchTheOne(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	for _, limit := range []int{1, 0, 4} {
		result, err := eng.Execute(ctx, names.Limit(limit))
		if err != nil {
			return err
		}
		row, err := result.One()
		switch {
		case errors.Is(err, engine.ErrNoResult), errors.Is(err, engine.ErrMultipleResults):
			fmt.Fprintln(out, "error:", err)
		case err != nil:
			return err
		default:
			fmt.Fprintln(out, row)
		}
	}
	return nil
}

func fetchOneOrNone(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	for _, limit := range []int{1, 0} {
		result, err := eng.Execute(ctx, names.Limit(limit))
		if err != nil {
			return err
		}
		row, ok, err := result.OneOrNone()
		if err != nil {
			return err
		}
		fmt.Fprintln(out, row, ok)
	}
	return nil
}

func literal(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, sql.Select(sql.Literal(1)))
	if err != nil {
		return err
	}
	row, err := result.One()
	fmt.Fprintln(out, row)
	return err
}

func label(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, sql.Select(sql.Literal(1).As("column1")))
	if err != nil {
		return err
	}
	row, err := result.One()
	if err != nil {
		return err
	}
	byName, err := row.Map()
	fmt.Fprintln(out, byName)
	return err
}
