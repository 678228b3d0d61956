package orm_test

import (
	"context"
	"fmt"
	"slices"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Jingles have tags, and a document of which one part counts as an attribute; what is to be
// told to others is written beside them.

type Jingle struct {
	ID   int
	Name string
	Meta map[string]any
	Tags []*Tag
}

type Tag struct {
	ID       int
	JingleID int
	Name     string
}

// TagNames is what an association proxy gives: the names alone.
func (s *Jingle) TagNames() []string {
	var names []string
	for _, t := range s.Tags {
		names = append(names, t.Name)
	}
	return names
}

// TagWith adds names that are not there.
func (s *Jingle) TagWith(names ...string) {
	for _, n := range names {
		if !slices.Contains(s.TagNames(), n) {
			s.Tags = append(s.Tags, &Tag{Name: n})
		}
	}
}

// Tempo is what an index property gives: a part of the document.
func (s *Jingle) Tempo() int {
	switch n := s.Meta["tempo"].(type) {
	case int:
		return n
	case float64: // as JSON has it
		return int(n)
	}
	return 0
}

// SetTempo changes the document, which the flush sees.
func (s *Jingle) SetTempo(n int) { s.Meta["tempo"] = n }

// Outgoing is a message that is still to be delivered.
type Outgoing struct {
	ID   int
	Text string
}

type JingleTable struct {
	orm.TableOf[Jingle, int]
	ID   schema.Int
	Name schema.String
	Meta schema.JSON[map[string]any]
	Tags orm.Many[Jingle, Tag]
}

type TagTable struct {
	orm.TableOf[Tag, int]
	ID       schema.Int
	JingleID schema.Int
	Name     schema.String
}

type OutgoingTable struct {
	orm.TableOf[Outgoing, int]
	ID   schema.Int
	Text schema.String
}

var (
	Radio   = orm.NewBase()
	Jingles = orm.Declare(Radio, "radio_jingle", func(t *JingleTable) { t.ID.PrimaryKey(); t.Name.Size(40) })
	Tags    = orm.Declare(Radio, "radio_tag", func(t *TagTable) {
		t.ID.PrimaryKey()
		t.JingleID.References(Jingles.ID)
		t.Name.Size(40)
	})
	Outbox = orm.Declare(Radio, "radio_outbox", func(t *OutgoingTable) { t.ID.PrimaryKey(); t.Text.Size(100) })
)

func Example_standIns() {
	ctx, s, done := with(Radio, orm.OnBeforeFlush(func(_ context.Context, f *orm.Flush) error {
		for _, x := range f.New() { // instead of a prepared transaction: both rows, or none
			if jingle, ok := x.(*Jingle); ok && len(f.New()) == 2 {
				return f.Add(&Outgoing{Text: jingle.Name + " is on air"})
			}
		}
		return nil
	}))
	defer done()

	jingle := &Jingle{Name: "tide", Meta: map[string]any{"tempo": 90}}
	jingle.TagWith("sea", "sea") // association_proxy("tags", "name")
	s.Add(jingle)
	check(s.Commit(ctx))

	jingle.SetTempo(120) // index_property("meta", "tempo")
	check(s.Commit(ctx))
	check(s.Clear())

	// Jingle.tag_names.contains("sea"), Jingle.tempo > 100
	jingle, err := orm.Select(Jingles).With(orm.SelectIn(Jingles.Tags)).
		Where(Jingles.Tags.Any(Tags.Name.Eq("sea")), Jingles.Meta.Path("tempo").Int().Gt(100)).One(ctx, s)
	check(err)
	fmt.Println(jingle.Name, jingle.TagNames(), jingle.Tempo())

	sent, err := orm.Select(Outbox).All(ctx, s) // delivered, and deleted when the other side has it
	check(err)
	for _, m := range sent {
		fmt.Println(m.Text)
		s.Delete(m)
	}
	check(s.Commit(ctx))
	// Output:
	// tide [sea] 120
	// tide is on air
}
