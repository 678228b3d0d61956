package main

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync/atomic"
	"unsafe"

	"github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
	drivermysql "github.com/aludel/aludel/driver/mysql"
	driverpgx "github.com/aludel/aludel/driver/pgx"
	driversqlite "github.com/aludel/aludel/driver/sqlite"
	"github.com/aludel/aludel/pool"
)

// contract is Aludel without its engine: the pool and the driver contract, with
// statements and targets written by hand. What a contestant above it takes more
// is the engine's and the compiler's; what it takes itself is the adapter's.
type contract struct {
	Absent
	pool                                 *pool.Pool
	get, list, in, insert, update, first kept
	stream                               kept
	begin, commit                        *driver.Statement
	inArray                              bool // the keys are one array
}

// kept is a statement with the plan of its last execution, which fits the next
// one unless the table has changed.
type kept struct {
	*driver.Statement
	plan *atomic.Pointer[planned]
}

type planned struct {
	shape *driver.Shape
	plan  driver.Plan
}

// targets are the fields of a Product, by the columns' order.
var targets = []driver.Target{
	{Col: 0, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(Product{}.ID)},
	{Col: 1, Kind: driver.String, Offset: unsafe.Offsetof(Product{}.Name)},
	{Col: 2, Kind: driver.Float, Size: 8, Offset: unsafe.Offsetof(Product{}.Price)},
	{Col: 3, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(Product{}.AvailableQuantity)},
	{Col: 4, Kind: driver.Date, Ptr: true, Offset: unsafe.Offsetof(Product{}.ProductionDate)},
	{Col: 5, Kind: driver.Date, Ptr: true, Offset: unsafe.Offsetof(Product{}.ExpiryDate)},
	{Col: 6, Kind: driver.Int, Size: 8, Ptr: true, Offset: unsafe.Offsetof(Product{}.ExpiryOffsetMonths)},
}

// PostgreSQL's numbers of the parameters' types.
const (
	oidInt8    = 20
	oidInt4    = 23
	oidFloat8  = 701
	oidInt8s   = 1016
	oidVarchar = 1043
	oidDate    = 1082
)

// statement makes one; text has ? for parameters, which number turns into $1, $2.
func statement(verb driver.Verb, number bool, text string, types ...uint32) kept {
	s := &driver.Statement{Verb: verb, Text: text}
	if number {
		parts := strings.Split(text, "?")
		s.Text = parts[0]
		for i, p := range parts[1:] {
			s.Text += fmt.Sprintf("$%d%s", i+1, p)
		}
		s.Params = types
	}
	return kept{s, new(atomic.Pointer[planned])}
}

func openContract(variable string) func(context.Context, string) (Contestant, error) {
	return func(_ context.Context, address string) (Contestant, error) {
		var d driver.Driver
		number := variable == postgresVar
		in := " IN (?" + strings.Repeat(", ?", 99) + ")"
		returning := " RETURNING id"
		switch variable {
		case postgresVar:
			d, in = driverpgx.New(driverpgx.Config{ConnString: address}), " = ANY(?)"
		case mysqlVar:
			config, err := mysqlConfig(address)
			if err != nil {
				return nil, err
			}
			if d, err = newMySQL(config); err != nil {
				return nil, err
			}
			returning = "" // the protocol tells the key
		default:
			d, in = driversqlite.New(driversqlite.Config{File: sqliteFile(address)}), " IN (SELECT value FROM json_each(?))"
		}
		config := pool.Defaults()
		config.Size, config.MaxOverflow = 5, 0
		p, err := pool.New(d, config)
		if err != nil {
			return nil, err
		}
		from := "SELECT " + columns + " FROM bench_product "
		c := &contract{
			pool:   p,
			get:    statement(driver.Query, number, from+"WHERE id = ?", oidInt8),
			list:   statement(driver.Query, number, from+"ORDER BY id LIMIT ?", oidInt8),
			in:     statement(driver.Query, number, from+"WHERE id"+in, oidInt8s),
			update: statement(driver.Write, number, "UPDATE bench_product SET price = ? WHERE id = ?", oidFloat8, oidInt8),
			first:  statement(driver.Query, number, "SELECT "+columns+" FROM bench_big"),
			stream: statement(driver.Query, number, "SELECT "+columns+" FROM bench_big"),
			insert: statement(driver.Write, number,
				"INSERT INTO bench_product (name, price, available_quantity, production_date, expiry_date, expiry_offset_months) VALUES (?, ?, ?, ?, ?, ?)"+returning,
				oidVarchar, oidFloat8, oidInt4, oidDate, oidDate, oidInt4),
			begin:   &driver.Statement{Verb: driver.Begin, Text: "BEGIN"},
			commit:  &driver.Statement{Verb: driver.Commit, Text: "COMMIT"},
			inArray: variable != mysqlVar,
		}
		c.get.OneRow = true
		return c, nil
	}
}

func newMySQL(config *mysql.Config) (driver.Driver, error) {
	return drivermysql.New(drivermysql.Config{MySQL: config})
}

// run sends requests on a connection and calls each for every answer.
func (c *contract) run(ctx context.Context, rs []driver.Request, each func(driver.Rows) error) (err error) {
	lease, err := c.pool.Acquire(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, lease.Release()) }()
	results, err := lease.Conn().Run(ctx, rs)
	if err != nil {
		return err
	}
	for {
		rows, err := results.Next()
		if rows == nil || err != nil {
			return errors.Join(err, results.Close())
		}
		if err := each(rows); err != nil {
			return errors.Join(err, results.Close())
		}
	}
}

