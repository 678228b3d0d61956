package traces

import (
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// reading are sessions of what is read and what memory holds.
func reading() []Neighbour {
	return []Neighbour{
		{"a query sees what is pending", `
			INSERT INTO users (name, nick) VALUES (?, ?) RETURNING {id} | 'u' NULL
			SELECT count(*) AS count_1 FROM users
			SELECT count(*) AS count_1 FROM users`, func(e *env) {
			e.s.Add(&User{Name: "u"})
			n, err := orm.Select(Users).Count(e.ctx, e.s)
			e.must(err)
			e.is("seen", n, 1)
			e.s.Add(&User{Name: "v"})
			n, err = orm.Select(Users).NoAutoflush().Count(e.ctx, e.s)
			e.must(err)
			e.is("not seen", n, 1)
		}},
		{"siblings are loaded together", `
			SELECT users.id, users.name, users.nick FROM users ORDER BY users.id
			SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id IN (?, ?, ?) ORDER BY addresses.id | 1 2 3`, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			n := 0
			for _, u := range us {
				as, err := Users.Addresses.Of(e.ctx, e.s, u)
				e.must(err)
				n += len(as)
			}
			e.is("all", n, 3)
		}},
		{"a reference is joined", `
			SELECT addresses.id, addresses.email, addresses.user_id, user_1.id AS id_1, user_1.name, user_1.nick FROM addresses LEFT OUTER JOIN users AS user_1 ON addresses.user_id = user_1.id ORDER BY addresses.id`, func(e *env) {
			usersAndAddresses(e)
			as, err := orm.Select(Addresses).With(orm.Joined(Addresses.User)).OrderBy(Addresses.ID).All(e.ctx, e.s)
			e.must(err)
			e.is("one object", as[0].User == as[1].User, true)
		}},
		{"a collection is joined, and Limit counts owners", ``, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).With(orm.Joined(Users.Addresses)).OrderBy(Users.ID).Limit(2).All(e.ctx, e.s)
			e.must(err)
			e.is("owners", len(us), 2)
			e.is("all of the first's", len(us[0].Addresses), 2)
			e.rec.take()
		}},
		{"conditions on relationships", `
			SELECT count(*) AS count_1 FROM users WHERE EXISTS (SELECT addresses.id FROM addresses WHERE addresses.user_id = users.id AND addresses.email = ?) | 'a3'
			SELECT count(*) AS count_1 FROM users WHERE NOT EXISTS (SELECT addresses.id FROM addresses WHERE addresses.user_id = users.id)
			SELECT count(*) AS count_1 FROM addresses WHERE EXISTS (SELECT users.id FROM users WHERE addresses.user_id = users.id AND users.name = ?) | 'ed'
			SELECT count(*) AS count_1 FROM addresses WHERE addresses.user_id = ? | 1`, func(e *env) {
			usersAndAddresses(e)
			count := func(n int, err error) int { e.must(err); return n }
			e.is("any", count(orm.Select(Users).Where(Users.Addresses.Any(Addresses.Email.Eq("a3"))).Count(e.ctx, e.s)), 1)
			e.is("none", count(orm.Select(Users).Where(Users.Addresses.Any().Not()).Count(e.ctx, e.s)), 1)
			e.is("has", count(orm.Select(Addresses).Where(Addresses.User.Has(Users.Name.Eq("ed"))).Count(e.ctx, e.s)), 2)
			e.is("of", count(orm.Select(Addresses).Where(Addresses.User.Eq(&User{ID: 1})).Count(e.ctx, e.s)), 2)
		}},
		{"an entity that an outer join does not find", ``, func(e *env) {
			usersAndAddresses(e)
			rows := all(e, sql.Select2(Users, Addresses).LeftJoin(Addresses).OrderBy(Users.ID, Addresses.ID))
			e.is("rows", len(rows), 4)
			e.is("nothing", rows[3].B, (*Address)(nil))
			e.rec.take()
		}},
		{"one of none and of many", ``, func(e *env) {
			usersAndAddresses(e)
			_, err := orm.Select(Users).Where(Users.ID.Eq(9)).One(e.ctx, e.s)
			e.is("none", errors.Is(err, orm.ErrNoResult), true)
			_, err = orm.Select(Users).One(e.ctx, e.s)
			e.is("many", errors.Is(err, orm.ErrMultipleResults), true)
			_, err = Users.Get(e.ctx, e.s, 9)
			e.is("get", errors.Is(err, orm.ErrNoResult), true)
			e.rec.take()
		}},
		{"Get of what is deleted in the session", ``, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 3)
			e.must(err)
			e.s.Delete(u)
			_, found, err := orm.Lookup(e.ctx, e.s, Users, 3)
			e.must(err)
			e.is("before the flush", found, false)
			e.must(e.s.Flush(e.ctx))
			_, found, err = orm.Lookup(e.ctx, e.s, Users, 3)
			e.must(err)
			e.is("after it", found, false)
			e.must(e.s.Rollback(e.ctx))
			again, err := Users.Get(e.ctx, e.s, 3)
			e.must(err)
			e.is("after a rollback", again == u, true)
			e.rec.take()
		}},
		{"a rollback gives keys back", ``, func(e *env) {
			u := &User{Name: "u", Addresses: []*Address{{Email: "a"}}}
			e.s.Add(u)
			e.must(e.s.Flush(e.ctx))
			e.is("made", u.ID, 1)
			e.must(e.s.Rollback(e.ctx))
			e.is("given back", []any{u.ID, u.Addresses[0].UserID, orm.StateOf(e.s, u)}, []any{0, (*int)(nil), orm.Transient})
			e.s.Add(u)
			e.must(e.s.Flush(e.ctx))
			e.is("again", *u.Addresses[0].UserID, u.ID)
			e.rec.take()
		}},
		{"savepoints in savepoints", ``, func(e *env) {
			u := &User{Name: "u"}
			e.s.Add(u)
			e.must(e.s.Savepoint(e.ctx, func() error {
				u.Name = "v"
				err := e.s.Savepoint(e.ctx, func() error {
					u.Name = "w"
					e.must(e.s.Flush(e.ctx))
					return errDone
				})
				e.is("inner", errors.Is(err, errDone), true)
				e.is("memory", u.Name, "v")
				return nil
			}))
			e.must(e.s.Commit(e.ctx))
			e.is("rows", all(e, sql.Select1(Users.Name)), []string{"v"})
			e.rec.take()
		}},
		{"Refresh overwrites and Expire takes back", ``, func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			u.Name = "changed"
			e.must(e.s.Refresh(e.ctx, u))
			e.is("refreshed", u.Name, "ed")
			u.Name = "changed"
			e.must(e.s.Expire(u))
			e.is("expired", u.Name, "ed")
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			for _, st := range []sql.Statement{sql.Delete(Addresses).AllRows(), sql.Delete(Users).AllRows()} {
				r, err := conn.Execute(e.ctx, st)
				e.must(err)
				e.must(r.Close())
			}
			var gone *orm.ObjectDeletedError
			e.is("gone", errors.As(e.s.Refresh(e.ctx, u), &gone), true)
			e.rec.take()
		}},
		{"a DELETE of many rows", ``, func(e *env) {
			usersAndAddresses(e)
			as, err := orm.Select(Addresses).With(orm.SelectIn(Addresses.User)).OrderBy(Addresses.ID).All(e.ctx, e.s)
			e.must(err)
			u := as[0].User
			_, err = Users.Addresses.Of(e.ctx, e.s, u)
			e.must(err)
			e.sql(e.s, sql.Delete(Addresses).Where(Addresses.ID.Lt(2)))
			e.is("state", orm.StateOf(e.s, as[0]), orm.Deleted)
			e.is("collection", len(u.Addresses), 1)
			e.rec.take()
		}},
		{"an UPDATE by an expression", ``, func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			us[2].Nick = ptr("mine") // is flushed before
			e.sql(e.s, sql.Update(Users).Set(Users.Name.SetExpr(sql.Concat(Users.Name, sql.Val("!")))).Where(Users.Name.Like("%e%")))
			e.is("names", []string{us[0].Name, us[1].Name, us[2].Name, *us[2].Nick}, []string{"ed!", "wendy!", "mary", "mine"})
			e.rec.take()
		}},
	}
}
