package ddl_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// describe says what each statement is about, in a few words.
func describe(statements []ddl.Statement) []string {
	var out []string
	for _, s := range statements {
		switch s := s.(type) {
		case ddl.CreateTable:
			out = append(out, fmt.Sprintf("create %s without %d", s.Table.Name, len(s.Without)))
		case ddl.DropTable:
			out = append(out, "drop "+s.Table.Name)
		case ddl.CreateIndex:
			out = append(out, "index on "+s.Index.Table().Name)
		case ddl.AddForeignKey:
			out = append(out, "key of "+s.ForeignKey.Table().Name)
		case ddl.DropForeignKey:
			out = append(out, strings.TrimSpace("drop key of "+s.ForeignKey.Table().Name+" "+s.Name))
		case ddl.CreateEnum:
			out = append(out, "enum "+s.Type.Name)
		case ddl.DropEnum:
			out = append(out, "drop enum "+s.Type.Name)
		case ddl.SetComment:
			out = append(out, "comment on "+s.Table.Name+": "+s.Text)
		case ddl.DeferForeignKeys:
			out = append(out, "defer")
		default:
			out = append(out, fmt.Sprintf("%T", s))
		}
	}
	return out
}

func expect(t *testing.T, what string, got []ddl.Statement, want ...string) {
	t.Helper()
	if g := describe(got); !slices.Equal(g, want) {
		t.Errorf("%s:\n got %q\nwant %q", what, g, want)
	}
}

// The kinds of databases that plans differ for.
var (
	alters  = ddl.Traits{NameLimit: 63, AlterKeys: true, EnumTypes: true, CommentOn: true}
	keeps   = ddl.Traits{CheckedDrop: true, FoldNames: true}
	inlines = ddl.Traits{NameLimit: 64, NameChars: true, AlterKeys: true, InlineIndexes: true}
)

var mood = sqltype.Enum("mood", "glad", "sad")

// cycle is two tables that refer to each other and a third that refers to one.
func cycle() *schema.MetaData {
	m := schema.NewMetaData()
	schema.NewTable(m, "c", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("m", mood),
		schema.Column("a_id", sqltype.Integer, schema.References("a.id"), schema.Indexed))
	schema.NewTable(m, "a", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("m", mood),
		schema.Column("b_id", sqltype.Integer, schema.References("b.id")), schema.Comment("the first"))
	schema.NewTable(m, "b", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.ColumnComment("number")),
		schema.Column("a_id", sqltype.Integer, schema.References("a.id")))
	return m
}

func TestPlansOfACycle(t *testing.T) {
	m := cycle()
	plan := func(f func(*schema.MetaData, ddl.Traits, ...*schema.Table) ([]ddl.Statement, error), tr ddl.Traits, only ...*schema.Table) []ddl.Statement {
		t.Helper()
		s, err := f(m, tr, only...)
		if err != nil {
			t.Fatal(err)
		}
		return s
	}
	expect(t, "create, altering", plan(ddl.CreateAll, alters), "enum mood", "create a without 1", "comment on a: the first",
		"create b without 0", "comment on b: number", "create c without 0", "index on c", "key of a")
	expect(t, "drop, altering", plan(ddl.DropAll, alters), "drop key of a", "drop c", "drop b", "drop a", "drop enum mood")
	expect(t, "create, inline", plan(ddl.CreateAll, keeps), "create a without 0", "create b without 0", "create c without 0", "index on c")
	expect(t, "drop, deferring", plan(ddl.DropAll, keeps), "defer", "drop c", "drop b", "drop a")
	expect(t, "create, inline indexes", plan(ddl.CreateAll, inlines), "create a without 1", "create b without 0", "create c without 0", "key of a")
	expect(t, "only one", plan(ddl.DropAll, alters, m.Table("c")), "drop c")
	if _, err := ddl.CreateAll(m, alters, schema.NewTable(schema.NewMetaData(), "x", schema.Column("id", sqltype.Integer))); err == nil {
		t.Error("a table of another MetaData was taken")
	}
}

