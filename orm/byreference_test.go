package orm_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A survey has documents that are compared by reference, and one that is not.

type Survey struct {
	ID    int
	Raw   []byte
	Doc   map[string]any
	Any   any
	Extra *map[string]int
	Kept  map[string]int
}

type SurveyTable struct {
	orm.TableOf[Survey, int]
	ID    schema.Int
	Raw   schema.Bytes
	Doc   schema.JSON[map[string]any]
	Any   schema.JSON[any]
	Extra schema.NullJSON[map[string]int]
	Kept  schema.JSON[map[string]int]
}

var (
	Plot    = orm.NewBase()
	Surveys = orm.Declare(Plot, "reference_survey", func(t *SurveyTable) {
		t.ID.PrimaryKey()
		orm.ByReference(t, t.Raw, t.Doc, t.Any, t.Extra)
	})
)

func TestByReferenceSeesOnlyWhatIsReplaced(t *testing.T) {
	each(t, Plot, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		x := &Survey{Raw: []byte("abc"), Doc: map[string]any{"a": 1.0}, Any: []any{1.0}, Extra: &map[string]int{"e": 1}, Kept: map[string]int{"k": 1}}
		s.Add(x)
		must(t, s.Commit(ctx))
		planned := func() string {
			t.Helper()
			p, err := s.Plan(ctx)
			must(t, err)
			if len(p.Statements) == 0 {
				return ""
			}
			return p.Statements[0].SQL
		}
		x.Raw[0], x.Doc["a"], x.Any.([]any)[0] = 'x', 2.0, 2.0
		(*x.Extra)["e"] = 2
		if sql := planned(); sql != "" {
			t.Fatal(sql)
		}
		x.Kept["k"] = 2
		if sql := planned(); !strings.Contains(sql, "kept") || strings.Contains(sql, "raw") || strings.Contains(sql, "doc") {
			t.Fatal(sql)
		}
		must(t, s.Commit(ctx))

		read := func() *Survey {
			t.Helper()
			o := orm.NewSession(eng)
			defer o.Close()
			y, err := Surveys.Get(ctx, o, x.ID)
			must(t, err)
			return y
		}
		if y := read(); string(y.Raw) != "abc" || y.Doc["a"] != 1.0 || y.Kept["k"] != 2 {
			t.Fatalf("%+v", y)
		}
		x.Raw, x.Doc, x.Any, x.Extra = []byte("new"), map[string]any{"b": 1.0}, "text", nil
		must(t, s.Commit(ctx))
		if y := read(); string(y.Raw) != "new" || y.Doc["b"] != 1.0 || y.Any != "text" || y.Extra != nil {
			t.Fatalf("%+v", y)
		}
		// a rollback gives the old ones back, as they are
		doc := x.Doc
		doc["b"] = 5.0
		x.Doc = map[string]any{}
		if err := s.Savepoint(ctx, func() error { x.Doc = map[string]any{"c": 1.0}; return errors.New("undone") }); err == nil {
			t.Fatal("no error")
		}
		must(t, s.Rollback(ctx))
		if x.Doc["b"] != 5.0 {
			t.Fatal(x.Doc)
		}
		must(t, s.Refresh(ctx, x))
		if x.Doc["b"] != 1.0 {
			t.Fatal(x.Doc)
		}
		y := read()
		y.Doc["b"] = 7.0 // nobody's
		s.Clear()
		z, err := Surveys.Get(ctx, s, x.ID)
		must(t, err)
		z.Raw = append(z.Raw, '!')
		must(t, s.Commit(ctx))
		if y := read(); string(y.Raw) != "new!" {
			t.Fatalf("%s", y.Raw)
		}
	})
}

func TestByReferenceIsForWhatRefers(t *testing.T) {
	//lint:ignore U1000 the row of FlatTable, which names it in an alias of a generic type
	type Flat struct {
		ID   int
		Name string
	}
	type FlatTable struct {
		orm.TableOf[Flat, int]
		ID   schema.Int
		Name schema.String
	}
	base := orm.NewBase()
	orm.Declare(base, "reference_flat", func(t *FlatTable) {
		t.ID.PrimaryKey()
		orm.ByReference(t, t.Name)
		orm.ByReference(t)
		orm.ByReference(t, Surveys.Doc)
	})
	err := base.Configure()
	for _, want := range []string{"names no column", "wants columns of reference_flat"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
	other := orm.NewBase()
	orm.Declare(other, "reference_flat", func(t *FlatTable) { t.ID.PrimaryKey(); orm.ByReference(t, t.Name) })
	if err := other.Configure(); err == nil || !strings.Contains(err.Error(), "a string refers to nothing") {
		t.Error(err)
	}
}

func ExampleByReference() {
	ctx, s, done := with(Plot)
	defer done()

	// orm.ByReference(t, t.Doc) in the declaration of Surveys
	x := &Survey{Raw: []byte{}, Doc: map[string]any{"rooms": 3}, Any: 1, Kept: map[string]int{}}
	s.Add(x)
	check(s.Commit(ctx))
	x.Doc["rooms"] = 4 // not seen
	plan, err := s.Plan(ctx)
	check(err)
	fmt.Println(len(plan.Statements))
	x.Doc = map[string]any{"rooms": 4}
	plan, err = s.Plan(ctx)
	check(err)
	fmt.Println(len(plan.Statements))
	// Output:
	// 0
	// 1
}