// planFor is the plan for products.
func (k kept) planFor(rows driver.Rows) (driver.Plan, error) {
	shape := rows.Shape()
	if p := k.plan.Load(); p != nil && p.shape == shape {
		return p.plan, nil
	}
	plan, err := rows.Plan(targets)
	if err == nil {
		k.plan.Store(&planned{shape, plan})
	}
	return plan, err
}

// products reads all rows.
func (c *contract) products(ctx context.Context, k kept, limit int, args ...driver.Value) (Values, error) {
	var ps Values
	err := c.run(ctx, []driver.Request{{Stmt: k.Statement, Args: args, Max: limit}}, func(rows driver.Rows) error {
		plan, err := k.planFor(rows)
		if err != nil {
			return err
		}
		var a driver.Arena
		for rows.Next() {
			ps = append(ps, Product{})
			if err := rows.Fill(plan, unsafe.Pointer(&ps[len(ps)-1]), &a); err != nil {
				return err
			}
		}
		_, err = rows.Close()
		return err
	})
	return ps, err
}

func (c *contract) single(ps Values, err error) (*Product, error) {
	if err != nil {
		return nil, err
	}
	if len(ps) != 1 {
		return nil, fmt.Errorf("%d rows instead of one", len(ps))
	}
	return &ps[0], nil
}

func (c *contract) Get(ctx context.Context, id int) (*Product, error) {
	return c.single(c.products(ctx, c.get, 0, driver.OfInt(int64(id))))
}

func (c *contract) List(ctx context.Context, n int) (Products, error) {
	return c.products(ctx, c.list, 0, driver.OfInt(int64(n)))
}

func (c *contract) In(ctx context.Context, ids []int) (Products, error) {
	if c.inArray {
		keys := make([]int64, len(ids))
		for i, id := range ids {
			keys[i] = int64(id)
		}
		return c.products(ctx, c.in, 0, driver.OfInt64s(keys))
	}
	args := make([]driver.Value, len(ids))
	for i, id := range ids {
		args[i] = driver.OfInt(int64(id))
	}
	return c.products(ctx, c.in, 0, args...)
}

func (c *contract) First(ctx context.Context) (*Product, error) {
	return c.single(c.products(ctx, c.first, 1))
}

func (c *contract) Insert(ctx context.Context, p *Product) error {
	var from, to, months driver.Value
	if p.ProductionDate != nil {
		from = driver.OfDate(*p.ProductionDate)
	}
	if p.ExpiryDate != nil {
		to = driver.OfDate(*p.ExpiryDate)
	}
	if p.ExpiryOffsetMonths != nil {
		months = driver.OfInt(int64(*p.ExpiryOffsetMonths))
	}
	args := []driver.Value{driver.OfString(p.Name), driver.OfFloat(p.Price), driver.OfInt(int64(p.AvailableQuantity)), from, to, months}
	return c.run(ctx, []driver.Request{{Stmt: c.insert.Statement, Args: args}}, func(rows driver.Rows) error {
		if len(rows.Shape().Columns) == 0 {
			s, err := rows.Close()
			p.ID = int(s.LastID)
			return err
		}
		plan := c.insert.plan.Load()
		if plan == nil || plan.shape != rows.Shape() {
			pl, err := rows.Plan(targets[:1])
			if err != nil {
				return err
			}
			plan = &planned{rows.Shape(), pl}
			c.insert.plan.Store(plan)
		}
		for rows.Next() {
			if err := rows.Fill(plan.plan, unsafe.Pointer(p), nil); err != nil {
				return err
			}
		}
		_, err := rows.Close()
		return err
	})
}

func (c *contract) Update(ctx context.Context, id int, price float64) error {
	args := []driver.Value{driver.OfFloat(price), driver.OfInt(int64(id))}
	return c.run(ctx, []driver.Request{{Stmt: c.update.Statement, Args: args}}, closeRows)
}

func (c *contract) UpdateAll(ctx context.Context, ids []int, price float64) error {
	rs := make([]driver.Request, 0, len(ids)+2)
	rs = append(rs, driver.Request{Stmt: c.begin})
	for _, id := range ids {
		rs = append(rs, driver.Request{Stmt: c.update.Statement, Args: []driver.Value{driver.OfFloat(price), driver.OfInt(int64(id))}})
	}
	return c.run(ctx, append(rs, driver.Request{Stmt: c.commit}), closeRows)
}

func closeRows(rows driver.Rows) error {
	_, err := rows.Close()
	return err
}

func (c *contract) Stream(ctx context.Context, each func(*Product)) error {
	return c.run(ctx, []driver.Request{{Stmt: c.stream.Statement}}, func(rows driver.Rows) error {
		plan, err := c.stream.planFor(rows)
		if err != nil {
			return err
		}
		var a driver.Arena
		var p Product
		for rows.Next() {
			a.Reset()
			if err := rows.Fill(plan, unsafe.Pointer(&p), &a); err != nil {
				return err
			}
			each(&p)
		}
		_, err = rows.Close()
		return err
	})
}

func (c *contract) Close() error { return c.pool.Close(context.Background()) }
