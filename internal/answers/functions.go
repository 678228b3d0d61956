package answers

import (
	"fmt"
	"time"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// functions are the cases of functions.
func functions() []Case {
	u, o, t := Users, Orders, T1
	k := sql.When(t.X.Gt(5), 1).Else(2).As("k")
	n := sql.Column("n", sqltype.Integer)
	gs := sql.TableFunc("generate_series", sql.Val(1), sql.Val(3)).As("anon_2", n)
	g := sql.Column("gs", sqltype.Integer)
	two := sql.TableFunc("generate_series", sql.Val(1), sql.Val(2)).As("gs", g)
	each := sql.Func("jsonb_each", sqltype.JSON, Pgx.Doc)
	return []Case{
		{Name: "generic_now_variants", Run: func(e *Env) (*Answer, error) {
			a, err := e.Ask(sql.Select(sql.Now().As("current_timestamp_1"), sql.Today().As("current_date_1"), sql.TimeOfDay().As("localtime_1")))
			if err == nil {
				a.Rows, err = ofNow(a.Rows)
			}
			return a, err
		}, Differs: map[string]Difference{"*": {Why: "time goes on: what was recorded is of another moment; SQLite has all three here", Runs: true,
			Rows: `[["now", "now", "now"]]`, Keys: []string{"current_timestamp_1", "current_date_1", "localtime_1"}}},
			Text: map[string]string{"postgresql": "now() is CURRENT_TIMESTAMP", "sqlite": "with milliseconds, and a time of day, which LOCALTIME is not there", "mysql": "an instant is UTC in microseconds, whatever the session's zone is; LOCALTIME is a date too there"}},
		{Name: "func_reserved_word", Stmt: sql.Select(sql.Func("select", sqltype.Integer, u.ID)), Err: "select"},
		{Name: "func_trailing_underscore", Stmt: sql.Select(sql.Func("if", sqltype.Integer, u.ID)), Err: "if"},
		{Name: "func_filter", Stmt: sql.Select(sql.Count(o.ID).Filter(o.Status.Eq("paid")))},
		{Name: "within_group", Stmt: sql.Select(sql.FuncAgg("percentile_cont", sqltype.Double, sql.Val(0.5)).WithinGroup(o.Total.Desc()))},
		{Name: "within_group_filter", Stmt: sql.Select(sql.PercentileDisc(0.25, o.Total).Filter(o.Total.Gt("1"))), Text: map[string]string{"*": "a value has the type of what it is compared with; DOUBLE PRECISION is the name of FLOAT"}},
		{Name: "array_agg_index", Stmt: sql.Select(sql.ArrayAt(sql.ArrayAgg(o.ID), 1))},
		{Name: "group_concat", Stmt: sql.Select(sql.StringAgg(o.Status, ",")), Text: map[string]string{"mysql": "the separator is written", "sqlite": "the separator is written"}, Differs: map[string]Difference{"*": {Why: "the function has one name on all databases: StringAgg", Keys: []string{"string_agg_1"}}}},
		{Name: "mysql_with_rollup", Stmt: sql.Select(o.Status, sql.Sum(o.Total)).GroupBy(sql.Rollup(o.Status))},
		{Name: "extract_year", Stmt: sql.Select(sql.Extract(sql.Year, o.PlacedOn).Nullable()), Text: map[string]string{"postgresql": "a field is a whole number, on every database", "mysql": "year() is EXTRACT of the year", "sqlite": "what a zone is behind a time is cut off first"}},
		{Name: "case_label_order", Stmt: sql.Select(t.ID, k).OrderBy(k)},
		{Name: "case_in_sum", Stmt: sql.Select(sql.Sum(sql.Number(sql.WhenExpr(o.Status.Eq("paid"), o.Total).Else("0")))), Text: map[string]string{"postgresql": "a value has the type of the other branches", "mysql": "a value is a decimal where it is summed, or the sum would be a float"}},
		{Name: "cast_types_common", Stmt: sql.Select(sql.Cast(u.CreatedAt, sqltype.Date).Nullable(), sql.Cast(o.Total, sqltype.Float).Nullable(), sql.Cast(o.ID, sqltype.BigInt)).CartesianProduct(), Text: map[string]string{"mysql": "DOUBLE is cast to, where the recorded text has lost the cast", "sqlite": "types are those that SQLite casts to"},
			Differs: map[string]Difference{"sqlite": {Why: "a cast to a date gives a date there too", Runs: true, Keys: []string{"created_at", "total", "id"},
				Rows: `[[null, 12.25, 3], [null, 20.0, 1], [null, 35.5, 2], [null, 99.99, 4], [{"date": "2023-12-31"}, 12.25, 3], [{"date": "2023-12-31"}, 20.0, 1], [{"date": "2023-12-31"}, 35.5, 2], [{"date": "2023-12-31"}, 99.99, 4], [{"date": "2024-01-02"}, 12.25, 3], [{"date": "2024-01-02"}, 20.0, 1], [{"date": "2024-01-02"}, 35.5, 2], [{"date": "2024-01-02"}, 99.99, 4], [{"date": "2024-02-29"}, 12.25, 3], [{"date": "2024-02-29"}, 20.0, 1], [{"date": "2024-02-29"}, 35.5, 2], [{"date": "2024-02-29"}, 99.99, 4]]`}}},
		{Name: "table_valued_named", Stmt: sql.Select(sql.Number(sql.Col(gs, n)).Add(1)), Text: map[string]string{"*": "a blank is before the names of columns"}},
		{Name: "function_as_from", Stmt: sql.Select(sql.Col(two, g)), Text: map[string]string{"*": "columns are named, where the recorded text says *"}},
		{Name: "function_scalar_table_valued", Stmt: sql.Select(Pgx.ID, sql.Attribute(each, "key", sqltype.Text)).Where(Pgx.ID.Eq(1))},
		{Name: "match_sqlite", Stmt: sql.Select(u.ID).Where(sql.FullText("ed", u.Fullname)), Err: "MATCH"},
	}
}

// ofNow looks whether the one row is of this moment, and is "now" for each value then:
// what was recorded is of another.
func ofNow(rows [][]any) ([][]any, error) {
	now := time.Now().UTC()
	for i, v := range rows[0] {
		switch v := v.(type) {
		case time.Time:
			if d := now.Sub(v); d < -24*time.Hour || d > 48*time.Hour {
				return nil, fmt.Errorf("%v is not of now: %v", v, now)
			}
		case time.Duration:
			if v < 0 || v >= 24*time.Hour {
				return nil, fmt.Errorf("%v is no time of day", v)
			}
		default:
			return nil, fmt.Errorf("value %d is a %T", i, v)
		}
		rows[0][i] = "now"
	}
	return rows, nil
}
