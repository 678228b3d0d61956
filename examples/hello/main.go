package main

import (
	"context"
	"fmt"
	"log"

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

var Products = orm.Declare(base, "product", func(t *ProductTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100)
})

func main() {
	ctx := context.Background()
	eng, err := aludel.Open("sqlite://") // or postgresql://…, mysql://…
	if err == nil {
		err = base.CreateAll(ctx, eng)
	}
	if err == nil {
		err = orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Product{Name: "tea", Price: 3.5}, &Product{Name: "lamp", Price: 120})
			if err := s.Flush(ctx); err != nil {
				return err
			}
			q := orm.Select(Products).Where(Products.Price.Between(1, 6), Products.Name.HasPrefix("t"))
			text, args, _ := q.SQL(eng.Dialect())
			fmt.Println(text, args)
			cheap, err := q.All(ctx, s)
			for _, p := range cheap {
				p.Price = 4 // noticed when the function returns: UPDATE product SET price=…
				fmt.Println(*p)
			}
			return err
		})
	}
	if err != nil {
		log.Fatal(err)
	}
}
