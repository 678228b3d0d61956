package main

import (
	"context"
	"fmt"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
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

var base = orm.NewBase()
var Products = orm.Declare(base, "product", func(t *ProductTable) { t.ID.PrimaryKey(); t.Name.Size(100) })

func main() {
	ctx := context.Background()
	eng, err := aludel.Open("sqlite://") // or postgresql://…, mysql://…
	if err == nil {
		err = base.CreateAll(ctx, eng)
	}
	if err == nil {
		err = orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Product{Name: "tea", Price: 3.5}, &Product{Name: "lamp", Price: 120})
			q := orm.Select(Products).Where(Products.Price.Between(1, 6), Products.Name.HasPrefix("t"))
			fmt.Println(q.SQL(eng.Dialect()))
			cheap, err := q.All(ctx, s) // the INSERTs go first
			for _, p := range cheap {
				p.Price = 4 // noticed: UPDATE product SET price=… before COMMIT
				fmt.Println(*p)
			}
			return err
		})
	}
	fmt.Println("error:", err)
}
