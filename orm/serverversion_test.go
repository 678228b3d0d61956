package orm_test

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A guild's version is made by a trigger, in every UPDATE, whoever sends it. Guilds and
// their members refer to each other.

type Guild struct {
	ID       int
	Name     string
	V        int
	MasterID *int
	Master   *Fellow
	Fellows  []*Fellow
	Marks    []*Emblem
}

type Fellow struct {
	ID      int
	GuildID *int
	Guild   *Guild
}

type Emblem struct{ ID int }

type GuildTable struct {
	orm.TableOf[Guild, int]
	ID       schema.Int
	Name     schema.String
	V        schema.Int
	MasterID schema.NullInt
	Master   orm.One[Guild, Fellow]
	Fellows  orm.Many[Guild, Fellow]
	Marks    orm.Many[Guild, Emblem]
}

type FellowTable struct {
	orm.TableOf[Fellow, int]
	ID      schema.Int
	GuildID schema.NullInt
	Guild   orm.One[Fellow, Guild]
}

type EmblemTable struct {
	orm.TableOf[Emblem, int]
	ID schema.Int
}

type bornTable struct {
	schema.Rows
	GuildID  schema.Int
	EmblemID schema.Int
}

var (
	Burgh  = orm.NewBase()
	Guilds = orm.Declare(Burgh, "town_guild", func(t *GuildTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20).Unique()
		t.V.ServerDefault(sql.Val(1)).OmitZero()
		t.MasterID.References(orm.Later(func(f *FellowTable) schema.Int { return f.ID }), schema.FKName("fk_town_master"))
		t.Master.PostUpdate()
		orm.ServerVersion(t, t.V)
	})
	Fellows = orm.Declare(Burgh, "town_fellow", func(t *FellowTable) {
		t.ID.PrimaryKey()
		t.GuildID.References(Guilds.ID, schema.FKName("fk_town_guild"))
		t.Guild.Inverse(Guilds.Fellows)
	})
	Emblems = orm.Declare(Burgh, "town_emblem", func(t *EmblemTable) { t.ID.PrimaryKey() })
	Born    = schema.Declare(Burgh.MetaData(), "town_born", func(t *bornTable) {
		t.GuildID.PrimaryKey().References(Guilds.ID)
		t.EmblemID.PrimaryKey().References(Emblems.ID)
	})
)

func init() { Guilds.Marks.Through(Born) }

// countVersions makes the database count the versions.
func countVersions(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	for _, text := range map[string][]sql.SQL{
		"sqlite": {"CREATE TRIGGER town_counts AFTER UPDATE ON town_guild FOR EACH ROW WHEN NEW.v = OLD.v BEGIN UPDATE town_guild SET v = OLD.v + 1 WHERE id = NEW.id; END"},
		"postgresql": {"CREATE OR REPLACE FUNCTION town_counts() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.v = OLD.v + 1; RETURN NEW; END'",
			"CREATE TRIGGER town_counts BEFORE UPDATE ON town_guild FOR EACH ROW EXECUTE FUNCTION town_counts()"},
		"mysql": {"CREATE TRIGGER town_counts BEFORE UPDATE ON town_guild FOR EACH ROW SET NEW.v = OLD.v + 1"},
	}[eng.Dialect().Name()] {
		r, err := eng.Execute(ctx, sql.Text(text))
		must(t, err)
		must(t, r.Close())
	}
}

