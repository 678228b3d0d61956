package orm_test

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Seats have a unique number, a unique name and a unique place in their row.

type Room struct {
	ID    int
	Code  string
	Seats []*Seat
}

type Seat struct {
	ID     int
	Number int
	Label  string
	RoomID *int
	Place  int
	Room   *Room
}

type RoomTable struct {
	orm.TableOf[Room, int]
	ID    schema.Int
	Code  schema.String
	Seats orm.Many[Room, Seat]
}

type SeatTable struct {
	orm.TableOf[Seat, int]
	ID     schema.Int
	Number schema.Int
	Label  schema.String
	RoomID schema.NullInt
	Place  schema.Int
	Room   orm.One[Seat, Room]
}

var (
	Hall  = orm.NewBase()
	Rooms = orm.Declare(Hall, "hall_room", func(t *RoomTable) {
		t.ID.PrimaryKey()
		t.Code.Size(40).Unique()
	})
	Seats = orm.Declare(Hall, "hall_seat", func(t *SeatTable) {
		t.ID.PrimaryKey()
		t.Number.Unique()
		t.Label.Size(40).Unique()
		t.RoomID.References(Rooms.ID)
		t.UniqueOn(t.RoomID, t.Place)
		t.Room.Inverse(Rooms.Seats)
	})
)

func TestUniqueValuesAreSwappedAndReplaced(t *testing.T) {
	each(t, Hall, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		r := &Room{Code: "A"}
		for i := range 4 {
			r.Seats = append(r.Seats, &Seat{Number: i, Label: fmt.Sprint("s", i), Place: i})
		}
		s.Add(r)
		must(t, s.Commit(ctx))
		a, b, c := r.Seats[0], r.Seats[1], r.Seats[2]
		// two swap everything, the third stays
		a.Number, b.Number = b.Number, a.Number
		a.Label, b.Label = b.Label, a.Label
		a.Place, b.Place = b.Place, a.Place
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 3 {
			t.Fatal(len(got), got)
		}
		// a row is replaced by one with the same values
		s.Delete(c)
		n := &Seat{Number: c.Number, Label: c.Label, Place: c.Place, RoomID: &r.ID}
		s.Add(n)
		must(t, s.Commit(ctx))
		if n.ID == 0 || n.ID == c.ID || !slices.Contains(r.Seats, n) || slices.Contains(r.Seats, c) {
			t.Fatal(n, r.Seats)
		}
		// everybody moves on by one
		for _, x := range r.Seats {
			x.Place++
			x.Number++
		}
		must(t, s.Commit(ctx))
		// a room is replaced, and its seats move into the new one
		old := r
		q := &Room{Code: "A"}
		s.Add(q)
		for _, x := range slices.Clone(old.Seats) {
			x.Room = q
		}
		s.Delete(old)
		must(t, s.Commit(ctx))
		if len(q.Seats) != 4 || q.ID == old.ID {
			t.Fatal(q)
		}
		s2 := orm.NewSession(eng)
		defer s2.Close()
		q2, err := orm.Select(Rooms).With(orm.SelectIn(Rooms.Seats)).One(ctx, s2)
		must(t, err)
		if q2.Code != "A" || len(q2.Seats) != 4 {
			t.Fatal(q2)
		}
	})
}

