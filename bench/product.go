package main

import (
	"fmt"
	"math"
	"slices"
	"time"
)

// A Product is a row of bench_product and of bench_big.
type Product struct {
	ID                 int
	Name               string
	Price              float64
	AvailableQuantity  int
	ProductionDate     *time.Time // a date
	ExpiryDate         *time.Time // a date
	ExpiryOffsetMonths *int
}

// columns are the columns of a product, in the order of the fields.
const columns = "id, name, price, available_quantity, production_date, expiry_date, expiry_offset_months"

// pointers are where Scan puts the columns.
func (p *Product) pointers() []any {
	return []any{&p.ID, &p.Name, &p.Price, &p.AvailableQuantity, &p.ProductionDate, &p.ExpiryDate, &p.ExpiryOffsetMonths}
}

// rows is how many rows bench_product has at first; their keys are 1 to rows.
const rows = 10_000

// bigRows is how many rows bench_big has.
const bigRows = 1_000_000

// sample is the product with the key id. Each date is NULL in a sixth of the
// rows, the number of months in half of them.
func sample(id int) Product {
	p := Product{ID: id, Name: fmt.Sprintf("product number %d", id), Price: float64(id%9973) / 8, AvailableQuantity: id % 50}
	day := time.Date(2024, 1, 1+id%700, 0, 0, 0, 0, time.UTC)
	if id%6 != 0 {
		p.ProductionDate = &day
	}
	if id%6 != 3 {
		later := day.AddDate(1, 0, 0)
		p.ExpiryDate = &later
	}
	if id%2 == 0 {
		months := id % 36
		p.ExpiryOffsetMonths = &months
	}
	return p
}

// Products is a list as a contestant likes to have it.
type Products interface {
	Len() int
	At(i int) *Product
}

// Values are products in a slice.
type Values []Product

// Len is the number of products.
func (v Values) Len() int { return len(v) }

// At is the product at i.
func (v Values) At(i int) *Product { return &v[i] }

// Pointers are products of their own.
type Pointers []*Product

// Len is the number of products.
func (p Pointers) Len() int { return len(p) }

// At is the product at i.
func (p Pointers) At(i int) *Product { return p[i] }

// A digest is a checksum over products, all columns and NULLs, in their order.
type digest uint64

func (d *digest) number(n uint64) {
	h := uint64(*d)
	for range 8 {
		h = (h ^ n&0xff) * 0x100000001b3
		n >>= 8
	}
	*d = digest(h)
}

// add adds a product.
func (d *digest) add(p *Product) {
	d.number(uint64(p.ID))
	d.number(uint64(len(p.Name)))
	for _, c := range []byte(p.Name) {
		d.number(uint64(c))
	}
	d.number(math.Float64bits(p.Price))
	d.number(uint64(p.AvailableQuantity))
	d.date(p.ProductionDate)
	d.date(p.ExpiryDate)
	if p.ExpiryOffsetMonths == nil {
		d.number(math.MaxUint64)
	} else {
		d.number(uint64(*p.ExpiryOffsetMonths))
	}
}

// date adds the calendar date, whatever zone a driver has put it into.
func (d *digest) date(t *time.Time) {
	if t == nil {
		d.number(math.MaxUint64)
		return
	}
	year, month, day := t.Date()
	d.number(uint64(year*10000 + int(month)*100 + day))
}

// digestOf is the digest of all of ps, which it sorts by key if they are unordered.
func digestOf(ps Products, unordered bool) digest {
	if ps == nil {
		return 0
	}
	all := make(Pointers, ps.Len())
	for i := range all {
		all[i] = ps.At(i)
	}
	if unordered {
		slices.SortFunc(all, func(a, b *Product) int { return a.ID - b.ID })
	}
	d := digest(len(all))
	for _, p := range all {
		d.add(p)
	}
	return d
}
