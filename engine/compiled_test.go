package engine_test

import (
	"errors"
	"fmt"
	"testing"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type compiledTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Price schema.Float
}

var compiled = schema.Declare(schema.NewMetaData(), "compiled", func(t *compiledTable) { t.ID.PrimaryKey() })

func ExampleCompile() {
	eng, err := engine.Open(postgres.Dialect, "postgresql://localhost/shop") // nothing connects
	if err != nil {
		fmt.Println(err)
		return
	}
	for _, id := range []int{7, 8} {
		text, args, err := engine.Compile(eng, sql.Select(compiled.Name).Where(compiled.ID.Eq(id)), nil)
		fmt.Println(text, args[0].Go(), err)
	}
	fmt.Println(eng.CachedStatements())
	// Output:
	// SELECT compiled.name FROM compiled WHERE compiled.id = $1::INTEGER 7 <nil>
	// SELECT compiled.name FROM compiled WHERE compiled.id = $1::INTEGER 8 <nil>
	// 1
}

func TestCompileFindsMistakes(t *testing.T) {
	eng, err := engine.Open(postgres.Dialect, "postgresql://localhost/shop")
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = engine.Compile(eng, sql.Update(compiled).Set(compiled.Price.Set(1)), nil)
	var se *engine.StatementError
	if !errors.As(err, &se) {
		t.Errorf("an UPDATE of every row: %v, want a StatementError", err)
	}
	named := sql.Text("SELECT :n")
	var pe *engine.ParamsError
	if _, _, err := engine.Compile(eng, named, nil); !errors.As(err, &pe) {
		t.Errorf("a parameter without a value: %v", err)
	}
	_, args, err := engine.Compile(eng, named, []driver.Value{driver.OfInt(1)}, sql.Params{"n": 2})
	if err != nil || len(args) != 2 || args[1].Int() != 2 {
		t.Errorf("got %v, %v: the values are appended", args, err)
	}
	if _, _, err := engine.Compile(nil, named, nil); err == nil {
		t.Error("a nil engine is no error")
	}
}