func TestVersionsThatATriggerCounts(t *testing.T) {
	each(t, Burgh, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		countVersions(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		agrees := func(gs ...*Guild) {
			t.Helper()
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			for _, g := range gs {
				is, err := Guilds.Get(ctx, fresh, g.ID)
				must(t, err)
				if is.V != g.V || is.Name != g.Name || (is.MasterID == nil) != (g.MasterID == nil) {
					t.Fatalf("the database has %+v and memory %+v", *is, *g)
				}
			}
		}
		guild := func(name string) *Guild {
			f := &Fellow{}
			return &Guild{Name: name, Master: f, Fellows: []*Fellow{f, {}}}
		}
		// a circle is inserted, and changed at once
		g := guild("a")
		s.Add(g)
		must(t, s.Flush(ctx))
		g.Name = "b"
		must(t, s.Commit(ctx))
		agrees(g)
		if g.V != 3 {
			t.Fatal(g.V)
		}
		// its master goes, and it is changed in the same transaction
		s.Delete(g.Master)
		must(t, s.Flush(ctx))
		g.Name = "c"
		must(t, s.Flush(ctx))
		g.Name = "d"
		must(t, s.Commit(ctx))
		agrees(g)
		// the master goes, and the guild is changed in the same flush
		g.Master = g.Fellows[0]
		must(t, s.Commit(ctx))
		g.Name = "e"
		s.Delete(g.Master)
		must(t, s.Commit(ctx))
		agrees(g)
		// two swap their names, and a dozen hand theirs on
		var gs []*Guild
		for i := range 12 {
			gs = append(gs, guild(fmt.Sprint("n", i)))
			s.Add(gs[i])
		}
		must(t, s.Commit(ctx))
		gs[0].Name, gs[1].Name = gs[1].Name, gs[0].Name
		must(t, s.Commit(ctx))
		agrees(gs...)
		first := gs[0].Name
		for i := range gs[1:] {
			gs[i].Name = gs[i+1].Name
		}
		gs[11].Name = first
		must(t, s.Commit(ctx))
		agrees(gs...)
		// a new one takes a deleted one's name, and the circle is deleted
		s.Delete(gs[2], gs[2].Fellows[0], gs[2].Fellows[1])
		s.Add(&Guild{Name: gs[2].Name})
		must(t, s.Commit(ctx))
		// somebody else was quicker: neither deleted nor parked
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			for _, x := range []int{3, 4} {
				g, err := Guilds.Get(ctx, s, gs[x].ID)
				if err != nil {
					return err
				}
				g.Name += "theirs"
			}
			return nil
		}))
		var stale *orm.StaleDataError
		s.Delete(gs[3], gs[3].Fellows[0], gs[3].Fellows[1])
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		gs[4].Name, gs[5].Name = gs[5].Name, gs[4].Name
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		// all of them in one flush
		must(t, s.Clear())
		gs, err := orm.Select(Guilds).With(orm.SelectIn(Guilds.Fellows)).All(ctx, s)
		must(t, err)
		for _, g := range gs {
			s.Delete(g)
			for _, f := range g.Fellows {
				s.Delete(f)
			}
		}
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Guilds).Count(ctx, s); err != nil || n != 0 {
			t.Fatal(n, err)
		}
	})
}

// TestNoPairsNoDelete: rows of an association table are not deleted for an object of
// which the session has just read that it has none.
func TestNoPairsNoDelete(t *testing.T) {
	each(t, Burgh, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		e := &Emblem{ID: 1}
		s.Add(e, &Guild{Name: "none"}, &Guild{Name: "one", Marks: []*Emblem{e}}, &Guild{Name: "unread"})
		must(t, s.Commit(ctx))
		for _, c := range []struct {
			name string
			read bool
			want int // DELETEs
		}{{"none", true, 1}, {"one", true, 2}, {"one", true, 2}, {"unread", false, 2}} {
			must(t, s.Clear())
			q := orm.Select(Guilds).Where(Guilds.Name.Eq(c.name))
			if c.read {
				q = q.With(orm.SelectIn(Guilds.Marks), orm.SelectIn(Guilds.Fellows))
			}
			g, err := q.One(ctx, s)
			must(t, err)
			if c.name == "one" { // what was taken out is a row still
				g.Marks = nil
				must(t, s.Sync())
			}
			sent.take()
			s.Delete(g)
			must(t, s.Flush(ctx))
			n := 0
			for _, text := range sent.take() {
				if len(text) > 6 && text[:6] == "DELETE" {
					n++
				}
			}
			if n != c.want {
				t.Fatal(c.name, "has", n, "DELETEs, want", c.want)
			}
			must(t, s.Rollback(ctx))
		}
	})
}

// Of a Ref nobody knows the version until an UPDATE has told it, or the program has.
func TestRefsWhoseVersionATriggerCounts(t *testing.T) {
	each(t, Burgh, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		countVersions(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := &Guild{Name: "a"}, &Guild{Name: "b"}
		s.Add(a, b)
		must(t, s.Commit(ctx))
		a.Name, b.Name = "a2", "b2"
		must(t, s.Commit(ctx))
		ids, v := []int{a.ID, b.ID}, a.V
		must(t, s.Clear())
		g, err := Guilds.Ref(s, ids[0])
		must(t, err)
		for i, name := range []string{"c", "d"} {
			must(t, orm.Set(s, g, Guilds.Name.Set(name)))
			must(t, s.Commit(ctx))
			if g.V != v+1+i {
				t.Fatal(g.V, "not", v+1+i)
			}
		}
		// what is told is asked for
		h, err := Guilds.Ref(s, ids[1])
		must(t, err)
		must(t, orm.ExpectVersion(s, h, b.V+5))
		must(t, orm.Set(s, h, Guilds.Name.Set("e")))
		var stale *orm.StaleDataError
		if err := s.Commit(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if err := orm.ExpectVersion(s, h, b.V); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Clear())
		h, err = Guilds.Ref(s, ids[1])
		must(t, err)
		must(t, orm.ExpectVersion(s, h, b.V))
		must(t, orm.Set(s, h, Guilds.Name.Set("e")))
		must(t, s.Commit(ctx))
		if h.V != b.V+1 {
			t.Fatal(h.V)
		}
		s.Delete(h)
		must(t, s.Commit(ctx))
	})
}
