package dialecttest

import (
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type categoryTable struct {
	schema.Rows
	ID       schema.Int
	Name     schema.String
	ParentID schema.NullInt
}

type productTable struct {
	schema.Rows
	ID         schema.Int
	Name       schema.String
	Price      schema.NullFloat
	Qty        schema.Int
	Active     schema.Bool
	Made       schema.NullDate[time.Time]
	CategoryID schema.NullInt
	Note       schema.NullString
}

type orderTable struct {
	schema.Rows
	ID        schema.Int
	ProductID schema.Int
	Customer  schema.String
	Amount    schema.Decimal[string]
	At        schema.Time
}

// A shop is tables with awkward rows, which cases read and do not change.
type shop struct {
	cat *categoryTable
	p   *productTable
	o   *orderTable
}

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

func newShop(e *env) *shop {
	s := &shop{}
	s.cat = declare(e, "category", func(t *categoryTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.ParentID.References(t.ID)
	})
	s.p = declare(e, "product", func(t *productTable) {
		t.ID.PrimaryKey()
		t.Name.Size(100)
		t.CategoryID.References(s.cat.ID)
		t.Note.Size(100)
	})
	s.o = declare(e, "orders", func(t *orderTable) {
		t.ID.PrimaryKey()
		t.ProductID.References(s.p.ID)
		t.Customer.Size(40)
		t.Amount.Precision(12, 2)
	})
	cat := func(id int, name string, parent *int) []sql.Assignment {
		return []sql.Assignment{s.cat.ID.Set(id), s.cat.Name.Set(name), s.cat.ParentID.SetPtr(parent)}
	}
	e.exec(sql.Insert(s.cat).Rows(cat(1, "goods", nil), cat(2, "tools", new(1)), cat(3, "order by", new(1)), cat(4, "empty", new(3))))

	p := func(id int, name string, price *float64, qty int, active bool, made *time.Time, category *int, note *string) []sql.Assignment {
		return []sql.Assignment{s.p.ID.Set(id), s.p.Name.Set(name), s.p.Price.SetPtr(price), s.p.Qty.Set(qty), s.p.Active.Set(active),
			s.p.Made.SetPtr(made), s.p.CategoryID.SetPtr(category), s.p.Note.SetPtr(note)}
	}
	e.exec(sql.Insert(s.p).Rows(
		p(1, "widget", new(9.99), 10, true, new(day(2024, 1, 31)), new(1), nil),
		p(2, "100% wool", new(25.0), 0, false, nil, new(1), new("")),
		p(3, "under_score", new(0.5), -3, true, new(day(2024, 2, 29)), new(2), new("x")),
		p(4, `back\slash`, nil, 7, true, nil, nil, nil),
		p(5, "sla/sh", new(-1.25), -7, false, new(day(1969, 12, 31)), new(2), new("NULL")),
		p(6, "it's", new(3.0), 2, true, new(day(2000, 1, 1)), new(3), new("--")),
		p(7, `say "hi"`, new(3.0), 3, false, nil, new(3), new("; drop table product")),
		p(8, "Straße 日本 🍺", new(1e6), 100, true, new(day(9999, 12, 31)), nil, new("/*")),
		p(9, "", new(0.0), 0, true, new(day(1000, 1, 1)), nil, nil),
		p(10, "a%b_c/d", nil, -1, false, nil, new(1), new("%")),
	))
	o := func(id, product int, customer, amount string, at time.Time) []sql.Assignment {
		return []sql.Assignment{s.o.ID.Set(id), s.o.ProductID.Set(product), s.o.Customer.Set(customer), s.o.Amount.Set(amount), s.o.At.Set(at)}
	}
	e.exec(sql.Insert(s.o).Rows(
		o(1, 1, "ann", "19.98", time.Date(2024, 2, 1, 12, 0, 0, 0, time.UTC)),
		o(2, 1, "bob", "9.99", time.Date(2024, 2, 1, 23, 59, 59, 999999000, time.UTC)),
		o(3, 2, "ann", "25.00", time.Date(2024, 3, 1, 0, 0, 0, 0, time.UTC)),
		o(4, 6, "O'Neil", "0.01", time.Date(1970, 1, 1, 0, 0, 0, 0, time.UTC)),
		o(5, 6, "bob", "9999999999.99", time.Date(2024, 2, 29, 1, 2, 3, 4000, time.UTC)),
	))
	return s
}
