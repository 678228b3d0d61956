package sql

// A Joiner knows foreign keys. What package schema stores in TableNode.Def is one;
// a JOIN without ON asks it.
type Joiner interface {
	// ForeignKeysTo gives the foreign keys to the table whose Def is other: pairs
	// of the columns that refer and the columns referred to, of equal length.
	ForeignKeysTo(other any) [][2][]*ColumnNode
}
