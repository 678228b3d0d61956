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

// TestBulkStatementsTakeParameters gives the values of statements that the session asks
// for its own rows before.
func TestBulkStatementsTakeParameters(t *testing.T) {
	each(t, Offices, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		offices(t, ctx, eng)
		s := orm.NewSession(eng, orm.Tenant(1))
		defer s.Close()
		memos, err := orm.Select(Memos).OrderBy(Memos.ID).All(ctx, s)
		must(t, err)
		text, account := sql.Param[string]("text"), sql.Param[string]("account")
		set := sql.Update(Memos).Set(Memos.Text.SetExpr(text))
		which := sql.Eq(Memos.Text, sql.Param[string]("was"))
		joined := []sql.Typed[bool]{sql.Eq(Accounts.ID, Memos.AccountID), sql.Eq(Accounts.Name, account)}
		for name, c := range map[string]struct {
			stmt   sql.Statement
			params sql.Params
		}{
			"simple": {set.Where(which), sql.Params{"text": "x'1", "was": "x"}},
			"joined": {set.From(Accounts).Where(which).Where(joined...), sql.Params{"text": "x'1", "was": "x", "account": "a"}},
		} {
			sent.take()
			r, err := s.Execute(ctx, c.stmt, c.params)
			must(t, err)
			if r.RowCount() != 1 || memos[0].Text != "x'1" || memos[1].Text != "y" {
				t.Error(name, r.RowCount(), memos[0], memos[1])
			}
			for _, line := range sent.take() {
				if strings.Count(line, "tenant_id = ") > 2 || strings.Count(line, "orm_memo.tenant_id = ") > 1 || strings.Count(line, "deleted_at IS NULL") > 1 {
					t.Error(name, "a policy counts twice:", line)
				}
			}
			must(t, s.Rollback(ctx))
			_, err = orm.Select(Memos).OrderBy(Memos.ID).All(ctx, s) // the same objects
			must(t, err)
			var wrong *engine.ParamsError
			if _, err := s.Execute(ctx, c.stmt, sql.Params{"text": "x"}); !errors.As(err, &wrong) || wrong.Missing == nil {
				t.Error(name, err)
			}
			c.params["typo"] = 1
			if _, err := s.Execute(ctx, c.stmt, c.params); !errors.As(err, &wrong) || wrong.Unknown == nil {
				t.Error(name, err)
			}
			must(t, s.Rollback(ctx))
			memos, err = orm.Select(Memos).OrderBy(Memos.ID).All(ctx, s)
			must(t, err)
		}
		r, err := s.Execute(ctx, sql.Delete(Memos).Using(Accounts).Where(which).Where(joined...), sql.Params{"was": "y", "account": "a"})
		must(t, err)
		if r.RowCount() != 1 || orm.StateOf(s, memos[1]) != orm.Deleted || orm.StateOf(s, memos[0]) != orm.Persistent {
			t.Error(r.RowCount(), orm.StateOf(s, memos[1]))
		}
	})
}
