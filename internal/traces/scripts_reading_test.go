package traces

import (
	"context"
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// fetching are sessions of the identity map, of merges and of what is loaded how.
func fetching() []Neighbour {
	return []Neighbour{
		{"PopulateExisting overwrites", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1
			SELECT users.id, users.name, users.nick FROM users ORDER BY users.id
			SELECT users.id, users.name, users.nick FROM users ORDER BY users.id`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			u.Name = "mine"
			_, err = orm.Select(Users).OrderBy(Users.ID).NoAutoflush().All(e.ctx, e.s)
			e.must(err)
			e.is("kept", u.Name, "mine")
			_, err = orm.Select(Users).OrderBy(Users.ID).NoAutoflush().PopulateExisting().All(e.ctx, e.s)
			e.must(err)
			e.is("overwritten", u.Name, "ed")
			e.must(e.s.Flush(e.ctx))
		}},
		{"one column is read again", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1
			SELECT users.id, users.name FROM users WHERE users.id = ? | 1
			UPDATE users SET nick=? WHERE users.id = ? | 'n' 1`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			u.Name, u.Nick = "mine", ptr("n")
			e.must(orm.RefreshColumns(e.ctx, e.s, u, Users.Name))
			e.is("values", []string{u.Name, *u.Nick}, []string{"ed", "n"})
			e.must(e.s.Flush(e.ctx))
		}},
		{"a graph with a circle is merged", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 7
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.id = ? | 7
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.id = ? | 8
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 7 'm' NULL
			INSERT INTO addresses (id, email, user_id) VALUES (?, ?, ?), (?, ?, ?) | 7 'a7' 7 8 'a8' 7`, func(e *env) {
			usersAndAddresses(e)
			u := &User{ID: 7, Name: "m"}
			u.Addresses = []*Address{{ID: 7, Email: "a7", User: u}, {ID: 8, Email: "a8", User: u}}
			m, err := orm.Merge(e.ctx, e.s, Users, u)
			e.must(err)
			e.must(e.s.Flush(e.ctx))
			e.is("addresses", len(m.Addresses), 2)
			e.is("reference", m.Addresses[0].User == m, true)
		}},
		{"a family is merged: one changes, one goes, one comes", `
			SELECT parent.id, parent.name FROM parent WHERE parent.id = ? | 1
			SELECT kid.id, kid.name, kid.parent_id FROM kid WHERE kid.parent_id = ? ORDER BY kid.id | 1
			SELECT kid.id, kid.name, kid.parent_id FROM kid WHERE kid.id = ? | 3
			INSERT INTO kid (id, name, parent_id) VALUES (?, ?, ?) | 3 'k3' 1
			UPDATE kid SET name=? WHERE kid.id = ? | 'k1x' 1
			DELETE FROM kid WHERE kid.id = ? | 2`, func(e *env) {
			family(e)
			e.start()
			m, err := orm.Merge(e.ctx, e.s, Parents, &Parent{ID: 1, Name: "p", Kids: []*Kid{{ID: 1, Name: "k1x"}, {ID: 3, Name: "k3"}}})
			e.must(err)
			e.must(e.s.Flush(e.ctx))
			e.is("kids", []int{len(m.Kids), m.Kids[0].ID, m.Kids[1].ID}, []int{2, 1, 3})
		}},
		{"a key of two columns", `
			SELECT line.ordr_id, line.item_id, line.qty FROM line WHERE line.ordr_id = ? AND line.item_id = ? | 1 1
			UPDATE line SET qty=? WHERE line.ordr_id = ? AND line.item_id = ? | 3 1 1
			DELETE FROM line WHERE line.ordr_id = ? AND line.item_id = ? | 1 1`, func(e *env) {
			e.s.Add(&Item{ID: 1, Name: "i"}, &Ordr{ID: 1}, &Line{OrdrID: 1, ItemID: 1, Qty: 2})
			e.start()
			l, err := Lines.Get(e.ctx, e.s, LineKey{1, 1})
			e.must(err)
			m, err := Lines.Get(e.ctx, e.s, LineKey{1, 1})
			e.must(err)
			e.is("one object", l == m, true)
			l.Qty = 3
			e.must(e.s.Flush(e.ctx))
			e.s.Delete(l)
			e.must(e.s.Flush(e.ctx))
		}},
		{"an object that is forgotten is added with another key", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 3
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 9 'mary' NULL`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 3)
			e.must(err)
			e.must(e.s.Expunge(u))
			u.ID = 9
			e.s.Add(u)
			e.must(e.s.Flush(e.ctx))
			v, err := Users.Get(e.ctx, e.s, 9)
			e.must(err)
			e.is("one object", u == v, true)
		}},
		{"what is attached is taken as read", `UPDATE users SET name=? WHERE users.id = ? | 'x' 3`, func(e *env) {
			usersAndAddresses(e)
			u := &User{ID: 3, Name: "mary"}
			e.must(e.s.Attach(u))
			u.Name = "x"
			e.must(e.s.Flush(e.ctx))
		}},
		{"people of all kinds", `
			SELECT person.id, person.name, person.type FROM person ORDER BY person.id
			SELECT engineer.id, engineer.lang FROM engineer WHERE engineer.id IN (?, ?) | 1 2
			SELECT boss.id, boss.level FROM boss WHERE boss.id = ? | 3`, func(e *env) {
			e.s.Add(heirs()...)
			e.start()
			ps, err := orm.Select(People).OrderBy(People.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("people", len(ps), 4)
			x, is := orm.As[*Engineer](e.s, ps[0])
			e.is("an engineer", is, true)
			e.is("language", *x.Lang, "go")
			_, is = orm.As[*Boss](e.s, ps[2])
			e.is("a boss", is, true)
			_, is = orm.As[*Boss](e.s, ps[3])
			e.is("no boss", is, false)
		}},
		{"people of all kinds in one statement", `SELECT person.id, person.name, person.type, engineer.id AS id_1, engineer.lang, boss.id AS id_2, boss.level FROM person LEFT OUTER JOIN engineer ON engineer.id = person.id LEFT OUTER JOIN boss ON boss.id = person.id WHERE engineer.lang = ? OR boss.level = ? ORDER BY person.id | 'go' 1`, func(e *env) {
			e.s.Add(heirs()...)
			e.start()
			ps, err := orm.Select(People).With(orm.Inline(People, Engineers, Bosses)).
				Where(sql.Or(Engineers.Lang.Eq("go"), Bosses.Level.Eq(1))).OrderBy(People.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("people", len(ps), 3)
		}},
		{"an heir by a column of what it inherits from", `SELECT engineer.id, person.name, person.type, engineer.lang FROM person JOIN engineer ON engineer.id = person.id WHERE person.name = ? | 'f'`, func(e *env) {
			e.s.Add(heirs()...)
			e.start()
			x, err := orm.Select(Engineers).Where(Engineers.Name.Eq("f")).One(e.ctx, e.s)
			e.must(err)
			e.is("key", x.ID, 2)
		}},
		{"a collection is joined with a Limit", `SELECT users_page.id, users_page.name, users_page.nick, addresses_1.id AS id_1, addresses_1.email, addresses_1.user_id FROM (SELECT users.id, users.name, users.nick FROM users ORDER BY users.id LIMIT ?) AS users_page LEFT OUTER JOIN addresses AS addresses_1 ON addresses_1.user_id = users_page.id ORDER BY users_page.id, addresses_1.id | 2`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).With(orm.Joined(Users.Addresses)).OrderBy(Users.ID).Limit(2).All(e.ctx, e.s)
			e.must(err)
			e.is("addresses", []int{len(us[0].Addresses), len(us[1].Addresses)}, []int{2, 1})
		}},
		{"an inner join for a reference", `SELECT kid.id, kid.name, kid.parent_id, parent_1.id AS id_1, parent_1.name AS name_1 FROM kid JOIN parent AS parent_1 ON kid.parent_id = parent_1.id ORDER BY kid.id`, func(e *env) {
			family(e)
			e.start()
			ks, err := orm.Select(Kids).With(orm.InnerJoined(Kids.Parent)).OrderBy(Kids.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("parent", ks[0].Parent == ks[1].Parent, true)
		}},
		{"a part of a collection", `SELECT users.id, users.name, users.nick, addresses.id AS id_1, addresses.email, addresses.user_id FROM users JOIN addresses ON addresses.user_id = users.id WHERE addresses.email = ? | 'a2'`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).Join(Users.Addresses).Where(Addresses.Email.Eq("a2")).With(orm.Contained(Users.Addresses)).All(e.ctx, e.s)
			e.must(err)
			e.is("part", []int{len(us), len(us[0].Addresses), us[0].Addresses[0].ID}, []int{1, 1, 2})
			e.is("state", Users.Addresses.State(e.s, us[0]), orm.Partial)
		}},
		{"a collection by a subquery", `
			SELECT users.id, users.name, users.nick FROM users WHERE users.id < ? ORDER BY users.id | 3
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id IN (SELECT users.id FROM users WHERE users.id < ?) ORDER BY addresses.id | 3`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).With(orm.Subquery(Users.Addresses)).Where(Users.ID.Lt(3)).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("addresses", []int{len(us[0].Addresses), len(us[1].Addresses)}, []int{2, 1})
		}},
		{"three levels of a tree", `
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IS NULL ORDER BY node.id
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) ORDER BY node.id | 1 5
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) ORDER BY node.id | 2 3
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id = ? ORDER BY node.id | 4`, func(e *env) {
			trees(e)
			e.start()
			rs, err := orm.Select(Nodes).Where(Nodes.ParentID.IsNull()).OrderBy(Nodes.ID).
				With(orm.SelectIn(Nodes.Children, orm.SelectIn(Nodes.Children, orm.SelectIn(Nodes.Children)))).All(e.ctx, e.s)
			e.must(err)
			e.is("nodes", []int{len(rs), len(rs[0].Children), len(rs[1].Children), len(rs[0].Children[0].Children)}, []int{2, 2, 0, 1})
		}},
		{"a collection that must not be loaded", `SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1`, func(e *env) {
			usersAndAddresses(e)
			u, err := orm.Select(Users).With(orm.Raise(Users.Addresses)).Where(Users.ID.Eq(1)).One(e.ctx, e.s)
			e.must(err)
			_, err = Users.Addresses.Of(e.ctx, e.s, u)
			var re *orm.RaisedError
			e.is("error", errors.As(err, &re), true)
		}},
		{"a column that is left out", `
			SELECT users.id, users.name FROM users WHERE users.id = ? | 1
			SELECT users.id, users.nick FROM users WHERE users.id = ? | 1
			UPDATE users SET name=? WHERE users.id = ? | 'x' 1`, func(e *env) {
			usersAndAddresses(e)
			u, err := orm.Select(Users).Defer(Users.Nick).Where(Users.ID.Eq(1)).One(e.ctx, e.s)
			e.must(err)
			e.must(orm.LoadColumns(e.ctx, e.s, u, Users.Nick))
			u.Name = "x"
			e.must(e.s.Flush(e.ctx))
		}},
		{"few columns, and a collection", `
			SELECT users.id, users.name FROM users ORDER BY users.id
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id IN (?, ?, ?) ORDER BY addresses.id | 1 2 3`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).LoadOnly(Users.Name).With(orm.SelectIn(Users.Addresses)).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("address", us[0].Addresses[0].Email, "a1")
		}},
		{"a condition of the session's", `
			SELECT users.id, users.name, users.nick FROM users ORDER BY users.id
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id IN (?, ?, ?) AND addresses.email != ? ORDER BY addresses.id | 1 2 3 'a1'
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.id = ? AND addresses.email != ? | 1 'a1'`, func(e *env) {
			usersAndAddresses(e)
			e.must(orm.Begin(e.ctx, e.eng, func(s *orm.Session) error {
				us, err := orm.Select(Users).With(orm.SelectIn(Users.Addresses)).OrderBy(Users.ID).All(e.ctx, s)
				if err == nil {
					e.is("addresses", []int{len(us[0].Addresses), len(us[1].Addresses), len(us[2].Addresses)}, []int{1, 1, 0})
					_, found, err2 := orm.Lookup(e.ctx, s, Addresses, 1)
					e.is("by its key", found, false)
					err = err2
				}
				return err
			}, orm.Only(Addresses, Addresses.Email.Ne("a1"))))
			if e.dialect != "sqlite" { // which has nothing to commit
				e.rec.dropLast()
			}
		}},
		{"an alias, and what is loaded with it", `
			SELECT u.id, u.name, u.nick FROM users AS u WHERE u.name = ? | 'ed'
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id = ? ORDER BY addresses.id | 1`, func(e *env) {
			usersAndAddresses(e)
			u := orm.Alias(Users, "u")
			us, err := orm.Select(u).Where(u.Name.Eq("ed")).With(orm.SelectIn(u.Addresses)).All(e.ctx, e.s)
			e.must(err)
			e.is("addresses", len(us[0].Addresses), 2)
		}},
		{"pairs are loaded in order, and asked for", `
			SELECT post.id, post.title FROM post ORDER BY post.id
			SELECT kw.id, kw.word, post_kw.post_id FROM kw JOIN post_kw ON post_kw.kw_id = kw.id WHERE post_kw.post_id IN (?, ?) ORDER BY kw.id | 1 2
			SELECT post.id, post.title FROM post WHERE EXISTS (SELECT kw.id FROM kw JOIN post_kw ON post_kw.kw_id = kw.id WHERE post_kw.post_id = post.id AND kw.word = ?) | 'k2'
			SELECT post.id, post.title FROM post WHERE EXISTS (SELECT kw.id FROM kw JOIN post_kw ON post_kw.kw_id = kw.id WHERE post_kw.post_id = post.id AND kw.id = ?) | 1`, func(e *env) {
			k := []*Kw{{ID: 1, Word: "k1"}, {ID: 2, Word: "k2"}}
			e.s.Add(&Post{ID: 1, Title: "a", Kws: []*Kw{k[1], k[0]}}, &Post{ID: 2, Title: "b", Kws: []*Kw{k[0]}}, k[0], k[1])
			e.start()
			ps, err := orm.Select(Posts).With(orm.SelectIn(Posts.Kws)).OrderBy(Posts.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("order", []int{ps[0].Kws[0].ID, ps[0].Kws[1].ID, ps[1].Kws[0].ID}, []int{1, 2, 1})
			qs, err := orm.Select(Posts).Where(Posts.Kws.Any(Kws.Word.Eq("k2"))).All(e.ctx, e.s)
			e.must(err)
			e.is("any", len(qs), 1)
			qs, err = orm.Select(Posts).Where(Posts.Kws.Contains(ps[0].Kws[0])).All(e.ctx, e.s)
			e.must(err)
			e.is("contains", len(qs), 2)
		}},
		{"owners once, however many they own", `SELECT DISTINCT users.id, users.name, users.nick FROM users JOIN addresses ON addresses.user_id = users.id ORDER BY users.id`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).Join(Users.Addresses).Distinct().OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("users", len(us), 2)
		}},
		{"whether there is one", `SELECT ? AS found FROM users WHERE users.name = ? LIMIT ? | 1 'ed' 1`, func(e *env) {
			usersAndAddresses(e)
			is, err := orm.Select(Users).Where(Users.Name.Eq("ed")).Exists(e.ctx, e.s)
			e.must(err)
			e.is("there", is, true)
		}},
		{"after a commit the row is read again", `SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1`, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			e.must(e.s.Commit(e.ctx))
			e.direct(sql.Update(Users).Set(Users.Name.Set("other")).Where(Users.ID.Eq(1)))
			e.rec.take()
			v, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			e.is("object", u == v, true)
			e.is("name", u.Name, "other")
		}},
		{"an UPDATE and a DELETE of many rows", `
			UPDATE users SET name=? WHERE users.id < ? RETURNING {id, name} | 'b' 3
			DELETE FROM users WHERE users.id = ? RETURNING {id} | 3`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			e.rec.take()
			e.sql(e.s, sql.Update(Users).Set(Users.Name.Set("b")).Where(Users.ID.Lt(3)))
			e.is("names", []string{us[0].Name, us[1].Name, us[2].Name}, []string{"b", "b", "mary"})
			e.sql(e.s, sql.Delete(Users).Where(Users.ID.Eq(3)))
			e.is("state", orm.StateOf(e.s, us[2]), orm.Deleted)
		}},
		// SQLAlchemy's cascade "all" reads the kids again; here CascadeRefresh does.
		{"a parent is read again", `SELECT parent.id, parent.name FROM parent WHERE parent.id = ? | 1`, func(e *env) {
			p := family(e)
			k := p.Kids[0]
			k.Name = "x"
			e.must(e.s.Refresh(e.ctx, p))
			e.is("kid", k.Name, "x")
		}},
	}
}

