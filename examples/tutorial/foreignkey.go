package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func foreignKey() part {
	return part{
		name: "foreign-key", episode: "FK", title: "ForeignKey and its arguments", needs: rows,
		steps: []step{{
			title:    "product_id: Mapped[int] = mapped_column(ForeignKey(PyProduct.id, ondelete=\"CASCADE\"))",
			about:    "A column that holds the key of another table's row, and the constraint that it exists. Whose type does not fit does not compile.",
			shows:    []string{"Order", "OrderTable", "Orders"},
			run:      createOrders,
			mistakes: []string{"foreignType"},
			slips: []slip{{
				says:  "order_date TIMESTAMP WITH TIME ZONE, for Mapped[datetime] = mapped_column(default=datetime.utcnow)",
				right: "SQLAlchemy makes TIMESTAMP WITHOUT TIME ZONE of that, and utcnow, which is deprecated, knows no zone. Here schema.Time is an instant, WITH TIME ZONE; schema.LocalTime is without.",
			}},
		}, {
			title: "ON DELETE CASCADE at work",
			about: "SQLite enforces foreign keys only when a connection has been told to; ours are.",
			run:   cascade,
		}, {
			title: "An order without its product",
			about: "Errors are told apart by type and code, never by their text, which every database words differently.",
			run:   orphan,
		}, {
			title: "column: PyProduct.id or \"sqla_prodcut.id\"",
			about: "By object where Go's order of initialization allows, and by name where it does not: the name is looked up when the table is used.",
			run:   byName,
			slips: []slip{{
				says:  `"sqla_prodcut.id"`,
				right: `"sqla_product.id". With a column object the compiler finds that out.`,
			}, {
				says:  `that the string has the "table or class name"`,
				right: "the table's name. Class names are for relationship().",
			}},
		}, {
			title: `ondelete, onupdate: "CASCADE", "SET NULL", "DO NOTHING"`,
			run:   actions,
			slips: []slip{{
				says:  `"DO NOTHING"`,
				right: `NO ACTION: the error lists the five that there are. (Python sends whatever was written, and the database refuses it.)`,
			}},
		}, {
			title: "deferrable, initially",
			about: "Whether the constraint is checked by each statement or, if the transaction says so, at its end.",
			run:   deferrable,
			slips: []slip{{
				says:  `that deferrable "is just for psql"`,
				right: "SQLite has it, too. MariaDB has not, and says so before anything is sent.",
			}, {
				says:  `"initial : str : … i didnt get it"`,
				right: `the name is initially. "DEFERRED": checked at COMMIT unless said otherwise; "IMMEDIATE": after each statement until SET CONSTRAINTS says otherwise.`,
			}},
		}, {
			title: "use_alter",
			about: "For tables that refer to each other: one is created without its key, which is added when both are there. Cycles are found without being told. SQLite cannot add a key; there it may stand in CREATE TABLE before its target exists.",
			run:   useAlter,
			slips: []slip{{
				says:  `"user_alter : bool"`,
				right: "the name is use_alter; here schema.UseAlter.",
			}},
		}, {
			title:    "Names of options are checked by the compiler",
			mistakes: []string{"userAlter", "initial"},
		}, {
			title: "name, info",
			about: "Info is a note for programs; no database sees it.",
			run:   nameAndInfo,
			slips: []slip{{
				says:  `that without a name "sql will set name automatically"`,
				right: "PostgreSQL and MariaDB do, each in its own way, SQLite does not; dropping the constraint later needs to know it. A naming convention on the MetaData names all of them.",
			}},
		}, {
			title: "match",
			about: "For a key of several columns of which some are NULL.",
			run:   match,
			slips: []slip{{
				says:  `that match is "for search … with a part of it (PARTIAL) or with all (FULL)"`,
				right: "it searches nothing. SIMPLE: a NULL in any column and the key is not checked; FULL: all are NULL, or none is. PARTIAL is in the standard and in no database of these three.",
			}},
		}},
	}
}

func createOrders(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	if err := eng.DropAll(ctx, Base.MetaData(), schema.Of(Orders)); err != nil {
		return err
	}
	return Base.CreateAll(ctx, eng) // the products are there already
}

