package traces

import (
	"errors"
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func scenarios() []Scenario { return slices.Concat(unit(), loading(), inheritance(), statements()) }

var errMemory = errors.New("the objects do not hold what they held")

func isIntegrity(err error) bool {
	var de *driver.IntegrityError
	return errors.As(err, &de)
}

// usersAndAddresses are the rows that most scenarios begin with.
func usersAndAddresses(e *env) {
	e.s.Add(&User{ID: 1, Name: "ed"}, &User{ID: 2, Name: "wendy"}, &User{ID: 3, Name: "mary"},
		&Address{ID: 1, Email: "a1", UserID: ptr(1)}, &Address{ID: 2, Email: "a2", UserID: ptr(1)}, &Address{ID: 3, Email: "a3", UserID: ptr(2)})
	e.start()
}

func addressIDs() sql.Query[int] {
	return sql.Select1(Addresses.ID).OrderBy(Addresses.ID)
}

// all gives the rows of a statement in the session.
func all[R any](e *env, q sql.Query[R]) []R {
	rows, err := orm.All(e.ctx, e.s, q)
	e.must(err)
	return rows
}

func one[E any](e *env, q orm.Query[E]) E {
	x, err := q.One(e.ctx, e.s)
	e.must(err)
	return x
}

// statements are the scenarios of Core in a session, and of bulk statements.
func statements() []Scenario {
	return []Scenario{
		{Name: "bulk_update_pk", Run: func(e *env) {
			usersAndAddresses(e)
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			many := func(set sql.UpdateStmt, rows ...sql.Params) {
				_, err := engine.ExecuteMany(e.ctx, conn, set.Where(sql.Eq(Users.ID, sql.Param[int]("id"))), rows)
				e.must(err)
			}
			nick := Users.Nick.SetExpr(sql.Param[string]("nick"))
			many(sql.Update(Users).Set(nick), sql.Params{"id": 1, "nick": "x"}, sql.Params{"id": 2, "nick": "y"})
			many(sql.Update(Users).Set(Users.Name.SetExpr(sql.Param[string]("name")), nick), sql.Params{"id": 3, "name": "z", "nick": "w"})
			many(sql.Update(Users).Set(nick), sql.Params{"id": 1, "nick": "v"})
		}},
		{Name: "bulk_update_missing_pk", Run: func(e *env) {
			usersAndAddresses(e)
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			_, err = engine.ExecuteMany(e.ctx, conn, sql.Update(Users).Set(Users.Nick.SetExpr(sql.Param[string]("nick"))).
				Where(sql.Eq(Users.ID, sql.Param[int]("id"))), []sql.Params{{"nick": "x"}})
			e.must(err)
		}, Err: `no value is given for "id"`, Differs: []Difference{{On: "postgresql", Why: "nothing is sent, and so nothing is begun", Lines: "- BEGIN"}}},
		{Name: "dml_update_evaluate", Run: func(e *env) {
			usersAndAddresses(e)
			us, err := orm.Select(Users).OrderBy(Users.ID).All(e.ctx, e.s)
			e.must(err)
			e.sql(e.s, sql.Update(Users).Set(Users.Nick.Set("bulk")).Where(Users.ID.Lt(3)))
			e.note("read")
			var nicks []*string
			for _, u := range us {
				nicks = append(nicks, u.Nick)
			}
			e.out("n", nicks)
		}, Differs: []Difference{{Why: "what has changed is told by the statement itself, and evaluated by nobody else", Lines: `
			- UPDATE users SET nick=? WHERE users.id < ? | 'bulk' 3
			+ UPDATE users SET nick=? WHERE users.id < ? RETURNING {id, nick} | 'bulk' 3`}}},
		{Name: "dml_update_fetch", Run: func(e *env) {
			usersAndAddresses(e)
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			e.sql(e.s, sql.Update(Users).Set(Users.Nick.Set("f")).Where(Users.Name.Like("e%")))
			e.note("read")
			e.out("n", u.Nick)
		}, Differs: []Difference{{Why: "the new values come with the keys", Lines: `
			- UPDATE users SET nick=? WHERE users.name LIKE ? RETURNING {id} | 'f' 'e%'
			+ UPDATE users SET nick=? WHERE users.name LIKE ? RETURNING {id, nick} | 'f' 'e%'`}}},
		{Name: "core_unbound_param", Run: func(e *env) {
			conn, err := orm.Connection(e.ctx, e.s)
			e.must(err)
			_, err = conn.Execute(e.ctx, sql.Select(Users.ID).Where(sql.Eq(Users.ID, sql.Param[int]("x"))))
			e.must(err)
		}, Err: `no value is given for "x"`, Differs: []Difference{{On: "postgresql", Why: "nothing is sent, and so nothing is begun", Lines: "- BEGIN"}}},
		{Name: "core_schema_translate", Run: func(e *env) {
			m := schema.NewMetaData(schema.InSchema("tenant"))
			users := schema.NewTable(m, "users", schema.Column("id", sqltype.Integer))
			place := map[string]string{"sqlite": "main", "postgresql": "public", "mysql": ""}
			there := e.eng.WithSchemas(map[string]string{"tenant": place[e.dialect]})
			err := orm.Begin(e.ctx, there, func(s *orm.Session) error {
				r, err := s.Execute(e.ctx, sql.Select(users.C("id")))
				if err == nil {
					err = r.Close()
				}
				e.note("end") // the recorded session is left open
				return err
			})
			e.must(err)
		}},
		{Name: "core_isolation_in_txn_error", Run: func(e *env) {
			r, err := e.s.Execute(e.ctx, sql.Text("SELECT 1"))
			e.must(err)
			e.must(r.Close())
		}, NoErr: "the level is said when a connection or a transaction begins (engine.Isolation); nothing could alter it later"},
		{Name: "core_savepoint_outer_closed", Run: func(e *env) {
			e.must(e.s.Close())
			e.must(e.eng.Begin(e.ctx, func(c *engine.Conn) error {
				a, err := c.Savepoint(e.ctx)
				e.must(err)
				e.must(a.Rollback(e.ctx))
				err = a.Release(e.ctx)
				e.out("active", !errors.Is(err, engine.ErrSavepointEnded))
				return err
			}))
		}, Err: "this savepoint has ended"},
	}
}
