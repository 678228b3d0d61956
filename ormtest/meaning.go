package ormtest

import (
	"context"
	"errors"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// SameMeaning fails the test where a rule that is written twice, as a method of the row and as
// an expression of the table, does not say the same of a row. It inserts samples through s, asks
// the database for in of each of them, and takes everything back; the samples are plain structs
// afterwards. A condition that is NULL is false, as it is in WHERE; another expression must not be
// NULL. Choose samples with zeros, limits and NULLs: a rule is only as good as these.
//
//	ormtest.SameMeaning(ctx, t, s, Products, (*Product).Dear, Products.Dear(), &Product{}, &Product{Price: 100})
func SameMeaning[T any, V comparable](ctx context.Context, t TB, s *orm.Session, table orm.Entity[*T], here func(*T) V, in sql.Typed[V], samples ...*T) {
	t.Helper()
	if here == nil || in == nil || len(samples) == 0 {
		t.Errorf("SameMeaning is given no rule, or no sample to hold it against")
		return
	}
	err := s.Savepoint(ctx, func() error {
		for _, x := range samples {
			s.Add(x)
		}
		if err := s.Flush(ctx); err != nil {
			return err
		}
		rows, err := orm.All(ctx, s, sql.Select2(table, sql.NewValue[V, *V](sql.NodeOf(in))))
		if err != nil {
			return err
		}
		there := make(map[*T]*V, len(rows))
		for _, r := range rows {
			there[r.A] = r.B
		}
		for i, x := range samples {
			v, found := there[x]
			var no V
			switch {
			case !found:
				t.Errorf("sample %d, %+v: the session does not find it again: a policy hides it, or a trigger has removed it", i, *x)
			case v == nil && any(no) != any(false):
				t.Errorf("sample %d, %+v: here it is %v, in the database NULL", i, *x, here(x))
			case v == nil:
				v = &no
				fallthrough
			default:
				if got := here(x); got != *v {
					t.Errorf("sample %d, %+v: here it is %v, in the database %v", i, *x, got, *v)
				}
			}
		}
		return errTakenBack
	})
	if !errors.Is(err, errTakenBack) {
		t.Errorf("SameMeaning: %v", err)
	}
}

var errTakenBack = errors.New("the samples are taken back")
