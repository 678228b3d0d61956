package dialecttest

import (
	"fmt"
	"strings"
	"time"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// reads finds the step of a plan that reads a table.
func reads(p *engine.Plan, table string) (found *dialect.PlanNode) {
	p.Root.Walk(func(n *dialect.PlanNode) bool {
		if n.Table == table && found == nil {
			found = n
		}
		return found == nil
	})
	return found
}

func explainCases() []testCase {
	return []testCase{
		{name: "by an index", run: func(e *env) error {
			t := items(e)
			p, err := engine.Explain(e.ctx, e.eng, sql.Select(t.ID, t.N).Where(t.Code.Eq("b")))
			if err != nil {
				return err
			}
			switch n := reads(p, "item"); {
			case n == nil:
				e.Errorf("nothing reads item in\n%v%s", p, p.Raw)
			case n.Index == "":
				e.Errorf("no index is used in\n%v", p)
			case p.Raw == "" || !strings.Contains(p.SQL, "item") || !strings.Contains(p.String(), "item"):
				e.Errorf("the plan is incomplete: %+v", p)
			}
			p, err = engine.Explain(e.ctx, e.eng, sql.Select(t.ID).Where(t.Code.Eq("it's"), t.N.Gt(3)))
			e.must(err)
			if p.String() == "" {
				e.Error("the plan of what has no rows is empty")
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 30, NULL)")
		}},
		{name: "a join, parameters", run: func(e *env) error {
			s := e.shop
			stmt := sql.Select(s.p.Name, s.o.Amount).Join(s.o, sql.Eq(s.o.ProductID, s.p.ID)).Where(sql.Eq(s.p.Qty, sql.Param[int]("n"))).OrderBy(s.o.Amount)
			p, err := engine.Explain(e.ctx, e.eng, stmt, engine.ExplainWith(sql.Params{"n": 10}))
			if err != nil {
				return err
			}
			if reads(p, "product") == nil || reads(p, "orders") == nil {
				e.Errorf("both tables are read, and the plan is\n%v%s", p, p.Raw)
			}
			if _, err := engine.Explain(e.ctx, e.eng, stmt); err == nil {
				e.Error("a parameter that is missing is no error")
			}
			return nil
		}},
		{name: "what writes is not executed", run: func(e *env) error {
			t := items(e)
			for _, s := range []sql.Statement{sql.Update(t).Set(t.N.Set(0)).AllRows(), sql.Delete(t).AllRows(), t.put(9), sql.Text("DELETE FROM item")} {
				if _, err := engine.Explain(e.ctx, e.eng, s); err != nil {
					return err
				}
				_, err := engine.Explain(e.ctx, e.eng, s, engine.Analyze)
				if err == nil {
					e.Errorf("%v was analyzed without being asked for", s)
				}
			}
			return e.want(t.all(), "(1, 'a', 10, NULL)", "(2, 'b', 20, 2)", "(3, 'c', 30, NULL)")
		}},
		{name: "analyze", needs: ExplainAnalyze, run: func(e *env) error {
			t := items(e)
			p, err := engine.Explain(e.ctx, e.eng, sql.Select(t.ID).Where(t.N.Gt(10)), engine.Analyze)
			if err != nil {
				return err
			}
			if n := reads(p, "item"); n == nil || n.Actual == nil || n.Actual.Rows < 2 || n.Rows < 0 {
				e.Errorf("the plan is\n%v%s", p, p.Raw)
			}
			c := e.connect()
			defer c.Close()
			p, err = engine.Explain(e.ctx, c, sql.Delete(t).Where(t.N.Gt(10)), engine.AnalyzeWrite)
			e.must(err)
			if p.Root == nil {
				e.Error("there is no plan")
			}
			e.must(e.wantOn(c, sql.Select(t.ID), "1"))
			e.must(c.Rollback(e.ctx))
			e.holds(t, 3)
			return nil
		}},
	}
}

// textTable has hostile texts, and one of everything else.
type textTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Price schema.Decimal[string]
	F     schema.Float
	Flag  schema.Bool
	Made  schema.Date[time.Time]
	At    schema.Time
	Seal  schema.Bytes
	Mark  schema.UUID[[16]byte]
}

