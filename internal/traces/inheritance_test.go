package traces

import (
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Person is what engineers and bosses have in common.
type Person struct {
	ID   int
	Name string
	Type string
}

type Engineer struct {
	Person
	Lang *string
}

type Boss struct {
	Person
	Level *int
}

type PersonColumns struct {
	ID   schema.Int
	Name schema.String
	Type schema.String
}

type PersonTable struct {
	orm.TableOf[Person, int]
	PersonColumns
}

type EngineerTable struct {
	orm.TableOf[Engineer, int]
	PersonColumns
	Lang schema.NullString
}

type BossTable struct {
	orm.TableOf[Boss, int]
	PersonColumns
	Level schema.NullInt
}

var (
	People = orm.Declare(Base, "person", func(t *PersonTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Type.Size(20)
		orm.Discriminator(t, t.Type, "person")
	})
	Engineers = orm.JoinedTable(People, "engineer", "engineer", func(t *EngineerTable) { t.Lang.Size(10) })
	Bosses    = orm.JoinedTable(People, "boss", "boss", func(t *BossTable) {})
)

// inheritance are the scenarios of entities that inherit from others.
func inheritance() []Scenario {
	return []Scenario{
		{Name: "polymorphic_get_sub", Run: func(e *env) {
			e.s.Add(&Engineer{Person: Person{ID: 1, Name: "e"}, Lang: ptr("go")}, &Boss{Person: Person{ID: 2, Name: "b"}, Level: ptr(3)})
			e.start()
			x, err := Engineers.Get(e.ctx, e.s, 1)
			e.must(err)
			e.note("base get")
			p, err := People.Get(e.ctx, e.s, 1)
			e.must(err)
			e.out("same", p == &x.Person)
			_, err = Engineers.Get(e.ctx, e.s, 2)
			if !errors.Is(err, orm.ErrNoResult) {
				e.must(errors.Join(errMemory, err))
			}
			e.out("wrong", nil)
		}, Differs: []Difference{{Why: "the key is read once, and is that of the entity's own table", Lines: `
			- SELECT engineer.id, person.id AS id_1, person.name, person.type, engineer.lang FROM person JOIN engineer ON person.id = engineer.id WHERE person.id = ? | 1
			+ SELECT engineer.id, person.name, person.type, engineer.lang FROM person JOIN engineer ON engineer.id = person.id WHERE engineer.id = ? | 1
			- SELECT engineer.id, person.id AS id_1, person.name, person.type, engineer.lang FROM person JOIN engineer ON person.id = engineer.id WHERE person.id = ? | 2
			+ SELECT engineer.id, person.name, person.type, engineer.lang FROM person JOIN engineer ON engineer.id = person.id WHERE engineer.id = ? | 2`}}},
	}
}
