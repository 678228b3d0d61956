package sql

// A RefNode is a column of the result by its name, in ORDER BY, GROUP BY and DISTINCT ON.
type RefNode struct{ Name string }

func (*RefNode) node() {}

// Label is the column of that name in the select list, for OrderBy, GroupBy and
// DistinctOn: a label, or the name that a column has by itself. A name that is not there
// is an error of the statement; it never becomes text.
func Label(name string) Value[any, any] { return Value[any, any]{c: cell(&RefNode{name})} }
