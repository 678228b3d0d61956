package orm_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Accounts have notes; both belong to tenants, and notes are deleted softly.

type Account struct {
	ID       int
	TenantID int
	Name     string
	Memos    []*Memo
}

type Memo struct {
	ID        int
	TenantID  int
	Text      string
	AccountID int
	Account   *Account `json:"-"`
	DeletedAt *time.Time
}

type AccountTable struct {
	orm.TableOf[Account, int]
	ID       schema.Int
	TenantID schema.Int
	Name     schema.String
	Memos    orm.Many[Account, Memo]
}

type MemoTable struct {
	orm.TableOf[Memo, int]
	ID        schema.Int
	TenantID  schema.Int
	Text      schema.String
	AccountID schema.Int
	Account   orm.One[Memo, Account]
	DeletedAt schema.NullTime
}

var Offices = orm.NewBase()

var Accounts = orm.Declare(Offices, "orm_account", func(t *AccountTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
	orm.TenantColumn(t, t.TenantID)
})

var Memos = orm.Declare(Offices, "orm_memo", func(t *MemoTable) {
	t.ID.PrimaryKey()
	t.Text.Size(50)
	t.AccountID.References(Accounts.ID)
	t.Account.Inverse(Accounts.Memos)
	orm.TenantColumn(t, t.TenantID)
	orm.SoftDelete(t, t.DeletedAt)
})

func init() { Accounts.Memos.OrderBy(Memos.ID.Asc()) }

func offices(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	for _, tenant := range []int{1, 2} {
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Account{Name: "a", Memos: []*Memo{{Text: "x"}, {Text: "y"}, {Text: "gone"}}}, &Account{Name: "b"})
			if err := s.Flush(ctx); err != nil {
				return err
			}
			n, err := orm.Select(Memos).Where(Memos.Text.Eq("gone")).One(ctx, s)
			s.Delete(n)
			return err
		}, orm.Tenant(tenant)))
	}
}

func TestPoliciesReachEverything(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		all := orm.NewSession(eng, orm.Unscoped)
		defer all.Close()
		if n, err := orm.Select(Memos).Count(ctx, all); err != nil || n != 6 {
			t.Error(n, err)
		}
		s := orm.NewSession(eng, orm.Tenant(2))
		defer s.Close()
		for name, q := range map[string]orm.Query[*Account]{
			"all":      orm.Select(Accounts),
			"any":      orm.Select(Accounts).Where(sql.Or(Accounts.Memos.Any(), Accounts.Name.Eq("b"))),
			"not gone": orm.Select(Accounts).Where(Accounts.Memos.Any(Memos.Text.Eq("gone")).Not()),
			"join":     orm.Select(Accounts).LeftJoin(Accounts.Memos),
			"in":       orm.Select(Accounts).Where(Accounts.ID.InQuery(sql.Select1(Accounts.ID))),
		} {
			as, err := q.All(ctx, s)
			if err != nil || len(as) != 2 {
				t.Errorf("%s: %d, %v\n%v", name, len(as), err, sent.take())
			}
			if n, err := q.Count(ctx, s); err != nil || n != 2 {
				t.Errorf("%s: Count %d, %v", name, n, err)
			}
		}
		for name, l := range map[string]orm.Load[*Account]{
			"select in": orm.SelectIn(Accounts.Memos), "joined": orm.Joined(Accounts.Memos), "limit": orm.SelectIn(Accounts.Memos).Limit(9), "order": orm.SelectIn(Accounts.Memos).OrderBy(Memos.Text.Asc()),
			"json": orm.AsJSON(Accounts.Memos), "json limit": orm.AsJSON(Accounts.Memos).Limit(9),
		} {
			s := orm.NewSession(eng, orm.Tenant(2))
			as, err := orm.Select(Accounts).OrderBy(Accounts.ID.Asc()).With(l).All(ctx, s)
			must(t, err)
			if len(as) != 2 || len(as[0].Memos) != 2 || len(as[1].Memos) != 0 {
				t.Errorf("%s: %v", name, sent.take())
			}
			must(t, s.Close())
		}
		rows, err := orm.All(ctx, s, sql.Select2(Accounts.Name, sql.Count(Memos.ID)).From(Accounts).LeftJoin(Memos, sql.Eq(Memos.AccountID, Accounts.ID)).GroupBy(Accounts.Name).OrderBy(Accounts.Name.Asc()))
		must(t, err)
		if len(rows) != 2 || rows[0].B != 2 || rows[1].B != 0 {
			t.Error(rows)
		}
		names, err := orm.All(ctx, s, sql.Select1(Memos.Text)) // FROM is implied
		must(t, err)
		if len(names) != 2 {
			t.Error(names)
		}
		streamed := 0
		for _, err := range orm.Select(Memos).Each(ctx, s) {
			must(t, err)
			streamed++
		}
		if streamed != 2 {
			t.Error(streamed)
		}
		if _, err := Accounts.Get(ctx, s, 1); !errors.Is(err, orm.ErrNoResult) {
			t.Error("another tenant's account", err)
		}
		if found, err := orm.Select(Memos).Where(Memos.Text.Eq("gone")).Exists(ctx, s); err != nil || found {
			t.Error(found, err)
		}
		r, err := s.Execute(ctx, sql.Update(Memos).Set(Memos.Text.Set("z")).AllRows())
		must(t, err)
		if n := r.RowCount(); n != 2 {
			t.Error("UPDATE changed", n)
		}
		must(t, r.Close())
		if r, err = s.Execute(ctx, sql.Delete(Memos).AllRows()); err != nil || r.RowCount() != 2 {
			t.Error(err)
		}
		must(t, r.Close())
		must(t, s.Rollback(ctx))

		none := orm.NewSession(eng)
		defer none.Close()
		sent.take()
		var policy *orm.PolicyError
		if _, err := orm.Select(Accounts).All(ctx, none); !errors.As(err, &policy) || len(sent.take()) > 0 {
			t.Error(err)
		}
		if as, err := orm.Select(Accounts).Unscoped().All(ctx, none); err != nil || len(as) != 4 {
			t.Error(len(as), err)
		}
		if _, err := Accounts.Get(ctx, none, 1); !errors.As(err, &policy) {
			t.Error("what came in unscoped answers a scoped Get", err)
		}
	})
}

