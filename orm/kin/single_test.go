package kin_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A staff in one table, with levels; machines in several.

type Staffer interface{ Title() string }

type Staff struct {
	ID       int
	Kind     string
	Name     string
	OfficeID *int
	BossID   *int
	Office   *Office  `json:"-"`
	Boss     *Chief   `json:"-"`
	Badges   []*Badge `json:"-"`
}

func (s *Staff) Title() string { return "staff" }

type Coder struct {
	Staff
	Language string
	Desks    []*Workplace `json:"-"`
}

func (*Coder) Title() string { return "coder" }

type Lead struct {
	Coder
	Reports int
}

func (*Lead) Title() string { return "lead" }

type Chief struct {
	Staff
	Level  int
	People []*Staff `json:"-"`
}

func (*Chief) Title() string { return "chief" }

type Office struct {
	ID    int
	City  string
	Staff []*Staff
}

type Badge struct {
	ID      int
	Number  int
	StaffID int
	Owner   *Staff
}

type Workplace struct {
	ID      int
	Room    string
	CoderID int
	Coder   *Coder
}

type StaffColumns struct {
	ID       schema.Int
	Kind     schema.String
	Name     schema.String
	OfficeID schema.NullInt
	BossID   schema.NullInt
}

func (c *StaffColumns) Declare() {
	c.ID.PrimaryKey()
	c.Kind.Size(20)
	c.Name.Size(40)
	c.OfficeID.References(Offices.ID)
}

type OfficeTable struct {
	orm.TableOf[Office, int]
	ID    schema.Int
	City  schema.String
	Staff orm.Many[Office, Staff]
}

type StaffTable struct {
	orm.TableOf[Staff, int]
	StaffColumns
	Office orm.One[Staff, Office]
	Boss   orm.One[Staff, Chief]
	Badges orm.Many[Staff, Badge]
}

type CoderTable struct {
	orm.TableOf[Coder, int]
	StaffColumns
	Language schema.String
	Office   orm.One[Staff, Office]
	Desks    orm.Many[Coder, Workplace]
}

type LeadTable struct {
	orm.TableOf[Lead, int]
	StaffColumns
	Language schema.String
	Reports  schema.Int
}

type ChiefTable struct {
	orm.TableOf[Chief, int]
	StaffColumns
	Level  schema.Int
	People orm.Many[Chief, Staff]
}

type BadgeTable struct {
	orm.TableOf[Badge, int]
	ID      schema.Int
	Number  schema.Int
	StaffID schema.Int
	Owner   orm.One[Badge, Staff]
}

type WorkplaceTable struct {
	orm.TableOf[Workplace, int]
	ID      schema.Int
	Room    schema.String
	CoderID schema.Int
	Coder   orm.One[Workplace, Coder]
}

var (
	Singles = orm.NewBase()
	Offices = orm.Declare(Singles, "kin_office", func(t *OfficeTable) {
		t.ID.PrimaryKey()
		t.City.Size(40)
	})
	Staffs = orm.Declare(Singles, "kin_staff", func(t *StaffTable) {
		t.BossID.References(t.ID)
		orm.Discriminator(t, t.Kind, "staff")
		t.Office.Inverse(Offices.Staff)
	})
	Coders = orm.SingleTable(Staffs, "coder", func(t *CoderTable) { t.Language.Size(20) })
	Leads  = orm.SingleTable(Coders, "lead", func(t *LeadTable) {})
	Chiefs = orm.SingleTable(Staffs, "chief", func(t *ChiefTable) {})
	Badges = orm.Declare(Singles, "kin_badge", func(t *BadgeTable) {
		t.ID.PrimaryKey()
		t.StaffID.References(Staffs.ID)
		t.Owner.Inverse(Staffs.Badges)
	})
	Workplaces = orm.Declare(Singles, "kin_workplace", func(t *WorkplaceTable) {
		t.ID.PrimaryKey()
		t.Room.Size(20)
		t.CoderID.References(Coders.ID)
		t.Coder.Inverse(Coders.Desks)
	})
)

func staffed(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	office := &Office{City: "Riga"}
	chief := &Chief{Staff: Staff{Name: "Ada", Office: office}, Level: 3}
	coder := &Coder{Staff: Staff{Name: "Bob", Office: office, Boss: chief}, Language: "Go", Desks: []*Workplace{{Room: "1"}, {Room: "2"}}}
	lead := &Lead{Coder: Coder{Staff: Staff{Name: "Cid", Boss: chief}, Language: "C"}, Reports: 2}
	plain := &Staff{Name: "Dee", Badges: []*Badge{{Number: 7}}}
	s.Add(chief, coder, lead, plain)
	must(t, s.Commit(ctx))
	if chief.Kind != "chief" || coder.Kind != "coder" || lead.Kind != "lead" || plain.Kind != "staff" {
		t.Fatal(chief.Kind, coder.Kind, lead.Kind, plain.Kind)
	}
	if len(chief.People) != 2 || len(office.Staff) != 2 {
		t.Fatal(len(chief.People), len(office.Staff))
	}
}

func names[E any](s *orm.Session, es []E) string {
	var b strings.Builder
	for _, e := range es {
		x, _ := orm.As[Staffer](s, e)
		fmt.Fprintf(&b, "%s ", x.Title())
	}
	return strings.TrimSpace(b.String())
}

