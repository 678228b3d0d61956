package traces

import (
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// moving are sessions in which rows change their places, their keys or their kind.
// What SQLAlchemy 1.4 sends for the same steps was compared; where ours differs, the
// scenario says why.
func moving() []Neighbour {
	return []Neighbour{
		{"two trees, level by level", `INSERT INTO node (id, name, parent_id) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?) | 1 'r1' NULL 2 'r2' NULL 3 'a' 1 4 'b' 2 5 'aa' 3`, func(e *env) {
			r1, r2 := &Node{ID: 1, Name: "r1"}, &Node{ID: 2, Name: "r2"}
			a, b := &Node{ID: 3, Name: "a", Parent: r1}, &Node{ID: 4, Name: "b", Parent: r2}
			e.s.Add(r1, r2, a, b, &Node{ID: 5, Name: "aa", Parent: a})
			e.must(e.s.Flush(e.ctx))
		}},
		{"a subtree moves to another root", `UPDATE node SET parent_id=? WHERE node.id = ? | 5 2`, func(e *env) {
			ns := trees(e)
			ns[2].Parent = ns[5]
			e.must(e.s.Flush(e.ctx))
			e.is("there", []int{len(ns[1].Children), len(ns[5].Children), len(ns[2].Children)}, []int{1, 1, 1})
		}},
		// The tree is read level by level, not node by node.
		{"a leaf moves, and the tree that it was in is deleted", `
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id = ? | 1
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) | 2 3
			UPDATE node SET parent_id=? WHERE node.id = ? | 5 4
			DELETE FROM node WHERE node.id IN (?, ?) | 2 3
			DELETE FROM node WHERE node.id = ? | 1`, func(e *env) {
			ns := trees(e)
			ns[4].Parent = ns[5]
			e.s.Delete(ns[1])
			e.must(e.s.Flush(e.ctx))
			e.is("left", all(e, sql.Select1(Nodes.ID).OrderBy(Nodes.ID)), []int{4, 5})
			e.rec.dropLast()
		}},
		// Kids are deleted by their parent, whether they are loaded or not.
		{"a child moves, and the parent that it had is deleted", `
			UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1
			DELETE FROM kid WHERE kid.parent_id = ? | 1
			DELETE FROM parent WHERE parent.id = ? | 1`, func(e *env) {
			p := family(e)
			q := &Parent{ID: 2, Name: "q"}
			e.s.Add(q)
			e.startKept()
			q.Kids = append(q.Kids, p.Kids[0])
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
			e.is("left", []int{len(q.Kids), q.Kids[0].ParentID}, []int{1, 2})
		}},
		{"a child moves by its key", `UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1`, func(e *env) {
			p := family(e)
			q := &Parent{ID: 2, Name: "q"}
			e.s.Add(q)
			e.startKept()
			p.Kids[0].ParentID = 2
			e.must(e.s.Flush(e.ctx))
			e.is("lists", []int{len(p.Kids), len(q.Kids)}, []int{1, 1})
		}},
		{"a child moves into a list that nobody has read", `
			SELECT kid.id, kid.name, kid.parent_id FROM kid WHERE kid.id = ? | 1
			SELECT parent.id, parent.name FROM parent WHERE parent.id = ? | 2
			UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1`, func(e *env) {
			family(e)
			e.s.Add(&Parent{ID: 2, Name: "q"})
			e.start()
			k, err := Kids.Get(e.ctx, e.s, 1)
			e.must(err)
			q, err := Parents.Get(e.ctx, e.s, 2)
			e.must(err)
			q.Kids = append(q.Kids, k)
			e.must(e.s.Flush(e.ctx))
			e.is("key", k.ParentID, 2)
		}},
		// References to the player are emptied by one statement, whoever holds them.
		{"a captain, and a team that is deleted with him", `
			INSERT INTO team (id, captain_id) VALUES (?, NULL) | 1
			INSERT INTO player (id, name, team_id) VALUES (?, ?, ?) | 1 'p' 1
			UPDATE team SET captain_id=? WHERE team.id = ? | 1 1
			-- delete
			UPDATE team SET captain_id=NULL WHERE team.captain_id = ? | 1
			DELETE FROM player WHERE player.id = ? | 1
			DELETE FROM team WHERE team.id = ? | 1`, func(e *env) {
			t := &Team{ID: 1}
			p := &Player{ID: 1, Name: "p", Team: t}
			t.Captain = p
			e.s.Add(t, p)
			e.must(e.s.Flush(e.ctx))
			e.note("delete")
			e.s.Delete(t, p)
			e.must(e.s.Flush(e.ctx))
		}},
		{"another captain, and the former is deleted", `
			UPDATE team SET captain_id=? WHERE team.id = ? | 2 1
			UPDATE player SET name=? WHERE player.id = ? | 'c' 2
			UPDATE team SET captain_id=NULL WHERE team.captain_id = ? | 1
			DELETE FROM player WHERE player.id = ? | 1`, func(e *env) {
			t := &Team{ID: 1}
			p, q := &Player{ID: 1, Name: "p", Team: t}, &Player{ID: 2, Name: "q", Team: t}
			t.Captain = p
			e.s.Add(t, p, q)
			e.startKept()
			t.Captain, q.Name = q, "c"
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
			e.is("players", len(t.Players), 1)
		}},
		{"pairs from both sides, and one that moves", `
			INSERT INTO post (id, title) VALUES (?, ?), (?, ?) | 1 'p' 2 'p'
			INSERT INTO kw (id, word) VALUES (?, ?), (?, ?) | 1 'k' 2 'k'
			INSERT INTO post_kw (post_id, kw_id) VALUES (?, ?), (?, ?), (?, ?) | 1 1 1 2 2 1
			-- move
			DELETE FROM post_kw WHERE post_kw.post_id = ? AND post_kw.kw_id = ? | 1 2
			INSERT INTO post_kw (post_id, kw_id) VALUES (?, ?) | 2 2`, func(e *env) {
			p := []*Post{{ID: 1, Title: "p"}, {ID: 2, Title: "p"}}
			k := []*Kw{{ID: 1, Word: "k"}, {ID: 2, Word: "k"}}
			p[0].Kws = []*Kw{k[0], k[1]}
			k[0].Posts = append(k[0].Posts, p[1])
			e.s.Add(p[0], p[1], k[0], k[1])
			e.must(e.s.Flush(e.ctx))
			e.note("move")
			p[0].Kws = p[0].Kws[:1]
			p[1].Kws = append(p[1].Kws, k[1])
			e.must(e.s.Flush(e.ctx))
			e.is("posts", []int{len(k[0].Posts), len(k[1].Posts)}, []int{2, 1})
		}},
		{"lines of an order: one changes, one goes, one comes", `
			INSERT INTO line (ordr_id, item_id, qty) VALUES (?, ?, ?) | 1 3 2
			UPDATE line SET qty=? WHERE line.ordr_id = ? AND line.item_id = ? | 5 1 1
			DELETE FROM line WHERE line.ordr_id = ? AND line.item_id = ? | 1 2`, func(e *env) {
			i := []*Item{{ID: 1, Name: "i"}, {ID: 2, Name: "i"}, {ID: 3, Name: "i"}}
			o := &Ordr{ID: 1, Lines: []*Line{{Item: i[0], Qty: 1}, {Item: i[1], Qty: 1}}}
			e.s.Add(i[0], i[1], i[2], o)
			e.startKept()
			o.Lines[0].Qty = 5
			o.Lines = []*Line{o.Lines[0], {Item: i[2], Qty: 2}}
			e.must(e.s.Flush(e.ctx))
		}},
		{"a line is replaced by one of the same item", `UPDATE line SET qty=? WHERE line.ordr_id = ? AND line.item_id = ? | 9 1 1`, func(e *env) {
			i := &Item{ID: 1, Name: "i"}
			o := &Ordr{ID: 1, Lines: []*Line{{Item: i, Qty: 1}}}
			e.s.Add(i, o)
			e.startKept()
			o.Lines = []*Line{{Item: i, Qty: 9}}
			e.must(e.s.Flush(e.ctx))
		}},
		{"an heir is replaced by one with its key", `
			UPDATE person SET name=? WHERE person.id = ? | 'f' 1
			UPDATE engineer SET lang=? WHERE engineer.id = ? | 'c' 1`, func(e *env) {
			x := &Engineer{Person: Person{ID: 1, Name: "e"}, Lang: ptr("go")}
			e.s.Add(x)
			e.startKept()
			e.s.Delete(x)
			e.s.Add(&Engineer{Person: Person{ID: 1, Name: "f"}, Lang: ptr("c")})
			e.must(e.s.Flush(e.ctx))
		}},
		// SQLAlchemy makes it an UPDATE of a row of boss that is not there.
		{"an heir is replaced by one of another kind", `
			DELETE FROM engineer WHERE engineer.id = ? | 1
			DELETE FROM person WHERE person.id = ? | 1
			INSERT INTO person (id, name, type) VALUES (?, ?, ?) | 1 'b' 'boss'
			INSERT INTO boss (id, level) VALUES (?, ?) | 1 1`, func(e *env) {
			x := &Engineer{Person: Person{ID: 1, Name: "e"}, Lang: ptr("go")}
			e.s.Add(x)
			e.startKept()
			e.s.Delete(x)
			e.s.Add(&Boss{Person: Person{ID: 1, Name: "b"}, Level: ptr(1)})
			e.must(e.s.Flush(e.ctx))
		}},
		{"a row with a version is replaced by one with its key", `UPDATE doc SET body=?, ver=? WHERE doc.id = ? AND doc.ver = ? | 'b' 2 1 1`, func(e *env) {
			d := &Doc{ID: 1, Body: "a"}
			e.s.Add(d)
			e.startKept()
			e.s.Delete(d)
			n := &Doc{ID: 1, Body: "b"}
			e.s.Add(n)
			e.must(e.s.Flush(e.ctx))
			e.is("version", n.Ver, 2)
		}},
		// SQLAlchemy fails here: each UPDATE takes a value that the other row still has.
		{"unique values are exchanged", ``, func(e *env) {
			a, b := &Address{ID: 1, Email: "a"}, &Address{ID: 2, Email: "b"}
			e.s.Add(a, b)
			e.startKept()
			a.Email, b.Email = "b", "a"
			e.must(e.s.Flush(e.ctx))
			e.is("values", all(e, sql.Select1(Addresses.Email).OrderBy(Addresses.ID)), []string{"b", "a"})
			e.rec.take() // the free value is made up
		}},
		{"two owners exchange their passports", `UPDATE passport SET owner_id=? WHERE passport.id = ? | 2 1 | 1 2`, func(e *env) {
			a, b := &Owner{ID: 1, Passport: &Passport{ID: 1, No: "x"}}, &Owner{ID: 2, Passport: &Passport{ID: 2, No: "y"}}
			e.s.Add(a, b, a.Passport, b.Passport)
			e.startKept()
			x, y := a.Passport, b.Passport
			a.Passport, b.Passport = y, x
			e.must(e.s.Flush(e.ctx))
			e.is("keys", []int{*x.OwnerID, *y.OwnerID}, []int{2, 1})
		}},
		{"a reference to a new row", `
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.id = ? | 1
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 9 'n' NULL
			UPDATE addresses SET user_id=? WHERE addresses.id = ? | 9 1`, func(e *env) {
			usersAndAddresses(e)
			a, err := Addresses.Get(e.ctx, e.s, 1)
			e.must(err)
			a.User = &User{ID: 9, Name: "n"}
			e.s.Add(a.User)
			e.must(e.s.Flush(e.ctx))
			e.is("key", *a.UserID, 9)
		}},
		{"a reference and its key say the same", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 2
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.id = ? | 1
			UPDATE addresses SET user_id=? WHERE addresses.id = ? | 2 1`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 2)
			e.must(err)
			a, err := Addresses.Get(e.ctx, e.s, 1)
			e.must(err)
			a.UserID, a.User = ptr(2), u
			e.must(e.s.Flush(e.ctx))
		}},
		{"a collection is emptied", `UPDATE addresses SET user_id=? WHERE addresses.id = ? | NULL 1 | NULL 2`, func(e *env) {
			u := &User{ID: 1, Name: "u", Addresses: []*Address{{ID: 1, Email: "a"}, {ID: 2, Email: "b"}}}
			e.s.Add(u, u.Addresses[0], u.Addresses[1])
			e.startKept()
			u.Addresses = nil
			e.must(e.s.Flush(e.ctx))
		}},
		{"another order of a collection is no change", ``, func(e *env) {
			u := &User{ID: 1, Name: "u", Addresses: []*Address{{ID: 1, Email: "a"}, {ID: 2, Email: "b"}}}
			e.s.Add(u, u.Addresses[0], u.Addresses[1])
			e.startKept()
			u.Addresses[0], u.Addresses[1] = u.Addresses[1], u.Addresses[0]
			e.must(e.s.Flush(e.ctx))
		}},
	}
}

// removing are sessions of deletes, versions and the columns of heirs.
func removing() []Neighbour {
	return []Neighbour{
		{"a parent is deleted with the children that it has loaded", `
			DELETE FROM kid WHERE kid.parent_id = ? | 1
			DELETE FROM parent WHERE parent.id = ? | 1`, func(e *env) {
			p := family(e)
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a parent is deleted with children that nobody has read", `
			SELECT parent.id, parent.name FROM parent WHERE parent.id = ? | 1
			DELETE FROM kid WHERE kid.parent_id = ? | 1
			DELETE FROM parent WHERE parent.id = ? | 1`, func(e *env) {
			family(e)
			e.start()
			p, err := Parents.Get(e.ctx, e.s, 1)
			e.must(err)
			e.s.Delete(p)
			e.must(e.s.Flush(e.ctx))
		}},
		// The list that is loaded need not be all that the database has: the rest lets go.
		{"children and their parent are deleted", `
			DELETE FROM addresses WHERE addresses.id IN (?, ?) | 1 2
			UPDATE addresses SET user_id=NULL WHERE addresses.user_id = ? | 1
			DELETE FROM users WHERE users.id = ? | 1`, func(e *env) {
			u := &User{ID: 1, Name: "u", Addresses: []*Address{{ID: 1, Email: "a"}, {ID: 2, Email: "b"}}}
			e.s.Add(u, u.Addresses[0], u.Addresses[1])
			e.startKept()
			e.s.Delete(u.Addresses[0], u.Addresses[1], u)
			e.must(e.s.Flush(e.ctx))
		}},
		{"what is deleted and added again stays", `SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 3`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 3)
			e.must(err)
			e.s.Delete(u)
			e.s.Add(u)
			e.must(e.s.Flush(e.ctx))
			e.is("state", orm.StateOf(e.s, u), orm.Persistent)
		}},
		{"what was only added is forgotten, and deleting it is an error", ``, func(e *env) {
			u := &User{ID: 1, Name: "u"}
			e.s.Add(u)
			e.must(e.s.Expunge(u))
			e.must(e.s.Flush(e.ctx))
			e.is("state", orm.StateOf(e.s, u), orm.Transient)
			e.s.Delete(u)
			var np *orm.NotPersistedError
			e.is("error", errors.As(e.s.Flush(e.ctx), &np), true)
		}},
		{"many rows are deleted", `DELETE FROM addresses WHERE addresses.id IN (?, ?, ?) | 1 2 3`, func(e *env) {
			usersAndAddresses(e)
			as, err := orm.Select(Addresses).OrderBy(Addresses.ID).All(e.ctx, e.s)
			e.must(err)
			e.rec.take()
			e.s.Delete(as[0], as[1], as[2])
			e.must(e.s.Flush(e.ctx))
		}},
		{"versions of several rows", `UPDATE doc SET body=?, ver=? WHERE doc.id = ? AND doc.ver = ? | 'b' 2 1 1 | 'b' 2 2 1`, func(e *env) {
			d := docs(e)
			d[0].Body, d[1].Body = "b", "b"
			e.must(e.s.Flush(e.ctx))
			e.is("versions", []int{d[0].Ver, d[1].Ver}, []int{2, 2})
		}},
		{"one of several rows has another version", `
			UPDATE doc SET body=?, ver=? WHERE doc.id = ? AND doc.ver = ? | 'b' 2 1 1 | 'b' 2 2 1
			ROLLBACK`, func(e *env) {
			d := docs(e)
			e.direct(sql.Update(Docs).Set(Docs.Ver.Set(7)).Where(Docs.ID.Eq(2)))
			e.rec.take()
			d[0].Body, d[1].Body = "b", "b"
			var stale *orm.StaleDataError
			e.is("error", errors.As(e.s.Flush(e.ctx), &stale), true)
			e.must(e.s.Rollback(e.ctx))
			e.is("versions", []int{d[0].Ver, d[1].Ver}, []int{1, 1})
		}},
		{"one of several deleted rows has another version", `
			DELETE FROM doc WHERE doc.id = ? AND doc.ver = ? OR doc.id = ? AND doc.ver = ? | 1 1 2 1
			ROLLBACK`, func(e *env) {
			d := docs(e)
			e.direct(sql.Update(Docs).Set(Docs.Ver.Set(7)).Where(Docs.ID.Eq(2)))
			e.rec.take()
			e.s.Delete(d[0], d[1])
			var stale *orm.StaleDataError
			e.is("error", errors.As(e.s.Flush(e.ctx), &stale), true)
			e.must(e.s.Rollback(e.ctx))
		}},
		{"heirs are inserted table by table", `
			INSERT INTO person (id, name, type) VALUES (?, ?, ?), (?, ?, ?), (?, ?, ?), (?, ?, ?) | 1 'e' 'engineer' 4 'p' 'person' 3 'b' 'boss' 2 'f' 'engineer'
			INSERT INTO engineer (id, lang) VALUES (?, ?), (?, ?) | 1 'go' 2 'go'
			INSERT INTO boss (id, level) VALUES (?, ?) | 3 1`, func(e *env) {
			e.s.Add(heirs()...)
			e.must(e.s.Flush(e.ctx))
		}},
		{"columns of an heir and of what it inherits from", `
			-- base
			UPDATE person SET name=? WHERE person.id = ? | 'x' 1
			-- heir
			UPDATE engineer SET lang=? WHERE engineer.id = ? | 'c' 1
			-- both
			UPDATE person SET name=? WHERE person.id = ? | 'z' 1 | 'z' 2
			UPDATE engineer SET lang=? WHERE engineer.id = ? | 'd' 2
			-- delete
			DELETE FROM boss WHERE boss.id = ? | 3
			DELETE FROM engineer WHERE engineer.id = ? | 1
			DELETE FROM person WHERE person.id = ? | 1 | 3`, func(e *env) {
			o := heirs()
			e.s.Add(o...)
			e.startKept()
			x, b, y := o[0].(*Engineer), o[2].(*Boss), o[3].(*Engineer)
			e.note("base")
			x.Name = "x"
			e.must(e.s.Flush(e.ctx))
			e.note("heir")
			x.Lang = ptr("c")
			e.must(e.s.Flush(e.ctx))
			e.note("both")
			x.Name, y.Name, y.Lang = "z", "z", ptr("d")
			e.must(e.s.Flush(e.ctx))
			e.note("delete")
			e.s.Delete(x, b)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a savepoint of everything is rolled back", `
			SAVEPOINT s1
			INSERT INTO parent (id, name) VALUES (?, ?) | 3 'n'
			UPDATE parent SET name=? WHERE parent.id = ? | 'x' 1
			UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1
			DELETE FROM kid WHERE kid.id = ? | 2
			ROLLBACK TO SAVEPOINT s1`, func(e *env) {
			p := family(e)
			q := &Parent{ID: 2, Name: "q"}
			e.s.Add(q)
			e.startKept()
			k1, k2, n := p.Kids[0], p.Kids[1], &Parent{ID: 3, Name: "n"}
			err := e.s.Savepoint(e.ctx, func() error {
				e.s.Add(n)
				e.s.Delete(k2)
				k1.Parent = q
				p.Name = "x"
				e.must(e.s.Flush(e.ctx))
				return errDone
			})
			e.is("error", errors.Is(err, errDone), true)
			e.is("values", []any{p.Name, len(p.Kids), len(q.Kids), orm.StateOf(e.s, n), k1.Parent == p}, []any{"p", 2, 0, orm.Transient, true})
			e.must(e.s.Flush(e.ctx))
		}},
		{"a delete is rolled back, and the row is changed", `UPDATE kid SET name=? WHERE kid.id = ? | 'again' 1`, func(e *env) {
			p := family(e)
			k := p.Kids[0]
			e.s.Delete(k)
			e.must(e.s.Flush(e.ctx))
			e.must(e.s.Rollback(e.ctx))
			e.rec.take()
			e.is("back", len(p.Kids), 2)
			k.Name = "again"
			e.must(e.s.Flush(e.ctx))
		}},
		{"what BeforeFlush adds is flushed", `
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 1 'u' NULL
			INSERT INTO addresses (id, email, user_id) VALUES (?, ?, ?) | 1 'of-u' 1
			COMMIT`, func(e *env) {
			err := orm.Begin(e.ctx, e.eng, func(s *orm.Session) error {
				u := &User{ID: 1, Name: "u"}
				s.Add(u)
				if err := s.Flush(e.ctx); err != nil {
					return err
				}
				e.is("seen", len(u.Addresses), 1)
				return nil
			}, orm.OnBeforeFlush(addressOfEach))
			e.must(err)
		}},
		// SQLAlchemy's cascade "all" takes the kids along; here CascadeExpunge does.
		{"an owner that is expunged", `UPDATE kid SET name=? WHERE kid.id = ? | 'x' 1`, func(e *env) {
			p := family(e)
			k := p.Kids[0]
			k.Name = "x"
			e.must(e.s.Expunge(p))
			e.must(e.s.Flush(e.ctx))
			e.is("state", orm.StateOf(e.s, k), orm.Persistent)
		}},
	}
}
