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
