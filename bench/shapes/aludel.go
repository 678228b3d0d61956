package shapes

import (
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type (
	productTable struct {
		schema.Rows
		ID                 schema.Int
		Name               schema.String
		Price              schema.Float
		AvailableQuantity  schema.Int
		ProductionDate     schema.NullDate[time.Time]
		ExpiryDate         schema.NullDate[time.Time]
		ExpiryOffsetMonths schema.NullInt
		CategoryID         schema.Int
	}
	orderTable struct {
		schema.Rows
		ID, ProductID, CustomerID, Quantity schema.Int
	}
	customerTable struct {
		schema.Rows
		ID         schema.Int
		Name, City schema.String
	}
	categoryTable struct {
		schema.Rows
		ID   schema.Int
		Name schema.String
	}
)

var (
	meta     = schema.NewMetaData()
	products = schema.Declare(meta, "product", func(t *productTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.Name.Size(100)
	})
	orders = schema.Declare(meta, "orders", func(t *orderTable) {
		t.ID.PrimaryKey().Autoincrement()
	})
	customers = schema.Declare(meta, "customer", func(t *customerTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.Name.Size(100)
		t.City.Size(100)
	})
	categories = schema.Declare(meta, "category", func(t *categoryTable) {
		t.ID.PrimaryKey().Autoincrement()
		t.Name.Size(100)
	})
)

// built are the shapes as Aludel's expression language says them.
var built = map[string]func() sql.Statement{
	"bykey": func() sql.Statement {
		p := products
		return sql.Select(p.ID, p.Name, p.Price, p.AvailableQuantity, p.ProductionDate, p.ExpiryDate, p.ExpiryOffsetMonths).Where(p.ID.Eq(given.id))
	},
	"page": func() sql.Statement {
		p := products
		return sql.Select(p.ID, p.Name, p.Price).Where(p.AvailableQuantity.Gt(given.low), p.CategoryID.Eq(given.id)).
			OrderBy(p.Price.Desc(), p.ID).Limit(20).Offset(40)
	},
	"in100": func() sql.Statement {
		p := products
		return sql.Select(p.ID, p.Name, p.Price).Where(p.ID.In(given.ids...))
	},
	"join": func() sql.Statement {
		p, o := products, orders
		return sql.Select(p.ID, p.Name, p.Price, o.ID, o.Quantity).Join(o, sql.Eq(o.ProductID, p.ID)).
			Where(p.Price.Gt(given.price), p.Name.Like(given.text), o.Quantity.Lt(given.high), p.ID.Ne(given.id))
	},
	"report": func() sql.Statement {
		p, o, c, g := products, orders, customers, categories
		return sql.Select(g.Name, c.City, sql.Count(), sql.Sum(o.Quantity)).
			From(o).Join(p, sql.Eq(p.ID, o.ProductID)).Join(c, sql.Eq(c.ID, o.CustomerID)).Join(g, sql.Eq(g.ID, p.CategoryID)).
			Where(p.Price.Gt(given.price), p.AvailableQuantity.Gt(given.low), o.Quantity.Ge(given.low), o.Quantity.Lt(given.high), c.City.Ne(given.text), g.Name.Like(given.text)).
			GroupBy(g.Name, c.City).OrderBy(g.Name, c.City).Limit(10)
	},
	"nested": func() sql.Statement {
		p := products
		return sql.Select(p.ID, p.Name).Where(sql.Or(
			sql.And(p.Price.Gt(given.price), p.AvailableQuantity.Gt(given.low)),
			sql.And(p.ExpiryDate.IsNull(), p.Name.Like(given.text)),
			p.ID.Eq(given.id)))
	},
	"exists": func() sql.Statement {
		p, o := products, orders
		return sql.Select(p.ID, p.Name).Where(sql.Exists(sql.Select(o.ID).Where(sql.Eq(o.ProductID, p.ID), o.Quantity.Gt(given.low))))
	},
	"insert": func() sql.Statement {
		p := products
		return sql.Insert(p).Values(p.Name.Set(given.text), p.Price.Set(given.price), p.AvailableQuantity.Set(given.low),
			p.ExpiryOffsetMonths.Set(given.high), p.CategoryID.Set(given.id)).Returning(p.ID)
	},
	"upsert": func() sql.Statement {
		p := products
		return sql.Insert(p).Values(p.ID.Set(given.id), p.Name.Set(given.text), p.Price.Set(given.price)).
			OnConflict(p.ID).DoUpdate(p.Name.SetExpr(sql.Excluded(p.Name)), p.Price.SetExpr(sql.Excluded(p.Price)))
	},
	"update": func() sql.Statement {
		p := products
		return sql.Update(p).Set(p.Name.Set(given.text), p.Price.Set(given.price), p.AvailableQuantity.Set(given.low)).Where(p.ID.Eq(given.id))
	},
}

// CompiledOnce is the contestant that keeps a compiled statement.
const CompiledOnce = "aludel, compiled once"

// aludel are four ways to the same text: from nothing; built anew, its text out of the engine's
// cache, as each execution does; built once; and compiled once, with new values. The fifth is the
// walk that finds the key, alone.
func aludel() ([]contestant, error) {
	e, err := engine.Open(postgres.Dialect, "postgresql://localhost/nobody") // nothing connects
	if err != nil {
		return nil, err
	}
	g := postgres.Dialect.Grammar()
	cs := []contestant{{name: "aludel"}, {name: "aludel, cached"}, {name: "aludel, kept"}, {name: CompiledOnce}, {name: "aludel, the key alone"}}
	for i := range cs {
		cs[i].makers = map[string]maker{}
	}
	for name, build := range built {
		var args []driver.Value
		key := &sql.Key{}
		cs[0].makers[name] = func() (string, int, error) {
			n := sql.StatementOf(build())
			key.Reset()
			key.Node(n)
			c, err := compile.Compile(g, n, key)
			if err != nil {
				return "", 0, err
			}
			args, err = c.Args(args[:0], key, nil)
			return c.SQL, len(args), err
		}
		cs[1].makers[name] = func() (text string, _ int, err error) {
			text, args, err = engine.Compile(e, build(), args[:0])
			return text, len(args), err
		}
		kept := build()
		cs[2].makers[name] = func() (text string, _ int, err error) {
			text, args, err = engine.Compile(e, kept, args[:0])
			return text, len(args), err
		}
		keptKey := &sql.Key{}
		keptKey.Node(sql.StatementOf(kept))
		compiled, err := compile.Compile(g, sql.StatementOf(kept), keptKey)
		if err != nil {
			return nil, err
		}
		cs[3].makers[name] = func() (string, int, error) {
			var err error
			args, err = compiled.Args(args[:0], keptKey, nil)
			return compiled.SQL, len(args), err
		}
		node := sql.StatementOf(kept)
		cs[4].makers[name] = func() (string, int, error) {
			key.Reset()
			key.Node(node)
			return compiled.SQL, -1, key.Err
		}
	}
	return cs, nil
}
