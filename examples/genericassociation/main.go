// Command genericassociation has comments on things of several kinds, with foreign
// keys that the database checks.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Thread is what comments belong to. Whatever can be commented has one.
type Thread struct {
	ID       int
	Comments []*Comment
}

// A Comment belongs to a thread, and so to the thing that has it.
type Comment struct {
	ID       int
	ThreadID int
	Text     string
	Thread   *Thread `json:"-"`
}

// Commented is embedded in what can be commented.
type Commented struct {
	ThreadID int
	Thread   *Thread
}

// Say adds a comment.
func (c *Commented) Say(text string) {
	if c.Thread == nil {
		c.Thread = &Thread{}
	}
	c.Thread.Comments = append(c.Thread.Comments, &Comment{Text: text})
}

// An Article can be commented.
type Article struct {
	ID    int
	Title string
	Commented
}

// A Photo can be commented, too.
type Photo struct {
	ID   int
	File string
	Commented
}

// ThreadTable holds threads.
type ThreadTable struct {
	orm.TableOf[Thread, int]
	ID       schema.Int
	Comments orm.Many[Thread, Comment]
}

// CommentTable holds comments.
type CommentTable struct {
	orm.TableOf[Comment, int]
	ID       schema.Int
	ThreadID schema.Int
	Text     schema.String
	Thread   orm.One[Comment, Thread]
}

// CommentedColumns are those of all that can be commented.
type CommentedColumns struct {
	ThreadID schema.Int
}

// Declare is called for each table that embeds them.
func (c *CommentedColumns) Declare() { c.ThreadID.Unique().References(Threads.ID) }

// ArticleTable holds articles.
type ArticleTable struct {
	orm.TableOf[Article, int]
	ID    schema.Int
	Title schema.String
	CommentedColumns
	Thread orm.One[Article, Thread]
}

// PhotoTable holds photos.
type PhotoTable struct {
	orm.TableOf[Photo, int]
	ID   schema.Int
	File schema.String
	CommentedColumns
	Thread orm.One[Photo, Thread]
}

// Base holds the tables.
var Base = orm.NewBase()

// The tables.
var (
	Threads  = orm.Declare(Base, "generic_thread", func(t *ThreadTable) { t.ID.PrimaryKey() })
	Comments = orm.Declare(Base, "generic_comment", func(t *CommentTable) {
		t.ID.PrimaryKey()
		t.ThreadID.References(Threads.ID)
		t.Text.Size(100)
		t.Thread.Inverse(Threads.Comments)
	})
	Articles = orm.Declare(Base, "generic_article", func(t *ArticleTable) { t.ID.PrimaryKey(); t.Title.Size(50) })
	Photos   = orm.Declare(Base, "generic_photo", func(t *PhotoTable) { t.ID.PrimaryKey(); t.File.Size(50) })
)

func init() {
	Threads.Comments.Cascade(orm.CascadeDeleteOrphan).OrderBy(Comments.ID.Asc())
	Articles.Thread.Cascade(orm.CascadeDelete) // what is commented takes its thread along
	Photos.Thread.Cascade(orm.CascadeDelete)
}

// about finds what a comment is about, whatever kind it is of.
func about(ctx context.Context, s *orm.Session, c *Comment) (string, error) {
	a, err := orm.Select(Articles).Where(Articles.ThreadID.Eq(c.ThreadID)).First(ctx, s)
	if err == nil {
		return "the article " + a.Title, nil
	}
	if !errors.Is(err, orm.ErrNoResult) {
		return "", err
	}
	p, err := orm.Select(Photos).Where(Photos.ThreadID.Eq(c.ThreadID)).First(ctx, s)
	if err != nil {
		return "", err
	}
	return "the photo " + p.File, nil
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

	news, sea := &Article{Title: "news"}, &Photo{File: "sea.jpg"}
	news.Say("too long")
	news.Say("I disagree")
	sea.Say("blue")
	quiet := &Photo{File: "fog.jpg", Commented: Commented{Thread: &Thread{}}}
	s.Add(news, sea, quiet)
	if err := s.Commit(ctx); err != nil {
		return err
	}

	s.Clear()
	photos, err := orm.Select(Photos).With(orm.SelectIn(Photos.Thread, orm.SelectIn(Threads.Comments))).OrderBy(Photos.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, p := range photos {
		fmt.Fprintf(w, "%s has %d comments\n", p.File, len(p.Thread.Comments))
	}
	all, err := orm.Select(Comments).OrderBy(Comments.ID).All(ctx, s)
	if err != nil {
		return err
	}
	for _, c := range all {
		what, err := about(ctx, s, c)
		if err != nil {
			return err
		}
		fmt.Fprintf(w, "%q is about %s\n", c.Text, what)
	}

	// What is commented in a certain way, of one kind.
	blue, err := orm.Select(Photos).Where(Photos.Thread.Has(Threads.Comments.Any(Comments.Text.Eq("blue")))).One(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%s is blue\n", blue.File)

	// A comment on nothing is refused by the database.
	lost := orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&Comment{ThreadID: 999, Text: "hello?"}); return nil })
	fmt.Fprintf(w, "a comment on nothing is refused: %t\n", lost != nil)

	s.Delete(blue) // with its thread, and what is said in it
	if err := s.Commit(ctx); err != nil {
		return err
	}
	n, err := orm.Select(Comments).Count(ctx, s)
	fmt.Fprintf(w, "%d comments are left\n", n)
	return err
}
