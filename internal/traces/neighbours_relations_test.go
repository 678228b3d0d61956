package traces

import (
	"errors"
	"slices"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// relating are sessions of relationships, defaults and documents.
func relating() []Neighbour {
	return []Neighbour{
		{"a pair that comes and goes in one flush is nothing", ``, func(e *env) {
			p, k := &Post{ID: 1, Title: "p"}, &Kw{ID: 1, Word: "k"}
			e.s.Add(p, k)
			e.startKept()
			p.Kws = []*Kw{k}
			e.must(e.s.Sync())
			e.is("the other side", len(k.Posts), 1)
			p.Kws = nil
			e.must(e.s.Flush(e.ctx))
			e.is("the other side", len(k.Posts), 0)
		}},
		{"pairs go with either of their rows", `
			DELETE FROM post_kw WHERE post_kw.kw_id = ? | 1
			DELETE FROM kw WHERE kw.id = ? | 1
			DELETE FROM post_kw WHERE post_kw.post_id = ? | 1
			DELETE FROM post WHERE post.id = ? | 1`, func(e *env) {
			k := []*Kw{{ID: 1, Word: "a"}, {ID: 2, Word: "b"}}
			p := &Post{ID: 1, Title: "p", Kws: k}
			e.s.Add(k[0], k[1], p)
			e.startKept()
			e.s.Delete(k[0])
			e.must(e.s.Flush(e.ctx))
			e.is("left", len(p.Kws), 1)
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
			e.is("the other side", len(k[1].Posts), 0)
		}},
		{"a pair from the other side", `INSERT INTO post_kw (post_id, kw_id) VALUES (?, ?) | 1 1`, func(e *env) {
			p, k := &Post{ID: 1, Title: "p"}, &Kw{ID: 1, Word: "k"}
			e.s.Add(p, k)
			e.startKept()
			k.Posts = append(k.Posts, p, p) // the second is the same
			e.must(e.s.Flush(e.ctx))
			e.is("the other side", len(p.Kws), 1)
		}},
		{"the one that another replaces is let go", `
			INSERT INTO passport (id, no, owner_id) VALUES (?, ?, ?) | 2 'y' 1
			UPDATE passport SET owner_id=? WHERE passport.id = ? | NULL 1`, func(e *env) {
			o := &Owner{ID: 1}
			x := &Passport{ID: 1, No: "x", Owner: o}
			e.s.Add(o, x)
			e.startKept()
			e.is("the other side", o.Passport == x, true)
			y := &Passport{ID: 2, No: "y", OwnerID: ptr(1)}
			e.s.Add(y)
			o.Passport = y
			e.must(e.s.Flush(e.ctx))
			e.is("old", x.Owner, (*Owner)(nil))
			e.is("new", y.Owner == o, true)
		}},
		{"the one is set to nil", `UPDATE passport SET owner_id=? WHERE passport.id = ? | NULL 1`, func(e *env) {
			o := &Owner{ID: 1}
			e.s.Add(o, &Passport{ID: 1, No: "x", Owner: o})
			e.startKept()
			x := o.Passport
			o.Passport = nil
			e.must(e.s.Flush(e.ctx))
			e.is("key", x.OwnerID, (*int)(nil))
		}},
		{"places in a list", `
			INSERT INTO card (id, face, pos, deck_id) VALUES (?, ?, ?, ?) | 3 'c' 0 1
			UPDATE card SET pos=? WHERE card.id = ? | 1 1 | 2 2
			-- remove the first
			UPDATE card SET pos=? WHERE card.id = ? | 0 1 | 1 2
			DELETE FROM card WHERE card.id = ? | 3`, func(e *env) {
			a, b := &Card{ID: 1, Face: "a", DeckID: 1}, &Card{ID: 2, Face: "b", DeckID: 1}
			d := &Deck{ID: 1}
			e.s.Add(a, b, d)
			d.Cards = []*Card{a, b}
			e.startKept()
			c := &Card{ID: 3, Face: "c", DeckID: 1}
			e.s.Add(c)
			d.Cards = slices.Insert(d.Cards, 0, c)
			e.must(e.s.Flush(e.ctx))
			e.note("remove the first")
			d.Cards = d.Cards[1:]
			e.must(e.s.Flush(e.ctx))
			e.is("place", *b.Pos, 1)
		}},
		{"a collection that is only written", `
			INSERT INTO logrow (id, msg, deck_id) VALUES (?, ?, ?) | 1 'm' 1
			SELECT logrow.id, logrow.msg, logrow.deck_id FROM logrow WHERE logrow.deck_id = ? ORDER BY logrow.id | 1
			DELETE FROM card WHERE card.deck_id = ? | 1
			DELETE FROM deck WHERE deck.id = ? | 1`, func(e *env) {
			d := &Deck{ID: 1}
			e.s.Add(d)
			e.startKept()
			l := &LogRow{ID: 1, Msg: "m"}
			e.s.Add(l)
			e.must(Decks.Logs.Add(e.s, d, l))
			e.must(e.s.Flush(e.ctx))
			rows, err := Decks.Logs.Select(d).OrderBy(LogRows.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("rows", len(rows), 1)
			var oe *orm.OrphanError
			e.is("no row without its deck", errors.As(Decks.Logs.Remove(e.s, d, l), &oe), true)
			e.s.Delete(d)
			e.must(e.s.Flush(e.ctx))
			e.is("gone with it", orm.StateOf(e.s, l), orm.Deleted)
		}},
		{"a map by an attribute", `
			INSERT INTO note (id, k, v, holder_id) VALUES (?, ?, ?, ?) | 2 'a' 'w' 1
			DELETE FROM note WHERE note.id = ? | 1`, func(e *env) {
			h := &Holder{ID: 1, Notes: map[string]*Note{}}
			e.s.Add(h, &Note{ID: 1, K: "a", V: "v", HolderID: ptr(1)})
			e.must(e.s.Flush(e.ctx))
			e.start()
			h, err := Holders.Get(e.ctx, e.s, 1)
			e.must(err)
			_, err = Holders.Notes.Of(e.ctx, e.s, h)
			e.must(err)
			e.rec.take()
			n := &Note{ID: 2, K: "a", V: "w"}
			e.s.Add(n)
			h.Notes["a"] = n
			e.must(e.s.Flush(e.ctx))
			n.K = "b"
			e.is("a key that is not the attribute", e.s.Sync() != nil, true)
			n.K = "a"
		}},
		{"what is not valid", ``, func(e *env) {
			h := &Holder{ID: 1, Email: ptr("bad")}
			e.s.Add(h)
			e.is("error", errors.Is(e.s.Flush(e.ctx), errBadEmail), true)
			h.Email = nil
			e.must(e.s.Flush(e.ctx))
			h.Email = ptr("a@b")
			e.must(e.s.Flush(e.ctx))
			e.rec.take()
		}},
		{"an association object", `
			INSERT INTO line (ordr_id, item_id, qty) VALUES (?, ?, ?) | 1 2 1
			DELETE FROM line WHERE line.ordr_id = ? AND line.item_id = ? | 1 1`, func(e *env) {
			i, j, o := &Item{ID: 1, Name: "i"}, &Item{ID: 2, Name: "j"}, &Ordr{ID: 1}
			e.s.Add(i, j, o, &Line{Ordr: o, Item: i})
			e.startKept()
			o.Lines = []*Line{{Item: j}}
			e.must(e.s.Flush(e.ctx))
			l := o.Lines[0]
			e.is("key", []int{l.OrdrID, l.ItemID, l.Qty}, []int{1, 2, 1})
			got, err := Lines.Get(e.ctx, e.s, LineKey{1, 2})
			e.must(err)
			e.is("object", got == l, true)
		}},
		{"defaults of every kind", `
			INSERT INTO dflt (a, c, d) VALUES (?, ?, ?) RETURNING {id, b} | 7 NULL NULL
			UPDATE dflt SET a=?, c=? WHERE dflt.id = ? | 8 100 1
			INSERT INTO dflt (a, b, c, d) VALUES (?, ?, ?, ?) RETURNING {id} | 1 2 3 'd'`, func(e *env) {
			d := &Dflt{}
			e.s.Add(d)
			e.must(e.s.Flush(e.ctx))
			e.is("made", []int{*d.A, *d.B}, []int{7, 9})
			d.A = ptr(8)
			e.must(e.s.Flush(e.ctx))
			e.is("on update", *d.C, 100)
			e.s.Add(&Dflt{A: ptr(1), B: ptr(2), C: ptr(3), D: ptr("d")})
			e.must(e.s.Flush(e.ctx))
		}},
		{"a document that changes in place", `UPDATE bag SET plain=? WHERE bag.id = ? | {"k":[1,2]} 1`, func(e *env) {
			b := &Bag{ID: 1, Plain: map[string]any{"k": []any{1.0}}, Mut: map[string]any{}}
			e.s.Add(b)
			e.startKept()
			b.Plain["k"] = append(b.Plain["k"].([]any), 2.0)
			e.must(e.s.Flush(e.ctx))
			e.must(e.s.Flush(e.ctx))
		}},
		{"deferrable: a natural key takes its children along", `
			SELECT city.id, city.cc FROM city WHERE city.cc = ? ORDER BY city.id | 'a'
			UPDATE country SET code=? WHERE country.code = ? | 'b' 'a'
			UPDATE city SET cc=? WHERE city.cc = ? | 'b' 'a'`, func(e *env) {
			c := &Country{Code: "a"}
			e.s.Add(c, &City{ID: 1, Cc: ptr("a")}, &City{ID: 2, Cc: ptr("a")})
			e.start()
			c, err := Countries.Get(e.ctx, e.s, "a")
			e.must(err)
			e.rec.take()
			_, err = Countries.Cities.Of(e.ctx, e.s, c)
			e.must(err)
			c.Code = "b"
			e.must(e.s.Flush(e.ctx))
			e.is("child", *c.Cities[0].Cc, "b")
			e.must(e.s.Flush(e.ctx)) // nothing is left to be said
		}},
		{"a value of another session's", ``, func(e *env) {
			e.s.Add(&User{ID: 1, Name: "u"})
			e.start()
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			e.must(e.s.Expunge(u))
			u.Name = "detached"
			m, err := orm.Merge(e.ctx, e.s, Users, u)
			e.must(err)
			e.is("another object", m == u, false)
			e.must(e.s.Flush(e.ctx))
			got, err := orm.All(e.ctx, e.s, sql.Select1(Users.Name))
			e.must(err)
			e.is("written", got, []string{"detached"})
			e.rec.take()
		}},
	}
}
