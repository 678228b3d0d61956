package dialecttest

import (
	"errors"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// keyed are the options of a column that is given and identifies its row.
func keyed(name string) *schema.ColumnDef {
	return schema.Column(name, sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement)
}

// count is the number of rows of a table.
func (e *env) count(t *schema.Table) string {
	e.Helper()
	got, err := rows(e.ctx, e.eng, sql.Select(sql.Count()).From(t))
	e.must(err)
	return got[0]
}

// tableCases are about whole sets of tables: they are created in the order of their
// references, with those that have no such order, and dropped in the other.
func tableCases() []testCase {
	return []testCase{
		object("declared before what they refer to", "", func(e *env, m *schema.MetaData) func() error {
			gone := schema.NewTable(m, "ref_gone", keyed("id"), schema.Column("p", sqltype.Integer, schema.References("ref_parent.id", schema.OnDelete(schema.Cascade))))
			left := schema.NewTable(m, "ref_left", keyed("id"), schema.Column("p", sqltype.Integer, schema.References("ref_parent.id", schema.OnDelete(schema.SetNull))))
			kept := schema.NewTable(m, "ref_kept", keyed("id"), schema.Column("p", sqltype.Integer, schema.References("ref_parent.id")))
			p := schema.NewTable(m, "ref_parent", keyed("id"))
			return func() error {
				_, err := e.eng.Execute(e.ctx, sql.Insert(kept).Values(kept.C("id").Set(1), kept.C("p").Set(1)))
				e.is(err, driver.ErrForeignKey)
				for id := 1; id <= 2; id++ {
					e.exec(sql.Insert(p).Values(p.C("id").Set(id)), sql.Insert(gone).Values(gone.C("id").Set(id), gone.C("p").Set(id)), sql.Insert(left).Values(left.C("id").Set(id), left.C("p").Set(id)))
				}
				e.exec(sql.Insert(kept).Values(kept.C("id").Set(1), kept.C("p").Set(1)), sql.Delete(p).Where(p.C("id").Eq(2)))
				_, err = e.eng.Execute(e.ctx, sql.Delete(p).Where(p.C("id").Eq(1)))
				e.is(err, driver.ErrForeignKey)
				equal(e, "rows that went with their parent", e.count(gone), "1")
				return e.want(sql.Select(left.C("id"), left.C("p")).OrderBy(left.C("id")), "(1, 1)", "(2, NULL)")
			}
		}),
		object("that refer to each other", "", func(e *env, m *schema.MetaData) func() error {
			a := schema.NewTable(m, "ring_a", keyed("id"), schema.Column("b", sqltype.Integer, schema.References("ring_b.id")))
			b := schema.NewTable(m, "ring_b", keyed("id"), schema.Column("c", sqltype.Integer, schema.References("ring_c.id")))
			c := schema.NewTable(m, "ring_c", keyed("id"), schema.Column("a", sqltype.Integer, schema.References("ring_a.id")))
			return func() error {
				e.exec(sql.Insert(a).Values(a.C("id").Set(1)), sql.Insert(c).Values(c.C("id").Set(3), c.C("a").Set(1)), sql.Insert(b).Values(b.C("id").Set(2), b.C("c").Set(3)),
					sql.Update(a).Set(a.C("b").Set(2)).Where(a.C("id").Eq(1)))
				for _, s := range []sql.Statement{sql.Delete(a).Where(a.C("id").Eq(1)), sql.Delete(b).Where(b.C("id").Eq(2)), sql.Update(c).Set(c.C("a").Set(9)).Where(c.C("id").Eq(3))} {
					_, err := e.eng.Execute(e.ctx, s)
					e.is(err, driver.ErrForeignKey)
				}
				return nil
			}
		}),
		object("that refer to themselves", "", func(e *env, m *schema.MetaData) func() error {
			t := schema.NewTable(m, "self_ref", keyed("id"), schema.Column("up", sqltype.Integer, schema.References("self_ref.id", schema.OnDelete(schema.Cascade))))
			return func() error {
				for id := 1; id <= 3; id++ {
					set := []sql.Assignment{t.C("id").Set(id)}
					if id > 1 {
						set = append(set, t.C("up").Set(id-1))
					}
					e.exec(sql.Insert(t).Values(set...))
				}
				e.exec(sql.Delete(t).Where(t.C("id").Eq(2)))
				return e.want(sql.Select(t.C("id")), "1")
			}
		}),
		object("by keys of two columns", "", func(e *env, m *schema.MetaData) func() error {
			c := schema.NewTable(m, "two_child", keyed("id"), schema.Column("a", sqltype.Integer), schema.Column("b", sqltype.Integer),
				schema.ForeignKeyOn([]string{"a", "b"}, []string{"two_parent.a", "two_parent.b"}, schema.OnUpdate(schema.Cascade)))
			p := schema.NewTable(m, "two_parent", keyed("a"), keyed("b"))
			return func() error {
				e.exec(sql.Insert(p).Values(p.C("a").Set(1), p.C("b").Set(2)), sql.Insert(c).Values(c.C("id").Set(1), c.C("a").Set(1), c.C("b").Set(2)), sql.Insert(c).Values(c.C("id").Set(2), c.C("a").Set(7)))
				_, err := e.eng.Execute(e.ctx, sql.Insert(c).Values(c.C("id").Set(3), c.C("a").Set(2), c.C("b").Set(1)))
				e.is(err, driver.ErrForeignKey)
				e.exec(sql.Update(p).Set(p.C("b").Set(5)).Where(p.C("a").Eq(1)))
				return e.want(sql.Select(c.C("id"), c.C("a"), c.C("b")).OrderBy(c.C("id")), "(1, 1, 5)", "(2, 7, NULL)")
			}
		}),
		{name: "some of them", run: func(e *env) error {
			m := schema.NewMetaData()
			one, two := schema.NewTable(m, "some_one", keyed("id")), schema.NewTable(m, "some_two", keyed("id"))
			before := holds(e)
			e.must(e.eng.CreateAll(e.ctx, m, one))
			defer func() { e.must(e.eng.DropAll(e.ctx, m)); equal(e, "what is left", len(holds(e)), len(before)) }()
			e.exec(sql.Insert(one).Values(one.C("id").Set(1)))
			if _, err := e.eng.Execute(e.ctx, sql.Select(two.C("id"))); !errors.As(err, new(*driver.ProgrammingError)) {
				e.Errorf("a table that was not to be made: %v", err)
			}
			e.must(e.eng.CreateAll(e.ctx, m)) // the other one, too, and the first keeps its row
			equal(e, "rows", e.count(one)+e.count(two), "10")
			return e.eng.DropAll(e.ctx, m, two)
		}},
		{name: "to a table that nobody declares", run: func(e *env) error {
			m := schema.NewMetaData()
			schema.NewTable(m, "lonely", keyed("id"), schema.Column("p", sqltype.Integer, schema.References("nowhere.id")))
			before := len(holds(e))
			if err := e.eng.CreateAll(e.ctx, m); err == nil {
				e.Error("a reference to nowhere was made")
			}
			equal(e, "what was made", len(holds(e)), before)
			return nil
		}},
	}
}