// direct sends a statement on the session's connection, of which the session learns nothing.
func (e *env) direct(stmt sql.Statement) {
	conn, err := orm.Connection(e.ctx, e.s)
	e.must(err)
	r, err := conn.Execute(e.ctx, stmt)
	e.must(err)
	e.must(r.Close())
}

// dropLast forgets the last line.
func (r *recorder) dropLast() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.lines = r.lines[:len(r.lines)-1]
}

// trees are two, by the keys of their nodes.
func trees(e *env) map[int]*Node {
	ns := map[int]*Node{}
	for id, name := range []string{1: "r1", 2: "a", 3: "b", 4: "aa", 5: "r2"} {
		if id > 0 {
			ns[id] = &Node{ID: id, Name: name}
		}
	}
	ns[1].Children, ns[2].Children = []*Node{ns[2], ns[3]}, []*Node{ns[4]}
	e.s.Add(ns[1], ns[5], ns[2], ns[3], ns[4])
	e.startKept()
	return ns
}

func docs(e *env) []*Doc {
	d := []*Doc{{ID: 1, Body: "a"}, {ID: 2, Body: "a"}}
	e.s.Add(d[0], d[1])
	e.startKept()
	return d
}

func heirs() []any {
	return []any{&Engineer{Person: Person{ID: 1, Name: "e"}, Lang: ptr("go")}, &Person{ID: 4, Name: "p"},
		&Boss{Person: Person{ID: 3, Name: "b"}, Level: ptr(1)}, &Engineer{Person: Person{ID: 2, Name: "f"}, Lang: ptr("go")}}
}

// addressOfEach adds an address for each new user.
func addressOfEach(_ context.Context, f *orm.Flush) error {
	for _, o := range f.New() {
		if u, is := o.(*User); is && len(u.Addresses) == 0 {
			if err := f.Add(&Address{ID: u.ID, Email: "of-" + u.Name, User: u}); err != nil {
				return err
			}
		}
	}
	return nil
}