func TestExistenceLeavesOutWhatIsThere(t *testing.T) {
	m := cycle()
	create, err := ddl.CreateAll(m, alters)
	if err != nil {
		t.Fatal(err)
	}
	drop, err := ddl.DropAll(m, alters)
	if err != nil {
		t.Fatal(err)
	}
	if got := ddl.Schemas(create); !slices.Equal(got, []string{""}) {
		t.Fatalf("schemas %q", got)
	}
	h := ddl.NewHave(alters)
	expect(t, "nothing to drop", h.Present(drop))
	h.Add("", ddl.KindTable, "a", "", "")
	h.Add("", ddl.KindEnum, "mood", "", "")
	h.Add("other", ddl.KindTable, "c", "", "")
	expect(t, "a is there", h.Missing(create), "create b without 0", "comment on b: number", "create c without 0", "index on c", "key of a")
	expect(t, "drop a", h.Present(drop), "drop a", "drop enum mood")
	h.Add("", ddl.KindForeignKey, "made_by_hand", "a", "b_id")
	h.Add("", ddl.KindView, "c", "", "")
	expect(t, "a, its key and a view are there", h.Missing(create), "create b without 0", "comment on b: number")
	expect(t, "drop a and its key", h.Present(drop), "drop key of a made_by_hand", "drop a", "drop enum mood")

	folding := ddl.NewHave(keeps)
	folding.Add("", ddl.KindTable, "A", "", "")
	create, _ = ddl.CreateAll(m, keeps)
	expect(t, "names fold", folding.Missing(create), "create b without 0", "create c without 0", "index on c")
}

func TestNamesOfTheConvention(t *testing.T) {
	m := schema.NewMetaData(schema.WithNaming(schema.Naming{PrimaryKey: "pk_{table_name}", ForeignKey: "fk_{table_name}_{column_0_name}_{referred_table_name}_{referred_column_0_name}",
		Unique: "uq_{table_name}_{column_0_N_name}", Check: "ck_{table_name}_{constraint_name}", Index: "ix_{column_0_N_name}"}))
	long := strings.Repeat("ü", 40)
	x := schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("b", sqltype.Integer, schema.References("x.id")),
		schema.Column(long, sqltype.Integer, schema.UniqueColumn), schema.UniqueOn("", "id", "b"), schema.IndexOn("", "b", long), schema.UniqueOn("mine", "b"),
		schema.CheckOn("positive", func(t *schema.Table) sql.Typed[bool] { return sql.Not(t.C("b").IsNull()) }),
		schema.CheckOn("", func(t *schema.Table) sql.Typed[bool] { return t.C("b").IsNull() }))
	var got []string
	add := func(name string, err error) {
		if err != nil {
			name = err.Error()
		}
		got = append(got, name)
	}
	add(alters.PrimaryKeyName(x))
	add(alters.ForeignKeyName(x.ForeignKeys[0]))
	for _, u := range x.AllUniques() {
		add(alters.UniqueName(u))
	}
	add(inlines.UniqueName(x.AllUniques()[0]))
	for _, i := range x.AllIndexes() {
		add(alters.IndexName(i))
	}
	for _, c := range x.Checks {
		add(alters.CheckName(c))
	}
	want := []string{"pk_x", "fk_x_b_x_id", "uq_x_" + strings.Repeat("ü", 26) + "_a55b", "uq_x_id_b", "mine", "uq_x_" + long, "ix_b_" + strings.Repeat("ü", 26) + "_4345", "ck_x_positive",
		`the naming convention "ck_{table_name}_{constraint_name}": {constraint_name} wants a constraint with a name: give it one with Named`}
	if !slices.Equal(got, want) {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	for _, n := range got[:7] {
		if len(n) > 63 && n != got[5] {
			t.Errorf("%q has %d bytes", n, len(n))
		}
	}

	m = schema.NewMetaData(schema.WithNaming(schema.Naming{Unique: "uq_{short}_{table_name}", Tokens: map[string]func(*schema.Table, []*schema.ColumnDef) string{
		"short":      func(_ *schema.Table, columns []*schema.ColumnDef) string { return columns[0].Name[:1] },
		"table_name": func(t *schema.Table, _ []*schema.ColumnDef) string { return strings.ToUpper(t.Name) },
		"unused":     func(*schema.Table, []*schema.ColumnDef) string { return "" },
		"nil":        nil,
	}}))
	x = schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("unit", sqltype.Integer, schema.UniqueColumn))
	if name, err := alters.UniqueName(x.AllUniques()[0]); err != nil || name != "uq_u_X" {
		t.Errorf("%q, %v", name, err)
	}
	m = schema.NewMetaData(schema.WithNaming(schema.Naming{Check: "ck_{first}", Tokens: map[string]func(*schema.Table, []*schema.ColumnDef) string{
		"first":  func(_ *schema.Table, columns []*schema.ColumnDef) string { return columns[0].Name }, // of a check there are none
		"unused": func(*schema.Table, []*schema.ColumnDef) string { return "" }, "nil": nil,
	}}))
	x = schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.CheckOn("", func(t *schema.Table) sql.Typed[bool] { return sql.True() }))
	if _, err := alters.CheckName(x.Checks[0]); err == nil || !strings.Contains(err.Error(), "the function of the token {first} panicked") {
		t.Errorf("%v", err)
	}
	for _, want := range []string{"token {unused}, and none of its templates speaks of it", "token {nil} is nil"} {
		if err := m.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v lacks %q", err, want)
		}
	}

	m = schema.NewMetaData(schema.WithNaming(schema.Naming{PrimaryKey: "{tabel}", Unique: "{table_name", ForeignKey: "{referred_table_name}"}))
	x = schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("u", sqltype.Integer, schema.UniqueColumn))
	for _, c := range []struct {
		f    func() (string, error)
		want string
	}{
		{func() (string, error) { return alters.PrimaryKeyName(x) }, "{tabel} means nothing: there are {table_name}, {column_0_name}"},
		{func() (string, error) { return alters.UniqueName(x.AllUniques()[0]) }, "{table_name is not closed"},
	} {
		if _, err := c.f(); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v lacks %q", err, c.want)
		}
	}
}

