package kin_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func hired(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	s := orm.NewSession(eng)
	defer s.Close()
	c := &Company{Name: "Acme"}
	ann := &Person{Name: "Ann", Company: c}
	bob := &Engineer{Person: Person{Name: "Bob", Company: c}, Lang: "Go", Mentor: ann, Machines: []*Machine{{Label: "m1"}, {Label: "m2"}}}
	cid := &Senior{Engineer: Engineer{Person: Person{Name: "Cid", Company: c}, Lang: "C"}, Grade: 4}
	dee := &Trainee{Engineer: Engineer{Person: Person{Name: "Dee"}, Lang: "Ada", Mentor: &cid.Person}, School: "MIT"}
	eve := &Manager{Person: Person{Name: "Eve", Company: c}, Level: 7, Leads: c}
	chess := &Club{Title: "chess", Members: []*Person{&bob.Person, &eve.Person}}
	s.Add(ann, bob, cid, dee, eve, chess)
	must(t, s.Commit(ctx))
}

func called[E any](s *orm.Session, es []E) string {
	var out []string
	for _, e := range es {
		x, _ := orm.As[Named](s, e)
		out = append(out, x.Call())
	}
	return strings.Join(out, ", ")
}

func TestJoinedTables(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		hired(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		all, err := orm.Select(People).OrderBy(People.Name).All(ctx, s)
		must(t, err)
		if got := called(s, all); got != "person Ann, engineer Bob, senior Cid, trainee Dee, manager Eve" {
			t.Fatal(got)
		}
		if q := sent.take(); len(q) != 5 { // the root, and each kind with more
			t.Fatal(strings.Join(q, "\n"))
		}
		cid, _ := orm.As[*Senior](s, all[2])
		dee, _ := orm.As[*Trainee](s, all[3])
		eve, _ := orm.As[*Manager](s, all[4])
		if cid.Grade != 4 || cid.Lang != "C" || dee.School != "MIT" || dee.Lang != "Ada" || eve.Level != 7 || eve.Version != 1 {
			t.Fatalf("%+v %+v %+v", cid, dee, eve)
		}
		sent.take()
		if x, err := Seniors.Get(ctx, s, cid.ID); err != nil || x != cid || len(sent.take()) != 0 {
			t.Fatal(x, err)
		}
		if _, err := Managers.Get(ctx, s, cid.ID); !errors.Is(err, orm.ErrNoResult) {
			t.Fatal(err)
		}
		// the middle level
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		sent.take()
		eng2, err := orm.Select(Engineers).Where(Engineers.Name.Ne("Bob"), Engineers.Lang.Ne("Go")).OrderBy(Engineers.Name).All(ctx, fresh)
		must(t, err)
		if got := called(fresh, eng2); got != "senior Cid, trainee Dee" {
			t.Fatal(got)
		}
		if q := sent.take(); len(q) != 2 {
			t.Fatal(strings.Join(q, "\n"))
		}
		// inline: one statement, and conditions on what inherits
		fresh.Clear()
		in, err := orm.Select(People).With(orm.Inline(People, Engineers, Seniors, Managers, Trainees)).
			Where(sql.Or(Engineers.Lang.Eq("Go"), Managers.Level.Gt(5), Trainees.School.Eq("MIT"))).OrderBy(People.Name).All(ctx, fresh)
		must(t, err)
		if got := called(fresh, in); got != "engineer Bob, trainee Dee, manager Eve" {
			t.Fatal(got)
		}
		if q := sent.take(); len(q) != 1 {
			t.Fatal(strings.Join(q, "\n"))
		}
		// Get by the root gives what it is, and twice the same
		fresh.Clear()
		p, err := People.Get(ctx, fresh, cid.ID)
		must(t, err)
		if x, ok := orm.As[*Senior](fresh, p); !ok || x.Grade != 4 {
			t.Fatal(x, ok)
		}
		// relationships of the root, of what inherits, and to both
		fresh.Clear()
		sent.take()
		loaded, err := orm.Select(People).OrderBy(People.Name).With(
			orm.SelectIn(People.Company),
			orm.OfType(People, orm.SelectIn(Engineers.Machines)),
			orm.OfType(People, orm.SelectIn(Managers.Leads))).All(ctx, fresh)
		must(t, err)
		bob, _ := orm.As[*Engineer](fresh, loaded[1])
		boss, _ := orm.As[*Manager](fresh, loaded[4])
		if len(bob.Machines) != 2 || bob.Company == nil || boss.Leads != bob.Company {
			t.Fatal(bob.Machines, bob.Company, boss.Leads)
		}
		mentor, err := Engineers.Mentor.Of(ctx, fresh, bob)
		must(t, err)
		if mentor != loaded[0] {
			t.Fatal(mentor)
		}
		got, err := orm.Select(Companies).With(orm.SelectIn(Companies.People), orm.Joined(Companies.Chief)).One(ctx, fresh)
		must(t, err)
		if len(got.People) != 4 || got.Chief != boss {
			t.Fatal(got)
		}
		clubs, err := orm.Select(Clubs).With(orm.SelectIn(Clubs.Members)).All(ctx, fresh)
		must(t, err)
		if got := len(clubs[0].Members); got != 2 {
			t.Fatal(got)
		}
		// the same as JSON, in a session that knows nothing
		second := orm.NewSession(eng)
		defer second.Close()
		asJSON, err := orm.Select(Companies).With(orm.AsJSON(Companies.People, orm.AsJSON(People.Clubs)), orm.AsJSON(Companies.Chief)).One(ctx, second)
		must(t, err)
		call := func(s *orm.Session, c *Company) (out []string) {
			for _, p := range c.People {
				if e, ok := orm.As[*Engineer](s, p); ok {
					out = append(out, e.Call()+e.Lang)
				} else if m, ok := orm.As[*Manager](s, p); ok {
					out = append(out, fmt.Sprint(m.Call(), m.Level))
				} else {
					out = append(out, p.Call())
				}
			}
			slices.Sort(out)
			return out
		}
		if a, b := call(fresh, got), call(second, asJSON); !slices.Equal(a, b) || asJSON.Chief.Level != boss.Level || asJSON.Chief.Name != "Eve" {
			t.Fatal(a, b, asJSON.Chief)
		}
		for i, text := range []sql.SQL{"SELECT * FROM kin_person ORDER BY name", "SELECT p.*, e.lang, e.mentor_id FROM kin_person p LEFT JOIN kin_engineer e ON e.id = p.id ORDER BY p.name"} {
			third := orm.NewSession(eng)
			ps, err := orm.FromStatement(ctx, third, People, sql.Text(text))
			must(t, err)
			e, ok := orm.As[*Engineer](third, ps[1])
			if !ok || e.Lang != bob.Lang || len(ps) != len(loaded) {
				t.Fatal(i, len(ps), ok)
			}
			must(t, third.Close())
		}
		if _, err := orm.FromStatement(ctx, second, Engineers, sql.Text("SELECT id, name FROM kin_person"), orm.Partly); err == nil || !strings.Contains(err.Error(), "\"type\"") {
			t.Fatal("without what tells the kind", err)
		}
		inJSON, err := orm.Select(Clubs).With(orm.AsJSON(Clubs.Members)).All(ctx, second)
		must(t, err)
		if got := len(inJSON[0].Members); got != 2 {
			t.Fatal(got)
		}
		n, err := orm.Select(Companies).Where(Companies.Chief.Has(Managers.Level.Eq(7), Managers.Name.Eq("Eve"))).Count(ctx, fresh)
		if err != nil || n != 1 {
			t.Fatal(n, err)
		}
		n, err = orm.Select(Companies).Where(orm.AnyOf(Companies.People, Engineers, Engineers.Lang.Eq("Go"), Engineers.Name.Eq("Bob"))).Count(ctx, fresh)
		if err != nil || n != 1 {
			t.Fatal(n, err)
		}
		n, err = orm.Select(Companies).Where(sql.Not(orm.AnyOf(Companies.People, Trainees, Trainees.Name.Eq("Bob")))).Count(ctx, fresh)
		if err != nil || n != 1 { // Bob is no trainee
			t.Fatal(n, err)
		}
		n, err = orm.Select(Clubs).Where(orm.AnyOf(Clubs.Members, Engineers, Engineers.Lang.Eq("nosuch"))).Count(ctx, fresh)
		if err != nil || n != 0 {
			t.Fatal(n, err)
		}
		n, err = orm.Select(Engineers).Where(orm.AnyOf(Engineers.Mentor, Engineers)).Count(ctx, fresh)
		if err != nil {
			t.Fatal(n, err)
		}
		if _, err = orm.Select(Companies).Where(orm.AnyOf(Companies.Chief, Engineers)).Count(ctx, fresh); err == nil || !strings.Contains(err.Error(), "Engineer does not inherit from Manager") {
			t.Fatal(err)
		}
		n, err = orm.Select(Engineers).Join(Engineers.Company).LeftJoin(Engineers.Mentor).Where(Companies.Name.Eq("Acme"), Engineers.Lang.Eq("Go")).Count(ctx, fresh)
		if err == nil || n != 0 { // person is there already: an alias is wanted
			t.Fatal(n, err)
		}
		boss2 := orm.Alias(People, "mentor")
		n, err = orm.Select(Engineers).Join(Engineers.Company).LeftJoin(Engineers.Mentor.To(boss2)).Where(Companies.Name.Eq("Acme"), boss2.Name.Eq("Ann")).Count(ctx, fresh)
		if err != nil || n != 1 {
			t.Fatal(n, err)
		}
		m2 := orm.Alias(Managers, "m")
		n, err = orm.Select(Companies).LeftJoin(Companies.Chief.To(m2)).Where(m2.Level.Gt(5), m2.Name.Eq("Eve")).Count(ctx, fresh)
		if err != nil || n != 1 {
			t.Fatal(n, err)
		}
		rows, err := orm.All(ctx, fresh, sql.Select2(People, People.Name).OrderBy(People.Name))
		must(t, err)
		if len(rows) != 5 || rows[2].A != &cidOf(fresh, rows[2].A).Person {
			t.Fatal(rows)
		}
		// a page, in order, with kinds
		page, err := orm.Select(People).OrderBy(People.Name).Limit(2).Page(ctx, fresh)
		must(t, err)
		page, err = orm.Select(People).OrderBy(People.Name).Limit(2).After(page.Next).Page(ctx, fresh)
		must(t, err)
		if got := called(fresh, page.Rows); got != "senior Cid, trainee Dee" {
			t.Fatal(got)
		}
		for batch, err := range orm.Select(Engineers).Batches(ctx, fresh, 2) {
			must(t, err)
			_ = called(fresh, batch)
		}
		part, err := orm.Select(People).LoadOnly(People.Name).NoAutoflush().OrderBy(People.Name).All(ctx, orm.NewSession(eng))
		must(t, err)
		if part[1].Email != nil || part[1].Name != "Bob" {
			t.Fatal(part[1])
		}
	})
}

