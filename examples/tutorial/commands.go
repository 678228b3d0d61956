package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func commands() []part {
	return []part{{
		name: "create-table", episode: "SQL", title: "1. CREATE TABLE",
		steps: []step{{
			title: "class PyProduct(Base)",
			shows: []string{"Product", "ProductTable", "Products"},
			run:   createTable,
			slips: []slip{{
				says:  "id SERIAL NOT NULL, for primary_key=True, autoincrement=True",
				right: "on PostgreSQL only: it is AUTO_INCREMENT on MariaDB, and SQLite counts an INTEGER PRIMARY KEY up by itself. Autoincrement need not be said: a single integer key does it.",
			}, {
				says:  "production_date: Mapped[date] = mapped_column(…, nullable=True)",
				right: "Mapped[Optional[date]]: the type promises a date where a None comes. Here such a field has to be a pointer, or the mapping is refused.",
			}, {
				says:  "price: Mapped[float]",
				right: "good for a lesson, not for money: a FLOAT rounds. schema.Decimal is exact.",
			}},
		}},
	}, {
		name: "insert", episode: "SQL", title: "2. INSERT INTO … RETURNING", needs: tables,
		steps: []step{{
			title: "insert(PyProduct).values({…}).returning(PyProduct.id)",
			about: "The tutorial's values are random; these are not, so that the output is always the same. A column of another table, or a text for a price, does not compile.",
			run:   insertReturning,
			slips: []slip{{
				says:  "$1::VARCHAR, $2::FLOAT, $3::INTEGER",
				right: "that is how asyncpg's dialect writes it, and ours on PostgreSQL; psycopg2 has %(name)s, SQLite and MariaDB have ?. See what was sent above.",
			}, {
				says:  `if **name** == "**main**"`,
				right: `if __name__ == "__main__": again the stars are what became of the underscores.`,
			}},
		}, {
			title: "print(result.all()), then result.first()",
			run:   allThenFirst,
			slips: []slip{{
				says:  `"you can not do this: result.all(), result.first()"`,
				right: "you can: the result is exhausted, so that first() finds nothing (None in Python, ErrNoResult here). What is refused is the other way round: after first() the result is closed.",
			}},
		}, {
			title: "A typed row instead of a dict",
			about: "What is returned is an int, because the column is one.",
			run:   insertTyped,
		}},
	}, {
		name: "select", episode: "SQL", title: "3. SELECT ALL", needs: rows,
		steps: []step{{
			title: "select(PyProduct)",
			run:   selectAll,
			slips: []slip{{
				says:  "SELECT sqla_product.id, … sqla_product.expiry_offset_months, and ends there",
				right: "FROM sqla_product is missing.",
			}},
		}, {
			title: "result.all(), after the with block",
			run:   readAfterClose,
			slips: []slip{{
				says:  "all_result = result.all() below the async with, when the connection has been given back",
				right: "read the rows inside. It works for the tutorial only because an async result is in memory already; of a sync one nothing would be left.",
			}},
		}},
	}, {
		name: "select-columns", episode: "SQL", title: "4. SELECT SOME COLUMNS", needs: rows,
		steps: []step{{
			title: "select(PyProduct.id, PyProduct.name)",
			run:   selectColumns,
			slips: []slip{{
				says:  "that the rows are (12, 'enjoy', 39.05, 18, None, None, None)",
				right: "two columns were asked for, and two come: (2, 'enjoy').",
			}},
		}, {
			title: "The same, typed",
			about: "Select2 says what its rows are: an int and a string, fields A and B.",
			run:   selectTyped,
		}},
	}, {
		name: "where", episode: "SQL", title: "5. SELECT WITH WHERE", needs: rows,
		steps: []step{{
			title:    "where((production_date >= start) & (expiry_date < end))",
			about:    "Conditions of one Where are joined by AND; And, Or and Not are there for the rest.",
			run:      whereDates,
			mistakes: []string{"andAnd"},
		}, {
			title: "where(PyProduct.price.between(1.0, 6.0))",
			run:   whereBetween,
		}},
	}, {
		name: "update", episode: "SQL", title: "6. UPDATE / SET", needs: rows,
		steps: []step{{
			title: "update(PyProduct).where(id == 1).values({…}).returning(PyProduct)",
			about: "What a database cannot do is refused before anything is sent: MariaDB has no UPDATE … RETURNING. Then the row is read in the same transaction.",
			run:   updateReturning,
		}, {
			title: "An UPDATE without WHERE",
			about: "The tutorial does not do it; many have. It has to be asked for, with AllRows().",
			run:   updateEverything,
		}},
	}, {
		name: "delete", episode: "SQL", title: "7. DELETE FROM", needs: rows,
		steps: []step{{
			title: "delete(PyProduct).where(PyProduct.id == 1)",
			run:   deleteOne,
		}},
	}}
}

func createTable(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return eng.CreateAll(ctx, Base.MetaData(), schema.Of(Products))
}

