package kin_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// A hierarchy stands twice in a statement: as an alias, as what is joined, and as a kind that a
// relationship leads to. All of it is read as what it is.
func TestAHierarchyTwiceInAStatement(t *testing.T) {
	each(t, Firm, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			c := &Company{Name: "Acme"}
			ann := &Manager{Person: Person{Name: "Ann", Company: c}, Level: 7}
			bob := &Engineer{Person: Person{Name: "Bob", Company: c}, Lang: "Go", Mentor: &ann.Person}
			s.Add(c, ann, bob, &Senior{Engineer: Engineer{Person: Person{Name: "Cid", Company: c}, Lang: "C", Mentor: &bob.Person}, Grade: 3},
				&Company{Name: "Empty"}, &Club{Title: "chess", Members: []*Person{&ann.Person}})
			return nil
		}))
		name := func(s *orm.Session, p *Person) string {
			if p == nil {
				return "nobody"
			}
			n, ok := orm.As[Named](s, p)
			if !ok {
				return "?"
			}
			return n.Call()
		}
		check := func(what, want string, statements int, f func(s *orm.Session) (string, error)) {
			t.Helper()
			s := orm.NewSession(eng)
			defer s.Close()
			sent.take()
			got, err := f(s)
			if n := len(sent.take()); err != nil || got != want || n != statements {
				t.Errorf("%s: %s (%v), by %d statements", what, got, err, n)
			}
		}
		boss := orm.Alias(People, "boss")
		check("two of one hierarchy in a row", "engineer Bob: manager Ann; senior Cid: engineer Bob; ", 3, func(s *orm.Session) (string, error) {
			rows, err := orm.All(ctx, s, sql.Select2(Engineers, boss).LeftJoin(boss, sql.Eq(boss.ID, Engineers.MentorID)).OrderBy(Engineers.Name))
			out := ""
			for _, r := range rows {
				out += name(s, &r.A.Person) + ": " + name(s, r.B) + "; "
			}
			return out, err
		})
		check("inline, of an alias", "manager Ann; ", 1, func(s *orm.Session) (string, error) {
			ps, err := orm.Select(boss).With(orm.Inline(boss, Engineers, Managers)).Where(Managers.Level.Gt(1)).All(ctx, s)
			out := ""
			for _, p := range ps {
				out += name(s, p) + "; "
			}
			return out, err
		})
		const mentors = "engineer Bob: manager Ann; senior Cid: engineer Bob; "
		for how, c := range map[string]struct {
			l orm.Load[*Engineer]
			n int
		}{
			"joined":    {orm.Joined(Engineers.Mentor, orm.Inline(People, Managers, Engineers)), 2}, // the senior's grade is another
			"select in": {orm.SelectIn(Engineers.Mentor, orm.Inline(People, Managers, Engineers)), 3},
			"json":      {orm.AsJSON(Engineers.Mentor, orm.Inline(People, Managers, Engineers)), 2},
		} {
			check("mentors, inline, "+how, mentors, c.n, func(s *orm.Session) (string, error) {
				es, err := orm.Select(Engineers).OrderBy(Engineers.Name).With(c.l).All(ctx, s)
				out := ""
				for _, e := range es {
					out += name(s, &e.Person) + ": " + name(s, e.Mentor) + "; "
				}
				return out, err
			})
		}
		inline := orm.Inline(People, Managers, Seniors)
		for how, c := range map[string]struct {
			l orm.Load[*Company]
			n int
		}{
			"joined":    {orm.Joined(Companies.People, inline, orm.Joined(People.Clubs)), 1},
			"select in": {orm.SelectIn(Companies.People, inline), 2},
			"subquery":  {orm.Subquery(Companies.People, inline), 2},
			"cut":       {orm.SelectIn(Companies.People, inline).Limit(9), 2},
			"json":      {orm.AsJSON(Companies.People, inline), 1},
		} {
			check("people, inline, "+how, "Acme: engineer Bob, manager Ann, senior Cid; Empty: ; ", c.n, func(s *orm.Session) (string, error) {
				cs, err := orm.Select(Companies).OrderBy(Companies.Name).With(c.l).All(ctx, s)
				out := ""
				for _, c := range cs {
					var names []string
					for _, p := range c.People {
						names = append(names, name(s, p))
						if m, ok := orm.As[*Manager](s, p); ok && m.Level != 7 {
							t.Errorf("%s: %+v", how, m)
						}
						if m, ok := orm.As[*Senior](s, p); ok && (m.Grade != 3 || m.Lang != "C") {
							t.Errorf("%s: %+v", how, m)
						}
					}
					out += c.Name + ": " + sorted(names) + "; "
				}
				return out, err
			})
		}
		count := func(q interface {
			Count(context.Context, *orm.Session) (int, error)
		}) func(s *orm.Session) (string, error) {
			return func(s *orm.Session) (string, error) {
				n, err := q.Count(ctx, s)
				return fmt.Sprint(n), err
			}
		}
		x, y := orm.Alias(Engineers, "x"), orm.Alias(Managers, "y")
		check("a join of a kind", "1", 1, count(orm.Select(Companies).Join(orm.ToType(Companies.People, Engineers)).Where(Engineers.Lang.Eq("Go"), Engineers.Name.Eq("Bob"))))
		check("of two kinds", "1", 1, count(orm.Select(Companies).Join(orm.ToType(Companies.People, x)).Join(orm.ToType(Companies.People, y)).Where(x.Lang.Eq("C"), y.Level.Gt(2))))
		check("an outer one", "1", 1, count(orm.Select(Companies).LeftJoin(orm.ToType(Companies.People, Engineers)).Where(Engineers.ID.IsNull())))
		check("through a table", "0", 1, count(orm.Select(Clubs).Join(orm.ToType(Clubs.Members, Engineers))))
		check("of those in one table", "0", 1, count(orm.Select(Companies).Join(orm.ToType(Companies.People, Trainees))))
		s := orm.NewSession(eng)
		defer s.Close()
		for want, q := range map[string]orm.Query[*Company]{
			"ToType: Engineer does not inherit from Manager, which Company.Chief leads to": orm.Select(Companies).Join(orm.ToType(Companies.Chief, Engineers)),
			"Inline: Person does not inherit from Person":                                  orm.Select(Companies).With(orm.Joined(Companies.People, orm.Inline(People, People))),
			"Inline is given an alias of Manager":                                          orm.Select(Companies).With(orm.SelectIn(Companies.People, orm.Inline(People, y))),
		} {
			if _, err := q.All(ctx, s); err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("%s: %v", want, err)
			}
		}
	})
}

func sorted(names []string) string {
	slices.Sort(names)
	return strings.Join(names, ", ")
}
