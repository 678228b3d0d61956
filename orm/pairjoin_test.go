package orm_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Bands and artists are tied by rows with a role: one table of pairs for several relationships.
// Its column band_id has no constraint.

type Band struct {
	ID      int
	Name    string
	Fame    int
	Singers []*Artist
	Players []*Artist
	Adults  []*Artist
}

type Artist struct {
	ID     int
	Name   string
	Age    int
	Sings  []*Band
	Idols  []*Artist
	Copies []*Artist
}

type BandTable struct {
	orm.TableOf[Band, int]
	ID      schema.Int
	Name    schema.String
	Fame    schema.Int
	Singers orm.Many[Band, Artist]
	Players orm.Many[Band, Artist]
	Adults  orm.Many[Band, Artist]
	Guests  orm.WriteOnly[Band, Artist]
}

type ArtistTable struct {
	orm.TableOf[Artist, int]
	ID     schema.Int
	Name   schema.String
	Age    schema.Int
	Sings  orm.Many[Artist, Band]
	Idols  orm.Many[Artist, Artist]
	Copies orm.Many[Artist, Artist]
}

type BandRoleTable struct {
	schema.Rows
	BandID   schema.Int
	ArtistID schema.Int
	Role     schema.String
}

type IdolTable struct {
	schema.Rows
	FanID  schema.Int
	IdolID schema.Int
}

