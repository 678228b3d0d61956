package orm_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// What the guide for those who come from another library shows: the same rows, in the
// words of each.

func Example_sqlalchemy() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng) // with Session(engine) as session:
	defer s.Close()

	// session.scalars(select(Product).options(selectinload(Product.orders)).where(Product.orders.any(Order.quantity > 1)).order_by(Product.name)).all()
	products, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).
		Where(Products.Orders.Any(Orders.Quantity.Gt(1))).OrderBy(Products.Name).All(ctx, s)
	check(err)
	anvil := products[0]

	// session.get(Product, 1) is anvil
	same, err := Products.Get(ctx, s, anvil.ID)
	check(err)
	fmt.Println(same == anvil)

	// anvil.orders.append(Order(quantity=5)); session.commit()
	anvil.Orders = append(anvil.Orders, &Order{Quantity: 5})
	check(s.Commit(ctx))
	fmt.Println(anvil.Orders[2].ProductID == anvil.ID, anvil.Orders[2].Product == anvil)

	// session.execute(update(Product).where(Product.price < 5).values(price=Product.price + 1))
	res, err := s.Execute(ctx, sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Add(1))).Where(Products.Price.Lt(5)))
	check(err)
	check(res.Close())
	fmt.Println(products[1].Name, products[1].Price) // objects in memory agree

	// for a lazy load at product.orders, which is said here
	candle, err := orm.Select(Products).Where(Products.Name.Eq("candle")).One(ctx, s)
	check(err)
	orders, err := Products.Orders.Of(ctx, s, candle)
	check(err)
	fmt.Println(len(orders))
	// Output:
	// true
	// true true
	// bucket 5
	// 0
}

func Example_gorm() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	// db.Transaction(func(tx *gorm.DB) error { … })
	err := orm.Begin(ctx, eng, func(s *orm.Session) error {
		// tx.Preload("Orders", "quantity > ?", 1).Where("price > ?", 3).Order("name").Find(&products)
		products, err := orm.Select(Products).With(orm.SelectIn(Products.Orders).Where(Orders.Quantity.Gt(1))).
			Where(Products.Price.Gt(3)).OrderBy(Products.Name).All(ctx, s)
		if err != nil {
			return err
		}
		fmt.Println(len(products), len(products[0].Orders))

		// tx.Model(&p).Select("Price").Updates(Product{Price: 0}): a zero is a value here, and is written
		products[1].Price = 0

		// tx.Create(&Product{…})
		s.Add(&Product{Name: "dough", Price: 2})
		return nil // writes what has changed, and commits
	})
	check(err)

	// db.Where("price < ?", 3).FindInBatches(&batch, 2, func(tx *gorm.DB, n int) error { … })
	s := orm.NewSession(eng)
	defer s.Close()
	for batch, err := range orm.Select(Products).Where(Products.Price.Lt(3)).OrderBy(Products.ID).Batches(ctx, s, 2) {
		check(err)
		for _, p := range batch {
			p.AvailableQuantity++ // is written at the end of the batch
		}
		fmt.Println(len(batch))
	}

	// db.First(&p, "name = ?", "egg"); errors.Is(err, gorm.ErrRecordNotFound)
	_, err = orm.Select(Products).Where(Products.Name.Eq("egg")).One(ctx, s)
	fmt.Println(errors.Is(err, orm.ErrNoResult))
	// Output:
	// 2 1
	// 2
	// 1
	// true
}

