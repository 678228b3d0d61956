package orm_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type stamp struct{ Version int }

type stampColumns struct{ Version schema.Int }

// Declare is called, though the struct is not exported.
func (s *stampColumns) Declare() { s.Version.Default(7).OmitZero() }

type note struct {
	ID int
	stamp
	Text string
}

type noteTable struct {
	orm.TableOf[note, int]
	ID schema.Int
	stampColumns
	Text schema.String
}

// An unexported struct that is embedded is as good as an exported one: its columns
// are visible as the table's.
func TestUnexportedMixin(t *testing.T) {
	base := orm.NewBase()
	notes := orm.Declare(base, "note", func(t *noteTable) { t.ID.PrimaryKey() })
	if err := base.Configure(); err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, c := range schema.Of(notes).Columns {
		names = append(names, c.Name)
	}
	if got := strings.Join(names, " "); got != "id version text" {
		t.Fatal(got)
	}
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		t.Fatal(err)
	}
	ctx := t.Context()
	defer eng.Close(ctx)
	if err := base.CreateAll(ctx, eng); err != nil {
		t.Fatal(err)
	}
	err = orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(&note{Text: "a"})
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	other := orm.Alias(notes, "other")
	got, err := engine.All(ctx, eng, orm.Select(other).Where(other.Version.Eq(7)))
	if err != nil || len(got) != 1 || got[0].Version != 7 || got[0].Text != "a" {
		t.Fatal(got, err)
	}
}

type hiddenTable struct {
	orm.TableOf[note, int]
	ID schema.Int
	stampColumns
	text schema.String //lint:ignore U1000 the mistake of this test
}

// A column that is not exported would be left out silently.
func TestUnexportedColumnIsAMistake(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "hidden_note", func(t *hiddenTable) { t.ID.PrimaryKey() })
	err := base.Configure()
	if err == nil || !strings.Contains(err.Error(), "the field text of orm_test.hiddenTable is a column, but unexported, so that it would be left out: call it Text") {
		t.Fatal(err)
	}
}

type (
	partnerColumns struct{ Name schema.String }
	partner        struct {
		ID      int
		OwnerID int
		Name    string
		owner   *partner
		friends []*partner
		cached  *partner
		nobody  *note
		scratch int //lint:ignore U1000 it is no column
	}
	partnerTable struct {
		orm.TableOf[partner, int]
		ID      schema.Int
		OwnerID schema.Int
		Name    schema.String
		Owner   orm.One[partner, partner]
		firm    partnerColumns             //lint:ignore U1000 it is a mistake
		friends orm.Many[partner, partner] //lint:ignore U1000 it is a mistake
	}
)

// What leads to a mapped struct, or to columns, is not passed over because it is not
// exported: it would be neither loaded nor saved. A field that a relationship of the
// table names, whatever its first letter, and one that Ignore names are no mistakes.
func TestUnexportedRelationship(t *testing.T) {
	_ = partner{owner: nil, friends: nil, cached: nil, nobody: nil}
	base := orm.NewBase()
	orm.Declare(base, "partner", func(t *partnerTable) {
		t.ID.PrimaryKey()
		t.OwnerID.References(t.ID)
		orm.Ignore(t, "cached")
	})
	err := base.Configure()
	if err == nil {
		t.Fatal("no error")
	}
	for _, want := range []string{
		"the field firm of orm_test.partnerTable holds columns, but is unexported, so that they would be left out: call it Firm, or embed orm_test.partnerColumns",
		"the field friends of orm_test.partnerTable is a relationship, but unexported, so that it would be left out: call it Friends",
		"field partner.friends []*partner leads to partner, which is mapped, and no relationship of orm_test.partnerTable is called so; add to orm_test.partnerTable\n\tFriends orm.Many[partner, partner]\n   or say that it is none: orm.Ignore(t, \"friends\")",
	} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%s\nis not in\n%v", want, err)
		}
	}
	for _, name := range []string{"owner", "cached", "nobody", "scratch"} {
		if strings.Contains(err.Error(), "."+name+" ") {
			t.Errorf("%s is no mistake: %v", name, err)
		}
	}
}

type paidColumns struct{ Paid schema.Int }

// Declare is another method than a mixin's.
func (c *paidColumns) Declare(size int) { c.Paid.Default(size) }

type billColumns struct{ paidColumns }

type Bill struct {
	ID, Paid int
}

type billTable struct {
	orm.TableOf[Bill, int]
	ID schema.Int
	billColumns
}

// A Declare that nobody calls would leave out silently what it says, and is told once.
func TestDeclareThatIsNotCalledIsAMistake(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "bill", func(t *billTable) { t.ID.PrimaryKey() })
	err := base.Configure()
	if err == nil || !strings.Contains(err.Error(), "the field paidColumns of orm_test.billColumns has a method Declare with parameters or results, which would not be called: write func (c *paidColumns) Declare()") ||
		strings.Count(err.Error(), "method Declare") != 1 {
		t.Fatal(err)
	}
}
