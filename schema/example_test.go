package schema_test

import (
	"fmt"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type accountTable struct {
	schema.Rows
	ID      schema.Int64
	Email   schema.String
	Balance schema.Decimal[string]
	State   schema.Enum[string]
	Notes   schema.NullJSON[map[string]any]
	Boss    schema.NullInt64
}

func ExampleDeclare() {
	meta := schema.NewMetaData(schema.WithNaming(schema.Naming{ForeignKey: "fk_{table_name}_{column_0_name}"}))
	schema.Declare(meta, "account", func(t *accountTable) {
		t.ID.PrimaryKey()
		t.Email.Size(200).Unique().Comment("in lower case")
		t.Balance.Precision(12, 2).ServerDefault(sql.Val("0"))
		t.State.Values("account_state", "open", "closed")
		t.Boss.References(t.ID, schema.OnDelete(schema.SetNull)).Index()
	})
	for _, g := range []compile.Grammar{postgres.Dialect.Grammar(), mysql.Dialect.Grammar()} {
		schemas := g.(compile.SchemaGrammar)
		changes, err := ddl.CreateAll(meta, compile.TraitsOf(schemas))
		if err != nil {
			fmt.Println(err)
			return
		}
		texts, err := compile.AllDDL(schemas, changes)
		if err != nil {
			fmt.Println(err)
			return
		}
		for _, text := range texts {
			fmt.Println(text)
		}
	}
	// Output:
	// CREATE TYPE account_state AS ENUM ('open', 'closed')
	// CREATE TABLE account (
	// 	id BIGSERIAL NOT NULL,
	// 	email VARCHAR(200) NOT NULL,
	// 	balance NUMERIC(12, 2) DEFAULT '0' NOT NULL,
	// 	state account_state NOT NULL,
	// 	notes JSON,
	// 	boss BIGINT,
	// 	PRIMARY KEY (id),
	// 	UNIQUE (email),
	// 	CONSTRAINT fk_account_boss FOREIGN KEY(boss) REFERENCES account (id) ON DELETE SET NULL
	// )
	// CREATE INDEX ix_account_boss ON account (boss)
	// COMMENT ON COLUMN account.email IS 'in lower case'
	// CREATE TABLE account (
	// 	id BIGINT NOT NULL AUTO_INCREMENT,
	// 	email VARCHAR(200) NOT NULL COMMENT 'in lower case',
	// 	balance NUMERIC(12, 2) DEFAULT '0' NOT NULL,
	// 	state ENUM('open', 'closed') NOT NULL,
	// 	notes JSON,
	// 	boss BIGINT,
	// 	PRIMARY KEY (id),
	// 	UNIQUE (email),
	// 	CONSTRAINT fk_account_boss FOREIGN KEY(boss) REFERENCES account (id) ON DELETE SET NULL,
	// 	INDEX ix_account_boss (boss)
	// )
}

func ExampleNewTable() {
	meta := schema.NewMetaData()
	user := schema.NewTable(meta, "user",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("name", sqltype.String(50), schema.NotNull))
	text, args, err := sql.Select(user).Where(user.C("name").Eq("Alice")).OrderBy(user.C("id")).SQL(postgres.Dialect)
	fmt.Println(text, args, err)
	_, _, err = sql.Select(user.C("nam")).SQL(postgres.Dialect)
	fmt.Println(err)
	// Output:
	// SELECT "user".id, "user".name FROM "user" WHERE "user".name = $1::VARCHAR ORDER BY "user".id [Alice] <nil>
	// table user has no column "nam"; did you mean "name"?
}

func ExampleMetaData_Check() {
	meta := schema.NewMetaData()
	schema.NewTable(meta, "purchase",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("product_id", sqltype.Integer, schema.NotNull,
			schema.References("prodcut.id", schema.OnDelete("DO NOTHING"))))
	fmt.Println(meta.Check())
	// Output:
	// purchase(product_id): foreign key: ON DELETE "DO NOTHING" is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT (DO NOTHING belongs to an upsert; NO ACTION is the word here)
	// purchase(product_id): foreign key: there is no table for "prodcut.id"; is the package that declares it imported?
}
