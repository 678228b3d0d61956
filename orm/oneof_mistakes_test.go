package orm_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type wrongNote struct {
	ID    int
	Kind  string
	Of    int
	About Annotated
	Other any
}

type wrongNoteTable struct {
	orm.TableOf[wrongNote, int]
	ID    schema.Int
	Kind  schema.String
	Of    schema.Int
	About orm.OneOf[wrongNote, Annotated]
	Other orm.OneOf[wrongNote, any]
}

//lint:ignore U1000 the row of wrongThingTable, which names it in an alias of a generic type
type wrongThing struct{ ID string }

type wrongThingTable struct {
	orm.TableOf[wrongThing, string]
	ID schema.String
}

type wrongKind struct {
	ID    int
	Kind  *string
	Of    *int
	Other any
}

type wrongKindTable struct {
	orm.TableOf[wrongKind, int]
	ID    schema.Int
	Kind  schema.NullString
	Of    schema.NullInt
	Other orm.OneOf[wrongKind, any]
}

type wrongFilm struct {
	ID   int
	Name string
}

type wrongFilmTable struct {
	orm.TableOf[wrongFilm, int]
	ID   schema.Int
	Name schema.String
}

type wrongSort struct{ ID int }

type wrongSortTable struct {
	orm.TableOf[wrongSort, int]
	ID schema.Int
}

type wrongHolder struct {
	ID, ThingID int
	Thing       Annotated
}

type wrongHolderTable struct {
	orm.TableOf[wrongHolder, int]
	ID, ThingID schema.Int
	Thing       orm.One[wrongHolder, wrongSort]
}

func TestMistakesInOneOf(t *testing.T) {
	for name, c := range map[string]struct {
		by      func(t *wrongNoteTable)
		targets func(n *wrongNoteTable, things *wrongThingTable, sorts *wrongSortTable)
		want    string
	}{
		"no targets": {nil, nil, "wrongNote.About has no targets; say each in init, or as a variable of the package: orm.Target(&….About, Posts, \"post\")"},
		"no By": {func(t *wrongNoteTable) {}, func(n *wrongNoteTable, _ *wrongThingTable, s *wrongSortTable) { orm.Target(&n.Other, s, "sort") },
			"Other: say which columns it is kept in before its targets: t.Other.By(kind, key), in the function that declares wrong_note"},
		"not the interface": {nil, func(n *wrongNoteTable, _ *wrongThingTable, s *wrongSortTable) { orm.Target(&n.About, s, "sort") },
			"relationship About: field About is a Annotated, and *wrongSort does not implement it"},
		"the kind's type": {nil, func(n *wrongNoteTable, _ *wrongThingTable, s *wrongSortTable) { orm.Target(&n.Other, s, 1) },
			"Other: orm.Target(wrongSort) is told by a int, and wrong_note.kind is a string"},
		"the key's type": {nil, func(n *wrongNoteTable, x *wrongThingTable, s *wrongSortTable) { orm.Target(&n.Other, x, "thing") },
			"relationship Other: wrongNote.Of has another type than wrongThing.ID, which it is to be equal to"},
		"the number of columns": {func(t *wrongNoteTable) { t.Other.By(t.Kind, t.Of, t.ID) }, func(n *wrongNoteTable, _ *wrongThingTable, s *wrongSortTable) { orm.Target(&n.Other, s, "sort") },
			"Other: the key of wrongSort has 1 columns, and By names 2"},
		"twice": {nil, func(n *wrongNoteTable, x *wrongThingTable, s *wrongSortTable) {
			orm.Target(&n.Other, s, "sort")
			orm.Target(&n.Other, x, "sort")
		}, "Other: orm.Target(wrongSort) and orm.Target(wrongThing) have one type, or one value that tells them"},
		"alike": {nil, func(n *wrongNoteTable, x *wrongThingTable, s *wrongSortTable) {
			orm.Target(&n.Other, s, "sort")
			orm.Target(&n.Other, x, "Sort ")
		}, `Other: the values that tell wrongSort and wrongThing, "sort" and "Sort ", differ in case or in blanks at the end only`},
		"not declared": {nil, func(n *wrongNoteTable, _ *wrongThingTable, _ *wrongSortTable) {
			orm.Target(&n.Other, (*wrongSortTable)(nil), "sort")
		},
			"Other: orm.Target is given a table that is not declared yet: say it in init"},
	} {
		t.Run(name, func(t *testing.T) {
			b := orm.NewBase()
			things := orm.Declare(b, "wrong_thing", func(t *wrongThingTable) { t.ID.Size(5).PrimaryKey() })
			sorts := orm.Declare(b, "wrong_sort", func(t *wrongSortTable) { t.ID.PrimaryKey() })
			notes := orm.Declare(b, "wrong_note", func(t *wrongNoteTable) {
				t.ID.PrimaryKey()
				t.Kind.Size(5)
				if c.by != nil {
					c.by(t)
					return
				}
				t.Other.By(t.Kind, t.Of)
				t.About.By(t.Kind, t.Of)
			})
			if c.targets != nil {
				c.targets(notes, things, sorts)
			}
			if err := b.Configure(); err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("%v\nwithout: %s", err, c.want)
			}
		})
	}
	b := orm.NewBase()
	sorts := orm.Declare(b, "wrong_sort", func(t *wrongSortTable) { t.ID.PrimaryKey() })
	orm.Declare(b, "wrong_holder", func(t *wrongHolderTable) { t.ID.PrimaryKey(); t.ThingID.References(sorts.ID) })
	if err := b.Configure(); err == nil || !strings.Contains(err.Error(), "field Thing is a Annotated, and *wrongSort does not implement it") {
		t.Error(err)
	}
}

func TestAlikeIdentitiesAreRefused(t *testing.T) {
	for collation, refused := range map[string]bool{"": true, "C": false} {
		b := orm.NewBase()
		orm.Declare(b, "alike_note", func(t *wrongKindTable) {
			t.ID.PrimaryKey()
			t.Kind.Size(5)
			if collation != "" {
				t.Kind.Collation(collation)
			}
			t.Other.By(t.Kind, t.Of)
			films := orm.Declare(b, "alike_film", func(t *wrongFilmTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
			sorts := orm.Declare(b, "alike_sort", func(t *wrongSortTable) { t.ID.PrimaryKey() })
			orm.Target(&t.Other, films, "a")
			orm.Target(&t.Other, sorts, "A")
		})
		if err := b.Configure(); (err != nil) != refused {
			t.Error(collation, err)
		}
	}
}