func cidOf(s *orm.Session, p *Person) *Senior {
	x, _ := orm.As[*Senior](s, p)
	return x
}

func TestJoinedWrites(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		hired(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		cid, err := orm.Select(Seniors).One(ctx, s)
		must(t, err)
		sent.take()
		cid.Grade = 5
		must(t, s.Flush(ctx))
		q := sent.take()
		if len(q) != 2 || !strings.Contains(q[0], "kin_person") || !strings.Contains(q[1], "kin_senior") { // the version is the root's
			t.Fatal(q)
		}
		cid.Lang, cid.Name = "C++", "Sid"
		must(t, s.Flush(ctx))
		if q := sent.take(); len(q) != 2 || !strings.Contains(q[1], "kin_engineer") {
			t.Fatal(q)
		}
		if cid.Version != 3 {
			t.Fatal(cid.Version)
		}
		must(t, s.Rollback(ctx))
		if cid.Grade != 4 || cid.Lang != "C" || cid.Name != "Cid" || cid.Version != 1 {
			t.Fatalf("%+v", cid)
		}
		must(t, s.Refresh(ctx, cid))
		// somebody else was quicker
		other := orm.NewSession(eng)
		defer other.Close()
		theirs, err := Seniors.Get(ctx, other, cid.ID)
		must(t, err)
		theirs.Grade = 9
		must(t, other.Commit(ctx))
		cid.Grade = 8
		var stale *orm.StaleDataError
		if err := s.Flush(ctx); !errors.As(err, &stale) {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		must(t, s.Refresh(ctx, cid))
		if cid.Grade != 9 {
			t.Fatal(cid.Grade)
		}
		// the rows of all tables go, and what refers to the parts between them
		dees, err := orm.Select(Trainees).All(ctx, s)
		must(t, err)
		bob, err := orm.Select(Engineers).Where(Engineers.Name.Eq("Bob")).One(ctx, s)
		must(t, err)
		eve, err := orm.Select(Managers).One(ctx, s)
		must(t, err)
		_, err = People.Clubs.Of(ctx, s, &bob.Person)
		must(t, err)
		s.Delete(cid, dees[0], bob, eve)
		must(t, s.Commit(ctx))
		for _, table := range []string{"kin_engineer", "kin_senior", "kin_manager", "kin_membership"} {
			n, err := engine.One(ctx, eng, sql.Select1(sql.Count()).From(Firm.MetaData().Table(table)))
			if err != nil || n != 0 {
				t.Fatal(table, n, err)
			}
		}
		left, err := orm.Select(People).All(ctx, s)
		must(t, err)
		if got := called(s, left); got != "person Ann" {
			t.Fatal(got)
		}
		// what is reached must be known as what it is
		c := &Company{Name: "B"}
		c.People = append(c.People, &(&Manager{Person: Person{Name: "x"}}).Person)
		s.Add(c)
		if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), "cannot be told from a pointer") {
			t.Fatal(err)
		}
		must(t, s.Rollback(ctx))
		m := &Manager{Person: Person{Name: "x"}}
		c.People = []*Person{&m.Person}
		s.Add(c)
		s.Add(m)
		must(t, s.Commit(ctx))
		if m.CompanyID == nil || *m.CompanyID != c.ID || m.Company != c {
			t.Fatal(m)
		}
		// unique values are swapped between kinds
		a, b := "a@x", "b@x"
		m.Email = &a
		left[0].Email = &b
		must(t, s.Commit(ctx))
		m.Email, left[0].Email = left[0].Email, m.Email
		must(t, s.Commit(ctx))
		// deleted and replaced by another kind, with the same key
		id := m.ID
		s.Delete(m)
		s.Add(&Engineer{Person: Person{ID: id, Name: "y"}, Lang: "z"})
		must(t, s.Commit(ctx))
		p, err := People.Get(ctx, s, id)
		must(t, err)
		if x, ok := orm.As[*Engineer](s, p); !ok || x.Lang != "z" {
			t.Fatal(p)
		}
	})
}

