package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

func TestOptionsOfPoliciesAreNotIgnored(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		sent.take()
		for text, options := range map[string][]orm.SessionOption{
			"orm.Only was given no condition": {orm.Tenant(1), orm.Only(Accounts)},
			"orm.Tenant was given twice":      {orm.Tenant(1), orm.Tenant(2)},
		} {
			s := orm.NewSession(eng, options...)
			t.Cleanup(func() { s.Close() })
			for range 2 { // and it stays so
				if _, err := orm.Select(Accounts).All(ctx, s); err == nil || !strings.Contains(err.Error(), text) {
					t.Error(text, err)
				}
				if _, err := s.Execute(ctx, sql.Update(Accounts).Set(Accounts.Name.Set("z")).AllRows()); err == nil || !strings.Contains(err.Error(), text) {
					t.Error(text, err)
				}
				s.Add(&Account{Name: "z"})
				if err := s.Flush(ctx); err == nil || !strings.Contains(err.Error(), text) {
					t.Error(text, err)
				}
			}
			if got := sent.take(); len(got) > 0 {
				t.Error(text, got)
			}
			must(t, s.Close())
		}
	})
}

func TestAnUpdateDoesNotGiveRowsToAnotherTenant(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		var policy *orm.PolicyError
		for name, set := range map[string]sql.Assignment{
			"another":    Accounts.TenantID.Set(2),
			"what it is": Accounts.TenantID.SetExpr(Accounts.TenantID),
			"one more":   Accounts.TenantID.SetExpr(Accounts.TenantID.Add(1)),
		} {
			sent.take()
			_, err := s.Execute(ctx, sql.Update(Accounts).Set(Accounts.Name.Set("z"), set).AllRows())
			if !errors.As(err, &policy) || len(sent.take()) > 0 {
				t.Error(name, err)
			}
		}
		r, err := s.Execute(ctx, sql.Update(Accounts).Set(Accounts.TenantID.Set(1), Accounts.Name.Set("same")).AllRows())
		must(t, err)
		if n := r.RowCount(); n > 2 {
			t.Error(n)
		}
		must(t, r.Close())
		must(t, s.Rollback(ctx))
		all := orm.NewSession(eng, orm.Unscoped)
		defer all.Close()
		r, err = all.Execute(ctx, sql.Update(Accounts).Set(Accounts.TenantID.Set(3)).Where(Accounts.TenantID.Eq(2)))
		must(t, err)
		must(t, r.Close())
		must(t, all.Commit(ctx))
		if n, err := orm.Select(Accounts).Where(Accounts.TenantID.Eq(3)).Count(ctx, all); err != nil || n != 2 {
			t.Error(n, err)
		}
	})
}