func cascade(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	_, err := eng.Execute(ctx, sql.Insert(Orders).
		Values(Orders.Quantity.Set(2), Orders.ProductID.Set(1)).
		Values(Orders.Quantity.Set(5), Orders.ProductID.Set(3)))
	if err != nil {
		return err
	}
	if _, err = eng.Execute(ctx, sql.Delete(Products).Where(Products.ID.Eq(1))); err != nil {
		return err
	}
	left, err := engine.All(ctx, eng, sql.Select3(Orders.ID, Orders.ProductID, Orders.OrderDate))
	for _, order := range left {
		fmt.Fprintln(out, "order", order.A, "of product", order.B, "at", order.C)
	}
	return err
}

func orphan(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	_, err := eng.Execute(ctx, sql.Insert(Orders).Values(
		Orders.Quantity.Set(1), Orders.ProductID.Set(99)))

	var broken *driver.IntegrityError
	fmt.Fprintln(out, "integrity error:", errors.As(err, &broken))
	fmt.Fprintln(out, "of a foreign key:", errors.Is(err, driver.ErrForeignKey))
	return nil
}

func byName(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	for _, column := range []string{"sqla_product.id", "sqla_prodcut.id", "PyProduct.id"} {
		meta := schema.NewMetaData()
		schema.NewTable(meta, "sqla_product",
			schema.Column("id", sqltype.Integer, schema.PrimaryKey))
		schema.NewTable(meta, "sqla_order",
			schema.Column("product_id", sqltype.Integer, schema.References(column)))
		fmt.Fprintln(out, column+":", meta.Check())
	}
	return nil
}

// order is a table with one foreign key, which has the options.
func order(options ...schema.FKOption) *schema.Table {
	meta := schema.NewMetaData()
	schema.NewTable(meta, "sqla_product", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
	return schema.NewTable(meta, "sqla_order",
		schema.Column("product_id", sqltype.Integer, schema.References("sqla_product.id", options...)))
}

// create prints CREATE TABLE as the dialects have it, or why they have not.
func create(out io.Writer, t *schema.Table) {
	if err := t.MetaData().Check(); err != nil {
		fmt.Fprintln(out, err)
		return
	}
	var texts []string
	dialects := map[string][]string{} // by what they say
	for _, dialect := range aludel.Dialects() {
		text, _, err := dialect.RenderSQL(ddl.CreateTable{Table: t})
		if err != nil {
			text = err.Error()
		}
		if dialects[text] == nil {
			texts = append(texts, text)
		}
		dialects[text] = append(dialects[text], dialect.Name())
	}
	for _, text := range texts {
		fmt.Fprintf(out, "%s:\n%s\n", strings.Join(dialects[text], ", "), text)
	}
}

func actions(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	create(out, order(schema.OnDelete(schema.SetNull), schema.OnUpdate(schema.Cascade)))
	create(out, order(schema.OnDelete("DO NOTHING")))
	return nil
}

func deferrable(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	create(out, order(schema.Deferrable, schema.Initially("DEFERRED")))
	create(out, order(schema.Initially("LATER")))
	return nil
}

func useAlter(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	meta := schema.NewMetaData()
	schema.NewTable(meta, "sqla_team",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("captain_id", sqltype.Integer,
			schema.References("sqla_player.id", schema.UseAlter, schema.FKName("fk_captain"))))
	schema.NewTable(meta, "sqla_player",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("team_id", sqltype.Integer, schema.References("sqla_team.id")))

	if err := eng.CreateAll(ctx, meta); err != nil {
		return err
	}
	return eng.DropAll(ctx, meta)
}

func nameAndInfo(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	named := order(schema.FKName("fk_what_was_ordered"), schema.FKInfo("owner", "sales"))
	create(out, named)
	fmt.Fprintln(out, "info:", named.ForeignKeys[0].Info["owner"])

	meta := schema.NewMetaData(schema.WithNaming(schema.Naming{
		ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}"}))
	schema.NewTable(meta, "sqla_product", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
	create(out, schema.NewTable(meta, "sqla_order",
		schema.Column("product_id", sqltype.Integer, schema.References("sqla_product.id"))))
	return nil
}

func match(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	create(out, order(schema.Match("FULL")))
	create(out, order(schema.Match("PARTIAL")))
	return nil
}