// TestRandomFlushesViolateNothing changes seats and rooms at random, flushes, and
// compares with what another session loads. ALUDEL_GRAPHS makes it long: as many flushes on
// a server, and twenty times as many on SQLite.
func TestRandomFlushesViolateNothing(t *testing.T) {
	rounds := map[string]int{"sqlite": 400, "postgres": 120, "mysql": 120}
	if n, err := strconv.Atoi(os.Getenv("ALUDEL_GRAPHS")); err == nil {
		rounds = map[string]int{"sqlite": 20 * n, "postgres": n, "mysql": n}
	}
	each(t, Hall, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		n := rounds[on(t)]
		if testing.Short() {
			n /= 10
		}
		s := orm.NewSession(eng)
		defer s.Close()
		rnd := rand.New(rand.NewPCG(11, 7))
		rooms := []*Room{}
		seats := []*Seat{}
		for round := range n {
			// the state wished for: a random set of rooms and seats with unique values
			codes, numbers, labels := rnd.Perm(5), rnd.Perm(9), rnd.Perm(9)
			for range rnd.IntN(3) {
				if len(rooms) < 5 {
					x := &Room{}
					rooms = append(rooms, x)
					s.Add(x)
				}
			}
			for range rnd.IntN(4) {
				if len(seats) < 9 {
					x := &Seat{}
					seats = append(seats, x)
					s.Add(x)
				}
			}
			for i := len(seats) - 1; i >= 0; i-- {
				if rnd.IntN(6) == 0 {
					s.Delete(seats[i])
					seats = slices.Delete(seats, i, i+1)
				}
			}
			for _, x := range rooms {
				if x.ID == 0 || rnd.IntN(2) == 0 {
					x.Code = ""
				}
			}
			used := map[string]bool{}
			for _, x := range rooms {
				used[x.Code] = true
			}
			for _, x := range rooms {
				for _, c := range codes {
					if k := fmt.Sprint("room ", c); x.Code == "" && !used[k] {
						x.Code = k
						used[k] = true
					}
				}
			}
			var dead *Room
			if len(rooms) > 1 && rnd.IntN(3) == 0 {
				i := rnd.IntN(len(rooms))
				dead = rooms[i]
				rooms = slices.Delete(rooms, i, i+1)
			}
			places := map[string]bool{}
			for i, x := range seats {
				x.Number, x.Label = numbers[i], fmt.Sprint("label ", labels[i])
				if rnd.IntN(4) == 0 {
					x.Label = strings.ToUpper(x.Label)
				}
				switch {
				case len(rooms) > 0 && (rnd.IntN(3) == 0 || dead != nil && x.Room == dead):
					x.Room = rooms[rnd.IntN(len(rooms))]
				case dead != nil && x.Room == dead:
					x.Room, x.RoomID = nil, nil
				}
			}
			for _, x := range seats { // places are small, so that they collide over time
				for x.Place = rnd.IntN(3); ; x.Place++ {
					k := fmt.Sprintf("%p %d", x.Room, x.Place)
					if x.Room == nil || !places[k] {
						places[k] = true
						break
					}
				}
			}
			if dead != nil {
				s.Delete(dead)
			}
			if err := s.Commit(ctx); err != nil {
				t.Fatalf("round %d: %v", round, err)
			}
			if round%10 == 0 {
				compareHall(t, ctx, eng, rooms, seats)
			}
		}
		compareHall(t, ctx, eng, rooms, seats)
		t.Logf("%d flushes", n)
	})
}

func compareHall(t *testing.T, ctx context.Context, eng *engine.Engine, rooms []*Room, seats []*Seat) {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	got, err := orm.Select(Seats).With(orm.SelectIn(Seats.Room)).All(ctx, s)
	must(t, err)
	show := func(xs []*Seat) (out []string) {
		for _, x := range xs {
			room := ""
			if x.Room != nil {
				room = x.Room.Code
			}
			out = append(out, fmt.Sprint(x.ID, x.Number, x.Label, x.Place, room))
		}
		slices.Sort(out)
		return out
	}
	if a, b := show(got), show(seats); !slices.Equal(a, b) {
		t.Fatal("the database has", a, "and memory", b)
	}
	if n, err := orm.Select(Rooms).Count(ctx, s); err != nil || n != len(rooms) {
		t.Fatal(n, len(rooms), err)
	}
}

// Documents have versions; the tables of a league refer to each other in a circle.

type Doc struct {
	ID    int
	Title string
	V     int
}

type DocTable struct {
	orm.TableOf[Doc, int]
	ID    schema.Int
	Title schema.String
	V     schema.Int
}

type Stamp struct {
	ID    int
	Title string
	At    time.Time
}

type StampTable struct {
	orm.TableOf[Stamp, int]
	ID    schema.Int
	Title schema.String
	At    schema.Time
}

type Team struct {
	ID        int
	CaptainID *int
	Captain   *Player
	Players   []*Player
}

type Player struct {
	ID     int
	Name   string
	TeamID *int
	Team   *Team
}

type TeamTable struct {
	orm.TableOf[Team, int]
	ID        schema.Int
	CaptainID schema.NullInt
	Captain   orm.One[Team, Player]
	Players   orm.Many[Team, Player]
}

type PlayerTable struct {
	orm.TableOf[Player, int]
	ID     schema.Int
	Name   schema.String
	TeamID schema.NullInt
	Team   orm.One[Player, Team]
}

