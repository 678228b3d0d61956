// Command adjacency keeps a tree of folders as rows that refer to their parent.
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
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Folder is in another one, or is a root.
type Folder struct {
	ID       int
	Name     string
	ParentID *int
	Parent   *Folder `json:"-"`
	Folders  []*Folder
}

// FolderTable is a table that refers to itself.
type FolderTable struct {
	orm.TableOf[Folder, int]
	ID       schema.Int
	Name     schema.String
	ParentID schema.NullInt
	Parent   orm.One[Folder, Folder]
	Folders  orm.Many[Folder, Folder]
}

// Base holds the table.
var Base = orm.NewBase()

// Folders are the rows of all trees.
var Folders = orm.Declare(Base, "adjacency_folder", func(t *FolderTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	t.ParentID.References(t.ID, schema.OnDelete(schema.Cascade))
	t.Parent.Inverse(t.Folders)
	t.Folders.OrderBy(t.Name.Asc())
})

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

	// A tree is stored by adding its root: level by level, for each needs its parent's key.
	err = orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(&Folder{Name: "home", Folders: []*Folder{
			{Name: "music", Folders: []*Folder{{Name: "jazz"}, {Name: "fado", Folders: []*Folder{{Name: "live"}}}}},
			{Name: "mail"}}})
		return nil
	})
	if err != nil {
		return err
	}

	s := orm.NewSession(eng)
	defer s.Close()
	whole := orm.Select(Folders).Where(Folders.Parent.IsNull()).With(orm.SelectIn(Folders.Folders).Recursive(0))
	home, err := whole.One(ctx, s) // one statement for each level
	if err != nil {
		return err
	}
	show(w, home, 0)

	// Moving a branch is one assignment, and one UPDATE.
	music, mail := home.Folders[1], home.Folders[0]
	music.Folders[0].Parent = mail
	if err := s.Commit(ctx); err != nil {
		return err
	}
	fmt.Fprintln(w, "after fado was moved to mail:")
	show(w, home, 0)

	// The way up from a folder, by one recursive query.
	way, err := path(ctx, eng, "live")
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "the way to live:", strings.Join(way, "/"))

	// Folders without folders.
	leaves, err := orm.Select(Folders).Where(Folders.Folders.Any().Not()).OrderBy(Folders.Name.Asc()).All(ctx, s)
	if err != nil {
		return err
	}
	for _, f := range leaves {
		fmt.Fprintln(w, "leaf", f.Name)
	}

	// Deleting a branch takes what is below it with it, by the foreign key.
	s.Delete(mail)
	if err := s.Commit(ctx); err != nil {
		return err
	}
	n, err := orm.Select(Folders).Count(ctx, s)
	fmt.Fprintf(w, "%d folders without mail, %d in memory\n", n, s.Len())
	return err
}

func show(w io.Writer, f *Folder, depth int) {
	fmt.Fprintln(w, strings.Repeat("  ", depth)+f.Name)
	for _, x := range f.Folders {
		show(w, x, depth+1)
	}
}

// path are the names from the root to the folder of that name.
func path(ctx context.Context, eng *engine.Engine, name string) ([]string, error) {
	type step = sql.Row3[*int, string, int]
	first := sql.Select3(Folders.ParentID, Folders.Name, sql.Literal(0).As("depth")).Where(Folders.Name.Eq(name))
	up := sql.WithRecursive("up", first, func(self *sql.CTE) sql.Query[step] {
		below := orm.Shape[struct {
			ParentID schema.NullInt
			Depth    schema.Int
		}](self)
		return sql.Select3(Folders.ParentID, Folders.Name, below.Depth.Add(1)).From(Folders).Join(self, sql.Eq(Folders.ID, below.ParentID))
	})
	found := orm.Shape[struct {
		Name  schema.String
		Depth schema.Int
	}](up)
	return engine.All(ctx, eng, sql.Select1(found.Name).From(up).OrderBy(found.Depth.Desc()))
}
