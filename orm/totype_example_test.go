package orm_test

import (
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A garden has exhibits of every kind.

type Garden struct {
	ID       int
	Town     string
	Exhibits []*Exhibit
}

type Exhibit struct {
	ID       int
	Kind     string
	GardenID int
}

type Sculpture struct {
	Exhibit
	Weight int
}

type GardenTable struct {
	orm.TableOf[Garden, int]
	ID       schema.Int
	Town     schema.String
	Exhibits orm.Many[Garden, Exhibit]
}

type ExhibitColumns struct {
	ID       schema.Int
	Kind     schema.String
	GardenID schema.Int
}

type ExhibitTable struct {
	orm.TableOf[Exhibit, int]
	ExhibitColumns
}

type SculptureTable struct {
	orm.TableOf[Sculpture, int]
	ExhibitColumns
	Weight schema.Int
}

var (
	Townscape = orm.NewBase()
	Gardens   = orm.Declare(Townscape, "townscape_garden", func(t *GardenTable) { t.ID.PrimaryKey(); t.Town.Size(40) })
	Exhibits  = orm.Declare(Townscape, "townscape_exhibit", func(t *ExhibitTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(20)
		t.GardenID.References(Gardens.ID)
		orm.Discriminator(t, t.Kind, "picture")
	})
	Sculptures = orm.JoinedTable(Exhibits, "townscape_sculpture", "sculpture", func(t *SculptureTable) {})
)

func ExampleToType() {
	ctx, s, done := with(Townscape)
	defer done()

	s.Add(&Garden{ID: 1, Town: "Bath"}, &Garden{ID: 2, Town: "York"})
	s.Add(&Exhibit{ID: 1, GardenID: 1}, &Sculpture{Exhibit: Exhibit{ID: 2, GardenID: 1}, Weight: 80}, &Sculpture{Exhibit: Exhibit{ID: 3, GardenID: 2}, Weight: 190})
	check(s.Commit(ctx))

	heavy, err := orm.Select(Gardens).Join(orm.ToType(Gardens.Exhibits, Sculptures)).Where(Sculptures.Weight.Gt(100)).All(ctx, s)
	check(err)
	for _, l := range heavy {
		fmt.Println(l.Town)
	}
	// Output:
	// York
}
