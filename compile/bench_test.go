package compile_test

import (
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/internal/corpus"
	"github.com/aludel/aludel/sql"
)

// The statement has 5 columns, one join, 4 conditions.

func BenchmarkBuild(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		corpus.Benchmark()
	}
}

func BenchmarkKey(b *testing.B) {
	n := sql.StatementOf(corpus.Benchmark())
	k := &sql.Key{}
	b.ReportAllocs()
	for b.Loop() {
		k.Reset()
		k.Node(n)
	}
}

func BenchmarkCompile(b *testing.B) {
	n := sql.StatementOf(corpus.Benchmark())
	k := &sql.Key{}
	k.Node(n)
	b.ReportAllocs()
	for b.Loop() {
		if _, err := compile.Compile(postgres.Dialect.Grammar(), n, k); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkArgs(b *testing.B) {
	p := corpus.Products
	n := sql.StatementOf(sql.Select(p.ID).Where(p.ID.Eq(1), p.Name.Eq("x"), p.Price.Gt(3)))
	k := &sql.Key{}
	k.Node(n)
	c, err := compile.Compile(postgres.Dialect.Grammar(), n, k)
	if err != nil {
		b.Fatal(err)
	}
	var args []driver.Value
	b.ReportAllocs()
	for b.Loop() {
		if args, err = c.Args(args[:0], k, nil); err != nil {
			b.Fatal(err)
		}
	}
}
