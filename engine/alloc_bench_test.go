package engine_test

import (
	"context"
	"os"
	"testing"
	"time"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type benchTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Price schema.Float
	Made  schema.NullDate[time.Time]
	N     schema.NullInt
}

func BenchmarkByKey(b *testing.B) {
	url := os.Getenv("ALUDEL_TEST_POSTGRES")
	if url == "" {
		b.Skip("ALUDEL_TEST_POSTGRES is not set: make bench measures this")
	}
	ctx := context.Background()
	eng, err := engine.Open(postgres.Dialect, url)
	if err != nil {
		b.Fatal(err)
	}
	m := schema.NewMetaData()
	t := schema.Declare(m, "alloc_bench", func(t *benchTable) { t.ID.PrimaryKey() })
	if err := eng.CreateAll(ctx, m); err != nil {
		b.Fatal(err)
	}
	defer eng.DropAll(ctx, m)
	now := time.Now()
	for range 100 {
		if _, err := eng.Execute(ctx, sql.Insert(t).Values(t.Name.Set("a product"), t.Price.Set(2.5), t.Made.Set(now), t.N.Set(3))); err != nil {
			b.Fatal(err)
		}
	}
	type row struct {
		ID    int
		Name  string
		Price float64
		Made  *time.Time
		N     *int
	}
	b.Run("select", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if _, err := engine.OneAs[row](ctx, eng, sql.Select(t).Where(t.ID.Eq(1+i%100))); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("update", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if _, err := eng.Execute(ctx, sql.Update(t).Set(t.Price.Set(float64(i))).Where(t.ID.Eq(1+i%100))); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("insert", func(b *testing.B) {
		b.ReportAllocs()
		for i := range b.N {
			if _, err := engine.One(ctx, eng, sql.Returning(sql.Insert(t).Values(t.Name.Set("a product"), t.Price.Set(float64(i)), t.Made.Set(now), t.N.SetNull()), t.ID)); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("key", func(b *testing.B) {
		b.ReportAllocs()
		s := sql.Select(t).Join(t2(t)).Where(t.ID.Eq(1), t.Name.Eq("x"), t.Price.Gt(3), t.N.IsNull()).OrderBy(t.ID)
		var k sql.Key
		n := sql.StatementOf(s)
		for range b.N {
			k.Reset()
			k.Node(n)
		}
	})
}

func t2(t *benchTable) *benchTable { return schema.Alias(t, "t2") }