func TestSingleTable(t *testing.T) {
	each(t, Singles, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		staffed(t, ctx, eng)
		sent.take()
		s := orm.NewSession(eng)
		defer s.Close()
		all, err := orm.Select(Staffs).OrderBy(Staffs.Name).All(ctx, s)
		must(t, err)
		if got := names(s, all); got != "chief coder lead staff" {
			t.Fatal(got)
		}
		if q := sent.take(); len(q) != 1 {
			t.Fatal(q)
		}
		lead, ok := orm.As[*Lead](s, all[2])
		if !ok || lead.Reports != 2 || lead.Language != "C" || lead.Name != "Cid" {
			t.Fatalf("%+v", lead)
		}
		if _, ok := orm.As[*Chief](s, all[2]); ok {
			t.Fatal("a lead is no chief")
		}
		// one object for each key, whatever it is asked for as
		got, err := Leads.Get(ctx, s, lead.ID)
		must(t, err)
		if got != lead {
			t.Fatal("another object")
		}
		if c, err := Coders.Get(ctx, s, lead.ID); err != nil || c != &lead.Coder {
			t.Fatal(c, err)
		}
		if _, err := Chiefs.Get(ctx, s, lead.ID); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		sent.take()
		// a middle level gives its own and what inherits from it
		coders, err := orm.Select(Coders).OrderBy(Coders.Name).All(ctx, s)
		must(t, err)
		if got := names(s, coders); got != "coder lead" {
			t.Fatal(got)
		}
		if n, err := orm.Select(Coders).Count(ctx, s); err != nil || n != 2 {
			t.Fatal(n, err)
		}
		if n, err := orm.Select(Leads).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if ok, err := orm.Select(Chiefs).Where(Chiefs.Level.Gt(3)).Exists(ctx, s); err != nil || ok {
			t.Fatal(ok, err)
		}
		// relationships: of the root to one that inherits, and of that to its own
		bosses, err := orm.Select(Staffs).Where(Staffs.Boss.Has(Chiefs.Level.Eq(3))).OrderBy(Staffs.Name).All(ctx, s)
		must(t, err)
		if got := names(s, bosses); got != "coder lead" {
			t.Fatal(got)
		}
		if q := sent.take(); !strings.Contains(q[len(q)-1], "kin_staff AS boss_1") {
			t.Fatal(q)
		}
		boss, err := Staffs.Boss.Of(ctx, s, bosses[0])
		must(t, err)
		if boss.Level != 3 {
			t.Fatal(boss)
		}
		desks, err := Coders.Desks.Of(ctx, s, coders[0])
		must(t, err)
		if len(desks) != 2 || desks[0].Coder != coders[0] {
			t.Fatal(desks)
		}
		if lead.Desks == nil || len(lead.Desks) != 0 {
			t.Fatal("siblings are loaded together")
		}
		// on an engine as well
		plain, err := engine.All(ctx, eng, orm.Select(Chiefs))
		must(t, err)
		if len(plain) != 1 || plain[0].Level != 3 {
			t.Fatal(plain)
		}
		levels, err := engine.All(ctx, eng, sql.Select2(Chiefs.Name, Chiefs.Level))
		must(t, err)
		if len(levels) != 1 || levels[0].A != "Ada" {
			t.Fatal(levels)
		}
	})
}

func TestSingleTableWrites(t *testing.T) {
	each(t, Singles, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		staffed(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		lead, err := orm.Select(Leads).One(ctx, s)
		must(t, err)
		sent.take()
		lead.Reports++
		must(t, s.Flush(ctx))
		if q := sent.take(); len(q) != 1 || !strings.Contains(q[0], "reports") || strings.Contains(q[0], "language") {
			t.Fatal(q)
		}
		// what a row is cannot be changed
		lead.Kind = "chief"
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "cannot be changed") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if lead.Kind != "lead" || lead.Reports != 2 {
			t.Fatal(lead)
		}
		s.Add(&Coder{Staff: Staff{Name: "x", Kind: "chief"}, Language: "y"})
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "cannot be changed") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		// statements over many rows concern those of the kind only
		r, err := s.Execute(ctx, sql.Update(Coders).Set(Coders.Name.Set("N")).AllRows())
		must(t, err)
		must(t, r.Close())
		if lead.Name != "N" {
			t.Fatal(lead.Name)
		}
		ada, err := orm.Select(Chiefs).One(ctx, s)
		must(t, err)
		if ada.Name != "Ada" {
			t.Fatal(ada.Name)
		}
		must(t, s.Commit(ctx))
		r, err = s.Execute(ctx, sql.Delete(Leads).AllRows())
		must(t, err)
		must(t, r.Close())
		if orm.StateOf(s, lead) != orm.Deleted {
			t.Fatal(orm.StateOf(s, lead))
		}
		if n, err := orm.Select(Staffs).Count(ctx, s); err != nil || n != 3 {
			t.Fatal(n, err)
		}
		must(t, s.Rollback(ctx))
		// a row of nobody's kind names its key
		_, err = eng.Execute(ctx, sql.Update(Staffs).Set(Staffs.Kind.Set("robot")).Where(Staffs.Name.Eq("Dee")))
		must(t, err)
		_, err = orm.Select(Staffs).All(ctx, s)
		var de *orm.DiscriminatorError
		if !errors.As(err, &de) || de.Value != `"robot"` || de.Key == "" {
			t.Fatal(err)
		}
	})
}
