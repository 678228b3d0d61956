package main

import (
	"context"
	"time"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// mappedTable maps Product, as orm.TableOf wants it.
type mappedTable struct {
	orm.TableOf[Product, int]
	ID                 schema.Int
	Name               schema.String
	Price              schema.Float
	AvailableQuantity  schema.Int
	ProductionDate     schema.NullDate[time.Time]
	ExpiryDate         schema.NullDate[time.Time]
	ExpiryOffsetMonths schema.NullInt
}

var mapped = orm.Declare(orm.NewBase(), "bench_product", func(t *mappedTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100)
})

// mapper is Aludel's ORM: a fresh Session for each operation, with identity map and
// change tracking.
type mapper struct {
	Absent
	eng *engine.Engine
}

func openORM(_ context.Context, url string) (Contestant, error) {
	eng, err := aludel.Open(url, engine.PoolSize(5), engine.MaxOverflow(0))
	if err != nil {
		return nil, err
	}
	return mapper{eng: eng}, nil
}

func (m mapper) Get(ctx context.Context, id int) (*Product, error) {
	s := orm.NewSession(m.eng)
	p, err := mapped.Get(ctx, s, id)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return p, err
}

func (m mapper) List(ctx context.Context, n int) (Products, error) {
	s := orm.NewSession(m.eng)
	ps, err := orm.Select(mapped).OrderBy(mapped.ID).Limit(n).All(ctx, s)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return Pointers(ps), err
}

func (m mapper) In(ctx context.Context, ids []int) (Products, error) {
	s := orm.NewSession(m.eng)
	ps, err := orm.Select(mapped).Where(mapped.ID.In(ids...)).All(ctx, s)
	if cerr := s.Close(); err == nil {
		err = cerr
	}
	return Pointers(ps), err
}

func (m mapper) Close() error { return m.eng.Close(context.Background()) }