func TestSoftDeletedAndForeign(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		a, err := orm.Select(Accounts).Where(Accounts.Name.Eq("a")).One(ctx, s)
		must(t, err)
		notes, err := Accounts.Memos.Of(ctx, s, a)
		must(t, err)
		id := notes[0].ID
		s.Delete(notes[0])
		sent.take()
		must(t, s.Flush(ctx))
		if st := sent.take(); len(st) != 1 || !strings.HasPrefix(st[0], "UPDATE") {
			t.Error(st)
		}
		if _, err := Memos.Get(ctx, s, id); !errors.Is(err, orm.ErrNoResult) {
			t.Error(err)
		}
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Memos).Count(ctx, s); err != nil || n != 1 {
			t.Error(n, err)
		}
		var policy *orm.PolicyError
		s.Add(&Account{TenantID: 2, Name: "theirs"})
		if err := s.Flush(ctx); !errors.As(err, &policy) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))
		a.TenantID = 2
		if err := s.Flush(ctx); !errors.As(err, &policy) {
			t.Error(err)
		}
		must(t, s.Rollback(ctx))

		only := orm.NewSession(eng, orm.Unscoped)
		defer only.Close()
		named := orm.NewSession(eng, orm.Tenant(1), orm.Only(Accounts, Accounts.Name.Eq("b")))
		defer named.Close()
		if as, err := orm.Select(Accounts).All(ctx, named); err != nil || len(as) != 1 {
			t.Error(len(as), err)
		}
		alias := orm.Alias(Accounts, "x")
		if as, err := orm.Select(alias).All(ctx, named); err != nil || len(as) != 1 {
			t.Error(len(as), err)
		}
		x, err := orm.Select(Memos).All(ctx, named)
		must(t, err)
		if acc, err := Memos.Account.Of(ctx, named, x[0]); err != nil || acc != nil {
			t.Error("a hidden account is reached", acc, err)
		}
	})
}

func TestBulkStatementsReachTheSession(t *testing.T) {
	each(t, Base, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		stock(t, ctx, eng, 6)
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		r, err := s.Execute(ctx, sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Add(10))).AllRows())
		must(t, err)
		must(t, r.Close())
		if n := len(sent.take()); n != 1 {
			t.Errorf("a session without products sent %d statements", n)
		}
		ps, err := orm.Select(Products).With(orm.SelectIn(Products.Orders)).OrderBy(Products.ID.Asc()).All(ctx, s)
		must(t, err)
		ps[1].Name = "mine" // is flushed before the statement
		r, err = s.Execute(ctx, sql.Update(Products).Set(Products.Price.SetExpr(Products.Price.Mul(2)), Products.Name.Set("new")).Where(Products.ID.Le(2)))
		must(t, err)
		must(t, r.Close())
		if ps[0].Price != 20 || ps[1].Price != 22 || ps[0].Name != "new" || ps[1].Name != "new" || ps[2].Name == "new" {
			t.Error(ps[0], ps[1], ps[2])
		}
		sent.take()
		must(t, s.Flush(ctx))
		if st := sent.take(); len(st) > 0 {
			t.Error("what the database did was written again", st)
		}
		all := len(ps[3].Orders)
		r, err = s.Execute(ctx, sql.Delete(Orders).Where(Orders.ProductID.Eq(ps[3].ID), Orders.Quantity.Ge(1)))
		must(t, err)
		must(t, r.Close())
		if all != 3 || len(ps[3].Orders) != 1 {
			t.Error(all, len(ps[3].Orders))
		}
		must(t, s.Rollback(ctx))
		if ps[0].Price == 20 || len(ps[3].Orders) != 3 {
			t.Error("the rollback left the session behind", ps[0].Price, len(ps[3].Orders))
		}
	})
}
