package corpus

import (
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// schemaTypes are tables with columns of all types.
func schemaTypes() []SchemaCase {
	col := func(name string, t sqltype.Type) *schema.ColumnDef { return schema.Column(name, t) }
	return []SchemaCase{
		{Name: "numbers", Build: one("t", col("truth", sqltype.Boolean), col("small", sqltype.SmallInt), col("plain", sqltype.Integer), col("big", sqltype.BigInt),
			col("r", sqltype.Real), col("f", sqltype.Float), col("f24", &sqltype.Desc{Kind: sqltype.KindFloat, Precision: 24}),
			col("f53", &sqltype.Desc{Kind: sqltype.KindFloat, Precision: 53}), col("d", sqltype.Double), col("n", sqltype.Numeric(10, 2)), col("whole", sqltype.Numeric(20, 0)))},
		{Name: "texts and bytes", Build: one("t", col("v", sqltype.String(100)), col("c", sqltype.Char(3)), col("x", sqltype.Text), col("b", sqltype.Bytes),
			col("b16", &sqltype.Desc{Kind: sqltype.KindBytes, Size: 16}))},
		{Name: "dates and times", Build: one("t", col("d", sqltype.Date), col("c", sqltype.Time), col("c3", &sqltype.Desc{Kind: sqltype.KindTime, Precision: 3}), col("w", sqltype.Timestamp), col("z", sqltype.TimestampTZ),
			col("w3", &sqltype.Desc{Kind: sqltype.KindTimestamp, Precision: 3}), col("z3", &sqltype.Desc{Kind: sqltype.KindTimestampTZ, Precision: 3}), col("i", sqltype.Interval))},
		{Name: "uuid and json", Build: one("t", col("u", sqltype.UUID), col("j", sqltype.JSON), col("jb", sqltype.JSONB))},
		{Name: "enumerations", Build: func(m *schema.MetaData) {
			mood := sqltype.Enum("mood", "glad", "it's", "größer", "", "a,b")
			one("t", col("m", mood), schema.Column("n", mood, schema.NotNull))(m)
			one("u", col("m", mood), col("other", sqltype.Enum("Order", "asc")))(m)
		}},
		{Name: "enumeration of blanks and backslashes", Build: one("t", col("e", sqltype.Enum("e", `a\b`, `\`, `\'`)))},
		{Name: "enumeration with a blank at the end", Build: one("t", col("e", sqltype.Enum("e", "a ", "b")))},
		{Name: "enumeration without values", Build: one("t", col("e", sqltype.Enum("e")))},
		{Name: "enumeration without a name", Build: one("t", col("e", sqltype.Enum("", "a")))},
		{Name: "arrays", Build: one("t", col("a", sqltype.ArrayOf(sqltype.Integer)), col("b", sqltype.ArrayOf(sqltype.ArrayOf(sqltype.String(5)))))},
		{Name: "types without a size", Build: one("t", col("v", sqltype.String()), col("n", &sqltype.Desc{Kind: sqltype.KindNumeric}), col("c", &sqltype.Desc{Kind: sqltype.KindChar}))},
		{Name: "type of the database", Build: one("t", col("p", sqltype.Named[string]("POINT")))},
	}
}

// schemaColumns are keys that count up, and what a column can say.
func schemaColumns() []SchemaCase {
	return []SchemaCase{
		{Name: "the tutorial", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "sqla_product", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.Autoincrement), varchar("name", 100, schema.NotNull),
				schema.Column("price", sqltype.Float, schema.NotNull), integer("available_quantity", schema.NotNull),
				schema.Column("production_date", sqltype.Date), schema.Column("expiry_date", sqltype.Date), integer("expiry_offset_months"))
			schema.NewTable(m, "sqla_order", id(), integer("quantity", schema.NotNull), schema.Column("order_date", sqltype.TimestampTZ, schema.NotNull),
				integer("product_id", schema.NotNull, schema.References("sqla_product.id", schema.OnDelete(schema.Cascade))))
		}},
		{Name: "keys that count up", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "small", schema.Column("id", sqltype.SmallInt, schema.PrimaryKey))
			schema.NewTable(m, "plain", id())
			schema.NewTable(m, "big", schema.Column("id", sqltype.BigInt, schema.PrimaryKey))
		}},
		{Name: "keys that do not count up", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "a", integer("id", schema.PrimaryKey, schema.NoAutoincrement))
			schema.NewTable(m, "b", integer("id", schema.PrimaryKey, schema.References("a.id")), schema.Column("n", sqltype.BigInt))
			schema.NewTable(m, "c", integer("x", schema.PrimaryKey), integer("y", schema.PrimaryKey))
			schema.NewTable(m, "d", varchar("code", 10, schema.PrimaryKey))
			schema.NewTable(m, "e", integer("no_key"))
		}},
		{Name: "counting up inside a composite key", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("x", schema.PrimaryKey, schema.Autoincrement), integer("y", schema.PrimaryKey))
		}},
		{Name: "counting up in second place", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("x", schema.PrimaryKey), integer("y", schema.PrimaryKey, schema.Autoincrement))
		}},
		{Name: "counting up outside of the key", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", varchar("code", 5, schema.PrimaryKey), schema.Column("n", sqltype.BigInt, schema.NotNull, schema.Autoincrement, schema.Indexed))
		}},
		{Name: "default values", Build: one("t", integer("i", schema.ServerDefault(sql.Val(-5))), varchar("s", 40, schema.ServerDefault(sql.Val(`it's "5" \n %s`))),
			schema.Column("b", sqltype.Boolean, schema.NotNull, schema.ServerDefault(sql.Val(true))), schema.Column("b2", sqltype.Boolean, schema.ServerDefault(sql.False())),
			schema.Column("f", sqltype.Float, schema.ServerDefault(sql.Val(1.5))), varchar("n", 5, schema.ServerDefault(sql.NullOf[string]())))},
		{Name: "default texts and bytes without a limit", Build: one("t", schema.Column("x", sqltype.Text, schema.ServerDefault(sql.Val("a"))),
			schema.Column("b", sqltype.Bytes, schema.ServerDefault(sql.Val([]byte{0, 255}))))},
		{Name: "default times", Build: func(m *schema.MetaData) {
			schema.Declare(m, "t", func(t *momentsTable) {
				t.ID.PrimaryKey()
				t.At.ServerDefault(sql.Now())
				t.Fixed.ServerDefault(sql.Val(time.Date(2026, 2, 3, 4, 5, 6, 789000, time.FixedZone("", 3600))))
				t.Day.ServerDefault(sql.Today())
			})
		}},
		{Name: "default expressions", Build: one("t", integer("a", schema.ServerDefault(sql.Number(sql.Val(1)).Add(2))), varchar("u", 10, schema.ServerDefault(sql.Lower(sql.String(sql.Val("ABC"))))),
			integer("raw", schema.ServerDefault(sql.Fragment("1 + 1", sqltype.Integer))))},
		{Name: "default made of another column", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("id", schema.PrimaryKey, schema.NoAutoincrement), integer("a"), integer("b"))
			t := m.Table("t")
			t.Column("b").ServerDefault = sql.NodeOf(sql.Number(t.C("a")).Add(1))
		}},
		{Name: "default that is a query", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.Column("a").ServerDefault = sql.NodeOf(sql.Scalar(sql.Select1(sql.Count()).From(t)))
		}},
		{Name: "comments", Build: one("t", schema.Comment(`a 'table' \ with */ and -- and a
second line`), varchar("c", 5, schema.ColumnComment("it's; /* % %s :name ? $1")), integer("d", schema.ColumnComment("größer")))},
		{Name: "comment beyond the basic plane", Build: one("t", integer("d", schema.ColumnComment("🎈")))},
		{Name: "collation of a number", Build: func(m *schema.MetaData) {
			schema.Declare(m, "t", func(t *collatedTable) { t.ID.PrimaryKey().Collation("x") })
		}},
	}
}

type momentsTable struct {
	schema.Rows
	ID    schema.Int
	At    schema.Time
	Fixed schema.Time
	Day   schema.Date[time.Time]
}

type collatedTable struct {
	schema.Rows
	ID schema.Int
}
