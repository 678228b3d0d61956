package mysql_test

import (
	"context"
	"database/sql"
	"testing"
	"time"
	"unsafe"

	gomysql "github.com/go-sql-driver/mysql"

	"github.com/aludel/aludel/driver"
)

type recB struct {
	ID   int64
	Name string
	Full *string
	N    int64
	D    *time.Time
}

// setupB makes a table of 10,000 rows.
func setupB(b *testing.B) driver.Conn {
	c := connect(b)
	table(b, c, "myd_bench", "id bigint primary key, name varchar(50) not null, full_name varchar(100), n bigint not null, d date")
	must(b, c, "INSERT INTO myd_bench SELECT seq, concat('name', seq), if(seq%3, concat('full name ', seq), null), seq*7, DATE'2024-01-01' + interval seq%300 day FROM seq_1_to_10000")
	return c
}

// BenchmarkList compares the contract with database/sql and a kept statement:
// 10,000 rows of five columns, and one row by its key.
func BenchmarkList(b *testing.B) {
	c := setupB(b)
	var z recB
	ts := []driver.Target{{Col: 0, Kind: driver.Int, Size: 8}, {Col: 1, Kind: driver.String, Offset: unsafe.Offsetof(z.Name)},
		{Col: 2, Kind: driver.String, Ptr: true, Offset: unsafe.Offsetof(z.Full)}, {Col: 3, Kind: driver.Int, Size: 8, Offset: unsafe.Offsetof(z.N)},
		{Col: 4, Kind: driver.Date, Ptr: true, Offset: unsafe.Offsetof(z.D)}}
	rs := []driver.Request{{Stmt: stmt("SELECT id, name, full_name, n, d FROM myd_bench ORDER BY id")}}
	b.Run("contract", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			res, err := c.Run(context.Background(), rs)
			if err != nil {
				b.Fatal(err)
			}
			rows, err := res.Next()
			if err != nil {
				b.Fatal(err)
			}
			p, _ := rows.Plan(ts)
			var a driver.Arena
			out := make([]recB, 0, 10000)
			for rows.Next() {
				out = append(out, recB{})
				if err := rows.Fill(p, unsafe.Pointer(&out[len(out)-1]), &a); err != nil {
					b.Fatal(err)
				}
			}
			if err := res.Close(); err != nil || len(out) != 10000 {
				b.Fatal(err)
			}
		}
	})
	cfg := config(b).MySQL
	cfg.ParseTime = true
	x, _ := gomysql.NewConnector(cfg)
	db := sql.OpenDB(x)
	defer db.Close()
	st, err := db.Prepare(rs[0].Stmt.Text)
	if err != nil {
		b.Fatal(err)
	}
	b.Run("databasesql", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			rows, err := st.Query()
			if err != nil {
				b.Fatal(err)
			}
			out := make([]recB, 0, 10000)
			for rows.Next() {
				out = append(out, recB{})
				r := &out[len(out)-1]
				if err := rows.Scan(&r.ID, &r.Name, &r.Full, &r.N, &r.D); err != nil {
					b.Fatal(err)
				}
			}
			rows.Close()
		}
	})
	one := []driver.Request{{Stmt: stmt("SELECT id, name, full_name, n, d FROM myd_bench WHERE id = ?"), Args: []driver.Value{driver.OfInt(77)}}}
	b.Run("bypk", func(b *testing.B) {
		b.ReportAllocs()
		var p driver.Plan
		for b.Loop() {
			res, _ := c.Run(context.Background(), one)
			rows, err := res.Next()
			if err != nil {
				b.Fatal(err)
			}
			if p == nil {
				p, _ = rows.Plan(ts)
			}
			var a driver.Arena
			var r recB
			rows.Next()
			if err := rows.Fill(p, unsafe.Pointer(&r), &a); err != nil {
				b.Fatal(err)
			}
			if err := res.Close(); err != nil {
				b.Fatal(err)
			}
		}
	})
	st2, _ := db.Prepare(one[0].Stmt.Text)
	b.Run("bypk-databasesql", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			var r recB
			if err := st2.QueryRow(77).Scan(&r.ID, &r.Name, &r.Full, &r.N, &r.D); err != nil {
				b.Fatal(err)
			}
		}
	})
}