func literalCases() []testCase {
	hostile := []string{"", "it's", `back\slash`, `\`, `\'`, `\\`, `"`, "`", `{"a":"b,c"}`, "NULL", "tab\tline\nreturn\r", "Straße 日本 🍺", "%_?:name$1", "'; DROP TABLE texts; --", "/* x */", "# x", "x  ", "\x01\x7f", "$$ $1 :x", "E'", "]"}
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	at := time.Date(2024, 2, 29, 1, 2, 3, 456000, time.UTC)
	return []testCase{{name: "the same rows", run: func(e *env) error {
		t := declare(e, "texts", func(t *textTable) {
			t.ID.PrimaryKey()
			t.Name.Size(100)
			t.Price.Precision(12, 2)
		})
		same := func(s sql.Statement) {
			e.Helper()
			text, err := dialect.Literal(e.eng.Dialect(), s)
			e.must(err)
			if !strings.HasPrefix(text, "-- to be read, not executed") {
				e.Errorf("nothing says that it is not to be executed: %s", text)
			}
			want, err := rows(e.ctx, e.eng, s)
			e.must(err)
			got, err := rows(e.ctx, e.eng, sql.Text(sql.SQL(text)))
			e.must(err)
			if fmt.Sprint(got) != fmt.Sprint(want) {
				e.Errorf("%s\n\tgives %v\n\tand the statement itself %v", text, got, want)
			}
		}
		for i, h := range hostile { // the text stores what the statement would
			insert := sql.Insert(t).Values(t.ID.Set(i), t.Name.Set(h), t.Price.Set("-1.50"), t.F.Set(-1.0/3), t.Flag.Set(i%2 == 0), t.Made.Set(day), t.At.Set(at), t.Seal.Set([]byte{0, '\'', '\\', 255}), t.Mark.Set([16]byte{1, 15: 255}))
			text, err := dialect.Literal(e.eng.Dialect(), insert)
			e.must(err)
			e.exec(sql.Text(sql.SQL(text)))
			got, err := engine.One(e.ctx, e.eng, sql.Select1(t.Name).Where(t.ID.Eq(i)))
			e.must(err)
			equal(e, "the text", got, h)
		}
		equal(e, "rows", e.scalar(e.eng, sql.Select(sql.Count()).From(t)), any(int64(len(hostile))))
		for _, h := range hostile {
			same(sql.Select(t.ID, sql.Val(h).As("h")).Where(t.Name.Eq(h)))
			same(sql.Select(t.ID).Where(t.Name.In(h, "zz")).OrderBy(t.ID))
			same(sql.Select(t.ID).Where(t.Name.Contains(h)).OrderBy(t.ID).Limit(3))
		}
		same(sql.Select(t.ID).Where(t.Price.Eq("-1.5"), t.F.Lt(-0.25), t.F.Eq(-1.0/3), t.Flag.Eq(true), t.Made.Eq(day), t.At.Eq(at.In(time.FixedZone("x", 3600))), t.Seal.Eq([]byte{0, '\'', '\\', 255}), t.Mark.Eq([16]byte{1, 15: 255})).OrderBy(t.ID))
		same(sql.Select(t.ID, t.Price, t.F, t.Made, t.At, t.Seal, t.Mark).OrderBy(t.ID).Limit(2).Offset(1))
		if _, err := dialect.Literal(e.eng.Dialect(), sql.Select(t.ID).Where(sql.Eq(t.ID, sql.Param[int]("id")))); err == nil {
			e.Error("a parameter without value has a literal")
		}
		return nil
	}}}
}
