package main

import "errors"

// An Order is a row of bench_order: each of the first owners products has ordersEach.
type Order struct {
	ID, ProductID, Quantity int
}

const (
	owners     = 1000
	ordersEach = 10
)

// An OrderSum is what a list of products with their orders comes to.
type OrderSum struct {
	Products, Orders int
	Sum              uint64
}

// add adds an order to the product that it was found in.
func (s *OrderSum) add(product int, o *Order) {
	s.Orders++
	s.Sum += uint64(product)*31 + uint64(o.ID)*7 + uint64(o.Quantity)
}

// sum is the OrderSum of products whose orders have been put together by key.
func sum(ps []Product, orders map[int][]Order) OrderSum {
	s := OrderSum{Products: len(ps)}
	for i := range ps {
		os := orders[ps[i].ID]
		for j := range os {
			s.add(ps[i].ID, &os[j])
		}
	}
	return s
}

// eager checks an OrderSum: all contestants must come to the same one.
func eager(s OrderSum, err error) (Products, error) {
	switch {
	case err != nil:
		return nil, err
	case s.Products != owners || s.Orders != owners*ordersEach:
		return nil, errors.New("Eager gave too few products or orders")
	}
	return one(&Product{ID: int(s.Sum)}, nil)
}
