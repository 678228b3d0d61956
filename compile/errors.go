package compile

import (
	"fmt"
	"strings"
)

// An UnsupportedError says that a dialect has no way to say something. Nothing was
// sent.
type UnsupportedError struct {
	Dialect   string
	Construct string // what it lacks
	Hint      string // what to do instead
}

// Error names the dialect and the construct, and says what to do.
func (e *UnsupportedError) Error() string {
	s := e.Dialect + " has no " + e.Construct
	if e.Hint != "" {
		s += ": " + e.Hint
	}
	return s
}

// A SeveralTablesError says that the rows of an entity are in several tables, and that a
// statement about it cannot be made into one for each of them. Nothing was sent.
type SeveralTablesError struct {
	Statement string // INSERT INTO press_novel
	Reason    string // and what to do instead
}

// Error names the statement, and says what to do.
func (e *SeveralTablesError) Error() string { return e.Statement + ": " + e.Reason }

// oneTable is the Reason of a statement that writes to all n tables, where no session takes it apart.
func oneTable(n int, instead string) string {
	return fmt.Sprintf("its rows are in %d tables, and one statement writes to one: %s", n, instead)
}

// A TooManyBindsError says that a statement has more values than the database
// takes in one. Nothing was sent.
type TooManyBindsError struct {
	Dialect    string
	Binds, Max int
}

// Error says how many there are and what to do.
func (e *TooManyBindsError) Error() string {
	return fmt.Sprintf("the statement has %d values, %s takes at most %d in one statement: execute it in portions", e.Binds, e.Dialect, e.Max)
}

// A MissingParamError says that a parameter was given no value.
type MissingParamError struct{ Name string }

// Error names the parameter.
func (e *MissingParamError) Error() string {
	return fmt.Sprintf("parameter :%s has no value: give one when the statement is executed", e.Name)
}

// An UnboundColumnError says that a column is used whose table is not part of the
// statement.
type UnboundColumnError struct {
	Column string // with its table
	Table  string
	From   []string // what is there
}

// Error says how to bring the table in.
func (e *UnboundColumnError) Error() string {
	there := "there is no FROM"
	if len(e.From) > 0 {
		there = "which is about " + strings.Join(e.From, ", ")
	}
	return fmt.Sprintf("%s is used, but %s is not part of the statement, %s: add Join(…) or From(…), or use a column of what is there", e.Column, e.Table, there)
}

// A NoForeignKeysError says that a join has no ON and no foreign key gives one.
type NoForeignKeysError struct {
	Table string
	From  []string // what it was to be joined with
}

// Error asks for ON.
func (e *NoForeignKeysError) Error() string {
	return fmt.Sprintf("%s cannot be joined without a condition: no foreign key is between it and %s; give Join the condition", e.Table, strings.Join(e.From, ", "))
}

// An AmbiguousForeignKeysError says that a join has no ON and several foreign keys
// would give one.
type AmbiguousForeignKeysError struct {
	Table string
	Keys  []string // "a.b_id → b.id"
}

// Error lists the foreign keys.
func (e *AmbiguousForeignKeysError) Error() string {
	return fmt.Sprintf("%s cannot be joined without a condition: %d foreign keys would do (%s); give Join the condition", e.Table, len(e.Keys), strings.Join(e.Keys, "; "))
}

// A NoFromError says that a subquery has no table of its own: all that its items name
// are tables of the query around it.
type NoFromError struct{}

// Error says what to do.
func (e *NoFromError) Error() string {
	return "a subquery has no table of its own: all it names are in the query around it; say From, CorrelateExcept, or use an Alias"
}

// An IdentError says that a name cannot be the name of anything.
type IdentError struct {
	Name    string
	Dialect string
	Reason  string
}

// Error shows the name, quoted as Go does.
func (e *IdentError) Error() string {
	name := e.Name
	if len(name) > 100 {
		name = name[:100] + "…"
	}
	return fmt.Sprintf("the name %q cannot be used on %s: %s", name, e.Dialect, e.Reason)
}

// A CartesianError says that a SELECT has tables that no condition connects: each row of
// one is combined with each of the others.
type CartesianError struct {
	Parts [][]string // the names of the tables that are connected with each other
}

// Error names the tables and says what to do.
func (e *CartesianError) Error() string {
	parts := make([]string, len(e.Parts))
	for i, p := range e.Parts {
		parts[i] = strings.Join(p, ", ")
	}
	return "a cartesian product: no condition connects " + strings.Join(parts, " with ") +
		"; join them with a condition, or say CrossJoin or CartesianProduct() if each row with each is meant"
}