func TestJoinedStatements(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		hired(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		all, err := orm.Select(Engineers).OrderBy(Engineers.Name).All(ctx, s)
		must(t, err)
		exec := func(stmt sql.Statement) {
			t.Helper()
			r, err := s.Execute(ctx, stmt)
			must(t, err)
			must(t, r.Close())
		}
		exec(sql.Update(Engineers).Set(Engineers.Lang.Set("X")).Where(Engineers.Name.Ne("Bob")))
		if all[0].Lang != "Go" || all[1].Lang != "X" || all[2].Lang != "X" {
			t.Fatal(all[0].Lang, all[1].Lang, all[2].Lang)
		}
		exec(sql.Update(Engineers).Set(Engineers.Name.SetExpr(sql.Concat(Engineers.Name, sql.Val("!")))).Where(Engineers.Lang.Eq("X")))
		if all[0].Name != "Bob" || all[1].Name != "Cid!" || all[2].Name != "Dee!" {
			t.Fatal(all[0].Name, all[1].Name, all[2].Name)
		}
		exec(sql.Update(Trainees).Set(Trainees.School.Set("ETH")).AllRows())
		dee, _ := orm.As[*Trainee](s, all[2])
		if dee.School != "ETH" {
			t.Fatal(dee)
		}
		for _, wrong := range []sql.Statement{
			sql.Update(Engineers).Set(Engineers.Lang.Set("a"), Engineers.Name.Set("b")).AllRows(),
			sql.Update(Engineers).Set(Engineers.Lang.Set("a")),
			sql.Delete(Engineers).AllRows(),
			sql.Insert(Engineers).Values(Engineers.Lang.Set("a")),
		} {
			if _, err := eng.Execute(ctx, wrong); err == nil {
				t.Fatal("no error")
			}
		}
		must(t, s.Commit(ctx))

		// savepoints, refresh, expire, expunge, attach, merge
		bob, cid := all[0], cidOf(s, &all[1].Person)
		err = s.Savepoint(ctx, func() error {
			cid.Grade, cid.Lang = 1, "y"
			must(t, s.Flush(ctx))
			return errors.New("no")
		})
		if err == nil || cid.Grade != 4 || cid.Lang != "X" {
			t.Fatal(err, cid)
		}
		cid.Grade = 2
		must(t, s.Refresh(ctx, &cid.Person)) // by its parent
		if cid.Grade != 4 {
			t.Fatal(cid.Grade)
		}
		must(t, s.Expire(&cid.Person))
		if orm.StateOf(s, cid) != orm.Expired {
			t.Fatal(orm.StateOf(s, &cid.Person))
		}
		again, err := People.Get(ctx, s, cid.ID)
		must(t, err)
		if again != &cid.Person {
			t.Fatal(again)
		}
		copied := *cid
		copied.Grade, copied.Person.Clubs, copied.Machines = 6, nil, nil
		merged, err := orm.Merge(ctx, s, Seniors, &copied)
		must(t, err)
		if merged != cid || cid.Grade != 6 {
			t.Fatal(merged, cid)
		}
		must(t, s.Commit(ctx))
		other := orm.NewSession(eng)
		defer other.Close()
		must(t, other.Attach(&copied))
		copied.Grade = 7
		if err := other.Commit(ctx); err == nil { // its version is old
			t.Fatal("not stale")
		}
		must(t, other.Rollback(ctx))
		if _, err := orm.Ref(other, People, 1); err == nil || !strings.Contains(err.Error(), "cannot be told") {
			t.Fatal(err)
		}
		ref, err := orm.Ref(other, Engineers, bob.ID)
		if err == nil || ref != nil { // it may be a senior
			t.Fatal(ref, err)
		}
		boss, err := orm.Select(Managers).One(ctx, other)
		must(t, err)
		if r, err := orm.Ref(other, Managers, boss.ID); err != nil || r != boss {
			t.Fatal(r, err)
		}
		must(t, s.Expunge(&bob.Person))
		if orm.StateOf(s, bob) != orm.Transient {
			t.Fatal(orm.StateOf(s, bob))
		}
		named, err := orm.AllAs[Named](ctx, s, orm.Select(People).AsNoTracking().Where(People.Name.Eq("Bob")))
		must(t, err)
		if named[0].Call() != "engineer Bob" {
			t.Fatal(named[0])
		}
		got, err := orm.GetAs[Named](ctx, s, People, boss.ID)
		must(t, err)
		if got.Call() != "manager Eve" {
			t.Fatal(got)
		}
		ch, err := orm.ChangesOf(s, boss)
		if err == nil || ch != nil {
			t.Fatal(ch, err)
		}
	})
}
