package corpus

import (
	"strings"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// pair is a table p and a table c with a foreign key to it.
func pair(o ...schema.FKOption) func(*schema.MetaData) {
	return func(m *schema.MetaData) {
		one("c", integer("p_id", schema.References("p.id", o...)))(m)
		one("p")(m)
	}
}

func schemaConstraints() []SchemaCase {
	long := strings.Repeat("long", 30)
	return []SchemaCase{
		{Name: "foreign key", Build: pair()},
		{Name: "foreign key with actions", Build: pair(schema.FKName("fk_c"), schema.OnDelete(schema.SetNull), schema.OnUpdate("cascade"))},
		{Name: "foreign key, no action and restrict", Build: pair(schema.OnDelete(schema.NoAction), schema.OnUpdate(schema.Restrict))},
		{Name: "foreign key, set default", Build: pair(schema.OnDelete(schema.SetDefault))},
		{Name: "foreign key, deferrable", Build: pair(schema.Deferrable)},
		{Name: "foreign key, initially deferred", Build: pair(schema.Initially("deferred"))},
		{Name: "foreign key, initially immediate", Build: pair(schema.Deferrable, schema.Initially("immediate"))},
		{Name: "foreign key, match simple", Build: pair(schema.Match("simple"))},
		{Name: "foreign key, match full", Build: pair(schema.Match("full"))},
		{Name: "foreign key, match partial", Build: pair(schema.Match("partial"))},
		{Name: "foreign key with a wrong action", Build: pair(schema.OnDelete("DO NOTHING"))},
		{Name: "foreign key of two columns", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", integer("a", schema.PrimaryKey), varchar("b", 5, schema.PrimaryKey))
			one("c", integer("pa"), varchar("pb", 5), schema.ForeignKeyOn([]string{"pa", "pb"}, []string{"p.a", "p.b"}, schema.FKName("fk"), schema.OnDelete(schema.Cascade)))(m)
		}},
		{Name: "foreign key that sets some columns", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "p", integer("a", schema.PrimaryKey), integer("b", schema.PrimaryKey))
			one("c", integer("pa"), integer("p b"), schema.ForeignKeyOn([]string{"pa", "p b"}, []string{"p.a", "p.b"}, schema.OnDeleteOf(schema.SetNull, "p b", "pa")))(m)
		}},
		{Name: "foreign key that sets a column of no key", Build: pair(schema.OnDeleteOf(schema.SetNull, "id"))},
		{Name: "foreign key that cascades on some columns", Build: pair(schema.OnDeleteOf(schema.Cascade, "p_id"))},
		{Name: "primary key in another order", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("a"), integer("b"), varchar("c", 5), schema.PrimaryKeyOn("pk_t", "b", "a"))
		}},
		{Name: "primary key over no column", Build: one("t", schema.PrimaryKeyOn("", "nosuch"))},
		{Name: "primary key beside another", Build: one("t", integer("a"), schema.PrimaryKeyOn("", "a"))},
		{Name: "foreign key to itself", Build: one("t", integer("parent", schema.References("t.id", schema.OnDelete(schema.Cascade))))},
		{Name: "unique", Build: one("t", varchar("a", 5, schema.UniqueColumn), varchar("b", 5, schema.NotNull), schema.UniqueOn("", "a", "b"), schema.UniqueOn("uq_b", "b"))},
		{Name: "unique, deferrable", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.AddUnique(t.C("a")).Deferrable()
		}},
		{Name: "keys that can be put off", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("a"), integer("b"))
			t := m.Table("t")
			t.SetPrimaryKey("pk_t", t.C("a")).Initially("deferred")
			t.AddUnique(t.C("b")).Initially("deferred")
		}},
		{Name: "unique, initially immediate", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.AddUnique(t.C("a")).Initially("immediate")
		}},
		{Name: "primary key that covers", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("a"), integer("b"))
			t := m.Table("t")
			t.SetPrimaryKey("", t.C("a")).Include(t.C("b"))
		}},
		{Name: "check that is deferrable", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.AddCheck(t.C("a").Gt(0)).Deferrable()
		}},
		{Name: "comments on a key, a unique constraint and an index", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "t", integer("a"), integer("b"))
			t := m.Table("t")
			t.SetPrimaryKey("", t.C("a")).Comment("it's */ the key")
			t.AddUnique(t.C("b")).Comment("the 'unique'")
			t.AddIndex(t.C("b"), t.C("a")).Comment("the index")
		}},
		{Name: "comments on a check", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.AddCheck(t.C("a").Gt(0)).Named("positive").Comment("it's positive")
		}},
		{Name: "comments on a foreign key", Build: pair(schema.FKComment("it's a key"))},
		{Name: "unique over a text without a limit", Build: one("t", schema.Column("x", sqltype.Text, schema.UniqueColumn))},
		{Name: "checks", Build: one("t", integer("a"), varchar("s", 20), schema.Column("f", sqltype.Float), schema.Column("b", sqltype.Boolean),
			check("positive", func(t *schema.Table) sql.Typed[bool] { return t.C("a").Gt(0) }),
			check("", func(t *schema.Table) sql.Typed[bool] {
				return sql.Or(t.C("a").In(1, 2, 3), sql.And(t.C("s").Ne("it's"), t.C("f").Lt(1.5)))
			}),
			check("like", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Contains("5%_/") }),
			check("truth", func(t *schema.Table) sql.Typed[bool] { return t.C("b").Eq(true) }),
			check("between", func(t *schema.Table) sql.Typed[bool] { return t.C("a").Between(-1, 10) }),
			check("null", func(t *schema.Table) sql.Typed[bool] { return sql.Or(t.C("a").IsNull(), t.C("s").IsNotNull()) }))},
		{Name: "checks of hostile texts", Build: one("t", varchar("s", 99),
			check("", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Ne(`back\slash ' quote`) }),
			check("", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Ne(`\'; DROP TABLE t; --`) }),
			check("", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Ne("größer 🎈 \u202e \r\n\t") }),
			check("", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Ne("% %s ? :x $1 {}") }))},
		{Name: "check of a key that counts up", Build: one("t", check("", func(t *schema.Table) sql.Typed[bool] { return sql.Not(sql.And(t.C("id").Gt(0), t.C("id").Lt(9))) }))},
		{Name: "check of a text with a NUL", Build: one("t", varchar("s", 9), check("", func(t *schema.Table) sql.Typed[bool] { return t.C("s").Ne("a\x00b") }))},
		{Name: "check with a parameter", Build: one("t", integer("a"), check("", func(t *schema.Table) sql.Typed[bool] {
			return sql.Eq(t.C("a"), sql.Param[any]("x"))
		}))},
		{Name: "naming convention", Options: []schema.MetaOption{schema.WithNaming(schema.Naming{PrimaryKey: "pk_{table_name}", ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}_{referred_column_0_name}",
			Unique: "uq_{table_name}_{column_0_N_name}", Check: "ck_{table_name}_{constraint_name}", Index: "ix_{table_name}_{column_0_N_name}"})}, Build: func(m *schema.MetaData) {
			one("p")(m)
			one("c", integer("p_id", schema.References("p.id"), schema.Indexed), integer("u", schema.UniqueColumn), integer(long[:60]), schema.UniqueOn("", "u", long[:60]),
				check("positive", func(t *schema.Table) sql.Typed[bool] { return t.C("u").Gt(0) }))(m)
		}},
		{Name: "naming convention without a name for a check", Options: []schema.MetaOption{schema.WithNaming(schema.Naming{Check: "ck_{constraint_name}"})},
			Build: one("t", integer("a"), check("", func(t *schema.Table) sql.Typed[bool] { return t.C("a").Gt(0) }))},
		{Name: "name of a constraint that is too long", Build: pair(schema.FKName(long))},
		{Name: "name of a table that is too long", Build: one(long)},
	}
}

