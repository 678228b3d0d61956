package traces

import (
	"strings"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// loading are the scenarios of what is read, and what memory holds of it.
func loading() []Scenario {
	return []Scenario{
		{Name: "identity_map", Run: func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			first := orm.Select(Users).Where(Users.ID.Eq(1))
			e.out("same", u == one(e, first))
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			r, err := conn.Execute(e.ctx, sql.Update(Users).Set(Users.Name.Set("db")).Where(Users.ID.Eq(1)))
			e.must(err)
			e.must(r.Close())
			e.out("stale_kept", one(e, first).Name)
			e.out("populate_existing", one(e, first.PopulateExisting()).Name)
		}},
		{Name: "get_cached", Run: func(e *env) {
			usersAndAddresses(e)
			get := func(id int) *User {
				u, _, err := orm.Lookup(e.ctx, e.s, Users, id)
				e.must(err)
				return u
			}
			get(1)
			e.note("again")
			get(1)
			u := get(1)
			e.note("kept ref")
			get(1)
			e.must(e.s.Expire(u))
			e.note("expired")
			get(1)
			e.out("none", get(99))
			e.note("composite")
			for _, name := range []string{"c", "c2"} {
				l, _, err := orm.Lookup(e.ctx, e.s, Lines, LineKey{1, 1})
				e.must(err)
				e.out(name, l)
			}
		}, Differs: []Difference{{Why: "the identity map is strong: what was read in this transaction is there while the session is", Lines: `
			- SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1
			- SELECT users.id, users.name, users.nick FROM users WHERE users.id = ? | 1`}}},
		{Name: "lazy_m2o_identity", Run: func(e *env) {
			usersAndAddresses(e)
			_, err := orm.Select(Users).All(e.ctx, e.s)
			e.must(err)
			a, err := Addresses.Get(e.ctx, e.s, 1)
			e.must(err)
			e.note("a.user")
			_, err = Addresses.User.Of(e.ctx, e.s, a)
			e.must(err)
			e.note("null fk")
			e.out("none", (&Address{}).User)
		}},
		{Name: "selectin_m2m", Run: func(e *env) {
			k := []*Kw{{ID: 1, Word: "a"}, {ID: 2, Word: "b"}}
			e.s.Add(k[0], k[1], &Post{ID: 1, Title: "p", Kws: k}, &Post{ID: 2, Title: "q", Kws: k[:1:1]})
			e.start()
			ps, err := orm.Select(Posts).OrderBy(Posts.ID).With(orm.SelectIn(Posts.Kws)).All(e.ctx, e.s)
			e.must(err)
			var r []any
			for _, p := range ps {
				var ids []int
				for _, k := range p.Kws {
					ids = append(ids, k.ID)
				}
				r = append(r, []any{p.ID, ids})
			}
			e.out("r", r)
		}, Differs: []Difference{{Why: "the owner's key ends a row, and does not begin it: a row is an entity first", Lines: `
			- SELECT post_kw.post_id, kw.id, kw.word FROM post_kw JOIN kw ON post_kw.kw_id = kw.id WHERE post_kw.post_id IN (?, ?) ORDER BY kw.id | 1 2
			+ SELECT kw.id, kw.word, post_kw.post_id FROM kw JOIN post_kw ON post_kw.kw_id = kw.id WHERE post_kw.post_id IN (?, ?) ORDER BY kw.id | 1 2`}}},
		{Name: "selectin_chunk", Run: func(e *env) {
			users := make([]*User, 1201)
			for i := range users {
				users[i] = &User{ID: i + 1, Name: "u"}
			}
			e.sql(e.s, orm.Insert(Users, users...))
			e.start()
			_, err := orm.Select(Users).With(orm.SelectIn(Users.Addresses)).All(e.ctx, e.s)
			e.must(err)
			n := 0
			for _, l := range e.rec.take() {
				if strings.HasPrefix(l.text, "SELECT") {
					n++
				}
			}
			e.out("n_sql", n)
			e.out("sizes", []int{0, orm.SiblingLimit, 1201 - orm.SiblingLimit})
		}, Out: []OutDifference{
			{"n_sql", 3, "1,000 owners are asked for together (orm.SiblingLimit)"},
			{"sizes", []int{0, 1000, 201}, "1,000 owners are asked for together (orm.SiblingLimit)"}}},
		{Name: "subqueryload", Run: func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).Where(Users.ID.Lt(3)).OrderBy(Users.ID).With(orm.Subquery(Users.Addresses)).All(e.ctx, e.s)
			e.must(err)
			var r [][]int
			for _, u := range us {
				r = append(r, []int{u.ID, len(u.Addresses)})
			}
			e.out("r", r)
		}, Differs: []Difference{{Why: "the subquery is a condition, so that an owner that it gives twice does not double rows; columns have their own names", Lines: `
			- SELECT addresses.id AS addresses_id, addresses.email AS addresses_email, addresses.user_id AS addresses_user_id, anon_1.users_id AS anon_1_users_id FROM (SELECT users.id AS users_id FROM users WHERE users.id < ?) AS anon_1 JOIN addresses ON anon_1.users_id = addresses.user_id ORDER BY addresses.id | 3
			+ SELECT addresses.id, addresses.email, addresses.user_id FROM addresses WHERE addresses.user_id IN (SELECT users.id FROM users WHERE users.id < ?) ORDER BY addresses.id | 3`}}},
		{Name: "defer_load_only", Run: func(e *env) {
			usersAndAddresses(e)
			u := one(e, orm.Select(Users).Where(Users.ID.Eq(1)).LoadOnly(Users.Name))
			e.note("nick")
			e.must(orm.LoadColumns(e.ctx, e.s, u, Users.Nick))
		}, Differs: []Difference{{Why: "a column is loaded for all objects of the result at once, so that each row says whose it is", Lines: `
			- SELECT users.nick FROM users WHERE users.id = ? | 1
			+ SELECT users.id, users.nick FROM users WHERE users.id = ? | 1`}}},
		{Name: "dup_entities", Run: func(e *env) {
			usersAndAddresses(e)
			var ids []int
			for _, u := range all(e, sql.Select1(Users).Join(Addresses).OrderBy(Users.ID)) {
				ids = append(ids, u.ID)
			}
			e.out("r", ids)
		}},
		{Name: "transient_lazy", Run: func(e *env) {
			u, a := &User{}, &Address{}
			e.out("v", []any{u.Addresses, u.Name, a.User})
		}, Out: []OutDifference{{"v", []any{nil, "", nil}, "a struct that nobody knows is a plain struct: nil is empty, and the zero text is a value"}}},
	}
}
