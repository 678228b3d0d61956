package answers

import (
	"strings"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

const asInt = "INT, for an INTEGER that is the key would count up, which this one does not"

// create is CREATE TABLE of a table of its own.
func create(name string, parts ...schema.TablePart) ddl.CreateTable {
	return ddl.CreateTable{Table: schema.NewTable(schema.NewMetaData(), name, parts...)}
}

// rendered is the text of a schema change, in one line.
func rendered(s ddl.Statement) func(*Env) (*Answer, error) {
	return func(e *Env) (*Answer, error) {
		a, err := written(s)(e)
		if err == nil {
			a.SQL = strings.Join(strings.Fields(a.SQL), " ")
		}
		return a, err
	}
}

// changed is the text of a schema change that is executed too, after those that it
// needs; the tables are gone afterwards.
func changed(s ddl.Statement, before ...ddl.Statement) func(*Env) (*Answer, error) {
	return func(e *Env) (a *Answer, err error) {
		a, err = rendered(s)(e)
		for _, c := range append(before, s) {
			if err == nil {
				err = e.change(c)
			}
		}
		if e.Dialect == "mysql" { // which does not undo it with the transaction
			for _, c := range append(before, s) {
				if t, ok := c.(ddl.CreateTable); ok {
					defer func() { err = joined(err, e.change(ddl.DropTable{Table: t.Table, IfExists: true})) }()
				}
			}
		}
		return a, err
	}
}

func joined(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

func (e *Env) change(s ddl.Statement) error {
	r, err := e.Conn.Execute(e.Ctx, s)
	if err != nil {
		return err
	}
	return r.Close()
}

// changes are the cases of ddl.
func changes() []Case {
	integer := func(name string, options ...schema.ColumnOption) *schema.ColumnDef {
		return schema.Column(name, sqltype.Integer, options...)
	}
	text := func(name string, n int, options ...schema.ColumnOption) *schema.ColumnDef {
		return schema.Column(name, sqltype.String(n), options...)
	}
	// pair are tables p and c, the second with what refers to the first.
	pair := func(name, from string, parts ...schema.TablePart) (p, c ddl.CreateTable) {
		m := schema.NewMetaData()
		p = ddl.CreateTable{Table: schema.NewTable(m, "p", integer("id", schema.PrimaryKey))}
		return p, ddl.CreateTable{Table: schema.NewTable(m, "c", parts...)}
	}
	p1, own := pair("p", "c", integer("id", schema.PrimaryKey, schema.References("p.id")))
	p2, late := pair("p", "c", integer("pid", schema.References("p.id", schema.OnDelete(schema.NoAction), schema.Initially("IMMEDIATE"))))
	p3, use := pair("p", "c", integer("pid", schema.References("p.id", schema.UseAlter, schema.FKName("fk_x"))))
	p4, cascade := pair("p", "c", integer("pid", schema.References("p.id", schema.UseAlter, schema.FKName("fk_x"), schema.OnDelete(schema.Cascade))))
	without := func(c ddl.CreateTable) ddl.CreateTable { c.Without = c.Table.ForeignKeys; return c }
	two := schema.NewMetaData()
	pab := ddl.CreateTable{Table: schema.NewTable(two, "p", integer("a", schema.PrimaryKey), integer("b", schema.PrimaryKey))}
	cab := ddl.CreateTable{Table: schema.NewTable(two, "c", integer("a"), integer("b"),
		schema.ForeignKeyOn([]string{"a", "b"}, []string{"p.a", "p.b"}, schema.OnDeleteOf(schema.SetNull, "b")))}
	s1, s2 := schema.NewMetaData(schema.InSchema("s1")), schema.NewMetaData(schema.InSchema("s2"))
	other := schema.NewTable(s1, "p", integer("id", schema.PrimaryKey))
	abroad := ddl.CreateTable{Table: schema.NewTable(s2, "c", integer("pid", schema.ReferencesColumn(other.Column("id"))))}
	uq := create("c", integer("a"), schema.UniqueOn("uq_a", "a"))
	seqs := schema.NewMetaData()
	seq := schema.NewSequence(seqs, "t_seq")
	counted := ddl.CreateTable{Table: schema.NewTable(seqs, "t", integer("id", schema.PrimaryKey, schema.ServerDefault(seq.Next())))}
	mine := schema.NewSequence(schema.NewMetaData(), "my_seq", schema.StartWith(10), schema.IncrementBy(5), schema.MinValue(1), schema.MaxValue(100), schema.Cycle, schema.Cache(3))
	mine.Type = sqltype.BigInt.Desc()
	remarked := create("t", integer("a", schema.ColumnComment("cc")), schema.Comment("it's"))
	plain := create("t", integer("a"))
	led := schema.NewTable(schema.NewMetaData(schema.InSchema("fin")), "led", integer("amount"))
	led.AddIndex(led.C("amount")).Named("ix_amt").UniqueIndex()
	full := create("t", integer("a"), text("b", 5), integer("c"))
	full.Table.AddIndex(full.Table.C("b")).Named("ix_p").Using("btree").OpClass(full.Table.C("b"), "text_pattern_ops").Include(full.Table.C("c")).With("fillfactor", "50").Tablespace("ts").Concurrently()
	parent := func(name string) ddl.CreateTable { return create(name, integer("a")) }
	in1, in2 := parent("p1"), parent("p2")
	stamp := sqltype.Named[string]("TIMESTAMP")
	return []Case{
		{Name: "quirky_table", Run: rendered(ddl.CreateTable{Table: schema.Of(Quirks)}),
			Text: map[string]string{"sqlite": asInt}},
		{Name: "schema_table", Run: rendered(ddl.CreateTable{Table: schema.Of(Ledger)}),
			Text: map[string]string{"sqlite": "decimals are texts that are compared as numbers, for SQLite has none"}},
		{Name: "smallint_pk", Run: changed(create("t", schema.Column("id", sqltype.SmallInt, schema.PrimaryKey))),
			Text: map[string]string{"sqlite": "a key that counts up is INTEGER: SQLite lets no other type do so"}},
		{Name: "string_pk", Run: changed(create("t", text("id", 5, schema.PrimaryKey)))},
		{Name: "composite_pk_autoinc", Run: changed(create("t", integer("a", schema.PrimaryKey), integer("b", schema.PrimaryKey)))},
		{Name: "composite_pk_autoinc_explicit", Run: changed(create("t", integer("a", schema.PrimaryKey, schema.Autoincrement), integer("b", schema.PrimaryKey)))},
		{Name: "fk_pk_not_serial", Run: changed(own, p1),
			Text: map[string]string{"sqlite": asInt}},
		{Name: "fk_not_deferrable", Run: changed(late, p2),
			Text: map[string]string{"mysql": "the words are left out, which MariaDB does not know: they say what is so without them"}},
		{Name: "fk_use_alter_omitted", Run: func(e *Env) (*Answer, error) {
			if e.Dialect == "sqlite" { // where it cannot be added later
				return changed(use, p3)(e)
			}
			return changed(without(use), p3)(e)
		}},
		{Name: "fk_set_null_cols_pg", Run: changed(cab, pab)},
		{Name: "fk_other_schema", Run: rendered(abroad),
			Differs: map[string]Difference{"sqlite": {Why: "a foreign key that cannot be had is refused, not left out", Err: "foreign key into another database"}}},
		{Name: "add_fk_alter", Run: changed(ddl.AddForeignKey{ForeignKey: cascade.Table.ForeignKeys[0]}, p4, without(cascade))},
		{Name: "drop_constraint", Run: changed(ddl.DropConstraint{Table: uq.Table, Name: "uq_a"}, uq),
			Text: map[string]string{"*": "MariaDB drops constraints by that name"}},
		{Name: "unique_column_and_named", Run: changed(create("t", integer("a", schema.UniqueColumn), integer("b"), schema.UniqueOn("uq_ab", "a", "b"))),
			Text: map[string]string{"*": "the constraints of columns come before those of the table"}},
		{Name: "check_table_and_column", Run: changed(create("t", integer("a"), integer("b"),
			schema.CheckOn("", func(t *schema.Table) sql.Typed[bool] { return t.C("a").Gt(0) }),
			schema.CheckOn("b_gt_a", func(t *schema.Table) sql.Typed[bool] { return sql.Gt(t.C("b"), t.C("a")) }))),
			Text: map[string]string{"*": "a check is one of the table"}},
		{Name: "pk_named", Run: changed(create("t", integer("a"), integer("b"), schema.PrimaryKeyOn("pk_t", "b", "a")))},
		{Name: "server_defaults", Run: changed(create("t", integer("a", schema.ServerDefault(sql.Val(5))), text("b", 9, schema.ServerDefault(sql.Val("it's"))),
			schema.Column("c", sqltype.Timestamp, schema.ServerDefault(sql.LocalNow())), integer("d", schema.ServerDefault(sql.Fragment("1 + 1", sqltype.Integer))),
			schema.Column("e", sqltype.Boolean, schema.ServerDefault(sql.False())), integer("f", schema.ServerDefault(sql.Coalesce(sql.NullOf[int](), sql.Val(3)))))),
			Text: map[string]string{"*": "a number is no text; the time is that of a column without a zone; raw SQL is in parentheses always; FALSE is in capitals, and 0 where there are no truth values"}},
		{Name: "computed_virtual", Run: changed(create("t", integer("a"), integer("b", schema.ComputedColumn(sql.Fragment("a * 2", sqltype.Integer), false)))),
			Text: map[string]string{"*": "raw SQL is in parentheses always"}},
		{Name: "sequence_server_default", Run: changed(counted, ddl.CreateObject{Object: seq}),
			Text: map[string]string{"*": "the sequence is known by its number, so that it can be renamed"}},
		{Name: "create_sequence", Run: changed(ddl.CreateObject{Object: mine}),
			Text: map[string]string{"*": "START is before INCREMENT"}},
		{Name: "comment_ddl", Run: changed(ddl.SetComment{Table: remarked.Table, Text: "it's"}, plain)},
		{Name: "column_comment_ddl", Run: changed(ddl.SetComment{Table: remarked.Table, Column: remarked.Table.Column("a"), Text: "cc"}, plain)},
		{Name: "index_unique_schema", Run: rendered(ddl.CreateIndex{Index: led.Indexes[0]})},
		{Name: "index_pg_full", Run: rendered(ddl.CreateIndex{Index: full.Table.Indexes[0], IfNotExists: true})},
		{Name: "pg_inherits_unlogged", Run: changed(create("t", integer("a"), schema.WithOptions(postgres.Unlogged(), postgres.Inherits(in1.Table), postgres.Inherits(in2.Table))), in1, in2)},
		{Name: "sqlite_table_options", Run: changed(create("t", integer("id", schema.PrimaryKey), schema.WithOptions(sqlite.Autoincrement(), sqlite.Strict())))},
		{Name: "sqlite_on_conflict", Run: changed(create("t", integer("id", schema.PrimaryKey), integer("a", schema.UniqueColumn, schema.NotNull),
			schema.WithOptions(sqlite.PrimaryKeyOnConflict(sqlite.Fail), sqlite.UniqueOnConflict(sqlite.Ignore, "a"), sqlite.NotNullOnConflict(sqlite.Abort, "a"))))},
		{Name: "nullable_explicit_mysql_timestamp", Run: changed(create("t", schema.Column("a", stamp), schema.Column("b", stamp, schema.NotNull)))},
	}
}