func schemaIndexes() []SchemaCase {
	return []SchemaCase{
		{Name: "indexes", Build: one("t", integer("a", schema.Indexed), varchar("b", 20, schema.Indexed, schema.UniqueColumn), schema.IndexOn("", "a", "b"), schema.IndexOn("mine", "b", "a"))},
		{Name: "index in descending order", Build: func(m *schema.MetaData) {
			one("t", integer("a"), integer("b"))(m)
			t := m.Table("t")
			t.AddIndex(t.C("a").Desc(), t.C("b"))
		}},
		{Name: "index with NULLs in their place", Build: func(m *schema.MetaData) {
			one("t", integer("a"))(m)
			t := m.Table("t")
			t.AddIndex(t.C("a").Desc().NullsLast())
		}},
		{Name: "partial index", Build: func(m *schema.MetaData) {
			one("t", integer("a"), varchar("state", 10))(m)
			t := m.Table("t")
			t.AddIndex(t.C("a")).Where(t.C("state").Eq("it's open")).UniqueIndex()
		}},
		{Name: "index over an expression", Build: func(m *schema.MetaData) {
			one("t", varchar("a", 20))(m)
			t := m.Table("t")
			t.AddIndex(sql.Lower(sql.String(t.C("a"))), t.C("id").Desc())
			t.AddIndex(sql.Concat(t.C("a"), sql.Val("x"))).Named("ix_concat")
		}},
		{Name: "index over a text without a limit", Build: one("t", schema.Column("x", sqltype.Text, schema.Indexed))},
		{Name: "two indexes of one name", Build: one("t", integer("a", schema.Indexed), schema.IndexOn("", "a"))},
	}
}

