package schema_test

import (
	"fmt"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// The column revision is filled by a trigger: the table says nothing of it, and what is
// mapped to it is read back.
func ExampleNaming() {
	short := func(_ *schema.Table, columns []*schema.ColumnDef) string {
		var names []string
		for _, c := range columns {
			names = append(names, c.Name[:3])
		}
		return strings.Join(names, "_")
	}
	meta := schema.NewMetaData(schema.WithNaming(schema.Naming{
		Unique: "uq_{table_name}_{short}",
		Tokens: map[string]func(*schema.Table, []*schema.ColumnDef) string{"short": short},
	}))
	schema.NewTable(meta, "page", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("address", sqltype.String(200)),
		schema.Column("language", sqltype.String(5)), schema.Column("revision", sqltype.Integer, schema.Fetched), schema.UniqueOn("", "address", "language"))
	g := postgres.Dialect.Grammar().(compile.SchemaGrammar)
	changes, err := ddl.CreateAll(meta, compile.TraitsOf(g))
	if err != nil {
		fmt.Println(err)
		return
	}
	texts, err := compile.AllDDL(g, changes)
	fmt.Println(strings.Join(texts, "\n"), err)
	// Output:
	// CREATE TABLE page (
	// 	id SERIAL NOT NULL,
	// 	address VARCHAR(200),
	// 	language VARCHAR(5),
	// 	revision INTEGER,
	// 	PRIMARY KEY (id),
	// 	CONSTRAINT uq_page_add_lan UNIQUE (address, language)
	// ) <nil>
}
