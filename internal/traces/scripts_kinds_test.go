package traces

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// keeping are sessions about kinds, circles and keys that were compared with what SQLAlchemy
// 1.4 sends. Where that reads what it deletes or updates, and this does not, nothing is said.
func keeping() []Neighbour {
	return []Neighbour{
		{"three tables, level by level", `
			SELECT top.id, top.name FROM top WHERE top.id = ? | 1
			SELECT mid.id, mid.top_id FROM mid WHERE mid.top_id = ? | 1
			DELETE FROM leaf WHERE leaf.mid_id IN (?, ?) | 1 2
			DELETE FROM mid WHERE mid.id IN (?, ?) | 1 2
			DELETE FROM top WHERE top.id = ? | 1`, func(e *env) {
			e.s.Add(tree3()...)
			e.startKept()
			e.must(e.s.Clear())
			t, err := Tops.Get(e.ctx, e.s, 1)
			e.must(err)
			e.s.Delete(t)
			e.must(e.s.Flush(e.ctx))
		}},
		{"three tables are inserted level by level", `
			INSERT INTO top (id, name) VALUES (?, ?) | 1 't'
			INSERT INTO mid (id, top_id) VALUES (?, ?), (?, ?) | 1 1 2 1
			INSERT INTO leaf (id, mid_id) VALUES (?, ?), (?, ?) | 1 1 2 1`, func(e *env) {
			e.s.Add(tree3()...)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a circle of three tables", `
			INSERT INTO a3 (id, bid) VALUES (?, NULL) | 1
			INSERT INTO c3 (id, aid) VALUES (?, ?) | 1 1
			INSERT INTO b3 (id, cid) VALUES (?, ?) | 1 1
			UPDATE a3 SET bid=? WHERE a3.id = ? | 1 1
			UPDATE a3 SET bid=NULL WHERE a3.bid = ? | 1
			DELETE FROM b3 WHERE b3.id = ? | 1
			DELETE FROM c3 WHERE c3.id = ? | 1
			DELETE FROM a3 WHERE a3.id = ? | 1`, func(e *env) {
			a, b, c := &A3{ID: 1}, &B3{ID: 1}, &C3{ID: 1}
			a.B, b.C, c.A = b, c, a
			e.s.Add(a, b, c)
			e.must(e.s.Flush(e.ctx))
			e.is("keys", []*int{a.BID, b.CID, c.AID}, []*int{ptr(1), ptr(1), ptr(1)})
			e.s.Delete(a, b, c)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a query of an heir gives the heirs of it", `
			SELECT coder.id, staff.name, staff.type, coder.lang FROM staff JOIN coder ON coder.id = staff.id ORDER BY coder.id
			SELECT senior.id, senior.years FROM senior WHERE senior.id = ? | 1`, func(e *env) {
			staff(e)
			cs, err := orm.Select(Coders).OrderBy(Coders.ID).All(e.ctx, e.s)
			e.must(err)
			s, is := orm.As[*Senior](e.s, cs[0])
			e.is("senior", is && s.Years == 9, true)
			_, is = orm.As[*Senior](e.s, cs[1])
			e.is("coder", is, false)
			c, err := Coders.Get(e.ctx, e.s, 1)
			e.must(err)
			e.is("object", c == cs[0], true)
		}},
		{"Get of a heir's heir, what it has changes, and it goes", `
			SELECT staff.id, staff.name, staff.type FROM staff WHERE staff.id = ? | 1
			SELECT senior.id, coder.lang, senior.years FROM staff JOIN coder ON coder.id = staff.id JOIN senior ON senior.id = staff.id WHERE senior.id = ? | 1
			UPDATE senior SET years=? WHERE senior.id = ? | 10 1
			DELETE FROM senior WHERE senior.id = ? | 1
			DELETE FROM coder WHERE coder.id = ? | 1
			DELETE FROM staff WHERE staff.id = ? | 1`, func(e *env) {
			staff(e)
			p, err := Staffs.Get(e.ctx, e.s, 1)
			e.must(err)
			s, is := orm.As[*Senior](e.s, p)
			e.is("senior", is, true)
			s.Years = 10
			e.must(e.s.Flush(e.ctx))
			e.s.Delete(s)
			e.must(e.s.Flush(e.ctx))
		}},
		{"kinds in one table", `
			INSERT INTO animal (id, kind, name, breed, lives) VALUES (?, ?, ?, ?, ?), (?, ?, ?, ?, ?), (?, ?, ?, ?, ?) | 1 'dog' 'd' 'b' NULL 2 'cat' 'c' NULL 9 3 'animal' 'a' NULL NULL
			SELECT animal.id, animal.kind, animal.name, animal.breed, animal.lives FROM animal ORDER BY animal.id
			SELECT animal.id, animal.kind, animal.name, animal.breed FROM animal WHERE animal.kind = ? | 'dog'
			SELECT animal.id, animal.kind, animal.name, animal.breed FROM animal WHERE animal.id = ? AND animal.kind = ? | 2 'dog'
			UPDATE animal SET name=? WHERE animal.kind = ? | 'x' 'dog'
			DELETE FROM animal WHERE animal.lives > ? AND animal.kind = ? | 3 'cat'
			SELECT count(*) AS count_1 FROM animal`, func(e *env) {
			e.s.Add(&Dog{Animal{ID: 1, Name: "d"}, "b"}, &Cat{Animal{ID: 2, Name: "c"}, 9}, &Animal{ID: 3, Name: "a"})
			e.must(e.s.Flush(e.ctx))
			e.must(e.s.Clear())
			as, err := orm.Select(Animals).OrderBy(Animals.ID).All(e.ctx, e.s)
			e.must(err)
			_, dog := orm.As[*Dog](e.s, as[0])
			_, cat := orm.As[*Cat](e.s, as[1])
			e.is("kinds", []any{dog, cat, len(as)}, []any{true, true, 3})
			e.must(e.s.Clear())
			ds, err := orm.Select(Dogs).All(e.ctx, e.s)
			e.must(err)
			e.is("dogs", []any{len(ds), ds[0].Breed}, []any{1, "b"})
			_, err = Dogs.Get(e.ctx, e.s, 2)
			e.is("no dog", errors.Is(err, orm.ErrNoResult), true)
			e.must(e.s.Clear())
			e.sql(e.s, sql.Update(Dogs).Set(Dogs.Name.Set("x")).AllRows())
			e.sql(e.s, sql.Delete(Cats).Where(Cats.Lives.Gt(3)))
			n, err := orm.Select(Animals).Count(e.ctx, e.s)
			e.must(err)
			e.is("left", n, 2)
		}},
		{"kinds in tables of their own", `
			SELECT sensor_all.aludel_kind, sensor_all.aludel_key_1 FROM (SELECT ? AS aludel_kind, sensor.id AS aludel_key_1, sensor.room AS aludel_order_1 FROM sensor UNION ALL SELECT ? AS aludel_kind, thermo.id AS aludel_key_1, thermo.room AS aludel_order_1 FROM thermo) AS sensor_all ORDER BY sensor_all.aludel_order_1 ASC | 0 1
			SELECT sensor.id, sensor.room FROM sensor WHERE sensor.id = ? | 1
			SELECT thermo.id, thermo.room, thermo.celsius FROM thermo WHERE thermo.id = ? | 1
			UPDATE thermo SET room=? WHERE thermo.id = ? | 'c' 1
			DELETE FROM thermo WHERE thermo.id = ? | 1`, func(e *env) {
			e.s.Add(&Sensor{ID: 1, Room: "a"}, &Thermo{Sensor{ID: 1, Room: "b"}, 5})
			e.startKept()
			e.must(e.s.Clear())
			all, err := orm.Select(Sensors).OrderBy(Sensors.Room).All(e.ctx, e.s)
			e.must(err)
			t, is := orm.As[*Thermo](e.s, all[1])
			e.is("kinds", []any{len(all), is, t.Celsius}, []any{2, true, 5})
			t.Room = "c"
			e.must(e.s.Flush(e.ctx))
			e.s.Delete(t)
			e.must(e.s.Flush(e.ctx))
		}},
		// There a hook is given the connection; here a hook of the flush changes objects, and
		// what OnBegin is given is the connection for statements of one's own.
		{"a hook sends what it wants when something is deleted", ``, func(e *env) {
			e.s.Add(&User{ID: 1, Name: "u"}, &Address{ID: 1, Email: "a"})
			e.must(e.s.Commit(e.ctx))
			var conn *engine.Conn
			s := orm.NewSession(e.eng,
				orm.OnBegin(func(_ context.Context, c *engine.Conn) error { conn = c; return nil }),
				orm.OnAfterFlush(func(ctx context.Context, f *orm.Flush) error {
					r, err := conn.Execute(ctx, sql.Update(Users).Set(Users.Name.Set("gone")).AllRows())
					return errors.Join(err, r.Close())
				}))
			e.rec.take()
			a, err := Addresses.Get(e.ctx, s, 1)
			e.must(err)
			s.Delete(a)
			e.must(s.Commit(e.ctx))
			e.must(s.Close())
			u, err := Users.Get(e.ctx, e.s, 1)
			e.must(err)
			e.is("name", u.Name, "gone")
			e.rec.take()
		}},
		{"an item with lines is deleted", ``, func(e *env) {
			i := &Item{ID: 1, Name: "i"}
			e.s.Add(i, &Ordr{ID: 1, Lines: []*Line{{Item: i, Qty: 1}}})
			e.startKept()
			e.s.Delete(i)
			err := e.s.Flush(e.ctx)
			var de *driver.Error
			e.is("error", errors.As(err, &de), true)
			e.rec.take()
		}},
		{"an item, its lines and their order are deleted", ``, func(e *env) {
			i := &Item{ID: 1, Name: "i"}
			o := &Ordr{ID: 1, Lines: []*Line{{Item: i, Qty: 1}}}
			e.s.Add(i, o)
			e.startKept()
			e.s.Delete(i, o)
			var de *driver.Error // the item goes first, as in SQLAlchemy: nothing leads from it to its lines
			e.is("error", errors.As(e.s.Flush(e.ctx), &de), true)
			e.rec.take()
		}},
		{"owners beside what an outer join finds", `SELECT users.id, users.name, users.nick, addresses.id AS id_1, addresses.email, addresses.user_id FROM users LEFT OUTER JOIN addresses ON addresses.user_id = users.id ORDER BY users.id, addresses.id`, func(e *env) {
			e.s.Add(&User{ID: 1, Name: "u", Addresses: []*Address{{Email: "a"}, {Email: "b"}}}, &User{ID: 2, Name: "v"})
			e.start()
			rows, err := orm.All(e.ctx, e.s, sql.Select2(Users, Addresses).LeftJoin(Addresses).OrderBy(Users.ID, Addresses.ID))
			e.must(err)
			var got []string
			for _, r := range rows {
				id := 0
				if r.B != nil {
					id = r.B.ID
				}
				got = append(got, fmt.Sprint(r.A.ID, " ", id))
			}
			e.is("rows", got, []string{"1 1", "1 2", "2 0"})
			e.is("one object", rows[0].A == rows[1].A, true)
		}},
		{"both of a pair in a tree are deleted", `
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) | 1 2
			DELETE FROM node WHERE node.id = ? | 2 | 1`, func(e *env) {
			a := &Node{ID: 1, Name: "a"}
			b := &Node{ID: 2, Name: "b", Parent: a}
			e.s.Add(a, b)
			e.startKept()
			e.s.Delete(a, b)
			e.must(e.s.Flush(e.ctx))
		}},
		{"both of a pair in a tree are deleted, and one that nobody has read", `
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.id = ? | 1
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.id = ? | 2
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id IN (?, ?) | 1 2
			SELECT node.id, node.name, node.parent_id FROM node WHERE node.parent_id = ? | 3
			DELETE FROM node WHERE node.id IN (?, ?) | 2 3
			DELETE FROM node WHERE node.id = ? | 1`, func(e *env) {
			root := &Node{ID: 1, Name: "a", Children: []*Node{{ID: 2, Name: "b"}, {ID: 3, Name: "c"}}}
			e.s.Add(root, root.Children[0], root.Children[1])
			e.start()
			a, err := Nodes.Get(e.ctx, e.s, 1)
			e.must(err)
			b, err := Nodes.Get(e.ctx, e.s, 2)
			e.must(err)
			e.s.Delete(a, b)
			e.must(e.s.Flush(e.ctx))
		}},
		{"a key that the database passes on", `
			UPDATE realm SET code=? WHERE realm.code = ? | 'b' 'a'
			SELECT town.id, town.code FROM town WHERE town.id = ? | 1`, func(e *env) {
			r := &Realm{Code: "a", Towns: []*Town{{}}}
			e.s.Add(r)
			e.startKept()
			r.Code = "b"
			e.must(e.s.Flush(e.ctx))
			e.is("key", r.Towns[0].Code, ptr("b"))
			e.must(e.s.Refresh(e.ctx, r.Towns[0]))
			e.is("stored", r.Towns[0].Code, ptr("b"))
		}},
		// passive_deletes="all": SQLAlchemy leaves what is in memory as it is.
		{"what the database lets go", `DELETE FROM realm WHERE realm.code = ? | 'a'`, func(e *env) {
			k := &Town{}
			r := &Realm{Code: "a", Towns: []*Town{k}}
			e.s.Add(r)
			e.startKept()
			e.s.Delete(r)
			e.must(e.s.Flush(e.ctx))
			e.is("key", k.Code, (*string)(nil))
		}},
		{"another motor, and the car is deleted", `
			INSERT INTO motor (id) VALUES (?) | 2
			UPDATE car SET motor_id=? WHERE car.id = ? | 2 1
			DELETE FROM motor WHERE motor.id = ? | 1
			DELETE FROM car WHERE car.id = ? | 1
			DELETE FROM motor WHERE motor.id = ? | 2`, func(e *env) {
			c := &Car{ID: 1, Motor: &Motor{ID: 1}}
			e.s.Add(c, c.Motor)
			e.startKept()
			c.Motor = &Motor{ID: 2}
			e.s.Add(c.Motor)
			e.must(e.s.Flush(e.ctx))
			e.s.Delete(c)
			e.must(e.s.Flush(e.ctx))
		}},
		// SQLAlchemy wants single_parent, and refuses the second car when it is set.
		{"a motor in two cars stays with the second", `
			SELECT motor.id FROM motor WHERE motor.id = ? | 7
			DELETE FROM car WHERE car.id = ? | 5
			DELETE FROM car WHERE car.id = ? | 6
			DELETE FROM motor WHERE motor.id = ? | 7`, func(e *env) {
			m := &Motor{ID: 7}
			a, b := &Car{ID: 5, Motor: m}, &Car{ID: 6, Motor: m}
			e.s.Add(m, a, b)
			e.startKept()
			e.s.Delete(a)
			e.must(e.s.Flush(e.ctx))
			e.is("motor", []any{orm.StateOf(e.s, m), b.Motor == m}, []any{orm.Persistent, true})
			e.s.Delete(b)
			e.must(e.s.Flush(e.ctx))
			e.is("gone", orm.StateOf(e.s, m), orm.Deleted)
		}},
		{"what a query computes", `
			SELECT sum_of.id, sum_of.x, sum_of.x * ? AS anon_1 FROM sum_of ORDER BY sum_of.id | 10
			SELECT sum_of.id, sum_of.x FROM sum_of ORDER BY sum_of.id`, func(e *env) {
			e.s.Add(&Sum{ID: 1, X: 2}, &Sum{ID: 2, X: 3})
			e.start()
			q := orm.Select(Sums).OrderBy(Sums.ID)
			xs, err := q.With(orm.Expression(Sums, Sums.Of, Sums.X.Mul(10))).All(e.ctx, e.s)
			e.must(err)
			e.is("computed", []int{xs[0].Of, xs[1].Of}, []int{20, 30})
			e.must(e.s.Clear())
			xs, err = q.All(e.ctx, e.s)
			e.must(err)
			e.is("not asked for", []int{xs[0].Of, xs[1].Of}, []int{0, 0})
		}},
		{"collections of very many owners", ``, func(e *env) {
			for i := range 1201 {
				e.s.Add(&User{ID: i + 1, Name: "u", Addresses: []*Address{{Email: fmt.Sprint("a", i)}}})
			}
			e.start()
			us, err := orm.Select(Users).With(orm.SelectIn(Users.Addresses)).All(e.ctx, e.s)
			e.must(err)
			full := 0
			for _, u := range us {
				full += len(u.Addresses)
			}
			n := len(e.rec.take())
			e.is("users, addresses, more statements than SQLAlchemy's four", []any{len(us), full, n > 4}, []any{1201, 1201, false})
		}},
		{"INSERT of many rows gives objects", `
			INSERT INTO users (name) VALUES (?), (?) RETURNING {id, name, nick} | 'a' 'b'`, func(e *env) {
			us, err := orm.FromStatement(e.ctx, e.s, Users, sql.Insert(Users).Values(Users.Name.Set("a")).Values(Users.Name.Set("b")).Returning(Users))
			if e.dialect == "mysql" && err != nil { // MySQL, of the two, has no RETURNING
				return
			}
			e.must(err)
			e.is("objects", []any{len(us), us[0].Name, us[1].Name, orm.StateOf(e.s, us[0])}, []any{2, "a", "b", orm.Persistent})
		}},
		// after_flush_postexec
		{"what OnAfterFlush adds is written before COMMIT", `
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 1 'u' NULL
			INSERT INTO users (id, name, nick) VALUES (?, ?, ?) | 99 'after' NULL
			COMMIT
			SELECT count(*) AS count_1 FROM users`, func(e *env) {
			once := true
			s := orm.NewSession(e.eng, orm.OnAfterFlush(func(_ context.Context, f *orm.Flush) error {
				if !once {
					return nil
				}
				once = false
				return f.Add(&User{ID: 99, Name: "after"})
			}))
			s.Add(&User{ID: 1, Name: "u"})
			e.must(s.Commit(e.ctx))
			n, err := orm.Select(Users).Count(e.ctx, s)
			e.must(err)
			e.is("users", n, 2)
			e.must(s.Commit(e.ctx))
			e.must(s.Close())
		}},
	}
}

// tree3 is a Top with what it has.
func tree3() []any {
	t := &Top{ID: 1, Name: "t", Mids: []*Mid{{ID: 1, Leaves: []*Leaf{{ID: 1}, {ID: 2}}}, {ID: 2}}}
	return []any{t, t.Mids[0], t.Mids[1], t.Mids[0].Leaves[0], t.Mids[0].Leaves[1]}
}

func staff(e *env) {
	e.s.Add(&Senior{Coder{Staff{ID: 1, Name: "s"}, "go"}, 9}, &Coder{Staff{ID: 2, Name: "e"}, "c"}, &Staff{ID: 3, Name: "p"})
	e.start()
}
