// Command nestedsets keeps a tree of categories as intervals: what is in a category
// lies between its left and its right, so that a whole branch is one condition.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"strings"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Category spans the categories in it.
type Category struct {
	ID    int
	Name  string
	Left  int
	Right int
}

// CategoryTable holds the intervals.
type CategoryTable struct {
	orm.TableOf[Category, int]
	ID    schema.Int
	Name  schema.String
	Left  schema.Int
	Right schema.Int
}

// Base holds the table.
var Base = orm.NewBase()

// Categories are one tree.
var Categories = orm.Declare(Base, "nested_category", func(t *CategoryTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	t.Left.Named("lft")
	t.Right.Named("rgt")
	t.Check(sql.Lt(t.Left, t.Right)).Named("ck_nested_interval")
})

// In is the condition that a row lies in c; c itself does, too.
func (t *CategoryTable) In(c *Category) sql.Cond { return t.Left.Between(c.Left, c.Right) }

// put adds a category as the last one in parent, which makes room: every interval to
// the right moves by two. The session's objects move with their rows.
func put(ctx context.Context, s *orm.Session, name string, parent *Category) (*Category, error) {
	c := &Category{Name: name, Left: 1, Right: 2}
	if parent != nil {
		at := parent.Right
		for _, u := range []sql.UpdateStmt{
			sql.Update(Categories).Set(Categories.Right.SetExpr(Categories.Right.Add(2))).Where(Categories.Right.Ge(at)),
			sql.Update(Categories).Set(Categories.Left.SetExpr(Categories.Left.Add(2))).Where(Categories.Left.Gt(at)),
		} {
			res, err := s.Execute(ctx, u)
			if err != nil {
				return nil, err
			}
			if err := res.Close(); err != nil {
				return nil, err
			}
		}
		c.Left, c.Right = at, at+1
	}
	s.Add(c)
	return c, s.Flush(ctx)
}

func main() {
	if err := run(context.Background(), os.Stdout, "sqlite://"); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, url string) (err error) {
	eng, err := aludel.Open(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Base.DropAll(ctx, eng), eng.Close(ctx)) }()
	if err := Base.CreateAll(ctx, eng); err != nil {
		return err
	}
	s := orm.NewSession(eng)
	defer s.Close()

	made := map[string]*Category{}
	for _, c := range [][2]string{{"all", ""}, {"tools", "all"}, {"hammers", "tools"}, {"saws", "tools"}, {"books", "all"}, {"jigsaws", "saws"}} {
		if made[c[0]], err = put(ctx, s, c[0], made[c[1]]); err != nil {
			return err
		}
	}
	if err := s.Commit(ctx); err != nil {
		return err
	}

	// The whole tree in order with the depth of each: those that it lies in.
	around := orm.Alias(Categories, "around")
	rows, err := orm.All(ctx, s, sql.Select2(Categories.Name, sql.Count(around.ID)).From(Categories).
		Join(around, sql.Le(around.Left, Categories.Left), sql.Ge(around.Right, Categories.Right)).
		GroupBy(Categories.ID, Categories.Name, Categories.Left).OrderBy(Categories.Left.Asc()))
	if err != nil {
		return err
	}
	for _, r := range rows {
		fmt.Fprintln(w, strings.Repeat("  ", r.B-1)+r.A)
	}

	tools := made["tools"]
	in, err := orm.Select(Categories).Where(Categories.In(tools)).Count(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "tools spans %d to %d and holds %d categories with itself\n", tools.Left, tools.Right, in)

	// A branch goes by one statement, and the session's objects with it.
	res, err := s.Execute(ctx, sql.Delete(Categories).Where(Categories.In(made["saws"])))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "deleted %d, left in the session: %d\n", res.RowCount(), left(s, made))
	return errors.Join(res.Close(), s.Commit(ctx))
}

// left is how many of the categories a session still finds.
func left(s *orm.Session, made map[string]*Category) int {
	n := 0
	for _, c := range made {
		if _, found, err := orm.Lookup(context.Background(), s, Categories, c.ID); err == nil && found {
			n++
		}
	}
	return n
}
