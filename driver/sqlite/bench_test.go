package sqlite

import (
	"fmt"
	"testing"
	"time"
	"unsafe"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

type benchRow struct {
	id    int64
	name  string
	email string
	score float64
	born  *time.Time
	age   *int32
}

var benchTargets = []driver.Target{
	{Col: 0, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(benchRow{}.id)},
	{Col: 1, Kind: driver.String, Offset: unsafe.Offsetof(benchRow{}.name)},
	{Col: 2, Kind: driver.String, Offset: unsafe.Offsetof(benchRow{}.email)},
	{Col: 3, Kind: driver.Float, Size: 8, Offset: unsafe.Offsetof(benchRow{}.score)},
	{Col: 4, Kind: driver.Date, Ptr: true, Offset: unsafe.Offsetof(benchRow{}.born)},
	{Col: 5, Kind: driver.Int, Size: 4, Ptr: true, Offset: unsafe.Offsetof(benchRow{}.age)},
}

func benchConn(b *testing.B) *Conn {
	c := open(b)
	must(b, c, "CREATE TABLE t (id INTEGER PRIMARY KEY, name TEXT, email TEXT, score REAL, born DATE, age INT)")
	must(b, c, "BEGIN IMMEDIATE")
	for i := range 10000 {
		must(b, c, "INSERT INTO t VALUES (?, ?, ?, ?, ?, ?)", driver.OfInt(int64(i)), driver.OfString(fmt.Sprint("name ", i)), driver.OfString(fmt.Sprint("name", i, "@example.org")),
			driver.OfFloat(float64(i)/3), driver.OfDays(int64(i)), driver.OfInt(int64(i%90)))
	}
	must(b, c, "COMMIT")
	b.ReportAllocs()
	return c
}

func read10000(b *testing.B, c *Conn, s *driver.Statement, detach bool) {
	res, err := c.Run(background, []driver.Request{{Stmt: s}})
	if err != nil {
		b.Fatal(err)
	}
	rows, err := res.Next()
	if err != nil {
		b.Fatal(err)
	}
	if detach {
		if err := rows.Detach(1 << 30); err != nil {
			b.Fatal(err)
		}
	}
	plan, _ := rows.Plan(benchTargets)
	var a driver.Arena
	list := make([]benchRow, 0, 10000)
	for rows.Next() {
		list = append(list, benchRow{})
		if err := rows.Fill(plan, unsafe.Pointer(&list[len(list)-1]), &a); err != nil {
			b.Fatal(err)
		}
	}
	if err := res.Close(); err != nil || len(list) != 10000 {
		b.Fatal(err)
	}
}

func BenchmarkList10000(b *testing.B) {
	c := benchConn(b)
	s := stmt("SELECT * FROM t")
	for b.Loop() {
		read10000(b, c, s, false)
	}
}

func BenchmarkList10000Detached(b *testing.B) {
	c := benchConn(b)
	s := stmt("SELECT * FROM t")
	for b.Loop() {
		read10000(b, c, s, true)
	}
}

// The same by hand on the library.
func BenchmarkList10000ByHand(b *testing.B) {
	c := benchConn(b)
	s, _, err := c.lib.Prepare("SELECT * FROM t")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	for b.Loop() {
		list := make([]benchRow, 0, 10000)
		for s.Step() {
			r := benchRow{id: s.ColumnInt64(0), name: s.ColumnText(1), email: s.ColumnText(2), score: s.ColumnFloat(3)}
			if s.ColumnType(4) != sqlite3.NULL {
				at, err := time.Parse(time.DateOnly, s.ColumnText(4))
				if err != nil {
					b.Fatal(err)
				}
				r.born = &at
			}
			if s.ColumnType(5) != sqlite3.NULL {
				n := int32(s.ColumnInt64(5))
				r.age = &n
			}
			list = append(list, r)
		}
		if len(list) == 0 {
			b.Fatal("no rows")
		}
		s.Reset()
	}
}

func BenchmarkByKey(b *testing.B) {
	c := benchConn(b)
	rs := []driver.Request{{Stmt: stmt("SELECT * FROM t WHERE id = ?"), Args: make([]driver.Value, 1)}}
	var plan driver.Plan
	var a driver.Arena
	i := int64(0)
	for b.Loop() {
		i = (i + 7919) % 10000
		rs[0].Args[0] = driver.OfInt(i)
		res, _ := c.Run(background, rs)
		rows, err := res.Next()
		if err != nil {
			b.Fatal(err)
		}
		if plan == nil {
			plan, _ = rows.Plan(benchTargets)
		}
		var r benchRow
		if !rows.Next() || rows.Fill(plan, unsafe.Pointer(&r), &a) != nil || r.id != i || res.Close() != nil {
			b.Fatal(i)
		}
	}
}

func BenchmarkByKeyByHand(b *testing.B) {
	c := benchConn(b)
	s, _, err := c.lib.Prepare("SELECT * FROM t WHERE id = ?")
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	i := int64(0)
	for b.Loop() {
		i = (i + 7919) % 10000
		s.BindInt64(1, i)
		if !s.Step() {
			b.Fatal(i)
		}
		r := benchRow{id: s.ColumnInt64(0), name: s.ColumnText(1), email: s.ColumnText(2), score: s.ColumnFloat(3)}
		at, _ := time.Parse(time.DateOnly, s.ColumnText(4))
		n := int32(s.ColumnInt64(5))
		r.born, r.age = &at, &n
		s.Reset()
	}
}

func BenchmarkInsert(b *testing.B) {
	c := benchConn(b)
	must(b, c, "CREATE TABLE u (id INTEGER PRIMARY KEY, n INT)")
	must(b, c, "BEGIN IMMEDIATE")
	rs := []driver.Request{{Stmt: stmt("INSERT INTO u (n) VALUES (?)"), Args: []driver.Value{driver.OfInt(1)}}}
	for b.Loop() {
		res, _ := c.Run(background, rs)
		if err := res.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
