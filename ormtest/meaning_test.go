package ormtest_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/ormtest"
	"github.com/aludel/aludel/sql"
)

func (b *Book) Long() bool { return len(b.Title) > 3 }

func (t *BookTable) Long() sql.Cond { return sql.Length(t.Title).Gt(3) }

func (b *Book) Shout() string { return strings.ToUpper(b.Title) + "!" }

// complaints are what a test would have been told.
type complaints struct{ said []string }

func (*complaints) Helper() {}

func (c *complaints) Errorf(format string, args ...any) {
	c.said = append(c.said, fmt.Sprintf(format, args...))
}

func (*complaints) Cleanup(func()) {}

func TestSameMeaningTellsWhatDiffers(t *testing.T) {
	ctx, eng := library(t)
	s := orm.NewSession(eng)
	defer s.Close()
	samples := []*Book{{Title: "", ShelfID: 1}, {Title: "abc", ShelfID: 1}, {Title: "abcd", ShelfID: 1}, {Title: "ähm", ShelfID: 1}}

	c := &complaints{}
	ormtest.SameMeaning(ctx, c, s, Books, (*Book).Long, Books.Long(), samples...)
	if len(c.said) != 1 || !strings.Contains(c.said[0], "sample 3") || !strings.Contains(c.said[0], "here it is true, in the database false") { // bytes and characters
		t.Fatal(c.said)
	}
	c = &complaints{}
	ormtest.SameMeaning(ctx, c, s, Books, (*Book).Long, Books.Long(), samples[:3]...)
	ormtest.SameMeaning(ctx, c, s, Books, (*Book).Shout, sql.Concat(sql.Upper(Books.Title), sql.Val("!")), samples[:3]...)
	ormtest.SameMeaning(ctx, c, s, Books, func(*Book) bool { return false }, Books.Title.Eq("abc").And(sql.Val(false)), samples...)
	if len(c.said) != 0 {
		t.Fatal(c.said)
	}
	for i, x := range samples {
		if x.ID != 0 || orm.StateOf(s, x) != orm.Transient {
			t.Error(i, x)
		}
	}
	if n, err := orm.Select(Books).Count(ctx, s); err != nil || n != 10 {
		t.Error(n, err)
	}
	ormtest.SameMeaning(ctx, c, s, Books, (*Book).Long, Books.Long())
	ormtest.SameMeaning(ctx, c, s, Books, (*Book).Long, Books.Long(), &Book{ShelfID: 4711})
	if len(c.said) != 2 || !strings.Contains(c.said[0], "no sample") || !strings.Contains(c.said[1], "FOREIGN KEY") {
		t.Fatal(c.said)
	}
}

func ExampleSameMeaning() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		panic(err)
	}
	defer eng.Close(ctx)
	if err := Base.CreateAll(ctx, eng); err != nil {
		panic(err)
	}
	s := orm.NewSession(eng)
	defer s.Close()
	shelf := &Shelf{ID: 1, Name: "a"}
	s.Add(shelf)

	t := &complaints{} // in a test its *testing.T
	ormtest.SameMeaning(ctx, t, s, Books, (*Book).Long, Books.Long(), &Book{ShelfID: 1}, &Book{Title: "Emma", ShelfID: 1}, &Book{Title: "Öde", ShelfID: 1})
	for _, line := range t.said {
		fmt.Println(line) // bytes here, and characters there
	}
	// Output:
	// sample 2, {ID:3 Title:Öde ShelfID:1}: here it is true, in the database false
}