var (
	Festival = orm.NewBase()
	Bands    = orm.Declare(Festival, "fest_band", func(t *BandTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Artists  = orm.Declare(Festival, "fest_artist", func(t *ArtistTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	bandRole = schema.Declare(Festival.MetaData(), "fest_role", func(t *BandRoleTable) {
		t.BandID.PrimaryKey()
		t.ArtistID.PrimaryKey().References(Artists.ID)
		t.Role.Size(10).PrimaryKey()
	})
	idolOf = schema.Declare(Festival.MetaData(), "fest_idol", func(t *IdolTable) {
		t.FanID.PrimaryKey().References(Artists.ID)
		t.IdolID.PrimaryKey().References(Artists.ID)
	})
)

func init() {
	role, band := bandRole.Role, bandRole.BandID
	orm.PrimaryJoin(&Bands.Singers, Artists, sql.Eq(band, Bands.ID), role.Eq("singer"))
	Bands.Singers.Through(bandRole).OrderBy(Artists.ID)
	Artists.Sings.Inverse(&Bands.Singers).OrderBy(Bands.ID)
	orm.PrimaryJoin(&Bands.Players, Artists, sql.Eq(Bands.ID, band), role.Eq("player"))
	Bands.Players.Through(bandRole).OrderBy(Artists.ID)
	orm.PrimaryJoin(&Bands.Guests, Artists, sql.Eq(Bands.ID, band), role.Eq("guest"))
	Bands.Guests.Through(bandRole)
	orm.PrimaryJoin(&Bands.Adults, Artists, sql.Eq(Bands.ID, band), role.Eq("adult"), Artists.Age.Ge(18), Bands.Fame.Gt(0))
	Bands.Adults.Through(bandRole).OrderBy(Artists.ID)

	idols := orm.Alias(Artists, "idols")
	orm.PrimaryJoin(&Artists.Idols, idols, sql.Eq(idols.ID, idolOf.IdolID), sql.Eq(idolOf.FanID, Artists.ID), idols.Age.Ge(30))
	Artists.Idols.Through(idolOf).OrderBy(Artists.ID)
	Artists.Copies.Inverse(&Artists.Idols).OrderBy(Artists.ID)
}

func artists(as []*Artist) string {
	var out []string
	for _, a := range as {
		out = append(out, a.Name)
	}
	return strings.Join(out, " ")
}

func festival(t *testing.T, ctx context.Context, s *orm.Session) {
	t.Helper()
	ann, bob, cid := &Artist{Name: "ann", Age: 17}, &Artist{Name: "bob", Age: 40}, &Artist{Name: "cid", Age: 50}
	x := &Band{Name: "x", Fame: 1, Singers: []*Artist{ann, bob}, Players: []*Artist{bob, cid}, Adults: []*Artist{ann, bob}}
	y := &Band{Name: "y", Singers: []*Artist{bob}, Adults: []*Artist{cid}}
	ann.Idols = []*Artist{bob, cid}
	bob.Idols = []*Artist{ann}
	s.Add(x, y)
	if len(bob.Sings) != 2 || artists(bob.Copies) != "ann" {
		t.Errorf("the sides do not agree after Add: %+v", bob)
	}
	must(t, s.Flush(ctx))
	must(t, Bands.Guests.Add(s, x, ann))
	must(t, s.Commit(ctx))
}

// All ways of loading find what the conditions say.
func TestPairJoinIsLoadedInAllWays(t *testing.T) {
	each(t, Festival, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error { festival(t, ctx, s); return nil }))
		for name, with := range map[string][]orm.Load[*Band]{
			"select in": {orm.SelectIn(Bands.Singers), orm.SelectIn(Bands.Players), orm.SelectIn(Bands.Adults)},
			"joined":    {orm.Joined(Bands.Singers), orm.SelectIn(Bands.Players), orm.SelectIn(Bands.Adults)},
			"joined, 2": {orm.Joined(Bands.Adults), orm.SelectIn(Bands.Players), orm.SelectIn(Bands.Singers)},
			"json":      {orm.AsJSON(Bands.Singers), orm.AsJSON(Bands.Players), orm.AsJSON(Bands.Adults)},
			"json, cut": {orm.AsJSON(Bands.Singers).Limit(2), orm.AsJSON(Bands.Players).Limit(2), orm.AsJSON(Bands.Adults).Limit(2)},
			"cut":       {orm.SelectIn(Bands.Singers).Limit(2), orm.SelectIn(Bands.Players).Limit(2), orm.SelectIn(Bands.Adults).Limit(3)},
			"subquery":  {orm.Subquery(Bands.Singers), orm.Subquery(Bands.Players), orm.Subquery(Bands.Adults)},
			"on demand": nil,
		} {
			s := orm.NewSession(eng)
			bs, err := orm.Select(Bands).OrderBy(Bands.ID).With(with...).All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			for _, b := range bs {
				if strings.HasSuffix(name, "cut") {
					break
				}
				_, err = Bands.Singers.Of(ctx, s, b)
				must(t, err)
				_, err = Bands.Players.Of(ctx, s, b)
				must(t, err)
				_, err = Bands.Adults.Of(ctx, s, b)
				must(t, err)
			}
			x, y := bs[0], bs[1]
			if artists(x.Singers) != "ann bob" || artists(x.Players) != "bob cid" || artists(x.Adults) != "bob" || artists(y.Singers) != "bob" || len(y.Players) != 0 || len(y.Adults) != 0 {
				t.Errorf("%s: %s, %s, %s; %s, %s, %s", name, artists(x.Singers), artists(x.Players), artists(x.Adults), artists(y.Singers), artists(y.Players), artists(y.Adults))
			}
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: %v %v", name, p, err)
			}
			s.Close()
		}
		for name, with := range map[string][]orm.Load[*Artist]{
			"select in": {orm.SelectIn(Artists.Idols), orm.SelectIn(Artists.Copies), orm.SelectIn(Artists.Sings)},
			"joined":    {orm.Joined(Artists.Idols), orm.SelectIn(Artists.Copies), orm.SelectIn(Artists.Sings)},
			"joined, 2": {orm.SelectIn(Artists.Idols), orm.Joined(Artists.Copies), orm.SelectIn(Artists.Sings)},
			"json":      {orm.AsJSON(Artists.Idols), orm.AsJSON(Artists.Copies), orm.AsJSON(Artists.Sings)},
			"subquery":  {orm.Subquery(Artists.Idols), orm.Subquery(Artists.Copies), orm.Subquery(Artists.Sings)},
		} {
			s := orm.NewSession(eng)
			as, err := orm.Select(Artists).OrderBy(Artists.ID).With(with...).All(ctx, s)
			if err != nil {
				t.Fatalf("%s: %v", name, err)
			}
			ann, bob, cid := as[0], as[1], as[2]
			if artists(ann.Idols) != "bob cid" || len(bob.Idols) != 0 || artists(bob.Copies) != "ann" || artists(cid.Copies) != "ann" || len(bob.Sings) != 2 || len(ann.Sings) != 1 || len(ann.Copies) != 0 {
				t.Errorf("%s: %s; %s; %s; %s; %d %d %d", name, artists(ann.Idols), artists(bob.Idols), artists(bob.Copies), artists(cid.Copies), len(bob.Sings), len(ann.Sings), len(ann.Copies))
			}
			s.Close()
		}
		s := orm.NewSession(eng)
		defer s.Close()
		bs, err := orm.Select(Bands).OrderBy(Bands.ID).All(ctx, s)
		must(t, err)
		as, err := orm.Select(Artists).OrderBy(Artists.ID).All(ctx, s)
		must(t, err)
		for i, c := range []struct {
			want int
			q    interface {
				Count(context.Context, *orm.Session) (int, error)
			}
		}{
			{1, orm.Select(Bands).Where(Bands.Players.Any())},
			{1, orm.Select(Bands).Where(Bands.Adults.Any())},
			{0, orm.Select(Bands).Where(Bands.Adults.Contains(as[0]))},
			{1, orm.Select(Bands).Where(Bands.Adults.Contains(as[1]))},
			{2, orm.Select(Bands).Where(Bands.Singers.Contains(as[1]))},
			{1, orm.Select(Bands).Where(Bands.Guests.Any(Artists.Name.Eq("ann")))},
			{2, Bands.Players.Select(bs[0])},
			{1, Bands.Adults.Select(bs[0])},
			{1, Bands.Guests.Select(bs[0])},
			{2, Artists.Idols.Select(as[0])},
			{1, orm.Select(Artists).Where(Artists.Idols.Any(Artists.Name.Eq("cid")))},
			{1, orm.Select(Bands).Join(Bands.Adults)},
			{2, orm.Select(Bands).LeftJoin(Bands.Adults)},
			{2, orm.Select(Bands).Join(Bands.Singers)},
		} {
			if n, err := c.q.Count(ctx, s); err != nil || n != c.want {
				t.Errorf("%d: %d, not %d: %v", i, n, c.want, err)
			}
		}
	})
}

