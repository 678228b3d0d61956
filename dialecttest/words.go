package dialecttest

import "github.com/aludel/aludel/sql"

// Words are what the suite says to a database, and expects of it, in words of its own. What a
// harness does not say is not tried, and the case says so.
type Words struct {
	// Shuffle are statements that make a trigger of the table parcel, which gives each new row
	// an id that does not follow those before it: 10000 + n * 7919 % 5000, with n from
	// its column big divided by 2^40.
	Shuffle []sql.SQL
	// Shout are statements that make the trigger shouting of the table triggered, behind which
	// the column v of a new row is in capitals; before the last one there may be one that
	// makes a function shout, which that calls.
	Shout []sql.SQL
	// Folding is a collation for which a and A are the same text.
	Folding string
	// Violations are by the names below what an IntegrityError tells of a constraint: its name,
	// its table and its column, with a bar between them.
	Violations map[Violation]string
	// FileNames says that a table's name is that of a file, in which not all characters can be.
	FileNames bool
}

// A Violation is a way to violate a constraint of the suite's table strict.
type Violation string

// Violations.
const (
	ViolatesPrimaryKey Violation = "primary key"
	ViolatesUnique     Violation = "unique" // of the column code, without a name
	ViolatesForeignKey Violation = "foreign key"
	ViolatesNotNull    Violation = "not null" // of the column positive
	ViolatesCheck      Violation = "check"
)
