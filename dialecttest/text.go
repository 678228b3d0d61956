package dialecttest

import (
	"errors"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func textCases() []testCase {
	return append(queries([]query{
		{name: "no parameters", stmt: func(*shop) sql.Statement { return sql.Text("SELECT 1 AS one, 'a:b' AS two") }, want: "(1, 'a:b')"},
		{name: "parameter in a condition", stmt: func(*shop) sql.Statement {
			return sql.Text("SELECT id FROM product WHERE qty = :q OR id = :id ORDER BY id").Bind("q", 7).Bind("id", 1)
		}, want: "1\n4"},
		{name: "a parameter used twice", stmt: func(*shop) sql.Statement {
			return sql.Text("SELECT id FROM product WHERE qty = :n OR id = :n ORDER BY id").Bind("n", 3)
		}, want: "3\n7"},
		{name: "a colon in a text, and quotes", stmt: func(*shop) sql.Statement {
			return sql.Text("SELECT ':x', 'it''s :y', id FROM product WHERE name = :name").Bind("name", "it's")
		}, want: "(':x', 'it's :y', 6)"},
		{name: "comments", stmt: func(*shop) sql.Statement {
			return sql.Text("SELECT id /* :a ' */ FROM product -- :b '\nWHERE id = :c").Bind("c", 2)
		}, want: "2"},
		{name: "hostile values stay values", stmt: func(*shop) sql.Statement {
			return sql.Text("SELECT id FROM product WHERE note = :n").Bind("n", "; drop table product")
		}, want: "7"},
		{name: "columns with types", stmt: func(s *shop) sql.Statement {
			return sql.Text("SELECT active, made, amount FROM product JOIN orders ON product_id = product.id WHERE orders.id = 1").Columns(s.p.Active, s.p.Made, s.o.Amount)
		}, want: "(true, 2024-01-31, '19.98')"},
		{name: "fragment", stmt: func(s *shop) sql.Statement {
			return sql.Select(s.p.ID).Where(sql.FragmentCond("qty + :a > :b", 1, 10)).OrderBy(s.p.ID)
		}, want: "1\n8"},
	}), []testCase{
		{name: "parameters at execution", run: func(e *env) error {
			stmt := sql.Text("SELECT id FROM product WHERE qty > :min AND active = :active ORDER BY id")
			for _, c := range []struct {
				p    sql.Params
				want int
			}{{sql.Params{"min": 9, "active": true}, 2}, {sql.Params{"min": int64(99), "active": true}, 1}, {sql.Params{"min": -100, "active": false}, 4}} {
				got, err := rows(e.ctx, e.eng, stmt, c.p)
				if err != nil {
					return err
				}
				equal(e, "the number of rows", len(got), c.want)
			}
			return nil
		}},
		{name: "NULL as a parameter", run: func(e *env) error {
			got, err := rows(e.ctx, e.eng, sql.Text("SELECT count(*) FROM product WHERE note = :n"), sql.Params{"n": nil})
			if err != nil {
				return err
			}
			equal(e, "count", got[0], "0")
			return nil
		}},
		{name: "missing and unknown parameters", run: func(e *env) error {
			_, err := e.eng.Execute(e.ctx, sql.Text("SELECT id FROM product WHERE id = :id AND qty = :qty"), sql.Params{"id": 1, "quantity": 2})
			var pe *engine.ParamsError
			if !errors.As(err, &pe) || len(pe.Missing) != 1 || pe.Missing[0] != "qty" || len(pe.Unknown) != 1 || pe.Unknown[0] != "quantity" {
				e.Errorf("the error is %v", err)
			}
			_, err = e.eng.Execute(e.ctx, sql.Text("SELECT 1 WHERE 1 = :id"))
			if !errors.As(err, &pe) {
				e.Errorf("without parameters the error is %v", err)
			}
			_, err = e.eng.Execute(e.ctx, sql.Text("SELECT 1"), sql.Params{"id": 1})
			if !errors.As(err, &pe) {
				e.Errorf("with a parameter too many the error is %v", err)
			}
			return nil
		}},
		{name: "several statements in one text are refused", run: func(e *env) error {
			_, err := e.eng.Execute(e.ctx, sql.Text("SELECT 1; DELETE FROM orders WHERE 1 = 1"))
			if err == nil {
				e.Error("two statements were accepted")
			}
			return e.want(sql.Select(sql.Count()).From(e.shop.o), "5")
		}},
		{name: "params of a built statement", run: func(e *env) error {
			p := e.shop.p
			q := sql.Select(p.ID).Where(sql.Gt(p.Qty, sql.Param[int]("min")), sql.Ne(p.Name, sql.ParamLike("not", p.Name))).OrderBy(p.ID)
			for _, c := range []struct {
				set  sql.Params
				want int
			}{{sql.Params{"min": 9, "not": ""}, 2}, {sql.Params{"min": 9, "not": "widget"}, 1}} {
				got, err := rows(e.ctx, e.eng, q, c.set)
				if err != nil {
					return err
				}
				equal(e, "the number of rows", len(got), c.want)
			}
			if _, err := e.eng.Execute(e.ctx, q, sql.Params{"min": "many", "not": ""}); err == nil {
				e.Error("a text was taken for an integer")
			}
			return nil
		}},
	}...)
}
