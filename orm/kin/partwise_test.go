package kin_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// Statements over many rows of an entity in several tables.
func TestPartwise(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		c := &Company{Name: "c"}
		s.Add(c, &Person{Name: "p", Company: c}, &Engineer{Person: Person{Name: "e1", Company: c}, Lang: "Go"}, &Engineer{Person: Person{Name: "e2"}, Lang: "C"},
			&Senior{Engineer: Engineer{Person: Person{Name: "s"}, Lang: "Go"}, Grade: 3}, &Trainee{Engineer: Engineer{Person: Person{Name: "t"}, Lang: "Go"}, School: "x"}, &Manager{Person: Person{Name: "m", Company: c}, Level: 2})
		must(t, s.Commit(ctx))
		all, err := orm.AllAs[Named](ctx, s, orm.Select(People).OrderBy(People.ID))
		must(t, err)
		find := func(name string) Named {
			for _, x := range all {
				if strings.HasSuffix(x.Call(), " "+name) {
					return x
				}
			}
			t.Fatal(name)
			return nil
		}
		e1, senior := find("e1").(*Engineer), find("s").(*Senior)
		must(t, s.Commit(ctx))
		sent.take()
		exec := func(stmt sql.Statement, want int64) []string {
			t.Helper()
			r, err := s.Execute(ctx, stmt)
			must(t, err)
			if r.RowCount() != want {
				t.Errorf("%d rows, not %d", r.RowCount(), want)
			}
			must(t, r.Close())
			return sent.take()
		}
		refuse := func(stmt sql.Statement, want string) {
			t.Helper()
			r, err := s.Execute(ctx, stmt)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%v, not %s", err, want)
			}
			if err == nil {
				r.Close()
			}
		}
		// INSERT
		lines := exec(orm.Insert(Seniors, &Senior{Engineer: Engineer{Person: Person{ID: 101, Name: "new1"}, Lang: "Go"}, Grade: 1},
			&Senior{Engineer: Engineer{Person: Person{ID: 102, Name: "new2"}, Lang: "ML"}, Grade: 2}), 2)
		if len(lines) != 3 || !strings.Contains(lines[0], "kin_person") || !strings.Contains(lines[2], "kin_senior") {
			t.Error(strings.Join(lines, "\n"))
		}
		got, err := orm.Select(Seniors).Where(Seniors.ID.Eq(102)).One(ctx, s)
		must(t, err)
		if got.Name != "new2" || got.Lang != "ML" || got.Grade != 2 || got.Type != "senior" {
			t.Errorf("%+v", got)
		}
		exec(sql.Insert(Managers).Values(Managers.ID.Set(103), Managers.Name.Set("boss"), Managers.Version.Set(1), Managers.Level.Set(9)), 1)
		boss, err := orm.Select(Managers).Where(Managers.Name.Eq("boss")).One(ctx, s)
		must(t, err)
		if boss.Level != 9 || boss.Type != "manager" {
			t.Errorf("%+v", boss)
		}
		sent.take()
		refuse(orm.Insert(Seniors, &Senior{}), "none of the rows has a key yet")
		refuse(sql.Insert(Managers).Values(Managers.Name.Set("x")).Returning(Managers.ID), "add objects to a session")
		// UPDATE
		lines = exec(sql.Update(Seniors).Set(Seniors.Name.Set("renamed"), Seniors.Lang.Set("Zig"), Seniors.Grade.SetExpr(Seniors.Grade.Add(10))).Where(Seniors.Lang.Eq("Go"), Seniors.Name.Ne("nobody")), 2)
		if senior.Name != "renamed" || senior.Lang != "Zig" || senior.Grade != 13 || got.Grade != 2 || len(lines) < 4 {
			t.Errorf("%+v\n%s", senior, strings.Join(lines, "\n"))
		}
		exec(sql.Update(Engineers).Set(Engineers.CompanyID.Set(c.ID), Engineers.Lang.Set("R")).Where(Engineers.Lang.Eq("nothing like it")), 0)
		refuse(sql.Update(Engineers).Set(Engineers.Name.SetExpr(Engineers.Lang), Engineers.Lang.Set("R")).AllRows(), "is in another one than it")
		refuse(sql.Update(Engineers).Set(Engineers.Name.Set("x"), Engineers.Lang.Set("R")), "AllRows()")
		refuse(sql.Update(Engineers).Set(Engineers.ID.Set(7), Engineers.Lang.Set("R")).AllRows(), "the primary key is in all of its tables: change it in an object")
		// DELETE
		refuse(sql.Delete(Engineers), "AllRows()")
		refuse(sql.Delete(Engineers).AllRows().Returning(Engineers.ID, Managers.Level), "Returning")
		sent.take()
		lines = exec(sql.Delete(Engineers).Where(Engineers.Name.Eq("e1"), Engineers.Lang.Eq("Go")), 1)
		if len(lines) != 4 || !strings.Contains(lines[1], "kin_senior") || !strings.Contains(lines[3], "kin_person") {
			t.Error(strings.Join(lines, "\n"))
		}
		if orm.StateOf(s, e1) == orm.Persistent {
			t.Error(orm.StateOf(s, e1))
		}
		exec(sql.Delete(Engineers).Where(Engineers.Name.Eq("nobody")), 0)
		exec(sql.Delete(Engineers).AllRows(), 5) // e2, s, t, new1, new2
		exec(sql.Delete(People).Where(People.Name.Eq("p")), 1)
		exec(sql.Delete(People).AllRows(), 2) // managers: their own table goes by ON DELETE CASCADE
		for _, q := range []sql.SQL{"SELECT count(*) FROM kin_person", "SELECT count(*) FROM kin_engineer", "SELECT count(*) FROM kin_senior", "SELECT count(*) FROM kin_manager"} {
			r, err := s.Execute(ctx, sql.Text(q))
			must(t, err)
			if n, err := r.ScalarOne(); err != nil || n != int64(0) {
				t.Error(q, n, err)
			}
		}
		must(t, s.Rollback(ctx))
		if n, err := orm.Select(People).Count(ctx, s); err != nil || n != 6 {
			t.Error(n, err)
		}
		if e1.Lang != "Go" || senior.Name != "s" || orm.StateOf(s, e1) != orm.Persistent && orm.StateOf(s, e1) != orm.Expired {
			t.Errorf("after Rollback: %+v %v", senior, orm.StateOf(s, e1))
		}
		for _, stmt := range []sql.Statement{sql.Delete(Engineers).AllRows(), orm.Insert(Seniors, &Senior{})} {
			if _, err := eng.Execute(ctx, stmt); err == nil || !strings.Contains(err.Error(), "Execute of") {
				t.Error(err)
			}
		}
	})
}
