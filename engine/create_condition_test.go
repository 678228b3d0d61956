package engine_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

func TestConditionsThatFail(t *testing.T) {
	mine := errors.New("no such server")
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		ctx := t.Context()
		for want, cond := range map[string]schema.Condition{
			"the condition of a hook of table bowl: no such server":   func(context.Context, schema.Database) (bool, error) { return true, mine },
			"the condition of a hook of table bowl panicked: dropped": func(context.Context, schema.Database) (bool, error) { panic("dropped") },
			"the condition of a hook of table bowl: scan: the row has 1 columns, 2 variables are given": func(ctx context.Context, db schema.Database) (bool, error) {
				return true, db.Ask(ctx, sql.Text("SELECT 1"), new(int), new(int))
			},
			"the condition of a hook of table bowl: First: no row was found when one was required": func(ctx context.Context, db schema.Database) (bool, error) {
				return true, db.Ask(ctx, sql.Text("SELECT 1 WHERE 1 = 0"), new(int))
			},
		} {
			m := schema.NewMetaData()
			bowl := schema.NewTable(m, "bowl", schema.Column("id", sqltype.Integer, schema.PrimaryKey))
			schema.OnIf(bowl, schema.AfterCreate, sql.Text("NO SQL"), cond)
			err := eng.CreateAll(ctx, m)
			if err == nil || !strings.Contains(err.Error(), want) {
				t.Errorf("CreateAll: %v, want %s", err, want)
			}
			if errors.Is(err, mine) != strings.Contains(want, mine.Error()) {
				t.Errorf("%v is no %v", err, mine)
			}
			if err := eng.DropAll(ctx, m); err != nil {
				t.Error(err)
			}
			_, err = eng.Execute(ctx, ddl.Hook{Stmt: sql.Text("SELECT 1"), If: cond})
			if err == nil || !strings.Contains(err.Error(), "without asking it") {
				t.Errorf("a hook by itself: %v", err)
			}
		}
	})
}

func TestTypesWithVariantsForNoDialect(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		_, err := eng.Execute(t.Context(), sql.Select(sql.Cast(sql.Val("1"), sqltype.Text.WithVariant("postgres", sqltype.String(3)))))
		if err == nil || !strings.Contains(err.Error(), `the variant of TEXT: "postgres" is no dialect: it is "postgresql"`) {
			t.Error(err)
		}
	})
}