func Example_ent() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()
	s := orm.NewSession(eng)
	defer s.Close()

	// client.Product.Query().Where(product.HasOrdersWith(order.QuantityGT(1))).
	//     WithOrders(func(q *ent.OrderQuery) { q.Order(ent.Desc(order.FieldQuantity)).Limit(1) }).All(ctx)
	products, err := orm.Select(Products).Where(Products.Orders.Any(Orders.Quantity.Gt(1))).
		With(orm.SelectIn(Products.Orders).OrderBy(Orders.Quantity.Desc()).Limit(1)). // one for each product
		OrderBy(Products.ID).All(ctx, s)
	check(err)
	for _, p := range products {
		fmt.Println(p.Name, p.Orders[0].Quantity)
	}

	// p.Update().SetPrice(5).AddOrderIDs(…).Save(ctx)
	p := products[1]
	p.Price = 5
	check(Products.Orders.Add(s, p, &Order{Quantity: 4}))
	check(s.Commit(ctx))

	// p.QueryOrders().Where(order.QuantityGT(3)).Count(ctx)
	n, err := Products.Orders.Select(p).Where(Orders.Quantity.Gt(3)).Count(ctx, s)
	check(err)
	fmt.Println(n)

	// client.Product.Query().GroupBy(product.FieldName).Aggregate(ent.Sum(…)).Scan(ctx, &v)
	sums, err := orm.All(ctx, s, sql.Select2(Products.Name, sql.Sum(Orders.Quantity)).Join(Orders, sql.Eq(Orders.ProductID, Products.ID)).
		GroupBy(Products.Name).OrderBy(Products.Name))
	check(err)
	for _, row := range sums {
		fmt.Println(row.A, *row.B)
	}
	// Output:
	// anvil 2
	// bucket 10
	// 2
	// anvil 3
	// bucket 14
}

func Example_bun() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	// db.NewSelect().Model(&products).Relation("Orders").Where("price > ?", 3).OrderExpr("name").Scan(ctx)
	s := orm.NewSession(eng, orm.ReadOnly)
	defer s.Close()
	products, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).Where(Products.Price.Gt(3)).OrderBy(Products.Name).All(ctx, s)
	check(err)
	fmt.Println(len(products), len(products[0].Orders))

	// db.NewInsert().Model(&rows).Exec(ctx): one statement, no session
	res, err := eng.Execute(ctx, orm.Insert(Products, &Product{Name: "dough", Price: 2}, &Product{Name: "egg", Price: 1}))
	check(err)
	fmt.Println(res.RowCount())
	check(res.Close())

	// db.NewUpdate().Model((*Product)(nil)).Set("price = price * 2").Where("name LIKE ?", "e%").Exec(ctx)
	res, err = eng.Execute(ctx, sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Mul(2))).Where(Products.Name.HasPrefix("e")))
	check(err)
	fmt.Println(res.RowCount())
	check(res.Close())

	// db.NewSelect().ColumnExpr("name, price").Model((*Product)(nil)).Scan(ctx, &names, &prices)
	rows, err := engine.All(ctx, eng, sql.Select2(Products.Name, Products.Price).Where(Products.Price.Lt(3)).OrderBy(Products.Name))
	check(err)
	for _, r := range rows {
		fmt.Println(r.A, r.B)
	}
	// Output:
	// 2 2
	// 2
	// 1
	// candle 1
	// dough 2
	// egg 2
}

func Example_sqlx() {
	ctx := context.Background()
	eng, done := shop(ctx)
	defer done()

	// db.SelectContext(ctx, &rows, "SELECT name, price FROM … WHERE price > ? ORDER BY name", 3)
	type row struct {
		Name  string
		Price float64
	}
	query := sql.Text("SELECT name, price FROM orm_product WHERE price > :least ORDER BY name")
	rows, err := engine.AllAs[row](ctx, eng, query, sql.Params{"least": 3})
	check(err)
	fmt.Println(rows)

	// query, args, _ := sqlx.In("… WHERE name IN (?)", names); db.Get(&n, db.Rebind(query), args…)
	n, err := engine.OneAs[int](ctx, eng, sql.Text("SELECT count(*) FROM orm_product WHERE name IN :names").Bind("names", sql.List("anvil", "candle")))
	check(err)
	fmt.Println(n)

	// db.NamedExecContext(ctx, "INSERT INTO … VALUES (:name, :price, …)", rows): checked by the compiler
	res, err := eng.Execute(ctx, orm.Insert(Products, &Product{Name: "dough", Price: 2}, &Product{Name: "egg", Price: 1}))
	check(err)
	fmt.Println(res.RowCount())
	check(res.Close())

	// the same SELECT, whose names and types are known
	found, err := engine.All(ctx, eng, orm.Select(Products).Where(Products.Price.Gt(3)).OrderBy(Products.Name))
	check(err)
	fmt.Println(len(found), found[0].Name)
	// Output:
	// [{anvil 120} {bucket 4}]
	// 2
	// 2
	// 2 anvil
}
