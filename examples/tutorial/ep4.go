package main

import (
	"context"
	"fmt"
	"io"

	"github.com/aludel/aludel/engine"
)

func episode4() []part {
	return []part{{
		name: "base", episode: "EP4", title: "Declarative base: a struct becomes a table",
		steps: []step{{
			title: "class Base(DeclarativeBase), class User(Base)",
			about: "Two structs: the row, which imports nothing of ours, and the table, with a typed column for each field. Package variables are made once, so that all files of a program share one base.",
			shows: []string{"UserBase", "User", "UserTable", "Users"},
			slips: []slip{{
				says:  `that the declarative base "is a function which returns a class"`,
				right: "that was declarative_base(), before version 2; DeclarativeBase is a class to inherit from. Here orm.NewBase() makes a value.",
			}, {
				says:  `that the base must come from "a function decorated with lru_cache", because each file that gets it would have its own`,
				right: "a module is loaded once, and what it holds is shared: one Base in one module is enough, as one variable in a package is.",
			}, {
				says:  "class Base(DeclarativeBase): pass, with the pass not indented, and **tablename** = \"users\", --tablename-- in the older form",
				right: "an IndentationError; and the name is __tablename__ (the stars are what became of the underscores, and a minus is an operator).",
			}, {
				says:  "the same User three times: age is NOT NULL as Mapped[int], nullable as Column(Integer), and null=True in Django",
				right: "three different tables. Here it is seen in the type: schema.Int is NOT NULL, schema.NullInt may be NULL and is a *int in the row.",
			}},
		}},
	}, {
		name: "metadata", episode: "EP4", title: "MetaData: create_all and drop_all",
		steps: []step{{
			title: "Base.metadata.create_all(engine)",
			about: "It asks first which tables are there, and creates the others. (Its name is sqla_user here, so that nobody's table of users is dropped by this program.)",
			run:   createAll,
			slips: []slip{{
				says:  "String without a length, as VARCHAR",
				right: "MySQL and MariaDB have no VARCHAR without one. Here a schema.String without Size is refused for them before anything is sent, and the error names Size and sqltype.Text.",
			}},
		}, {
			title: "Again: nothing is created, and nothing is altered",
			run:   createAllAgain,
			slips: []slip{{
				says:  `that to change a table "you should drop all tables and again create them"`,
				right: "that throws all rows away. create_all leaves a table that is there as it is; changing it is what migrations are for (Alembic; in Aludel they come next).",
			}},
		}, {
			title: "Base.metadata.drop_all(engine)",
			about: "Both know the tables of this base, in the order of their foreign keys. As in Python, a package that nobody imports declares nothing: its tables are not known.",
			run:   dropAll,
		}},
	}}
}

func createAll(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return UserBase.CreateAll(ctx, eng)
}

func createAllAgain(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return UserBase.CreateAll(ctx, eng)
}

func dropAll(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	for _, t := range UserBase.Tables() {
		fmt.Fprintln(out, "known to the base:", t.Name)
	}
	return UserBase.DropAll(ctx, eng)
}