var (
	League = orm.NewBase()
	Docs   = orm.Declare(League, "league_doc", func(t *DocTable) { t.ID.PrimaryKey(); t.Title.Size(20); orm.Version(t, t.V) })
	Stamps = orm.Declare(League, "league_stamp", func(t *StampTable) { t.ID.PrimaryKey(); t.Title.Size(20); orm.Version(t, t.At) })
	Teams  = orm.Declare(League, "league_team", func(t *TeamTable) {
		t.ID.PrimaryKey()
		t.CaptainID.References(orm.Later(func(p *PlayerTable) schema.Int { return p.ID }), schema.FKName("fk_league_captain"))
		t.Captain.PostUpdate()
	})
	Players = orm.Declare(League, "league_player", func(t *PlayerTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.TeamID.References(Teams.ID, schema.FKName("fk_league_team"))
		t.Team.Inverse(Teams.Players)
	})
)

func TestVersionsAreCheckedAndCounted(t *testing.T) {
	each(t, League, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		d, st := &Doc{Title: "a"}, &Stamp{Title: "a"}
		s.Add(d, st)
		must(t, s.Commit(ctx))
		if d.V != 1 || st.At.IsZero() {
			t.Fatal(d, st)
		}
		was := st.At
		d.Title, st.Title = "b", "b"
		d.V = 77 // not the program's to change
		must(t, s.Commit(ctx))
		if d.V != 2 || !st.At.After(was) {
			t.Fatal(d, st)
		}
		must(t, orm.ExpectVersion(s, d, 2))
		var sd *orm.StaleDataError
		if err := orm.ExpectVersion(s, d, 1); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		other := orm.NewSession(eng)
		defer other.Close()
		theirs, err := Docs.Get(ctx, other, d.ID)
		must(t, err)
		theirs.Title = "theirs"
		must(t, other.Commit(ctx))
		d.Title = "mine"
		if err := s.Flush(ctx); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		if d.V != 2 || d.Title != "b" {
			t.Fatal(d)
		}
		s.Delete(d)
		if err := s.Flush(ctx); !errors.As(err, &sd) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		must(t, s.Refresh(ctx, d))
		if d.V != 3 || d.Title != "theirs" {
			t.Fatal(d)
		}
		s.Delete(d, st)
		must(t, s.Commit(ctx))
	})
}

func TestRowsInACircleByPostUpdate(t *testing.T) {
	each(t, League, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		p := &Player{Name: "p"}
		team := &Team{Captain: p, Players: []*Player{p, {Name: "q"}}}
		s.Add(team)
		must(t, s.Commit(ctx))
		got := strings.Join(sent.take(), "\n")
		if strings.Count(got, "UPDATE") != 1 || *team.CaptainID != p.ID || *p.TeamID != team.ID {
			t.Fatal(got)
		}
		s2 := orm.NewSession(eng)
		defer s2.Close()
		t2, err := Teams.Get(ctx, s2, team.ID)
		must(t, err)
		if *t2.CaptainID != p.ID {
			t.Fatal(t2)
		}
		ps, err := Teams.Players.Of(ctx, s2, t2)
		must(t, err)
		for _, p := range ps {
			s2.Delete(p)
		}
		s2.Delete(t2)
		must(t, s2.Commit(ctx))
		if n, err := orm.Select(Teams).Count(ctx, s2); err != nil || n != 0 {
			t.Fatal(n, err)
		}
	})
}

func TestDeleteAndAddOfOneKeyIsOneUpdate(t *testing.T) {
	each(t, League, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		old := &Doc{Title: "old"}
		s.Add(old)
		must(t, s.Commit(ctx))
		sent.take()
		s.Delete(old)
		n := &Doc{ID: old.ID, Title: "new"}
		s.Add(n)
		must(t, s.Flush(ctx))
		if got := sent.take(); len(got) != 1 || !strings.HasPrefix(got[0], "UPDATE") {
			t.Fatal(got)
		}
		if x, err := Docs.Get(ctx, s, n.ID); err != nil || x != n || n.V != 2 {
			t.Fatal(x, err)
		}
		must(t, s.Rollback(ctx))
		if x, err := Docs.Get(ctx, s, old.ID); err != nil || x != old || n.V != 0 {
			t.Fatal(x, n, err)
		}
		s.Delete(old)
		s.Add(n)
		must(t, s.Commit(ctx))
		n.Title = "newer"
		must(t, s.Commit(ctx))
		got, err := engine.One(ctx, eng, sql.Select1(Docs.Title))
		must(t, err)
		if got != "newer" {
			t.Fatal(got)
		}
	})
}
