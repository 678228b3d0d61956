// Command versionedrows keeps every version of a row that there was.
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

// A Document is what is read and changed. Its version is counted by the session.
type Document struct {
	ID        int
	Title     string
	Body      string
	Version   int
	Revisions []*Revision `json:"-"`
}

// A Revision is what a document was, as long as it had that version.
type Revision struct {
	DocumentID int
	Version    int
	Title      string
	Body       string
	Document   *Document `json:"-"`
}

// RevisionKey is the key of a revision.
type RevisionKey struct{ DocumentID, Version int }

// DocumentTable holds documents as they are.
type DocumentTable struct {
	orm.TableOf[Document, int]
	ID        schema.Int
	Title     schema.String
	Body      schema.String
	Version   schema.Int
	Revisions orm.Many[Document, Revision]
}

// RevisionTable holds what they were.
type RevisionTable struct {
	orm.TableOf[Revision, RevisionKey]
	DocumentID schema.Int
	Version    schema.Int
	Title      schema.String
	Body       schema.String
	Document   orm.One[Revision, Document]
}

// Base holds the tables.
var Base = orm.NewBase()

// Documents have a version, so that a lost update is found as well.
var Documents = orm.Declare(Base, "versioned_document", func(t *DocumentTable) {
	t.ID.PrimaryKey()
	t.Title.Size(50)
	t.Body.Size(200)
	orm.Version(t, t.Version)
})

// Revisions go when their document goes.
var Revisions = orm.Declare(Base, "versioned_revision", func(t *RevisionTable) {
	t.DocumentID.PrimaryKey().References(Documents.ID, schema.OnDelete(schema.Cascade))
	t.Version.PrimaryKey()
	t.Title.Size(50)
	t.Body.Size(200)
	t.Document.Inverse(Documents.Revisions)
})

func init() {
	Documents.Revisions.OrderBy(Revisions.Version.Asc())
	Documents.Revisions.Cascade(orm.CascadeDelete)
}

// keep is a hook: a document that is about to change leaves what it was as a revision,
// in the same transaction.
func keep(_ context.Context, f *orm.Flush) error {
	kept := map[RevisionKey]bool{}
	for _, x := range f.New() {
		if r, ok := x.(*Revision); ok {
			kept[RevisionKey{r.DocumentID, r.Version}] = true
		}
	}
	for _, x := range f.Changed() {
		d, ok := x.(*Document)
		if !ok || kept[RevisionKey{d.ID, d.Version}] {
			continue
		}
		r := &Revision{DocumentID: d.ID, Version: d.Version, Title: d.Title, Body: d.Body}
		for _, c := range f.Changes(d) {
			switch c.Field {
			case "Title":
				r.Title = c.Old.(string)
			case "Body":
				r.Body = c.Old.(string)
			}
		}
		if err := f.Add(r); err != nil {
			return err
		}
	}
	return nil
}

// restore makes a document what it was; that is a change like any other.
func restore(ctx context.Context, s *orm.Session, d *Document, version int) error {
	r, err := Revisions.Get(ctx, s, RevisionKey{d.ID, version})
	if err == nil {
		d.Title, d.Body = r.Title, r.Body
	}
	return err
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
	s := orm.NewSession(eng, orm.OnBeforeFlush(keep))
	defer s.Close()

	d := &Document{Title: "plan", Body: "to be written"}
	s.Add(d, &Document{Title: "other", Body: "that stays"})
	if err := s.Commit(ctx); err != nil {
		return err
	}
	for _, body := range []string{"first", "second"} {
		d.Body = body
		if err := s.Commit(ctx); err != nil {
			return err
		}
	}
	d.Title = "The plan"
	if err := s.Commit(ctx); err != nil {
		return err
	}
	d.Title = "given up"
	if err := s.Rollback(ctx); err != nil { // leaves no revision
		return err
	}
	if err := restore(ctx, s, d, 2); err != nil {
		return err
	}
	if err := s.Commit(ctx); err != nil {
		return err
	}

	s.Clear()
	d, err = orm.Select(Documents).Where(Documents.ID.Eq(d.ID)).With(orm.SelectIn(Documents.Revisions)).One(ctx, s)
	if err != nil {
		return err
	}
	for _, r := range d.Revisions {
		fmt.Fprintf(w, "version %d: %s, %q\n", r.Version, r.Title, r.Body)
	}
	fmt.Fprintf(w, "now %d: %s, %q\n", d.Version, d.Title, d.Body)

	// What was written in which version is a query.
	ever, err := orm.Select(Documents).Where(Documents.Revisions.Any(Revisions.Body.Eq("second"))).Count(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d document ever said %q\n", ever, "second")

	// Two programs that change one version: the second is told, and leaves no revision.
	other := orm.NewSession(eng, orm.OnBeforeFlush(keep))
	defer other.Close()
	theirs, err := Documents.Get(ctx, other, d.ID)
	if err != nil {
		return err
	}
	theirs.Body, d.Body = "theirs", "mine"
	if err := other.Commit(ctx); err != nil {
		return err
	}
	fmt.Fprintf(w, "the second change is refused: %t\n", s.Commit(ctx) != nil) // by the revision's key, or by the version
	if err := s.Rollback(ctx); err != nil {
		return err
	}
	if err := s.Refresh(ctx, d); err != nil {
		return err
	}
	s.Delete(d)
	if err := s.Commit(ctx); err != nil {
		return err
	}
	left, err := orm.Select(Revisions).Count(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "a deleted document leaves %d revisions\n", left)
	return nil
}