func schemaNames() []SchemaCase {
	hostile := func(name string) func(*schema.MetaData) {
		return func(m *schema.MetaData) {
			schema.NewTable(m, name, integer(name, schema.PrimaryKey), integer("up", schema.Indexed, schema.References(name+"."+name, schema.FKName("fk "+name))),
				check("ck "+name, func(t *schema.Table) sql.Typed[bool] { return t.C("up").Gt(0) }))
		}
	}
	return []SchemaCase{
		{Name: "reserved words", Build: func(m *schema.MetaData) {
			schema.NewTable(m, "select", integer("order", schema.PrimaryKey), integer("group", schema.Indexed), varchar("user", 5, schema.UniqueColumn), integer("table", schema.References("select.order")))
		}},
		{Name: "capitals", Build: hostile("Mixed")},
		{Name: "quotes", Build: hostile("a\"b`c'd")},
		{Name: "blanks and signs", Build: hostile(" a b;--/*%s?:x$1")},
		{Name: "unicode", Build: hostile("größe_表")},
		{Name: "beyond the basic plane", Build: hostile("party🎈")},
		{Name: "63 bytes", Build: func(m *schema.MetaData) {
			n := strings.Repeat("x", 63)
			schema.NewTable(m, n, integer(n, schema.PrimaryKey), integer("up", schema.Indexed))
		}},
		{Name: "a NUL", Build: hostile("a\x00b")},
		{Name: "no UTF-8", Build: hostile("a\xffb")},
		{Name: "in a schema", Options: []schema.MetaOption{schema.InSchema("other")}, Build: func(m *schema.MetaData) {
			mood := &sqltype.Desc{Kind: sqltype.KindEnum, Name: "mood", Schema: "other", Values: []string{"a"}}
			one("p", schema.Column("m", mood), schema.Comment("p"))(m)
			one("c", integer("p_id", schema.References("p.id"), schema.Indexed))(m)
		}},
	}
}

func schemaCycles() []SchemaCase {
	return []SchemaCase{
		{Name: "two tables that refer to each other", Build: func(m *schema.MetaData) {
			one("a", integer("b_id", schema.References("b.id")))(m)
			one("b", integer("a_id", schema.References("a.id")))(m)
		}},
		{Name: "cycle with a name, and a table beside it", Build: func(m *schema.MetaData) {
			one("c", integer("a_id", schema.References("a.id")))(m)
			one("a", integer("b_id", schema.References("b.id", schema.FKName("fk_ab"), schema.OnDelete(schema.Cascade))))(m)
			one("b", integer("a_id", schema.References("a.id")), integer("self", schema.References("b.id")))(m)
		}},
		{Name: "use alter", Build: pair(schema.UseAlter)},
		{Name: "enumerations in a cycle", Build: func(m *schema.MetaData) {
			mood := sqltype.Enum("mood", "glad")
			one("a", integer("b_id", schema.References("b.id")), schema.Column("m", mood))(m)
			one("b", integer("a_id", schema.References("a.id")), schema.Column("m", mood))(m)
		}},
	}
}

func schemaChanges() []SchemaCase {
	changes := func(f func(t *schema.Table) []ddl.Statement) func(*schema.MetaData) []ddl.Statement {
		return func(m *schema.MetaData) []ddl.Statement { return f(m.Table("t")) }
	}
	build := func(m *schema.MetaData) { one("t", integer("a", schema.Indexed), varchar("b", 5))(m) }
	return []SchemaCase{
		{Name: "if exists and if not exists", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.CreateTable{Table: t, IfNotExists: true}, ddl.DropTable{Table: t, IfExists: true}}
		})},
		{Name: "indexes one by one", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.CreateIndex{Index: t.AllIndexes()[0]}, ddl.DropIndex{Index: t.AllIndexes()[0]}}
		})},
		{Name: "drop a constraint", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.DropConstraint{Table: t, Name: "it's"}}
		})},
		{Name: "schemas", Build: build, Changes: changes(func(*schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.CreateSchema{Name: "my schema", IfNotExists: true}, ddl.DropSchema{Name: "my schema", IfExists: true, Cascade: true}}
		})},
		{Name: "a schema that must be empty", Build: build, Changes: changes(func(*schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.DropSchema{Name: "my schema"}}
		})},
		{Name: "what others depend on", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.DropConstraint{Table: t, Name: "it's", Cascade: true}, ddl.DropTable{Table: t, Cascade: true}}
		})},
		{Name: "constraints that are checked later", Build: func(m *schema.MetaData) {
			one("t", integer("a", schema.References("t.id", schema.FKName("fk"))))(m)
			m.Table("t").AddCheck(m.Table("t").C("a").Gt(0)).Named("positive")
		}, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.AddForeignKey{ForeignKey: t.ForeignKeys[0], NotValid: true}, ddl.AddConstraint{Check: t.Checks[0], NotValid: true},
				ddl.ValidateConstraint{Table: t, Name: "fk"}, ddl.ValidateConstraint{Table: t, Name: "positive"}}
		})},
		{Name: "an index that is dropped beside writers", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.DropIndex{Index: t.AllIndexes()[0], IfExists: true, Concurrently: true}}
		})},
		{Name: "comments on a table", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.SetComment{Table: t, Text: `it's\`}, ddl.SetComment{Table: t}}
		})},
		{Name: "comments on a column", Build: build, Changes: changes(func(t *schema.Table) []ddl.Statement {
			return []ddl.Statement{ddl.SetComment{Table: t, Column: t.Column("b"), Text: "b"}}
		})},
	}
}