func ExamplePrimaryJoin_through() {
	ctx, s, done := with(Festival)
	defer done()

	// orm.PrimaryJoin(&Bands.Singers, Artists, sql.Eq(bandRole.BandID, Bands.ID), bandRole.Role.Eq("singer"))
	// Bands.Singers.Through(bandRole)
	// orm.PrimaryJoin(&Bands.Players, Artists, sql.Eq(bandRole.BandID, Bands.ID), bandRole.Role.Eq("player"))
	// Bands.Players.Through(bandRole)
	ann, bob := &Artist{Name: "ann"}, &Artist{Name: "bob"}
	b := &Band{Name: "x", Singers: []*Artist{ann}, Players: []*Artist{ann, bob}}
	s.Add(b)
	check(s.Commit(ctx))

	b.Players = b.Players[1:] // ann sings still
	check(s.Commit(ctx))
	check(s.Clear())
	b, err := orm.Select(Bands).With(orm.SelectIn(Bands.Singers), orm.SelectIn(Bands.Players)).One(ctx, s)
	check(err)
	fmt.Println(b.Singers[0].Name, b.Players[0].Name, len(b.Players))
	// Output:
	// ann bob 1
}

// What is written, step by step.
func TestGoldenPairJoin(t *testing.T) {
	each(t, Festival, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		var out bytes.Buffer
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		step := steps(t, ctx, s, sent, &out)
		festival(t, ctx, s)
		fmt.Fprintf(&out, "-- everything is new\n%s\n", strings.Join(sent.take(), "\n"))
		must(t, s.Clear())
		bs, err := orm.Select(Bands).OrderBy(Bands.ID).With(orm.SelectIn(Bands.Singers, orm.SelectIn(Artists.Sings)), orm.SelectIn(Bands.Players)).All(ctx, s)
		must(t, err)
		fmt.Fprintf(&out, "-- loaded\n%s\n", strings.Join(sent.take(), "\n"))
		x, y := bs[0], bs[1]
		bob := x.Singers[1]

		x.Singers = x.Singers[:1]
		step("taken out of one role: the others stay")
		if len(bob.Sings) != 1 || artists(x.Players) != "bob cid" {
			t.Errorf("%d, %s", len(bob.Sings), artists(x.Players))
		}
		bob.Sings = append(bob.Sings, x)
		y.Players = append(y.Players, bob, &Artist{Name: "dan"})
		step("given back on the other side, and a role elsewhere")
		if artists(x.Singers) != "ann bob" {
			t.Error(artists(x.Singers))
		}
		must(t, Bands.Guests.Remove(s, x, x.Singers[0]))
		step("a collection without a field")
		must(t, s.Rollback(ctx))
		if artists(x.Singers) != "ann bob" || len(y.Players) != 0 || len(bob.Sings) != 2 {
			t.Errorf("after Rollback: %s, %s, %d", artists(x.Singers), artists(y.Players), len(bob.Sings))
		}
		sent.take()
		x, err = Bands.Get(ctx, s, x.ID)
		must(t, err)
		sent.take()
		s.Delete(x)
		step("a side is deleted")
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		bob, err = orm.Select(Artists).Where(Artists.Name.Eq("bob")).One(ctx, s)
		must(t, err)
		sent.take()
		s.Delete(bob)
		step("and the other")
		if n, err := orm.Select(Bands).Where(Bands.Singers.Any()).Count(ctx, s); err != nil || n != 0 {
			t.Error(n, err)
		}
		golden.Check(t, "testdata/pairjoin_"+on(t)+".sql", out.Bytes())
	})
}
