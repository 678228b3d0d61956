// Package dropped builds what nobody takes.
package dropped

import (
	"context"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type Product struct {
	ID    int
	Name  string
	Price float64
}

type ProductTable struct {
	orm.TableOf[Product, int]
	ID    schema.Int
	Name  schema.String
	Price schema.Float
}

// Cheap is a hybrid.
func (t *ProductTable) Cheap() sql.Cond { return t.Price.Lt(3) }

var base = orm.NewBase()

// Declarations change what they are called on.
var Products = orm.Declare(base, "product", func(t *ProductTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100).Unique()
	t.UniqueOn(t.Name, t.Price).Named("once")
})

var all = orm.Select(Products)

func query(ctx context.Context, s *orm.Session, name string) ([]*Product, error) {
	q := orm.Select(Products)
	if name != "" {
		q.Where(Products.Name.Eq(name)) // want `the result of Where is dropped: q does not change; write q = q.…`
	}
	q.Where(Products.Price.Gt(1)).OrderBy(Products.Name) // want `the result of OrderBy is dropped: q does not change`
	(q.Limit(3))                                         // want `the result of Limit is dropped: q does not change`
	all.Offset(3)                                        // want `the result of Offset is dropped: it is a value, and building it has no effect of its own`
	defer q.Distinct()                                   // want `the result of Distinct is dropped: q does not change`
	go q.Distinct()                                      // want `the result of Distinct is dropped: q does not change`
	q = q.Where(Products.Cheap())
	_ = q.Limit(1)
	own(q)
	Products.Cheap()
	return q.All(ctx, s)
}

// own is a function of the program, which may have an effect.
func own(q orm.Query[*Product]) orm.Query[*Product] { return q }

func statements(eng *engine.Engine) {
	s := sql.Select(Products.ID)
	s.From(Products)                              // want `the result of From is dropped: s does not change; write s = s.…`
	u := sql.Update(Products)                     //
	u.Set(Products.Price.Set(3))                  // want `the result of Set is dropped: u does not change`
	u.Where(Products.ID.Eq(3))                    // want `the result of Where is dropped: u does not change`
	d := sql.Delete(Products)                     //
	d.Where(Products.ID.Eq(3))                    // want `the result of Where is dropped: d does not change`
	d.Where(Products.ID.Eq(3)).Returning(d2()...) // want `the result of Returning is dropped: it is a value`
	i := sql.Insert(Products)                     //
	i.Values(Products.Name.Set("tea"))            // want `the result of Values is dropped: i does not change`
	text := sql.Text("SELECT :x")                 //
	text.Bind("x", 1)                             // want `the result of Bind is dropped: text does not change`
	cond := Products.Price.Gt(1)                  //
	cond.And(Products.Price.Lt(3))                // want `the result of And is dropped: cond does not change`
	Products.Price.Gt(1)                          // want `the result of Gt is dropped: it is a value`
	sql.Select1(Products.ID)                      // want `the result of Select1 is dropped: it is a value`
	sql.With("x", s)                              // want `the result of With is dropped: it is a value`
	sql.Count(Products.ID).Filter(cond)           // want `the result of Filter is dropped: it is a value`
	schema.NewDomain(base.MetaData(), "price", sqltype.Float, nil)
	engine.PoolSize(3)                              // want `the result of PoolSize is dropped: it is a value`
	eng.WithSchemas(map[string]string{"": "other"}) // want `the result of WithSchemas is dropped: eng does not change`
	url, err := dburl.Parse("sqlite://")
	if err == nil {
		url.SetUser("me") // want `the result of SetUser is dropped: url does not change`
	}
	_, _, _ = s.SQL(eng.Dialect())
}

func d2() []sql.Item { return []sql.Item{Products.ID} }

func results(ctx context.Context, eng *engine.Engine) error {
	conn, err := eng.Connect(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	res, err := conn.Execute(ctx, sql.Select(Products.Name))
	if err != nil {
		return err
	}
	res.Unique() // leaves out rows from here on
	_, err = res.FetchAll()
	return err
}
