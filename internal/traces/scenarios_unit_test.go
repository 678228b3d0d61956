package traces

import (
	"github.com/aludel/aludel/orm"
)

// unit are the scenarios of what a flush writes.
func unit() []Scenario {
	return []Scenario{
		{Name: "uow_m2m_replace", Run: func(e *env) {
			k := []*Kw{{ID: 1, Word: "1"}, {ID: 2, Word: "2"}, {ID: 3, Word: "3"}}
			p := &Post{ID: 1, Title: "t", Kws: []*Kw{k[0], k[1]}}
			e.s.Add(k[0], k[1], k[2], p)
			e.startKept()
			p.Kws = []*Kw{k[1], k[2]}
			e.must(e.s.Flush(e.ctx))
		}, Differs: []Difference{{Why: "a commit does not expire what the program holds: fields are read without I/O", Lines: `
			- SELECT post.id, post.title FROM post WHERE post.id = ? | 1
			- SELECT kw.id, kw.word FROM kw, post_kw WHERE post_kw.post_id = ? AND kw.id = post_kw.kw_id ORDER BY kw.id | 1
			- SELECT kw.id, kw.word FROM kw WHERE kw.id = ? | 3`}}},
		{Name: "uow_delete_cascade", Run: func(e *env) {
			e.s.Add(&Parent{ID: 1, Name: "p"}, &Kid{ID: 1, Name: "k1", ParentID: 1}, &Kid{ID: 2, Name: "k2", ParentID: 1})
			e.start()
			p, err := Parents.Get(e.ctx, e.s, 1)
			e.must(err)
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
		}, Differs: []Difference{{Why: "children that are not loaded are deleted by their foreign key, in one statement", Lines: `
			- SELECT kid.id, kid.name, kid.parent_id FROM kid WHERE kid.parent_id = ? ORDER BY kid.id | 1
			- DELETE FROM kid WHERE kid.id = ? | 1 | 2
			+ DELETE FROM kid WHERE kid.parent_id = ? | 1`}}},
		{Name: "uow_post_update", Run: func(e *env) {
			t := &Team{}
			p := &Player{Name: "x", Team: t}
			t.Captain = p
			e.s.Add(t)
			e.must(e.s.Flush(e.ctx))
			e.note("delete both")
			e.s.Delete(p)
			e.s.Delete(t)
			e.must(e.s.Flush(e.ctx))
		}, Differs: []Difference{
			{On: "sqlite", Why: "keys come back with the statement; a key that is written later is NULL in the text", Lines: `
				- INSERT INTO team (captain_id) VALUES (?) | NULL
				- INSERT INTO player (name, team_id) VALUES (?, ?) | 'x' 1
				+ INSERT INTO team (captain_id) VALUES (NULL) RETURNING {id}
				+ INSERT INTO player (name, team_id) VALUES (?, ?) RETURNING {id} | 'x' 1`},
			{On: "postgresql", Why: "a key that is written later is NULL in the text", Lines: `
				- INSERT INTO team (captain_id) VALUES (?) RETURNING {id} | NULL
				+ INSERT INTO team (captain_id) VALUES (NULL) RETURNING {id}`},
			{Why: "what refers to a deleted row is let go by its foreign key, loaded or not", Lines: `
				- UPDATE team SET captain_id=? WHERE team.id = ? | NULL 1
				+ UPDATE team SET captain_id=NULL WHERE team.captain_id = ? | 1`}}},
		{Name: "uow_fk_vs_relationship", Run: func(e *env) {
			usersAndAddresses(e)
			a, err := Addresses.Get(e.ctx, e.s, 1)
			e.must(err)
			user := func() int {
				u, err := Addresses.User.Of(e.ctx, e.s, a)
				e.must(err)
				return u.ID
			}
			e.out("before", user())
			a.UserID = ptr(2)
			e.out("after_set", a.User.ID)
			e.must(e.s.Flush(e.ctx))
			e.out("after_flush", user())
			e.must(e.s.Commit(e.ctx))
			e.out("after_commit", user())
		}, Out: []OutDifference{{"after_flush", 2, "a foreign key that was set moves the reference at the flush"}},
			Differs: []Difference{
				{Why: "a foreign key that was set moves the reference at the flush, and so the user is asked for once more", Lines: `
				+ SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 2`}}},
		{Name: "uow_association_null_pk_error", Run: func(e *env) {
			i, o := &Item{ID: 1, Name: "n"}, &Ordr{ID: 1}
			e.s.Add(i, o, &Line{Ordr: o, Item: i})
			e.startKept()
			o.Lines[0].Item = nil
			e.must(e.s.Flush(e.ctx))
		}, Err: "Line (1, 1) was taken from its parent, and line.item_id cannot be NULL",
			Differs: []Difference{{Why: "a commit does not expire what the program holds; the error is found before anything is sent, so that nothing was begun", Lines: `
			- BEGIN
			- SELECT ordr.id FROM ordr WHERE ordr.id = ? | 1
			- SELECT line.ordr_id, line.item_id, line.qty FROM line WHERE line.ordr_id = ? | 1
			- ROLLBACK`}}},
		{Name: "merge_new", Run: func(e *env) {
			m, err := orm.Merge(e.ctx, e.s, Users, &User{ID: 5, Name: "x"})
			e.must(err)
			e.must(e.s.Flush(e.ctx))
			e.out("in", orm.StateOf(e.s, m) == orm.Persistent)
		}},
		{Name: "attached_other_session", Run: func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			s2 := orm.NewSession(e.eng)
			defer s2.Close()
			s2.Add(u)
			e.must(s2.Flush(e.ctx))
		}, Err: "integrity error (unique)", Differs: []Difference{{Why: "a struct does not know of sessions: an Add is an INSERT, which the database refuses", Lines: `
			+ BEGIN
			+ INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 1 'ed' NULL
			+ ROLLBACK`}}},
		{Name: "delete_transient", Run: func(e *env) {
			e.s.Delete(&User{Name: "x"})
			e.must(e.s.Flush(e.ctx))
		}, Err: "is not an object of this session"},
		{Name: "flush_error_in_savepoint", Run: func(e *env) {
			e.s.Add(&Address{ID: 1, Email: "d"})
			e.must(e.s.Flush(e.ctx))
			err := e.s.Savepoint(e.ctx, func() error {
				e.s.Add(&Address{ID: 2, Email: "d"})
				return e.s.Flush(e.ctx)
			})
			e.out("caught", isIntegrity(err))
			e.s.Add(&Address{ID: 3, Email: "e"})
			e.must(e.s.Commit(e.ctx))
			e.out("ids", all(e, addressIDs()))
		}},
		{Name: "savepoint_expiry", Run: func(e *env) {
			usersAndAddresses(e)
			u1, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			_, err = Users.Get(e.ctx, e.s, 2)
			e.must(err)
			_ = e.s.Savepoint(e.ctx, func() error {
				u1.Nick = ptr("in")
				e.must(e.s.Flush(e.ctx))
				return errDone
			})
			e.note("access")
			for id := range 2 {
				_, err = Users.Get(e.ctx, e.s, id+1)
				e.must(err)
			}
			if u1.Nick != nil {
				e.must(errMemory)
			}
		}, Differs: []Difference{{Why: "a rollback restores memory as well as rows: there is nothing to be read again", Lines: `
			- SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1`}}},
	}
}
