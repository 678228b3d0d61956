package ormtest

import (
	"context"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// SameMeaning checks a rule that is written twice, as a method for objects and as a condition
// for queries: for each of the rows of table that s sees, method and cond must agree. A row
// for which cond is neither true nor false counts as false, as it does in a WHERE. Each
// disagreement is an error of the test that names the object; so is a table without rows, and
// one where the rule holds for all rows or for none, which shows nothing.
//
//	ormtest.SameMeaning(t, ctx, s, Products, (*Product).Dear, Products.Dear())
//
// The rows are sample rows of the test: put those at the edges of the rule among them, and one
// with NULLs.
func SameMeaning[E any](t TB, ctx context.Context, s *orm.Session, table orm.Entity[E], method func(E) bool, cond sql.Typed[bool]) {
	t.Helper()
	all, err := orm.Select(table).All(ctx, s)
	if err != nil {
		t.Errorf("SameMeaning: %v", err)
		return
	}
	found, err := orm.Select(table).Where(cond).All(ctx, s)
	if err != nil {
		t.Errorf("SameMeaning: %v", err)
		return
	}
	if len(found) == 0 || len(found) == len(all) {
		t.Errorf("SameMeaning: the condition holds for %d of %d rows, which shows nothing: have rows of both kinds", len(found), len(all))
	}
	in := map[any]bool{}
	for _, e := range found {
		in[e] = true
	}
	for _, e := range all {
		if got := method(e); got != in[e] {
			t.Errorf("SameMeaning: the method says %t and the condition %t of %+v", got, in[e], e)
		}
	}
}
