package main

import (
	"context"
	"fmt"
	"io"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/examples/tutorial/bothways"
	"github.com/aludel/aludel/examples/tutorial/oneway"
	"github.com/aludel/aludel/orm"
)

func relations() []part { return []part{foreignKey(), orderProduct(), productOrders()} }

func orderProduct() part {
	return part{
		name: "order-product", episode: "FK", title: "order.product: a relationship in one direction", needs: nothing,
		steps: []step{{
			title: "product: Mapped[\"PyProduct\"] = relationship()",
			about: "A field of the row, and one of the table. How the two tables are joined is found from the foreign key; where there are several, or none, Configure says so, with the candidates.",
			shows: []string{"oneway.Order", "oneway.OrderTable", "oneway.Orders"},
			run:   oneWaySetUp,
		}, {
			title: "A Session adds objects, in the order that the foreign keys want",
			about: "The order is added alone: its product is reached from it. The key that the database makes is put into both structs.",
			run:   oneWayAdd,
		}, {
			title: "order.product, on demand and ahead of time",
			about: "Nothing is loaded behind your back: Of loads the product, for all orders that came with the same query at once; With loads it together with them.",
			run:   oneWayLoad,
		}},
	}
}

func productOrders() part {
	return part{
		name: "product-orders", episode: "FK", title: "product.orders and order.product: both directions", needs: nothing,
		steps: []step{{
			title: "relationship(back_populates=…) on both sides",
			about: "One typed Inverse, on the side that sees the other, instead of two names that must fit: another entity's relationship does not compile.",
			shows: []string{"bothways.Product", "bothways.ProductTable", "bothways.Orders"},
			run:   bothWaysSetUp,
			slips: []slip{{
				says:  `orders: Mapped[list["PyProduct"]]`,
				right: `Mapped[list["PyOrder"]]. As printed, the class is made, and its first use fails with NoForeignKeysError. Here orm.Many[Product, Product] is refused by Inverse: wrong type for method.`,
			}, {
				says:  `that back_populates "points to the column with the same name"`,
				right: "to the relationship() of that name; neither side is a column.",
			}, {
				says:  `"lass PyProduct(Base)", and that Django's related_name works like this`,
				right: "class; and one related_name makes both directions, as one Inverse does here.",
			}},
		}, {
			title: "Both sides agree, and changes are found by comparing",
			about: "Append to the slice, set a field: the flush finds out. Only the column that changed is sent.",
			run:   bothWaysChange,
		}, {
			title: "The children of many parents in one query",
			run:   bothWaysLoad,
		}},
	}
}

func oneWaySetUp(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return oneway.Base.CreateAll(ctx, eng)
}

func oneWayAdd(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	tea := &oneway.Product{Name: "tea", Price: 3.5}
	first := &oneway.Order{Quantity: 2, Product: tea}
	second := &oneway.Order{Quantity: 5, Product: tea}

	err := orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(first, second)
		return nil // flushes and commits
	})
	fmt.Fprintln(out, "product", tea.ID)
	for _, order := range []*oneway.Order{first, second} {
		fmt.Fprintln(out, "order", order.ID, "of product", order.ProductID)
	}
	return err
}

func oneWayLoad(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	s := orm.NewSession(eng)
	defer s.Close()

	orders, err := orm.Select(oneway.Orders).OrderBy(oneway.Orders.ID).All(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "not loaded:", orders[0].Product == nil)
	product, err := oneway.Orders.Product.Of(ctx, s, orders[0])
	if err != nil {
		return err
	}
	fmt.Fprintln(out, "of both orders:", product.Name, orders[1].Product == product)

	fresh := orm.NewSession(eng)
	defer fresh.Close()
	orders, err = orm.Select(oneway.Orders).
		Where(oneway.Orders.Quantity.Gt(2)).
		With(orm.Joined(oneway.Orders.Product)).
		All(ctx, fresh)
	for _, order := range orders {
		fmt.Fprintln(out, order.Quantity, "of", order.Product.Name)
	}
	return err
}

func bothWaysSetUp(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	if err := bothways.Base.CreateAll(ctx, eng); err != nil {
		return err
	}
	return orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(
			&bothways.Product{Name: "tea", Price: 3.5,
				Orders: []*bothways.Order{{Quantity: 2}, {Quantity: 5}}},
			&bothways.Product{Name: "lamp", Price: 120,
				Orders: []*bothways.Order{{Quantity: 1}}})
		return nil
	})
}

func bothWaysChange(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	return orm.Begin(ctx, eng, func(s *orm.Session) error {
		tea, err := bothways.Products.Get(ctx, s, 1)
		if err != nil {
			return err
		}
		orders, err := bothways.Products.Orders.Of(ctx, s, tea)
		if err != nil {
			return err
		}
		fmt.Fprintln(out, len(orders), "orders; each knows its product:", orders[0].Product == tea)

		tea.Price = 4
		tea.Orders = append(tea.Orders, &bothways.Order{Quantity: 7})
		s.Delete(orders[0])
		return nil
	})
}

func bothWaysLoad(ctx context.Context, eng *engine.Engine, out io.Writer) error {
	s := orm.NewSession(eng)
	defer s.Close()
	products, err := orm.Select(bothways.Products).
		With(orm.SelectIn(bothways.Products.Orders)).
		OrderBy(bothways.Products.Name.Asc()).All(ctx, s)
	for _, product := range products {
		for _, order := range product.Orders {
			fmt.Fprintln(out, product.Name, order.Quantity)
		}
	}
	return err
}
