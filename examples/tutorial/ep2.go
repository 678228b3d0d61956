package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/aludel/aludel/async"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func episode2() []part {
	return []part{{
		name: "connect", episode: "EP2", title: "Connect: what was not committed is rolled back", needs: tables,
		steps: []step{{
			title: "A sync connection",
			about: "The context manager is defer. The transaction begins with the first statement, and Close rolls it back.",
			run:   connectSync,
			slips: []slip{{
				says:  `"this connect() method … is not transactional so it may rollback … we need to place context manager inside a try except"`,
				right: "it is transactional: a transaction begins by itself, and it always rolls back what was not committed. A try does not help; conn.commit() does.",
			}},
		}, {
			title: "… and Commit, which keeps it",
			run:   connectAndCommit,
		}, {
			title: "An async connection",
			about: "Go needs no second kind of function for this. Execute issues a statement and returns at once; the first Await sends all that were issued, in one round trip where the database can.",
			run:   connectAsync,
			slips: []slip{{
				says:  "async with …, at the top of a module",
				right: "await and async with stand in an async def; where the tutorial has them they are a syntax error. Here any function may await.",
			}},
		}},
	}, {
		name: "begin", episode: "EP2", title: "Begin: commit, or roll back on an error", needs: tables,
		steps: []step{{
			title: "A transactional sync connection",
			run:   beginSync,
		}, {
			title: "A transactional async connection",
			run:   beginAsync,
		}, {
			title: "An error rolls back, and so does a panic",
			run:   beginFails,
		}},
	}}
}

func connectSync(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()

	result, err := conn.Execute(ctx, sql.Insert(Products).Values(
		Products.Name.Set("widget"), Products.Price.Set(9.5), Products.AvailableQuantity.Set(3)))
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "rows written:", result.RowCount())
	if err := conn.Close(); err != nil { // without a Commit
		return err
	}

	n, err := engine.One(ctx, eng, sql.Select1(sql.Count(Products.ID)))
	fmt.Fprintln(out, "rows afterwards:", n)
	return err
}

func connectAndCommit(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()

	_, err = conn.Execute(ctx, sql.Insert(Products).Values(
		Products.Name.Set("widget"), Products.Price.Set(9.5), Products.AvailableQuantity.Set(3)))
	if err != nil {
		return err
	}
	if err := conn.Commit(ctx); err != nil {
		return err
	}

	n, err := engine.One(ctx, eng, sql.Select1(sql.Count(Products.ID)))
	fmt.Fprintln(out, "rows afterwards:", n)
	return err
}

func connectAsync(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := async.New(ctx, eng).Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()

	count := conn.Execute(sql.Select(sql.Count(Products.ID).As("products")))
	names := conn.Execute(sql.Select(Products.Name))

	result, err := count.Await(ctx) // sends both
	if err != nil {
		return err
	}
	row, err := result.One()
	if err != nil {
		return err
	}
	byName, err := row.Map()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, byName)

	result, err = names.Await(ctx) // is there already
	if err != nil {
		return err
	}
	all, err := result.All()
	fmt.Fprintln(out, all)
	return err
}

func beginSync(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return eng.Begin(ctx, func(conn *engine.Conn) error {
		result, err := conn.Execute(ctx, sql.Insert(Products).Values(
			Products.Name.Set("widget"), Products.Price.Set(9.5), Products.AvailableQuantity.Set(3)))
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "rows written:", result.RowCount())
		return nil // commits
	})
}

func beginAsync(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return async.New(ctx, eng).Begin(ctx, func(conn *async.Conn) error {
		for _, name := range []string{"tea", "lamp"} {
			conn.Execute(sql.Insert(Products).Values(
				Products.Name.Set(name), Products.Price.Set(5), Products.AvailableQuantity.Set(1)))
		}
		return nil // sends both, and commits
	})
}

func beginFails(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	err := eng.Begin(ctx, func(conn *engine.Conn) error {
		if _, err := conn.Execute(ctx, sql.Delete(Products).AllRows()); err != nil {
			return err
		}
		return errors.New("changed my mind")
	})
	fmt.Fprintln(out, "error:", err)

	n, err := engine.One(ctx, eng, sql.Select1(sql.Count(Products.ID)))
	fmt.Fprintln(out, "rows afterwards:", n)
	return err
}