func insertReturning(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	stmt := sql.Insert(Products).Values(
		Products.Name.Set("widget"),
		Products.Price.Set(9.5),
		Products.AvailableQuantity.Set(3),
	).Returning(Products.ID)

	return eng.Begin(ctx, func(conn *engine.Conn) error {
		result, err := conn.Execute(ctx, stmt)
		if err != nil {
			return err
		}
		row, err := result.First()
		if err != nil {
			return err
		}
		byName, err := row.Map() // first()._asdict()
		fmt.Fprintln(out, "insert result:", row, byName)
		return err
	})
}

func allThenFirst(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, sql.Select(Products.ID))
	if err != nil {
		return err
	}
	rows, err := result.All()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "all:", rows)
	_, err = result.First()
	fmt.Fprintln(out, "then first:", err)

	if result, err = eng.Execute(ctx, sql.Select(Products.ID)); err != nil {
		return err
	}
	row, err := result.First()
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "first:", row)
	_, err = result.All()
	fmt.Fprintln(out, "then all:", err)
	return nil
}

func insertTyped(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	stmt := sql.Insert(Products).Values(
		Products.Name.Set("tea"), Products.Price.Set(3.5), Products.AvailableQuantity.Set(40))

	id, err := engine.One(ctx, eng, sql.Returning(stmt, Products.ID))
	fmt.Fprintf(out, "%d is an %T\n", id, id)
	return err
}

func selectAll(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return eng.Begin(ctx, func(conn *engine.Conn) error {
		result, err := conn.Execute(ctx, sql.Select(Products).OrderBy(Products.ID))
		if err != nil {
			return err
		}
		for row, err := range result.Rows() {
			if err != nil {
				return err
			}
			fmt.Fprintln(out, row)
			if row.At(1) == "enjoy" {
				byName, err := row.Map() // row._asdict()
				if err != nil {
					return err
				}
				fmt.Fprintln(out, byName)
			}
		}
		return nil
	})
}

func readAfterClose(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	result, err := conn.Execute(ctx, sql.Select(Products.ID))
	if err := errors.Join(err, conn.Close()); err != nil {
		return err
	}
	_, err = result.All()
	fmt.Fprintln(out, "error:", err)
	return nil
}

func selectColumns(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, sql.Select(Products.ID, Products.Name).OrderBy(Products.ID))
	if err != nil {
		return err
	}
	for row, err := range result.Rows() {
		if err != nil {
			return err
		}
		byName, err := row.Map()
		if err != nil {
			return err
		}
		fmt.Fprintln(out, row, byName)
	}
	return nil
}

func selectTyped(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	pairs, err := engine.All(ctx, eng, sql.Select2(Products.ID, Products.Name).OrderBy(Products.ID))
	for _, pair := range pairs {
		fmt.Fprintf(out, "%d is %s\n", pair.A, pair.B)
	}
	return err
}

func whereDates(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	start := time.Date(2025, time.January, 1, 0, 0, 0, 0, time.UTC)
	end := time.Date(2026, time.December, 31, 0, 0, 0, 0, time.UTC)

	result, err := eng.Execute(ctx, sql.Select(Products).
		Where(Products.ProductionDate.Ge(start), Products.ExpiryDate.Lt(end)).
		OrderBy(Products.ID))
	if err != nil {
		return err
	}
	rows, err := result.All()
	for _, row := range rows {
		fmt.Fprintln(out, row)
	}
	return err
}

func whereBetween(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	result, err := eng.Execute(ctx, sql.Select(Products).Where(Products.Price.Between(1, 6)))
	if err != nil {
		return err
	}
	rows, err := result.All()
	fmt.Fprintln(out, rows)
	return err
}

func updateReturning(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	update := sql.Update(Products).
		Set(Products.Price.Set(12.25), Products.AvailableQuantity.Set(7)).
		Where(Products.ID.Eq(1))

	return eng.Begin(ctx, func(conn *engine.Conn) error {
		result, err := conn.Execute(ctx, update.Returning(Products))
		if lacks := (*compile.UnsupportedError)(nil); errors.As(err, &lacks) {
			fmt.Fprintln(out, lacks)
			if result, err = conn.Execute(ctx, update); err != nil {
				return err
			}
			fmt.Fprintln(out, "rows written:", result.RowCount())
			result, err = conn.Execute(ctx, sql.Select(Products).Where(Products.ID.Eq(1)))
		}
		if err != nil {
			return err
		}
		row, err := result.One()
		fmt.Fprintln(out, row)
		return err
	})
}

func updateEverything(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	_, err := eng.Execute(ctx, sql.Update(Products).Set(Products.Price.Set(0)))
	fmt.Fprintln(out, "error:", err)
	return nil
}

func deleteOne(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return eng.Begin(ctx, func(conn *engine.Conn) error {
		result, err := conn.Execute(ctx, sql.Delete(Products).Where(Products.ID.Eq(1)))
		if err != nil {
			return err
		}
		fmt.Fprintln(out, "rows deleted:", result.RowCount())
		return nil
	})
}
