package orm_test

import (
	"context"
	"errors"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
)

// An object that is given to an ordered collection of which nobody knows what is there
// says its place itself, or is refused before anything is sent.
func TestPlacesInCollectionsThatAreNotLoaded(t *testing.T) {
	each(t, Music, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		first := orm.NewSession(eng)
		first.Add(&Album{ID: 1, Tracks: []*Track{{Title: "a"}, {Title: "b"}, {Title: "c"}}}, &Album{ID: 2, Tracks: []*Track{{Title: "z"}}})
		must(t, first.Commit(ctx))
		must(t, first.Close())
		for name, give := range map[string]func(s *orm.Session, a *Album, moved *Track) error{
			"appended": func(s *orm.Session, a *Album, _ *Track) error {
				a.Tracks = append(a.Tracks, &Track{Title: "d"})
				return nil
			},
			"added":        func(s *orm.Session, a *Album, _ *Track) error { return Albums.Tracks.Add(s, a, &Track{Title: "d"}) },
			"by reference": func(s *orm.Session, a *Album, _ *Track) error { s.Add(&Track{Title: "d", Album: a}); return nil },
			"moved":        func(s *orm.Session, a *Album, moved *Track) error { moved.Album = a; return nil },
			"in part": func(s *orm.Session, a *Album, _ *Track) error {
				_, err := orm.Select(Albums).Where(Albums.ID.Eq(1)).With(orm.SelectIn(Albums.Tracks).Limit(1)).One(ctx, s)
				a.Tracks = append(a.Tracks, &Track{Title: "d"})
				return err
			},
		} {
			s := orm.NewSession(eng)
			t.Cleanup(func() { s.Close() })
			a, err := Albums.Get(ctx, s, 1)
			must(t, err)
			moved, err := orm.Select(Tracks).Where(Tracks.Title.Eq("z")).One(ctx, s)
			must(t, err)
			sent.take()
			must(t, give(s, a, moved))
			sent.take()
			var pe *orm.PlaceError
			if err := s.Flush(ctx); !errors.As(err, &pe) || pe.Relation != "Tracks" || pe.Column != "music_track.position" || len(sent.take()) > 0 {
				t.Fatal(name, err)
			}
			must(t, s.Rollback(ctx))
			must(t, s.Close())
		}
		s := orm.NewSession(eng)
		defer s.Close()
		a, err := Albums.Get(ctx, s, 1)
		must(t, err)
		moved, err := orm.Select(Tracks).Where(Tracks.Title.Eq("z")).One(ctx, s)
		must(t, err)
		moved.Album, moved.Position = a, 9
		a.Tracks = append(a.Tracks, &Track{Title: "d", Position: 3})
		other := 2
		s.Add(&Track{Title: "x", AlbumID: &other}) // by key it is the program's business
		s.Add(&Track{Title: "e", AlbumID: &a.ID, Position: 8})
		must(t, s.Flush(ctx))
		b, err := orm.Select(Tracks).Where(Tracks.Title.Eq("b")).One(ctx, s)
		must(t, err)
		a.Tracks = append(a.Tracks, b) // where it is already
		b.Title = "B"
		must(t, s.Flush(ctx))
		ts, err := Albums.Tracks.Of(ctx, s, a)
		must(t, err)
		a.Tracks = append(ts, &Track{Title: "f"}) // all are there
		must(t, s.Commit(ctx))
		if titles(a.Tracks) != "aBcdezf" || a.Tracks[6].Position != 6 || a.Tracks[5].Position != 5 {
			t.Fatal(titles(a.Tracks))
		}
	})
}
