// Package mistakes does not compile: each marked line is a mistake, and beside it
// stands what the compiler says. A test compares the two.
package mistakes

import (
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type productTable struct {
	schema.Rows
	ID    schema.Int
	Name  schema.String
	Price schema.Float
	Made  schema.NullDate[time.Time]
}

var Products productTable

func likeOnNumber() {
	_ = Products.Price.Like("A%") // ERROR Products.Price.Like undefined (type schema.Float has no field or method Like)
}

func textForNumber() {
	_ = Products.ID.Eq("x") // ERROR cannot use "x" (untyped string constant) as int value in argument to Products.ID.Eq
}

func goOperator() {
	_ = sql.Select(Products.ID).Where(Products.Price > 3) // ERROR invalid operation: Products.Price > 3 (mismatched types schema.Float and untyped int)
}

func andAnd() {
	_ = Products.Price.Gt(1) && Products.Price.Lt(6) // ERROR invalid operation: operator && not defined on Products.Price.Gt(1) (value of struct type "github.com/aludel/aludel/sql".Cond)
}

func poolSi8ze() {
	_ = engine.PoolSi8ze(5) // ERROR undefined: engine.PoolSi8ze
}

func userAlter() {
	_ = schema.UserAlter // ERROR undefined: schema.UserAlter
}

func initial() {
	_ = schema.Initial("DEFERRED") // ERROR undefined: schema.Initial
}

func foreignType() {
	Products.ID.References(Products.Name) // ERROR cannot use Products.Name (variable of struct type schema.String) as schema.ColumnOf[int] value in argument to Products.ID.References: schema.Text[string] does not implement schema.ColumnOf[int] (wrong type for method typed) have typed(string) want typed(int)
}
