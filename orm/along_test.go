package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Farms hold fields, which hold crops: the session deletes fields with their farm by one
// statement, the database crops with their field.

type Farm struct {
	ID     int
	Name   string
	Fields []*Field
}

type Field struct {
	ID     int
	FarmID *int
	Farm   *Farm
	Name   string
	Crops  []*Crop
}

type Crop struct {
	ID      int
	FieldID *int
	Field   *Field
	Name    string
}

type FarmTable struct {
	orm.TableOf[Farm, int]
	ID     schema.Int
	Name   schema.String
	Fields orm.Many[Farm, Field]
}

type FieldTable struct {
	orm.TableOf[Field, int]
	ID     schema.Int
	FarmID schema.NullInt
	Farm   orm.One[Field, Farm]
	Name   schema.String
	Crops  orm.Many[Field, Crop]
}

type CropTable struct {
	orm.TableOf[Crop, int]
	ID      schema.Int
	FieldID schema.NullInt
	Field   orm.One[Crop, Field]
	Name    schema.String
}

var (
	Countryside = orm.NewBase()
	Farms       = orm.Declare(Countryside, "country_farm", func(t *FarmTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Fields.Cascade(orm.CascadeDelete)
	})
	Fields = orm.Declare(Countryside, "country_field", func(t *FieldTable) {
		t.ID.PrimaryKey()
		t.FarmID.References(Farms.ID)
		t.Farm.Inverse(Farms.Fields)
		t.Name.Size(20)
	})
	Crops = orm.Declare(Countryside, "country_crop", func(t *CropTable) {
		t.ID.PrimaryKey()
		t.FieldID.References(Fields.ID, schema.OnDelete(schema.Cascade))
		t.Field.Inverse(Fields.Crops)
		t.Name.Size(20)
	})
)

func TestChangesOfWhatGoesAlongAreNotWritten(t *testing.T) {
	each(t, Countryside, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		f := &Farm{Fields: []*Field{{Crops: []*Crop{{}, {}}}, {Crops: []*Crop{{}}}}}
		other := &Farm{Name: "other"}
		s.Add(f, other)
		must(t, s.Commit(ctx))
		a, b := f.Fields[0], f.Fields[1]
		gone, moved := a.Crops[0], a.Crops[1]
		updates := func() (out []string) {
			for _, q := range sent.take() {
				if strings.HasPrefix(q, "UPDATE") {
					out = append(out, q)
				}
			}
			return out
		}
		sent.take()
		undone := errors.New("undone")
		if err := s.Savepoint(ctx, func() error {
			a.Name, gone.Name = "changed", "changed"
			s.Delete(f)
			must(t, s.Flush(ctx))
			if us := updates(); len(us) != 0 {
				t.Fatal(us)
			}
			return undone
		}); !errors.Is(err, undone) || a.Name != "" || gone.Name != "" {
			t.Fatal(err, a, gone)
		}
		a.Name, gone.Name, moved.Name = "changed", "changed", "moved"
		b.Farm = other
		b.Crops[0].Name, moved.Field = "kept", b
		s.Delete(f)
		must(t, s.Commit(ctx))
		if us := updates(); len(us) == 0 || len(us) > 3 {
			t.Fatal(us)
		}
		must(t, s.Clear())
		fields, err := orm.Select(Fields).All(ctx, s)
		must(t, err)
		crops, err := orm.Select(Crops).OrderBy(Crops.ID.Asc()).All(ctx, s)
		must(t, err)
		if len(fields) != 1 || len(crops) != 2 || crops[0].Name != "moved" || crops[1].Name != "kept" {
			t.Fatal(fields, crops)
		}
	})
}

func TestBulkUpdatesOfVersionsThatTheDatabaseMakes(t *testing.T) {
	each(t, Burgh, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		countVersions(t, ctx, eng)
		s := orm.NewSession(eng)
		defer s.Close()
		g := &Guild{Name: "a"}
		s.Add(g)
		must(t, s.Commit(ctx))
		v := g.V
		r, err := s.Execute(ctx, sql.Update(Guilds).Set(Guilds.Name.Set("b")).AllRows())
		must(t, err)
		must(t, r.Close())
		if g.V != v+1 || g.Name != "b" {
			t.Fatal(g)
		}
		g.Name = "c"
		must(t, s.Commit(ctx))
	})
}

// TestLoadedInARollback: a collection that was loaded after something was written holds
// nothing that was taken back, and is read again.
func TestLoadedInARollback(t *testing.T) {
	each(t, Countryside, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Farm{Fields: []*Field{{}}})
		must(t, s.Commit(ctx))
		must(t, s.Clear())
		f, err := Farms.Get(ctx, s, 1)
		must(t, err)
		undone := errors.New("undone")
		load := func() {
			t.Helper()
			id := f.ID
			s.Add(&Field{FarmID: &id, Name: "phantom"})
			must(t, s.Flush(ctx))
			fields, err := Farms.Fields.Of(ctx, s, f)
			must(t, err)
			if len(fields) != 2 {
				t.Fatal(fields)
			}
		}
		unread := func() {
			t.Helper()
			for _, x := range f.Fields {
				if x.Name == "phantom" {
					t.Fatal("it holds what was taken back", x)
				}
			}
			sent.take()
			fields, err := Farms.Fields.Of(ctx, s, f)
			must(t, err)
			if len(sent.take()) == 0 || len(fields) != 1 {
				t.Fatal("it is not read again", fields)
			}
		}
		if err := s.Savepoint(ctx, func() error { load(); return undone }); !errors.Is(err, undone) {
			t.Fatal(err)
		}
		unread()
		load()
		must(t, s.Rollback(ctx))
		unread()
		f.Fields = nil // all of it is known: they go
		must(t, s.Commit(ctx))
	})
}
