package orm_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

type Album struct {
	ID     int
	Tracks []*Track
}

type Track struct {
	ID       int
	Title    string
	AlbumID  *int
	Position int
	Album    *Album
}

type AlbumTable struct {
	orm.TableOf[Album, int]
	ID     schema.Int
	Tracks orm.Many[Album, Track]
	Plays  orm.WriteOnly[Album, Play]
	Fans   orm.WriteOnly[Album, Fan]
}

type TrackTable struct {
	orm.TableOf[Track, int]
	ID       schema.Int
	Title    schema.String
	AlbumID  schema.NullInt
	Position schema.Int
	Album    orm.One[Track, Album]
}

type Play struct {
	ID      int
	AlbumID *int
}

type PlayTable struct {
	orm.TableOf[Play, int]
	ID      schema.Int
	AlbumID schema.NullInt
}

type Fan struct{ ID int }

type FanTable struct {
	orm.TableOf[Fan, int]
	ID schema.Int
}

var (
	Music  = orm.NewBase()
	Albums = orm.Declare(Music, "music_album", func(t *AlbumTable) { t.ID.PrimaryKey() })
	Tracks = orm.Declare(Music, "music_track", func(t *TrackTable) {
		t.ID.PrimaryKey()
		t.Title.Size(20)
		t.AlbumID.References(Albums.ID)
		t.Album.Inverse(Albums.Tracks)
		Albums.Tracks.OrderedBy(t.Position)
	})
	Plays    = orm.Declare(Music, "music_play", func(t *PlayTable) { t.ID.PrimaryKey(); t.AlbumID.References(Albums.ID) })
	Fans     = orm.Declare(Music, "music_fan", func(t *FanTable) { t.ID.PrimaryKey() })
	albumFan = schema.NewTable(Music.MetaData(), "music_album_fan",
		schema.Column("album_id", sqltype.Integer, schema.References("music_album.id"), schema.PrimaryKey),
		schema.Column("fan_id", sqltype.Integer, schema.References("music_fan.id"), schema.PrimaryKey))
)

func init() { Albums.Fans.Through(albumFan) }

func titles(ts []*Track) string {
	var out []string
	for _, t := range ts {
		out = append(out, t.Title)
	}
	return strings.Join(out, "")
}

func TestOrderedCollectionsKeepTheirPlaces(t *testing.T) {
	each(t, Music, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a := &Album{}
		for _, x := range []string{"a", "b", "c", "d"} {
			a.Tracks = append(a.Tracks, &Track{Title: x})
		}
		s.Add(a)
		must(t, s.Commit(ctx))
		if a.Tracks[3].Position != 3 {
			t.Fatal(a.Tracks[3])
		}
		a.Tracks[1], a.Tracks[2] = a.Tracks[2], a.Tracks[1]
		sent.take()
		must(t, s.Commit(ctx))
		if got := sent.take(); len(got) != 2 {
			t.Fatal("more than what has changed", got)
		}
		a.Tracks = slices.Insert(a.Tracks, 0, &Track{Title: "z"})
		must(t, s.Commit(ctx))
		s.Clear()
		a, err := Albums.Get(ctx, s, a.ID)
		must(t, err)
		ts, err := Albums.Tracks.Of(ctx, s, a)
		must(t, err)
		if titles(ts) != "zacbd" || ts[4].Position != 4 {
			t.Fatal(titles(ts))
		}
		must(t, Albums.Tracks.Replace(ctx, s, a, ts[4], ts[0]))
		must(t, s.Commit(ctx))
		if titles(a.Tracks) != "dz" || a.Tracks[0].Position != 0 || ts[1].AlbumID != nil {
			t.Fatal(titles(a.Tracks))
		}
	})
}

func TestCollectionsThatAreNotLoadedAreWritten(t *testing.T) {
	each(t, Music, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := &Album{}, &Album{}
		s.Add(a, b)
		must(t, s.Commit(ctx))
		plays := []*Play{{}, {}, {}}
		fans := []*Fan{{}, {}}
		must(t, Albums.Plays.Add(s, a, plays...))
		must(t, Albums.Fans.Add(s, a, fans...))
		must(t, s.Commit(ctx))
		n, err := Albums.Plays.Select(a).Count(ctx, s)
		must(t, err)
		m, err := Albums.Fans.Select(a).Count(ctx, s)
		must(t, err)
		none, err := Albums.Fans.Select(b).Count(ctx, s)
		must(t, err)
		if n != 3 || m != 2 || none != 0 || *plays[0].AlbumID != a.ID {
			t.Fatal(n, m, none)
		}
		must(t, Albums.Plays.Add(s, b, plays[0])) // a move
		must(t, Albums.Plays.Remove(s, a, plays[1]))
		must(t, Albums.Fans.Remove(s, a, fans[0]))
		if err := Albums.Plays.Remove(s, b, plays[2]); err == nil {
			t.Fatal("removed from where it is not")
		}
		var np *orm.NotPersistedError
		if err := Albums.Plays.Remove(s, b, &Play{}); !errors.As(err, &np) {
			t.Fatal(err)
		}
		must(t, s.Commit(ctx))
		n, err = Albums.Plays.Select(a).Count(ctx, s)
		must(t, err)
		left, err := Albums.Fans.Select(a).All(ctx, s)
		must(t, err)
		if n != 1 || len(left) != 1 || left[0] != fans[1] || plays[1].AlbumID != nil || *plays[0].AlbumID != b.ID {
			t.Fatal(n, left)
		}
		must(t, Albums.Tracks.Add(s, b, &Track{Title: "x"}))
		must(t, s.Commit(ctx))
		if c, err := Albums.Tracks.Select(b).Count(ctx, s); err != nil || c != 1 {
			t.Fatal(c, err)
		}
	})
}
