// Package expressions must not compile: what is said beside a line is what the
// compiler says of it.
package expressions

import (
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type table struct {
	schema.Rows
	ID    schema.Int
	Maybe schema.NullInt
	Price schema.Float
	Name  schema.String
	Flag  schema.Bool
	Day   schema.Date[time.Time]
	At    schema.Time
	Doc   schema.JSON[map[string]any]
	Nums  schema.Array[int]
	Tags  schema.Array[string]
}

var d *table

func mistakes() {
	_ = sql.Sum(d.Name)                                              // ERROR "in call to sql.Sum, type schema.String of d.Name does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.Avg(d.Flag)                                              // ERROR "in call to sql.Avg, type schema.Bool of d.Flag does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.Abs(d.Name)                                              // ERROR "in call to sql.Abs, type schema.String of d.Name does not match sql.NumericOf[T, R] (cannot infer T and R)"
	_ = sql.Round(d.Name, 1)                                         // ERROR "in call to sql.Round, type schema.String of d.Name does not match sql.NumericOf[T, R] (cannot infer T and R)"
	_ = sql.Sqrt(d.Day)                                              // ERROR "in call to sql.Sqrt, type schema.Date[time.Time] of d.Day does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.Greatest(d.ID, d.Price)                                  // ERROR "in call to sql.Greatest, type schema.Float of d.Price does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.Least(d.ID, d.Name)                                      // ERROR "in call to sql.Least, type schema.String of d.Name does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.Greatest(d.ID)                                           // ERROR "not enough arguments in call to sql.Greatest"
	_ = sql.Add(d.ID, d.Price)                                       // ERROR "in call to sql.Add, type schema.Float of d.Price does not match inferred type sql.Numeric[int] for sql.Numeric[T]"
	_ = sql.Add(d.ID, 3)                                             // ERROR "cannot use 3 (constant of type int) as sql.Numeric[int] value in argument to sql.Add: int does not implement sql.Numeric[int] (missing method is_a_sql_expression)"
	_ = sql.Sub(d.Name, d.Name)                                      // ERROR "in call to sql.Sub, type schema.String of d.Name does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.Mul(d.ID, d.Name)                                        // ERROR "in call to sql.Mul, type schema.String of d.Name does not match inferred type sql.Numeric[int] for sql.Numeric[T]"
	_ = sql.BitAnd(d.Price, 3)                                       // ERROR "float64 does not satisfy sql.Integer (float64 missing in ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint)"
	_ = sql.BitAnd(d.ID, 1.5)                                        // ERROR "cannot use 1.5 (untyped float constant) as int value in argument to sql.BitAnd (truncated)"
	_ = sql.BitXorOf(d.ID, d.Name)                                   // ERROR "in call to sql.BitXorOf, type schema.String of d.Name does not match inferred type sql.Numeric[int] for sql.Numeric[T]"
	_ = sql.BitNot(d.Flag)                                           // ERROR "in call to sql.BitNot, type schema.Bool of d.Flag does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.ShiftLeft(d.Price, 1)                                    // ERROR "float64 does not satisfy sql.Integer (float64 missing in ~int | ~int8 | ~int16 | ~int32 | ~int64 | ~uint8 | ~uint16 | ~uint32 | ~uint64 | ~uint)"
	_ = sql.ShiftLeft(d.ID, d.ID)                                    // ERROR "cannot use d.ID (variable of struct type schema.Int) as int value in argument to sql.ShiftLeft"
	_ = sql.Lower(d.ID)                                              // ERROR "in call to sql.Lower, type schema.Int of d.ID does not match sql.TextualOf[T, R] (cannot infer T and R)"
	_ = sql.Trim(d.Day)                                              // ERROR "in call to sql.Trim, type schema.Date[time.Time] of d.Day does not match sql.TextualOf[T, R] (cannot infer T and R)"
	_ = sql.Left(d.Name, "2")                                        // ERROR "cannot use "2" (untyped string constant) as int value in argument to sql.Left"
	_ = sql.Substring(d.ID, 1, 2)                                    // ERROR "in call to sql.Substring, type schema.Int of d.ID does not match sql.TextualOf[T, R] (cannot infer T and R)"
	_ = sql.Position(d.ID, "x")                                      // ERROR "in call to sql.Position, type schema.Int of d.ID does not match sql.Textual[T] (cannot infer T)"
	_ = sql.Replace(d.Name, 1, 2)                                    // ERROR "cannot use 1 (untyped int constant) as string value in argument to sql.Replace"
	_ = sql.PadLeft(d.Name, 3, 'x')                                  // ERROR "cannot use 'x' (untyped rune constant 120) as string value in argument to sql.PadLeft"
	_ = sql.StringAgg(d.ID, ",")                                     // ERROR "in call to sql.StringAgg, type schema.Int of d.ID does not match sql.Textual[T] (cannot infer T)"
	_ = sql.StringAgg(d.Name, 1)                                     // ERROR "cannot use 1 (untyped int constant) as string value in argument to sql.StringAgg"
	_ = sql.Length(d.Price)                                          // ERROR "in call to sql.Length, type schema.Float of d.Price does not match sql.Textual[T] (cannot infer T)"
	_ = sql.HasPrefixOf(d.ID, d.Name)                                // ERROR "in call to sql.HasPrefixOf, type schema.Int of d.ID does not match sql.Textual[S] (cannot infer S and T)"
	_ = sql.ContainsOf(d.Name, "x")                                  // ERROR "in call to sql.ContainsOf, cannot infer T"
	_ = sql.Matches(d.ID, "x")                                       // ERROR "in call to sql.Matches, type schema.Int of d.ID does not match sql.Textual[T] (cannot infer T)"
	_ = d.Price.Matches("x")                                         // ERROR "d.Price.Matches undefined (type schema.Float has no field or method Matches)"
	_ = d.ID.HasPrefix("1")                                          // ERROR "d.ID.HasPrefix undefined (type schema.Int has no field or method HasPrefix)"
	_ = d.Name.Add("x")                                              // ERROR "d.Name.Add undefined (type schema.String has no field or method Add)"
	_ = d.Flag.Add(1)                                                // ERROR "d.Flag.Add undefined (type schema.Bool has no field or method Add)"
	_ = d.Name.IHasPrefix(1)                                         // ERROR "cannot use 1 (untyped int constant) as string value in argument to d.Name.IHasPrefix"
	_ = d.ID.BetweenSymmetric("a", "b")                              // ERROR "cannot use "a" (untyped string constant) as int value in argument to d.ID.BetweenSymmetric"
	_ = sql.BetweenSymmetricOf(d.ID, d.Name, d.Name)                 // ERROR "in call to sql.BetweenSymmetricOf, type schema.String of d.Name does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.Extract(sql.Year, d.Name)                                // ERROR "string does not satisfy sql.DateLike (string missing in time.Time | ~struct{Year int; Month time.Month; Day int})"
	_ = sql.Extract(sql.Year, d.Flag)                                // ERROR "bool does not satisfy sql.DateLike (bool missing in time.Time | ~struct{Year int; Month time.Month; Day int})"
	_ = sql.Extract(2024, d.Day)                                     // ERROR "cannot use 2024 (untyped int constant) as sql.Field value in argument to sql.Extract"
	_ = sql.TruncTo(sql.Month, d.ID)                                 // ERROR "int does not satisfy sql.DateLike (int missing in time.Time | ~struct{Year int; Month time.Month; Day int})"
	_ = sql.AddDays(d.Name, 1)                                       // ERROR "string does not satisfy sql.DateLike (string missing in time.Time | ~struct{Year int; Month time.Month; Day int})"
	_ = sql.AddDays(d.Day, time.Hour)                                // ERROR "cannot use time.Hour (constant 3600000000000 of int64 type time.Duration) as int value in argument to sql.AddDays"
	_ = sql.AddTime(d.At, 5*d.ID)                                    // ERROR "invalid operation: 5 * d.ID (mismatched types untyped int and schema.Int)"
	_ = sql.AddTime(d.Name, time.Hour)                               // ERROR "in call to sql.AddTime, type schema.String of d.Name does not match inferred type sql.ValueOf[time.Time, string] for sql.ValueOf[time.Time, R]"
	_ = sql.DaysBetween(d.Day, d.Name)                               // ERROR "in call to sql.DaysBetween, type schema.String of d.Name does not match inferred type sql.Typed[time.Time] for sql.Typed[T]"
	_ = sql.TimeBetween(d.At, d.ID)                                  // ERROR "cannot use d.ID (variable of struct type schema.Int) as sql.Typed[time.Time] value in argument to sql.TimeBetween: schema.Num[int] does not implement sql.Typed[time.Time] (wrong type for method typed)"
	_ = sql.Tuple2(d.ID, d.Name).Eq(1, "x")                          // ERROR "too many arguments in call to sql.Tuple2(d.ID, d.Name).Eq"
	_ = sql.Tuple2(d.ID, d.Name).In([]int{1})                        // ERROR "cannot use []int{…} (value of type []int) as sql.Row2[int, string] value in argument to sql.Tuple2(d.ID, d.Name).In"
	_ = sql.Tuple2(d.ID, d.Name).InQuery(sql.Select2(d.Name, d.ID))  // ERROR "cannot use sql.Select2(d.Name, d.ID) (value of struct type sql.SelectStmt[sql.Row2[string, int]]) as sql.Query[sql.Row2[int, string]] value in argument to sql.Tuple2(d.ID, d.Name).InQuery: sql.SelectStmt[sql.Row2[string, int]] does not implement sql.Query[sql.Row2[int, string]] (wrong type for method query)"
	_ = sql.Eq(sql.Tuple2(d.ID, d.Name), sql.Tuple2(d.Name, d.ID))   // ERROR "in call to sql.Eq, type sql.Tuple[sql.Row2[string, int]] of sql.Tuple2(d.Name, d.ID) does not match inferred type sql.Typed[sql.Row2[int, string]] for sql.Typed[T]"
	_ = sql.Eq(d.ID, sql.Any(sql.Select1(d.Name)))                   // ERROR "in call to sql.Eq, type sql.Quantified[string] of sql.Any(sql.Select1(d.Name)) does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.Gt(d.ID, sql.All(sql.Select1(d.Maybe)))                  // ERROR "in call to sql.Gt, type sql.Quantified[*int] of sql.All(sql.Select1(d.Maybe)) does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = d.ID.NotInQuery(sql.Select1(d.Maybe))                        // ERROR "cannot use sql.Select1(d.Maybe) (value of struct type sql.SelectStmt[*int]) as sql.Query[int] value in argument to d.ID.NotInQuery: sql.SelectStmt[*int] does not implement sql.Query[int] (wrong type for method query)"
	_ = sql.Switch(d.ID, "one", 1)                                   // ERROR "cannot use "one" (untyped string constant) as int value in argument to sql.Switch"
	_ = sql.Switch(d.ID, 1, "one").Case(2, 2)                        // ERROR "cannot use 2 (untyped int constant) as string value in argument to sql.Switch(d.ID, 1, "one").Case"
	_ = sql.Switch(d.ID, 1, "one").Else(2)                           // ERROR "cannot use 2 (untyped int constant) as string value in argument to sql.Switch(d.ID, 1, "one").Else"
	_ = sql.When(d.Name, 1)                                          // ERROR "cannot use d.Name (variable of struct type schema.String) as sql.Typed[bool] value in argument to sql.When: schema.Text[string] does not implement sql.Typed[bool] (wrong type for method typed)"
	_ = sql.When(d.Flag, 1).Else("x")                                // ERROR "cannot use "x" (untyped string constant) as int value in argument to sql.When(d.Flag, 1).Else"
	_ = sql.When(d.Flag, 1).WhenExpr(d.Flag, d.Name)                 // ERROR "cannot use d.Name (variable of struct type schema.String) as sql.Typed[int] value in argument to sql.When(d.Flag, 1).WhenExpr: schema.Text[string] does not implement sql.Typed[int] (wrong type for method typed)"
	_ = sql.BoolAnd(d.ID)                                            // ERROR "cannot use d.ID (variable of struct type schema.Int) as sql.Typed[bool] value in argument to sql.BoolAnd: schema.Num[int] does not implement sql.Typed[bool] (wrong type for method typed)"
	_ = sql.Count().Filter(d.ID)                                     // ERROR "cannot use d.ID (variable of struct type schema.Int) as sql.Typed[bool] value in argument to sql.Count().Filter: schema.Num[int] does not implement sql.Typed[bool] (wrong type for method typed)"
	_ = sql.Sum(d.ID).Over(d.ID)                                     // ERROR "cannot use d.ID (variable of struct type schema.Int) as sql.Window value in argument to sql.Sum(d.ID).Over"
	_ = sql.Lag(d.ID, "1")                                           // ERROR "cannot use "1" (untyped string constant) as int value in argument to sql.Lag"
	_ = sql.LagOr(d.ID, 1, "none")                                   // ERROR "cannot use "none" (untyped string constant) as int value in argument to sql.LagOr"
	_ = sql.RowNumber().Over(sql.WindowBy(d.ID).Rows(1, 2))          // ERROR "cannot use 1 (untyped int constant) as sql.Bound value in argument to sql.WindowBy(d.ID).Rows"
	_ = sql.WindowBy(d.ID).Range(sql.Preceding("1"), sql.CurrentRow) // ERROR "cannot use "1" (untyped string constant) as int value in argument to sql.Preceding"
	_ = sql.Ntile(2).Add(1)                                          // ERROR "sql.Ntile(2).Add undefined (type sql.WindowFn[int, int] has no field or method Add)"
	_ = sql.PercentileCont("0.5", d.ID)                              // ERROR "cannot use "0.5" (untyped string constant) as float64 value in argument to sql.PercentileCont"
	_ = sql.PercentileCont(0.5, d.Name)                              // ERROR "in call to sql.PercentileCont, type schema.String of d.Name does not match sql.Numeric[T] (cannot infer T)"
	_ = sql.Rollup("name")                                           // ERROR "cannot use "name" (constant of type string) as sql.Expr value in argument to sql.Rollup: string does not implement sql.Expr (missing method is_a_sql_expression)"
	_ = d.Doc.Path(1)                                                // ERROR "cannot use 1 (untyped int constant) as string value in argument to d.Doc.Path"
	_ = d.Doc.At("key")                                              // ERROR "cannot use "key" (untyped string constant) as int value in argument to d.Doc.At"
	_ = d.Doc.HasKey(1)                                              // ERROR "cannot use 1 (untyped int constant) as string value in argument to d.Doc.HasKey"
	_ = d.Doc.Path("a").Int().Eq("x")                                // ERROR "cannot use "x" (untyped string constant) as int64 value in argument to d.Doc.Path("a").Int().Eq"
	_ = d.Doc.Path("a").Bool().Eq(1)                                 // ERROR "cannot use 1 (untyped int constant) as bool value in argument to d.Doc.Path("a").Bool().Eq"
	_ = d.Doc.Path("a").Int().HasPrefix("x")                         // ERROR "d.Doc.Path("a").Int().HasPrefix undefined (type sql.Num[int64, *int64] has no field or method HasPrefix)"
	_ = d.Name.Path("a")                                             // ERROR "d.Name.Path undefined (type schema.String has no field or method Path)"
	_ = sql.JSONSet(d.Doc, 1)                                        // ERROR "cannot use d.Doc (variable of struct type schema.JSON[map[string]any]) as sql.JSONPath value in argument to sql.JSONSet"
	_ = sql.JSONMerge(d.Name, 1)                                     // ERROR "cannot use d.Name (variable of struct type schema.String) as sql.Document value in argument to sql.JSONMerge: schema.Text[string] does not implement sql.Document (missing method is_a_json_document)"
	_ = sql.JSONObject("a", d.ID)                                    // ERROR "cannot use "a" (untyped string constant) as sql.JSONField value in argument to sql.JSONObject"
	_ = sql.ArrayContains(d.Nums, "x")                               // ERROR "cannot use "x" (untyped string constant) as int value in argument to sql.ArrayContains"
	_ = sql.ArrayAt(d.Nums, "1")                                     // ERROR "cannot use "1" (untyped string constant) as int value in argument to sql.ArrayAt"
	_ = sql.ArrayOverlaps(d.ID, 1)                                   // ERROR "in call to sql.ArrayOverlaps, type schema.Int of d.ID does not match sql.Typed[[]E] (cannot infer E)"
	_ = sql.Eq(d.Name, sql.AnyOf(d.Nums))                            // ERROR "in call to sql.Eq, type sql.Quantified[int] of sql.AnyOf(d.Nums) does not match inferred type sql.Typed[string] for sql.Typed[T]"
	_ = sql.ArrayConcat(d.Nums, d.Tags)                              // ERROR "in call to sql.ArrayConcat, type schema.Array[string] of d.Tags does not match inferred type sql.Typed[[]int] for sql.Typed[[]E]"
	_ = sql.Coalesce(d.Maybe, d.Name)                                // ERROR "in call to sql.Coalesce, type schema.String of d.Name does not match inferred type sql.ValueOf[int, string] for sql.ValueOf[T, R]"
	_ = sql.NullIf(d.ID, d.Name)                                     // ERROR "in call to sql.NullIf, type schema.String of d.Name does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.CoalesceOf(d.ID, d.Maybe, d.Name)                        // ERROR "in call to sql.CoalesceOf, type schema.String of d.Name does not match inferred type sql.Typed[int] for sql.Typed[T]"
	_ = sql.Cast(d.ID, "integer")                                    // ERROR "in call to sql.Cast, cannot infer T"
	_ = sql.Func("f", d.ID)                                          // ERROR "in call to sql.Func, type schema.Int of d.ID does not match inferred type sqltype.Of[int] for sqltype.Of[T]"
	_ = sql.FuncAgg("f", sqltype.Integer, 1)                         // ERROR "cannot use 1 (constant of type int) as sql.Expr value in argument to sql.FuncAgg: int does not implement sql.Expr (missing method is_a_sql_expression)"
	_ = sql.NewOperator("@@", sqltype.Boolean).Of(d.ID, 1)           // ERROR "cannot use 1 (constant of type int) as sql.Expr value in argument to sql.NewOperator("@@", sqltype.Boolean).Of: int does not implement sql.Expr (missing method is_a_sql_expression)"
	_ = sql.Where(d.ID)                                              // ERROR "undefined: sql.Where"
	_ = sql.Select(d.ID).Where(sql.BitAnd(d.ID, 1))                  // ERROR "cannot use sql.BitAnd(d.ID, 1) (value of struct type sql.Num[int, int]) as sql.Typed[bool] value in argument to sql.Select(d.ID).Where: sql.Num[int, int] does not implement sql.Typed[bool] (wrong type for method typed)"
	_ = sql.Select(d.ID).Where(d.Name.Concat("x"))                   // ERROR "cannot use d.Name.Concat("x") (value of struct type sql.Str[string, string]) as sql.Typed[bool] value in argument to sql.Select(d.ID).Where: sql.Str[string, string] does not implement sql.Typed[bool] (wrong type for method typed)"

	// what the types of expressions are in Go
	var _ sql.Query[int] = sql.Select1(sql.Sum(d.ID))                       // ERROR "cannot use sql.Select1(sql.Sum(d.ID)) (value of struct type sql.SelectStmt[*int]) as sql.Query[int] value in variable declaration: sql.SelectStmt[*int] does not implement sql.Query[int] (wrong type for method query)"
	var _ sql.Query[int] = sql.Select1(d.Maybe)                             // ERROR "cannot use sql.Select1(d.Maybe) (value of struct type sql.SelectStmt[*int]) as sql.Query[int] value in variable declaration: sql.SelectStmt[*int] does not implement sql.Query[int] (wrong type for method query)"
	var _ sql.Query[int] = sql.Select1(sql.Max(d.ID))                       // ERROR "cannot use sql.Select1(sql.Max(d.ID)) (value of struct type sql.SelectStmt[*int]) as sql.Query[int] value in variable declaration: sql.SelectStmt[*int] does not implement sql.Query[int] (wrong type for method query)"
	var _ sql.Query[*int] = sql.Select1(d.Maybe.Coalesce(0))                // ERROR "cannot use sql.Select1(d.Maybe.Coalesce(0)) (value of struct type sql.SelectStmt[int]) as sql.Query[*int] value in variable declaration: sql.SelectStmt[int] does not implement sql.Query[*int] (wrong type for method query)"
	var _ sql.Query[string] = sql.Select1(d.Doc.Path("a").Text())           // ERROR "cannot use sql.Select1(d.Doc.Path("a").Text()) (value of struct type sql.SelectStmt[*string]) as sql.Query[string] value in variable declaration: sql.SelectStmt[*string] does not implement sql.Query[string] (wrong type for method query)"
	var _ sql.Query[int] = sql.Select1(d.Doc.Path("a").Int())               // ERROR "cannot use sql.Select1(d.Doc.Path("a").Int()) (value of struct type sql.SelectStmt[*int64]) as sql.Query[int] value in variable declaration: sql.SelectStmt[*int64] does not implement sql.Query[int] (wrong type for method query)"
	var _ sql.Query[string] = sql.Select1(sql.When(d.Flag, "x").End())      // ERROR "cannot use sql.Select1(sql.When(d.Flag, "x").End()) (value of struct type sql.SelectStmt[*string]) as sql.Query[string] value in variable declaration: sql.SelectStmt[*string] does not implement sql.Query[string] (wrong type for method query)"
	var _ sql.Query[int] = sql.Select1(sql.Lag(d.ID, 1).Over(sql.Window{})) // ERROR "cannot use sql.Select1(sql.Lag(d.ID, 1).Over(sql.Window{})) (value of struct type sql.SelectStmt[*int]) as sql.Query[int] value in variable declaration: sql.SelectStmt[*int] does not implement sql.Query[int] (wrong type for method query)"
	var _ sql.Query[float64] = sql.Select1(sql.Avg(d.ID))                   // ERROR "cannot use sql.Select1(sql.Avg(d.ID)) (value of struct type sql.SelectStmt[*float64]) as sql.Query[float64] value in variable declaration: sql.SelectStmt[*float64] does not implement sql.Query[float64] (wrong type for method query)"
	_ = sqltype.Integer
}
