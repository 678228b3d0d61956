package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A wax seal's code and its number of prints are made by triggers, of which the
// declaration says nothing but that there are some.

type Seal struct {
	ID     int
	Text   string
	Code   *string
	Prints *int
	PairID *int
	Pair   *Seal
}

type SealTable struct {
	orm.TableOf[Seal, int]
	ID     schema.Int
	Text   schema.String
	Code   schema.NullString
	Prints schema.NullInt
	PairID schema.NullInt
	Pair   orm.One[Seal, Seal]
}

var (
	Wax   = orm.NewBase()
	Seals = orm.Declare(Wax, "wax_seal", func(t *SealTable) {
		t.ID.PrimaryKey()
		t.Text.Size(40)
		t.Code.Size(60).Fetched()
		t.Prints.Fetched()
		t.PairID.References(t.ID)
		t.Pair.PostUpdate()
	})
)

// triggered makes the code upper case of the text unless there is one, which gets a
// mark, and counts the prints.
func triggered(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	for _, text := range map[string][]sql.SQL{
		"sqlite": {
			"CREATE TRIGGER wax_in AFTER INSERT ON wax_seal FOR EACH ROW BEGIN UPDATE wax_seal SET code = CASE WHEN NEW.code IS NULL THEN upper(NEW.text) ELSE NEW.code || '!' END, prints = 0 WHERE id = NEW.id; END",
			"CREATE TRIGGER wax_up AFTER UPDATE OF text, pair_id ON wax_seal FOR EACH ROW BEGIN UPDATE wax_seal SET code = upper(NEW.text), prints = prints + 1 WHERE id = NEW.id; END"},
		"postgresql": {
			"CREATE OR REPLACE FUNCTION wax_in() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN IF NEW.code IS NULL THEN NEW.code = upper(NEW.text); ELSE NEW.code = NEW.code || ''!''; END IF; NEW.prints = 0; RETURN NEW; END'",
			"CREATE OR REPLACE FUNCTION wax_up() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code = upper(NEW.text); NEW.prints = OLD.prints + 1; RETURN NEW; END'",
			"CREATE TRIGGER wax_in BEFORE INSERT ON wax_seal FOR EACH ROW EXECUTE FUNCTION wax_in()",
			"CREATE TRIGGER wax_up BEFORE UPDATE ON wax_seal FOR EACH ROW EXECUTE FUNCTION wax_up()"},
		"mysql": {
			"CREATE TRIGGER wax_in BEFORE INSERT ON wax_seal FOR EACH ROW SET NEW.code = CASE WHEN NEW.code IS NULL THEN upper(NEW.text) ELSE concat(NEW.code, '!') END, NEW.prints = 0",
			"CREATE TRIGGER wax_up BEFORE UPDATE ON wax_seal FOR EACH ROW SET NEW.code = upper(NEW.text), NEW.prints = OLD.prints + 1"},
	}[eng.Dialect().Name()] {
		r, err := eng.Execute(ctx, sql.Text(text))
		must(t, err)
		must(t, r.Close())
	}
}

func TestFetchedColumns(t *testing.T) {
	each(t, Wax, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		triggered(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		holds := func(p *Seal, code string, prints int) {
			t.Helper()
			if p.Code == nil || *p.Code != code || p.Prints == nil || *p.Prints != prints {
				t.Fatalf("memory has %v, %v, want %q and %d", p.Code, p.Prints, code, prints)
			}
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			is, err := Seals.Get(ctx, fresh, p.ID)
			must(t, err)
			if *is.Code != *p.Code || *is.Prints != *p.Prints {
				t.Errorf("the database has %+v and memory %+v", *is, *p)
			}
		}
		own := "own"
		a, b := &Seal{Text: "lion"}, &Seal{Text: "bear", Code: &own}
		many := make([]*Seal, 300)
		s.Add(a, b)
		for i := range many {
			many[i] = &Seal{Text: "many"}
			s.Add(many[i])
		}
		must(t, s.Commit(ctx))
		holds(a, "LION", 0)
		holds(b, "own!", 0)
		holds(many[299], "MANY", 0)
		a.Text = "wolf"
		many[0].Text, many[1].Text = "first", "second"
		must(t, s.Commit(ctx))
		holds(a, "WOLF", 1)
		holds(many[0], "FIRST", 1)
		holds(many[1], "SECOND", 1)
		// nothing is left to be sent
		sent.take()
		must(t, s.Commit(ctx))
		if again := sent.take(); len(again) > 0 {
			t.Errorf("sent again: %q", again)
		}
		// so does the second UPDATE of a circle
		x, y := &Seal{Text: "x"}, &Seal{Text: "y"}
		x.Pair, y.Pair = y, x
		s.Add(x, y)
		must(t, s.Commit(ctx))
		if sum := *x.Prints + *y.Prints; sum == 0 {
			t.Error("there was no second UPDATE")
		}
		holds(x, "X", *x.Prints)
		holds(y, "Y", *y.Prints)
		// a statement for many rows reaches what was loaded
		r, err := s.Execute(ctx, sql.Update(Seals).Set(Seals.Text.Set("all")).Where(Seals.ID.Eq(a.ID)))
		must(t, err)
		must(t, r.Close())
		if got, err := Seals.Get(ctx, s, a.ID); err != nil || got != a {
			t.Fatal(got, err)
		}
		if *a.Code != "ALL" || *a.Prints != 2 {
			t.Errorf("memory has %q and %d", *a.Code, *a.Prints)
		}
		must(t, s.Commit(ctx))
		holds(a, "ALL", 2)
	})
}
