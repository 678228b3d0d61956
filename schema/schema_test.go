package schema_test

import (
	"slices"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type productTable struct {
	schema.Rows
	ID     schema.Int
	Name   schema.String
	Price  schema.Float
	Made   schema.NullDate[time.Time]
	Months schema.NullInt
}

func TestColumnsAreOnePointerWide(t *testing.T) {
	var p productTable
	for name, size := range map[string]uintptr{"Int": unsafe.Sizeof(p.ID), "String": unsafe.Sizeof(p.Name), "NullDate": unsafe.Sizeof(p.Made),
		"NullInt": unsafe.Sizeof(p.Months), "Bool": unsafe.Sizeof(schema.Bool{}), "JSON": unsafe.Sizeof(schema.JSON[int]{}), "Enum": unsafe.Sizeof(schema.NullEnum[string]{})} {
		if size != unsafe.Sizeof(uintptr(0)) {
			t.Errorf("%s is %d bytes", name, size)
		}
	}
}

func TestDeclareMakesTypedColumns(t *testing.T) {
	m := schema.NewMetaData()
	p := schema.Declare(m, "product", func(t *productTable) {
		t.ID.PrimaryKey()
		t.Name.Size(100).Unique()
	})
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	tab := schema.Of(p)
	var got []string
	for _, c := range tab.Columns {
		null := ""
		if c.Nullable {
			null = "?"
		}
		got = append(got, c.Name+" "+c.Type.String()+null)
	}
	want := []string{"id INTEGER", "name VARCHAR(100)", "price FLOAT", "made DATE?", "months INTEGER?"}
	if !slices.Equal(got, want) {
		t.Fatalf("got %q, want %q", got, want)
	}
	if g := tab.Generated(); g == nil || g.Name != "id" {
		t.Fatal("the single integer key is not generated")
	}
	a := schema.Alias(p, "p2")
	if n := sql.NodeOf(a.Name).(*sql.ColumnNode); n.Table.As != "p2" || n.Of != sql.NodeOf(p.Name) {
		t.Fatalf("alias column %+v", n)
	}
}

func TestOrderOfTablesAndCycles(t *testing.T) {
	m := schema.NewMetaData()
	col := func(name string, o ...schema.ColumnOption) *schema.ColumnDef {
		return schema.Column(name, sqltype.Integer, o...)
	}
	schema.NewTable(m, "c", col("id", schema.PrimaryKey), col("b_id", schema.References("b.id")))
	schema.NewTable(m, "b", col("id", schema.PrimaryKey), col("a_id", schema.References("a.id")), col("self", schema.References("b.id")))
	schema.NewTable(m, "a", col("id", schema.PrimaryKey), col("b_id", schema.References("b.id", schema.FKName("fk_ab"))))
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	tables, late := m.Sorted()
	var names []string
	for _, x := range tables {
		names = append(names, x.Name)
	}
	if len(late) != 1 || len(names) != 3 || slices.Index(names, "c") < slices.Index(names, "b") {
		t.Fatal(names, late)
	}
}

func TestMistakesAreReportedTogether(t *testing.T) {
	m := schema.NewMetaData()
	schema.NewTable(m, "x",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("y", sqltype.Integer, schema.References("sqla_prodcut.id", schema.OnDelete("DO NOTHING"))),
		schema.Column("z", sqltype.Integer, schema.NotNull, schema.References("x.idd", schema.OnDelete(schema.SetNull))))
	err := m.Check()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{`DO NOTHING" is no action: there are NO ACTION, RESTRICT, CASCADE, SET NULL and SET DEFAULT`, `no table for "sqla_prodcut.id"; is the package`, `has no column "idd"; did you mean "id"?`} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%v\nlacks %s", err, want)
		}
	}
}

func TestSnake(t *testing.T) {
	for in, want := range map[string]string{"ID": "id", "ProductID": "product_id", "HTTPServer": "http_server", "ExpiryOffsetMonths": "expiry_offset_months", "A1B": "a1_b", "Üb": "üb", "already_snake": "already_snake"} {
		if got := schema.Snake(in); got != want {
			t.Errorf("%s: %s, want %s", in, got, want)
		}
	}
}

type memberTable struct {
	schema.Rows
	Tenant schema.Int
	User   schema.Int
}

type noteTable struct {
	schema.Rows
	ID     schema.Int
	Tenant schema.Int
	User   schema.Int
}

func TestCompositeForeignKeyOfTypedTables(t *testing.T) {
	m := schema.NewMetaData()
	members := schema.Declare(m, "member", func(t *memberTable) { t.Tenant.PrimaryKey(); t.User.PrimaryKey() })
	notes := schema.Declare(m, "note", func(t *noteTable) {
		t.ID.PrimaryKey()
		schema.AddForeignKey(t, []sql.Expr{t.Tenant, t.User}, []sql.Expr{members.Tenant, members.User}, schema.OnDelete(schema.Cascade))
	})
	if err := m.Check(); err != nil {
		t.Fatal(err)
	}
	fk := schema.Of(notes).ForeignKeys[0]
	if fk.Target() != schema.Of(members) || len(fk.Referred()) != 2 || fk.OnDelete != schema.Cascade {
		t.Fatalf("%+v", fk)
	}
	if on := schema.Of(notes).ForeignKeysTo(schema.Of(members)); len(on) != 1 || len(on[0][0]) != 2 {
		t.Fatal(on)
	}
	bad := schema.NewMetaData()
	schema.Declare(bad, "note", func(t *noteTable) {
		t.ID.PrimaryKey()
		schema.AddForeignKeyNamed(t, []sql.Expr{t.Tenant, t.User}, []string{"member.tenant"})
		schema.AddForeignKeyNamed(t, []sql.Expr{members.Tenant}, []string{"member.tenant"})
	})
	err := bad.Check()
	if err == nil || !strings.Contains(err.Error(), `no table for "member.tenant"`) || !strings.Contains(err.Error(), "over its own columns") {
		t.Fatal(err)
	}
}