func TestMistakesOfPlansAreReportedTogether(t *testing.T) {
	m := schema.NewMetaData()
	schema.NewTable(m, "x", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("m", mood), schema.Column("n", sqltype.Enum("", "a")),
		schema.Column("i", sqltype.Integer, schema.Indexed), schema.IndexOn("", "i"))
	schema.NewTable(m, "y", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("m", sqltype.Enum("mood", "sad")))
	_, err := ddl.CreateAll(m, alters)
	for _, want := range []string{"column x.n: its enumeration has no name", `column y.m: the enumeration "mood" has the values ["sad"] here and ["glad" "sad"] elsewhere`, `two indexes would be named "ix_x_i"`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nlacks %s", err, want)
		}
	}
	broken := schema.NewMetaData()
	schema.NewTable(broken, "z", schema.Column("y", sqltype.Integer, schema.References("nothing.id")))
	for _, f := range []func(*schema.MetaData, ddl.Traits, ...*schema.Table) ([]ddl.Statement, error){ddl.CreateAll, ddl.DropAll} {
		if s, err := f(broken, alters); err == nil || s != nil {
			t.Error("an unresolved foreign key was planned")
		}
	}
}

func TestAStatementIsItsOwnNode(t *testing.T) {
	x := schema.NewTable(schema.NewMetaData(), "x", schema.Column("id", sqltype.Integer))
	if n, ok := sql.StatementOf(ddl.CreateTable{Table: x}).(ddl.CreateTable); !ok || n.Table != x {
		t.Fatalf("%#v", n)
	}
}

func TestFiveTablesInOneCycleAndAnotherBesideIt(t *testing.T) {
	m := schema.NewMetaData()
	names := []string{"a", "b", "c", "d", "e"}
	for i, n := range names {
		schema.NewTable(m, n, schema.Column("id", sqltype.Integer, schema.PrimaryKey),
			schema.Column("next", sqltype.Integer, schema.References(names[(i+1)%5]+".id")), schema.Column("self", sqltype.Integer, schema.References(n+".id")))
	}
	schema.NewTable(m, "p", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.References("q.id")), schema.Column("a", sqltype.Integer, schema.References("a.id")))
	schema.NewTable(m, "q", schema.Column("id", sqltype.Integer, schema.PrimaryKey, schema.References("p.id")))
	create, err := ddl.CreateAll(m, alters)
	if err != nil {
		t.Fatal(err)
	}
	made, added := map[*schema.Table]bool{}, 0
	for _, s := range create {
		switch s := s.(type) {
		case ddl.CreateTable:
			made[s.Table] = true
			for _, f := range s.Table.ForeignKeys {
				if !slices.Contains(s.Without, f) && !made[f.Target()] {
					t.Errorf("%s refers to %s, which comes later", s.Table.Name, f.Target().Name)
				}
			}
		case ddl.AddForeignKey:
			added++
		}
	}
	if len(made) != 7 || added != 2 {
		t.Errorf("%d tables, %d keys added later: %q", len(made), added, describe(create))
	}
}
