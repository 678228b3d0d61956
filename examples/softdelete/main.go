// Command softdelete keeps what was deleted, and lets its unique name be used again.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A User has a name that no other user has who is there. Live is true, or nothing in
// those who were deleted: a unique constraint takes no two rows for equal that have a
// NULL in it, so that the pair (name, live) is unique among those who are there.
type User struct {
	ID        int
	Name      string
	Live      *bool
	DeletedAt *time.Time
	Posts     []*Post
}

// A Post is written by a user.
type Post struct {
	ID     int
	UserID int
	Text   string
	User   *User `json:"-"`
}

// UserTable holds users, deleted ones too.
type UserTable struct {
	orm.TableOf[User, int]
	ID        schema.Int
	Name      schema.String
	Live      schema.NullBool
	DeletedAt schema.NullTime
	Posts     orm.Many[User, Post]
}

// PostTable holds posts.
type PostTable struct {
	orm.TableOf[Post, int]
	ID     schema.Int
	UserID schema.Int
	Text   schema.String
	User   orm.One[Post, User]
}

// Base holds the tables.
var Base = orm.NewBase()

// Users are seen as long as they are not deleted.
var Users = orm.Declare(Base, "soft_user", func(t *UserTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	t.Live.Default(true)
	t.UniqueOn(t.Name, t.Live)
	orm.SoftDelete(t, t.DeletedAt)
})

// Posts stay when their user goes.
var Posts = orm.Declare(Base, "soft_post", func(t *PostTable) {
	t.ID.PrimaryKey()
	t.UserID.References(Users.ID)
	t.Text.Size(100)
	t.User.Inverse(Users.Posts)
})

// remove deletes a user, and gives the name free.
func remove(s *orm.Session, u *User) {
	u.Live = nil
	s.Delete(u)
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

	s.Add(&User{Name: "ada", Posts: []*Post{{Text: "hello"}}})
	if err := s.Commit(ctx); err != nil {
		return err
	}
	taken := orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(&User{Name: "ada"}); return nil })
	fmt.Fprintf(w, "a second ada is refused: %t\n", taken != nil)

	ada, err := orm.Select(Users).Where(Users.Name.Eq("ada")).One(ctx, s)
	if err != nil {
		return err
	}
	remove(s, ada)
	if err := s.Commit(ctx); err != nil {
		return err
	}
	there, err := orm.Select(Users).Where(Users.Name.Eq("ada")).Exists(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "ada is there: %t\n", there)
	posts, err := orm.Select(Posts).With(orm.SelectIn(Posts.User)).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%q is there, its author is: %t\n", posts[0].Text, posts[0].User != nil)

	s.Add(&User{Name: "ada"}) // the name is free
	if err := s.Commit(ctx); err != nil {
		return err
	}
	all, err := orm.Select(Users).Unscoped().OrderBy(Users.ID.Asc()).All(ctx, s)
	if err != nil {
		return err
	}
	for _, u := range all {
		fmt.Fprintf(w, "a user called %s, deleted: %t\n", u.Name, u.DeletedAt != nil)
	}

	// Taken back, while the name is another one's: the database says no.
	first := all[0]
	live := true
	first.DeletedAt, first.Live = nil, &live
	err = s.Flush(ctx)
	fmt.Fprintf(w, "taking the first one back is refused: %t\n", err != nil)
	if err := s.Rollback(ctx); err != nil {
		return err
	}
	first.Name = "ada the first"
	first.DeletedAt, first.Live = nil, &live
	if err := s.Commit(ctx); err != nil {
		return err
	}
	n, err := orm.Select(Users).Count(ctx, s)
	fmt.Fprintf(w, "%d users\n", n)
	return err
}
