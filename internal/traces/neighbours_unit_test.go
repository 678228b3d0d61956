package traces

import (
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// writing are sessions of what a flush writes, beside the recorded ones.
func writing() []Neighbour {
	return []Neighbour{
		{"a graph is inserted from either side", `
			INSERT INTO users (name, nick) VALUES (?, ?) RETURNING {id} | 'u' NULL
			INSERT INTO addresses (email, user_id) VALUES (?, ?) RETURNING {id} | 'a' 1
			INSERT INTO users (name, nick) VALUES (?, ?) RETURNING {id} | 'v' NULL
			INSERT INTO addresses (email, user_id) VALUES (?, ?) RETURNING {id} | 'b' 2`, func(e *env) {
			e.s.Add(&User{Name: "u", Addresses: []*Address{{Email: "a"}}})
			e.must(e.s.Flush(e.ctx))
			a := &Address{Email: "b", User: &User{Name: "v"}}
			e.s.Add(a)
			e.must(e.s.Flush(e.ctx))
			e.is("the other side", len(a.User.Addresses), 1)
			e.is("the key", *a.UserID, a.User.ID)
		}},
		{"what is set back is no change", ``, func(e *env) {
			u := &User{ID: 1, Name: "u"}
			e.s.Add(u)
			e.startKept()
			u.Name, u.Nick = "v", ptr("n")
			u.Name, u.Nick = "u", nil
			e.must(e.s.Flush(e.ctx))
		}},
		{"one UPDATE of each shape", `
			UPDATE users SET name=? WHERE users.id = ? | 'x' 1
			UPDATE users SET nick=? WHERE users.id = ? | 'y' 2
			UPDATE users SET name=? WHERE users.id = ? | 'z' 3`, func(e *env) {
			us := []*User{{ID: 1, Name: "a"}, {ID: 2, Name: "b"}, {ID: 3, Name: "c"}}
			e.s.Add(us[0], us[1], us[2])
			e.startKept()
			us[0].Name, us[1].Nick, us[2].Name = "x", ptr("y"), "z"
			e.must(e.s.Flush(e.ctx))
		}},
		{"an orphan is deleted", `DELETE FROM kid WHERE kid.id = ? | 1`, func(e *env) {
			p := family(e)
			p.Kids = p.Kids[1:]
			e.must(e.s.Flush(e.ctx))
			e.is("left", len(p.Kids), 1)
		}},
		{"an orphan by its reference, and back after a rollback", `
			DELETE FROM kid WHERE kid.id = ? | 1
			ROLLBACK`, func(e *env) {
			p := family(e)
			k := p.Kids[0]
			k.Parent = nil
			e.must(e.s.Flush(e.ctx))
			e.is("left", len(p.Kids), 1)
			e.is("state", orm.StateOf(e.s, k), orm.Deleted)
			e.must(e.s.Rollback(e.ctx))
			e.is("again", len(p.Kids), 2)
			e.is("parent", k.Parent == p, true)
			e.is("to be read again", orm.StateOf(e.s, k), orm.Expired)
		}},
		{"a move is no orphan", `
			INSERT INTO parent (id, name) VALUES (?, ?) | 2 'q'
			UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1`, func(e *env) {
			p := family(e)
			k := p.Kids[0]
			q := &Parent{ID: 2, Name: "q", Kids: []*Kid{k}}
			p.Kids = p.Kids[1:]
			e.s.Add(q)
			e.must(e.s.Flush(e.ctx))
			e.is("reference", k.Parent == q, true)
		}},
		{"a move is an append alone, twice in one flush", `UPDATE kid SET parent_id=? WHERE kid.id = ? | 2 1`, func(e *env) {
			p := family(e)
			q, r := &Parent{ID: 2, Name: "q"}, &Parent{ID: 3, Name: "r"}
			e.s.Add(q, r)
			e.startKept()
			k := p.Kids[0]
			r.Kids = append(r.Kids, k)
			e.must(e.s.Sync())
			q.Kids = append(q.Kids, k)
			e.must(e.s.Flush(e.ctx))
			e.is("left", []int{len(p.Kids), len(q.Kids), len(r.Kids)}, []int{1, 1, 0})
		}},
		{"a pending orphan is not inserted", ``, func(e *env) {
			p := family(e)
			k := &Kid{Name: "k"}
			p.Kids = append(p.Kids, k)
			e.must(e.s.Sync())
			e.is("pending", orm.StateOf(e.s, k), orm.Pending)
			p.Kids = p.Kids[:2]
			e.must(e.s.Flush(e.ctx))
			e.is("transient", orm.StateOf(e.s, k), orm.Transient)
		}},
		{"a parent without a cascade lets its children go", `
			UPDATE addresses SET user_id=NULL WHERE addresses.user_id = ? | 1
			DELETE FROM users WHERE users.id = ? | 1`, func(e *env) {
			u := &User{ID: 1, Name: "u"}
			e.s.Add(u, &Address{ID: 1, Email: "a", User: u})
			e.startKept()
			a := u.Addresses[0]
			e.s.Delete(u)
			e.must(e.s.Flush(e.ctx))
			e.is("key", a.UserID, (*int)(nil))
			e.is("reference", a.User, (*User)(nil))
		}},
		{"a reference to a persistent object adds nothing", ``, func(e *env) {
			u := &User{ID: 1, Name: "u"}
			e.s.Add(u)
			e.startKept()
			a := &Address{Email: "a", User: u}
			e.must(e.s.Flush(e.ctx))
			e.is("state", orm.StateOf(e.s, a), orm.Transient)
		}},
		{"a tree level by level", `
			INSERT INTO node (name, parent_id) VALUES (?, ?) RETURNING {id} | 'r' NULL
			INSERT INTO node (name, parent_id) VALUES (?, ?) RETURNING {id} | 'a' 1 | 'b' 1
			INSERT INTO node (name, parent_id) VALUES (?, ?) RETURNING {id} | 'aa' 2
			-- delete
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id = ? | 1
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) | 2 3
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id = ? | 4
			DELETE FROM node WHERE node.id IN (?, ?) | 3 4
			DELETE FROM node WHERE node.id = ? | 2 | 1
			SELECT count(*) AS count_1 FROM node`, func(e *env) {
			r := &Node{Name: "r", Children: []*Node{{Name: "a", Children: []*Node{{Name: "aa"}}}, {Name: "b"}}}
			e.s.Add(r)
			e.must(e.s.Flush(e.ctx))
			e.note("delete")
			e.s.Delete(r)
			e.must(e.s.Flush(e.ctx))
			n, err := orm.Select(Nodes).Count(e.ctx, e.s)
			e.must(err)
			e.is("left", n, 0)
		}},
		{"a subtree that is not loaded goes with its root", ``, func(e *env) {
			r := &Node{ID: 1, Name: "r"}
			e.s.Add(r, &Node{ID: 2, Name: "a", Parent: r}, &Node{ID: 3, Name: "aa", ParentID: ptr(2)})
			e.start()
			r, err := Nodes.Get(e.ctx, e.s, 1)
			e.must(err)
			e.s.Delete(r)
			e.must(e.s.Flush(e.ctx))
			n, err := orm.Select(Nodes).Count(e.ctx, e.s)
			e.must(err)
			e.is("left", n, 0)
			e.rec.take()
		}},
		{"a row that refers to itself", `
			INSERT INTO node (name, parent_id) VALUES (?, NULL) RETURNING {id} | 'n'
			UPDATE node SET parent_id=? WHERE node.id = ? | 1 1`, func(e *env) {
			n := &Node{Name: "n"}
			n.Parent = n
			e.s.Add(n)
			e.must(e.s.Flush(e.ctx))
			e.is("key", *n.ParentID, n.ID)
		}},
		{"two rows that refer to each other", ``, func(e *env) {
			a, b := &Node{Name: "a"}, &Node{Name: "b"}
			a.Parent, b.Parent = b, a
			e.s.Add(a, b)
			var ce *orm.CircularDependencyError
			e.is("error", errors.As(e.s.Flush(e.ctx), &ce), true)
			e.is("rows", len(ce.Rows), 3)
		}},
		{"two tables that refer to each other", ``, func(e *env) {
			c1 := &Cyc1{}
			c1.Other = &Cyc2{Other: c1}
			e.s.Add(c1)
			var ce *orm.CircularDependencyError
			e.is("error", errors.As(e.s.Flush(e.ctx), &ce), true)
			c1.Other.Other = nil // and then without the circle
			e.must(e.s.Flush(e.ctx))
			e.is("key", *c1.OtherID, c1.Other.ID)
			e.rec.take()
		}},
		{"a row is replaced by one with its key", `UPDATE manual SET val=? WHERE manual.code = ? | 2 'a'`, func(e *env) {
			m := &Manual{Code: "a", Val: ptr(1)}
			e.s.Add(m)
			e.startKept()
			e.s.Delete(m)
			n := &Manual{Code: "a", Val: ptr(2)}
			e.s.Add(n)
			e.must(e.s.Flush(e.ctx))
			got, err := Manuals.Get(e.ctx, e.s, "a")
			e.must(err)
			e.is("object", got == n, true)
		}},
		{"a unique value is taken over in one flush", `
			DELETE FROM addresses WHERE addresses.id = ? | 1
			INSERT INTO addresses (id, email, user_id) VALUES (?, ?, ?) | 2 'a' NULL`, func(e *env) {
			a := &Address{ID: 1, Email: "a"}
			e.s.Add(a)
			e.startKept()
			e.s.Add(&Address{ID: 2, Email: "a"})
			e.s.Delete(a)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a natural key is changed", `UPDATE manual SET code=? WHERE manual.code = ? | 'b' 'a'`, func(e *env) {
			m := &Manual{Code: "a", Val: ptr(1)}
			e.s.Add(m)
			e.startKept()
			m.Code = "b"
			e.must(e.s.Flush(e.ctx))
			got, err := Manuals.Get(e.ctx, e.s, "b")
			e.must(err)
			e.is("object", got == m, true)
			_, found, err := orm.Lookup(e.ctx, e.s, Manuals, "a")
			e.must(err)
			e.is("the old one", found, false)
			e.rec.take()
			e.must(e.s.Rollback(e.ctx))
			e.is("back", m.Code, "a")
			got, err = Manuals.Get(e.ctx, e.s, "a")
			e.must(err)
			e.is("object", got == m, true)
			e.rec.take()
			e.rec.note("UPDATE manual SET code=? WHERE manual.code = ? | 'b' 'a'")
		}},
		{"a version counts", `
			UPDATE doc SET body=?, ver=? WHERE doc.id = ? AND doc.ver = ? | 'b' 2 1 1
			DELETE FROM doc WHERE doc.id = ? AND doc.ver = ? | 1 2`, func(e *env) {
			d := &Doc{ID: 1, Body: "a"}
			e.s.Add(d)
			e.startKept()
			e.is("first", d.Ver, 1)
			d.Body = "b"
			e.must(e.s.Flush(e.ctx))
			e.is("second", d.Ver, 2)
			e.s.Delete(d)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a version that is another one by now", ``, func(e *env) {
			d := &Doc{ID: 1, Body: "a"}
			e.s.Add(d)
			e.startKept()
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			r, err := conn.Execute(e.ctx, sql.Update(Docs).Set(Docs.Ver.Set(7)).AllRows())
			e.must(err)
			e.must(r.Close())
			d.Body = "b"
			var stale *orm.StaleDataError
			e.is("error", errors.As(e.s.Flush(e.ctx), &stale), true)
			e.is("pending", errors.Is(e.s.Flush(e.ctx), orm.ErrPendingRollback), true)
			e.must(e.s.Rollback(e.ctx))
			e.is("restored", d.Body, "a")
			e.rec.take()
		}},
		{"a row that is gone", ``, func(e *env) {
			for _, del := range []bool{false, true} {
				u := &User{ID: 1, Name: "u"}
				e.s.Add(u)
				e.startKept()
				conn, err := orm.Connection(e.ctx, e.s)
				e.must(err)
				r, err := conn.Execute(e.ctx, sql.Delete(Users).AllRows())
				e.must(err)
				e.must(r.Close())
				if u.Name = "v"; del {
					e.s.Delete(u)
				}
				var stale *orm.StaleDataError
				e.is("error", errors.As(e.s.Flush(e.ctx), &stale), true)
				e.must(e.s.Rollback(e.ctx))
				e.s.Delete(u)
				e.must(e.s.Commit(e.ctx))
			}
			e.rec.take()
		}},
	}
}

func family(e *env) *Parent {
	p := &Parent{ID: 1, Name: "p"}
	e.s.Add(p, &Kid{ID: 1, Name: "k1", Parent: p}, &Kid{ID: 2, Name: "k2", Parent: p})
	e.startKept()
	return p
}
