package sqltype_test

import (
	"context"
	"errors"
	"fmt"

	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// brittle is a decimal number with a mistake in it.
type brittle struct{ parts []string }

func (b brittle) MarshalText() ([]byte, error) { return []byte(b.parts[0]), nil }

func (b *brittle) UnmarshalText(text []byte) error {
	b.parts = []string{string(text)}
	return nil
}

func ExamplePanicError() {
	ctx := context.Background()
	eng, err := engine.Open(sqlite.Dialect, "sqlite://")
	if err != nil {
		fmt.Println(err)
		return
	}
	defer eng.Close(ctx)
	_, err = engine.One(ctx, eng, sql.Select1(sql.Val(brittle{}))) // of which parts[0] is wanted
	var panicked *sqltype.PanicError
	fmt.Println(errors.As(err, &panicked))
	if panicked != nil {
		fmt.Println(panicked)
	}
	v, err := engine.One(ctx, eng, sql.Select1(sql.Val(brittle{[]string{"1.5"}}))) // the engine goes on
	fmt.Println(v.parts, err)
	// Output:
	// true
	// the method panicked: runtime error: index out of range [0] with length 0
	// [1.5] <nil>
}
