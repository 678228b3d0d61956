package orm_test

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Ports have a harbour master each, who is in office in one port alone.

type Port struct {
	ID     int
	Name   string
	Master *Master
}

type Master struct {
	ID     int
	Name   string
	PortID *int
}

type PortTable struct {
	orm.TableOf[Port, int]
	ID     schema.Int
	Name   schema.String
	Master orm.HasOne[Port, Master]
}

type MasterTable struct {
	orm.TableOf[Master, int]
	ID     schema.Int
	Name   schema.String
	PortID schema.NullInt
}

var (
	Coast = orm.NewBase()
	Ports = orm.Declare(Coast, "port", func(t *PortTable) { t.ID.PrimaryKey() })

	Masters = orm.Declare(Coast, "harbour_master", func(t *MasterTable) {
		t.ID.PrimaryKey()
		t.PortID.References(Ports.ID).Unique()
	})
)

func ExampleUnknownFormerError() {
	ctx, s, done := with(Coast)
	defer done()
	s.Add(&Port{Name: "Riga", Master: &Master{Name: "Ilze"}})
	check(s.Commit(ctx))
	check(s.Clear())

	riga, err := orm.Select(Ports).One(ctx, s) // without its master
	check(err)
	riga.Master = &Master{Name: "Juris"}
	var former *orm.UnknownFormerError
	if err := s.Commit(ctx); errors.As(err, &former) {
		fmt.Printf("%s is given to %s, and who has %s?\n", former.Child, former.Parent, former.Relation)
	}
	check(s.Rollback(ctx))

	ilze, err := Ports.Master.Of(ctx, s, riga)
	check(err)
	riga.Master = &Master{Name: "Juris"} // now it is known who leaves
	check(s.Commit(ctx))
	fmt.Println(ilze.Name, ilze.PortID == nil)
	// Output:
	// a new Master is given to Port 1, and who has Port.Master?
	// Ilze true
}

func ExampleNoKeyError() {
	ctx, s, done := with(Coast)
	defer done()
	riga := &Port{Name: "Riga"}
	s.Add(riga, &Port{Name: "Liepāja", Master: &Master{Name: "Ilze"}})

	there := orm.Select(Ports).Where(Ports.Master.Eq(&Master{Name: "Ilze"})) // another one, which is no row
	_, err := there.All(ctx, s)
	var none *orm.NoKeyError
	fmt.Println(errors.As(err, &none), none)

	juris := &Master{Name: "Juris"}
	riga.Master = juris
	there = orm.Select(Ports).Where(Ports.Master.Eq(juris)) // said before it has a key
	check(s.Flush(ctx))
	port, err := there.One(ctx, s)
	check(err)
	fmt.Println(port.Name)
	// Output:
	// true Port.Master is compared with a new Master, which has no key yet: Flush first
	// Riga
}
