package engine_test

import (
	"context"
	"strings"
	"testing"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A filling is a statement of a user: INSERT INTO a table the rows of a query.
type filling struct {
	sql.ExtendStatement
	to    *sql.TableNode
	query sql.Node
}

func (f *filling) WriteKey(k *sql.Key)           { k.Node(f.to); k.Node(f.query) }
func (f *filling) Result() (*sqltype.Desc, bool) { return nil, false }
func (f *filling) WriteSQL(w sql.Writer) {
	w.Raw("INSERT INTO ")
	w.Table(f.to)
	w.Raw(" ")
	w.Query(f.query)
}

// A bare one is an expression, and no statement.
type bare struct{ sql.Extend }

func (*bare) WriteKey(*sql.Key)             {}
func (*bare) Result() (*sqltype.Desc, bool) { return nil, false }
func (*bare) WriteSQL(w sql.Writer)         { w.Raw("1") }

func TestStatementOfAUser(t *testing.T) {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close(ctx)
	m := schema.NewMetaData()
	a := schema.NewTable(m, "a b", schema.Column("n", sqltype.Integer, schema.NotNull))
	if err := eng.CreateAll(ctx, m); err != nil {
		t.Fatal(err)
	}
	n := sql.Column("n", sqltype.Integer)
	c := sql.With("c", sql.Values(n).Row(1).Row(2))
	for i, q := range []sql.Statement{sql.Select(sql.Literal(5)), sql.Select(sql.Literal(6)), sql.Select(sql.Col(c, n)).Where(sql.Col(c, n).Gt(1))} {
		r, err := eng.Execute(ctx, &filling{to: a.Node(), query: sql.StatementOf(q)})
		if err != nil {
			t.Fatal(err)
		}
		if r.RowCount() != 1 {
			t.Errorf("statement %d wrote %d rows", i, r.RowCount())
		}
		if err := r.Close(); err != nil {
			t.Fatal(err)
		}
	}
	got, err := engine.All(ctx, eng, sql.Select1(sql.TypeAs(a.C("n"), sqltype.Integer)).OrderBy(a.C("n")))
	if err != nil || len(got) != 3 || got[0] != 2 || got[1] != 5 || got[2] != 6 {
		t.Errorf("%v, %v", got, err)
	}
}

func TestExpressionOfAUserIsNoStatement(t *testing.T) {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		t.Fatal(err)
	}
	defer eng.Close(ctx)
	if _, err := eng.Execute(ctx, sql.QueryFrom[int](queryOf{&bare{}})); err == nil || !strings.Contains(err.Error(), "embed sql.ExtendStatement") {
		t.Fatal(err)
	}
}

// queryOf gives a tree that is none of a query.
type queryOf struct{ n sql.Node }

func (q queryOf) BuildQuery() sql.Node { return q.n }
