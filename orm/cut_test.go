package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A mast has one flag, which nothing in the schema says; it has songs, with places, through
// a table of pairs.

type Mast struct {
	ID    int
	Flag  *Flag
	Songs []*Song
}

type Flag struct {
	ID     int
	MastID *int
}

type Song struct {
	ID       int
	Name     string
	Position int
}

type MastTable struct {
	orm.TableOf[Mast, int]
	ID    schema.Int
	Flag  orm.HasOne[Mast, Flag]
	Songs orm.Many[Mast, Song]
}

type FlagTable struct {
	orm.TableOf[Flag, int]
	ID     schema.Int
	MastID schema.NullInt
}

type SongTable struct {
	orm.TableOf[Song, int]
	ID       schema.Int
	Name     schema.String
	Position schema.Int
}

type MastSong struct {
	schema.Rows
	MastID, SongID schema.Int
}

var (
	Regatta   = orm.NewBase()
	Masts     = orm.Declare(Regatta, "cut_mast", func(t *MastTable) { t.ID.PrimaryKey() })
	Flags     = orm.Declare(Regatta, "cut_flag", func(t *FlagTable) { t.ID.PrimaryKey(); t.MastID.References(Masts.ID) })
	Songs     = orm.Declare(Regatta, "cut_song", func(t *SongTable) { t.ID.PrimaryKey(); t.Name.Size(10) })
	MastSongs = schema.Declare(Regatta.MetaData(), "cut_mast_song", func(t *MastSong) {
		t.MastID.PrimaryKey().References(Masts.ID)
		t.SongID.PrimaryKey().References(Songs.ID)
	})
)

func init() { Masts.Songs.Through(MastSongs).OrderedBy(Songs.Position) }

// A reference that is joined and found twice is told, and takes nobody's place in a Limit.
func TestJoinedReferenceThatIsNotUnique(t *testing.T) {
	each(t, Regatta, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Mast{ID: 1, Flag: &Flag{}}, &Mast{ID: 2, Flag: &Flag{}}, &Mast{ID: 3})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		q := orm.Select(Masts).With(orm.Joined(Masts.Flag)).OrderBy(Masts.ID)
		if eng.Dialect().Features().RowLocks { // SQLite refuses it
			var no *orm.JoinedError
			if _, err := q.Limit(2).ForUpdate().All(ctx, s); !errors.As(err, &no) || no.Relation != "Mast.Flag" {
				t.Errorf("a lock: %v", err)
			}
		}
		for name, q := range map[string]orm.Query[*Mast]{"limit": q.Limit(2), "distinct": q.Distinct().Limit(2)} {
			ms, err := q.All(ctx, s)
			must(t, err)
			if len(ms) != 2 || ms[0].Flag == nil || ms[1].Flag == nil {
				t.Errorf("%s: %+v", name, ms)
			}
		}
		must(t, s.Clear())
		two := 1
		s.Add(&Flag{MastID: &two})
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		for name, q := range map[string]orm.Query[*Mast]{"limit": q.Limit(2), "all": q, "distinct": q.Distinct()} {
			if _, err := q.All(ctx, s); !errors.Is(err, orm.ErrMultipleResults) || !strings.Contains(err.Error(), "2 rows of cut_flag refer to Mast 1") {
				t.Errorf("%s: %v", name, err)
			}
			must(t, s.Clear())
		}
		if ms, err := q.Offset(1).Limit(1).All(ctx, s); err != nil || len(ms) != 1 || ms[0].ID != 2 {
			t.Error(ms, err)
		}
	})
}

func TestPlacesThroughPairs(t *testing.T) {
	each(t, Regatta, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Mast{ID: 1, Songs: []*Song{{Name: "a"}, {Name: "b"}}}, &Mast{ID: 2, Songs: []*Song{{Name: "x"}}})
			return nil
		}))
		s := orm.NewSession(eng)
		defer s.Close()
		m, err := Masts.Get(ctx, s, 1)
		must(t, err)
		x, err := orm.Select(Songs).Where(Songs.Name.Eq("x")).One(ctx, s)
		must(t, err)
		for name, give := range map[string]*Song{"new": {Name: "c"}, "from elsewhere": x} {
			m.Songs = append(m.Songs, give)
			sent.take()
			var pe *orm.PlaceError
			if err := s.Flush(ctx); !errors.As(err, &pe) || pe.Relation != "Songs" || pe.Column != "cut_song.position" || len(sent.take()) > 0 {
				t.Errorf("%s: %v", name, err)
			}
			must(t, s.Rollback(ctx))
		}
		m.Songs = append(m.Songs, &Song{Name: "c", Position: 2})
		must(t, s.Flush(ctx))
		x.Position = 7
		m.Songs = append(m.Songs, x)
		must(t, s.Flush(ctx))
		ss, err := Masts.Songs.Of(ctx, s, m)
		must(t, err)
		m.Songs = append(ss, &Song{Name: "d"})
		must(t, s.Commit(ctx))
		names := ""
		for _, x := range m.Songs {
			names += x.Name
		}
		if names != "abcxd" || m.Songs[4].Position != 4 {
			t.Errorf("%s %+v", names, m.Songs[4])
		}
	})
}
