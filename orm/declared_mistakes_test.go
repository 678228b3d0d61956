package orm_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type DAnimal struct {
	ID   int
	Kind string
}

type DDog struct {
	DAnimal
	Tail int
}

type dAnimalTable struct {
	orm.TableOf[DAnimal, int]
	ID   schema.Int
	Kind schema.String
}

type dDogTable struct {
	orm.TableOf[DDog, int]
	ID   schema.Int
	Kind schema.String
	Tail schema.Int
}

type dNest struct {
	ID   int
	Eggs []*dEgg
}

type dEgg struct {
	ID, V  int
	NestID *int
}

type dNestTable struct {
	orm.TableOf[dNest, int]
	ID   schema.Int
	Eggs orm.Many[dNest, dEgg]
}

type dEggTable struct {
	orm.TableOf[dEgg, int]
	ID, V  schema.Int
	NestID schema.NullInt
}

// TestDeclarationsThatPanickedOrPassed: each is a mistake that Configure names.
func TestDeclarationsThatPanickedOrPassed(t *testing.T) {
	animals := func(declare func(*dAnimalTable)) (*orm.Base, *dAnimalTable) {
		b := orm.NewBase()
		return b, orm.Declare(b, "d_animal", func(t *dAnimalTable) { t.ID.PrimaryKey(); declare(t) })
	}
	kinds := func(t *dAnimalTable) { orm.Discriminator(t, t.Kind, "animal") }
	nests := func(f func(*dNestTable, *dEggTable)) *orm.Base {
		b := orm.NewBase()
		ns := orm.Declare(b, "d_nest", func(t *dNestTable) { t.ID.PrimaryKey() })
		orm.Declare(b, "d_egg", func(t *dEggTable) {
			t.ID.PrimaryKey()
			t.NestID.References(ns.ID)
			f(ns, t)
		})
		return b
	}
	var none *dEggTable
	for name, x := range map[string]struct {
		b    *orm.Base
		want string
	}{
		"no discriminator": {func() *orm.Base {
			b, up := animals(func(*dAnimalTable) {})
			orm.SingleTable(up, "dog", func(*dDogTable) {})
			return b
		}(), "nothing says what a row of d_animal is"},
		"a key of its own": {func() *orm.Base {
			b, up := animals(kinds)
			orm.JoinedTable(up, "d_dog", "dog", func(t *dDogTable) { t.Tail.PrimaryKey() })
			return b
		}(), "DDog.Tail is marked as a part of the primary key"},
		"a nil parent": {func() *orm.Base {
			b, _ := animals(kinds)
			orm.SingleTable((*dAnimalTable)(nil), "dog", func(*dDogTable) {})
			return b
		}(), "was given a nil table"},
		"a nil reference":         {nests(func(_ *dNestTable, t *dEggTable) { t.NestID.References(nil) }), "References was given a nil"},
		"fewer columns":           {nests(func(_ *dNestTable, t *dEggTable) { schema.AddForeignKey(t, []sql.Expr{t.V}, nil) }), "1 columns refer to 0"},
		"places in the key":       {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.OrderedBy(t.ID) }), "OrderedBy writes dEgg.ID"},
		"places in a foreign key": {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.OrderedBy(t.NestID) }), "OrderedBy writes dEgg.NestID"},
		"places in the version":   {nests(func(n *dNestTable, t *dEggTable) { orm.Version(t, t.V); n.Eggs.OrderedBy(t.V) }), "OrderedBy writes dEgg.V"},
		"order by nil":            {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.OrderBy(t.V, nil) }), "Eggs.OrderBy was given a nil"},
		"order of another table":  {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.OrderBy(t.ID, n.ID.Desc()) }), "OrderBy names d_nest.id, which is no column of d_egg"},
		"no such cascade":         {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.Cascade(orm.CascadeDelete, 200) }), "Eggs.Cascade(200): there is no such cascade"},
		"no cascade at all":       {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.Cascade(0) }), "Eggs.Cascade(0): there is no such cascade"},
		"no such strategy":        {nests(func(n *dNestTable, t *dEggTable) { n.Eggs.Loading(99) }), "Eggs.Loading(99): there is no such strategy"},
		"refers to itself":        {nests(func(_ *dNestTable, t *dEggTable) { t.V.References(t.V) }), "d_egg(v): foreign key: it refers to itself"},
		"two tenants":             {nests(func(_ *dNestTable, t *dEggTable) { orm.TenantColumn(t, t.V); orm.TenantColumn(t, t.ID) }), "a row belongs to one tenant"},
	} {
		if err := x.b.Configure(); err == nil || !strings.Contains(err.Error(), x.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
	b := nests(func(_ *dNestTable, t *dEggTable) {
		orm.Version(none, t.V)
		orm.Ignore(none, "V")
		orm.Deferred(none, "", t.V)
		orm.ByReference(none, t.V)
		orm.TenantColumn(none, t.V)
	})
	err := b.Configure()
	for _, want := range []string{"orm.Version", "orm.Ignore", "orm.Deferred", "orm.ByReference", "a policy"} {
		if err == nil || !strings.Contains(err.Error(), want+" was given a nil table") {
			t.Errorf("%s: %v", want, err)
		}
	}
	orm.Ignore(nil) // nobody's, and no panic
}
