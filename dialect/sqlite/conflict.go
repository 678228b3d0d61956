package sqlite

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
)

// A Resolution is what SQLite does with a row that violates a constraint.
type Resolution string

// Resolutions. Abort is what happens where nothing is said.
const (
	Rollback Resolution = "ROLLBACK" // the whole transaction is undone
	Abort    Resolution = "ABORT"    // the statement is undone
	Fail     Resolution = "FAIL"     // the statement ends, and what it did before stays
	Ignore   Resolution = "IGNORE"   // the row is left out
	Replace  Resolution = "REPLACE"  // the rows that are in the way are deleted; a NULL becomes the default
)

// The kinds of options that say what is done with a row.
const (
	primaryKey    = "primary key"
	notNull       = "NOT NULL"
	unique        = "unique constraint"
	autoincrement = "autoincrement"
)

type conflict struct {
	how     Resolution
	columns []string
}

func conflictOption(kind string, how Resolution, columns []string) schema.TableOption {
	return schema.TableOption{Dialect: "sqlite", Kind: kind, Value: conflict{how, columns}}
}

// PrimaryKeyOnConflict says what is done with a row whose primary key is there already.
func PrimaryKeyOnConflict(how Resolution) schema.TableOption {
	return conflictOption(primaryKey, how, nil)
}

// NotNullOnConflict says what is done with a row that has NULL in a column that is NOT NULL.
func NotNullOnConflict(how Resolution, column string) schema.TableOption {
	return conflictOption(notNull, how, []string{column})
}

// UniqueOnConflict says what is done with a row that violates the unique constraint over
// columns.
func UniqueOnConflict(how Resolution, columns ...string) schema.TableOption {
	return conflictOption(unique, how, columns)
}

// Autoincrement never gives a number of a deleted row to a new one. The table has one
// integer column as primary key, which counts up; it is slower than counting without.
func Autoincrement() schema.TableOption {
	return schema.TableOption{Dialect: "sqlite", Kind: autoincrement}
}

func counts(t *schema.Table) bool {
	return slices.ContainsFunc(t.OptionsOf("sqlite"), func(o schema.TableOption) bool { return o.Kind == autoincrement })
}

// KeyInColumn: AUTOINCREMENT stands in the column's line only.
func (grammar) KeyInColumn(t *schema.Table) bool { return counts(t) && t.Generated() != nil }

// PrimaryKeyEnd writes ON CONFLICT and AUTOINCREMENT.
func (g grammar) PrimaryKeyEnd(c *compile.Compiler, t *schema.Table) {
	if t.PKDeferrable {
		c.Unsupported("DEFERRABLE primary keys", "leave out Deferrable and Initially")
		return
	}
	onConflict(c, t, primaryKey, nil)
	if g.KeyInColumn(t) {
		c.Raw(" AUTOINCREMENT")
	}
	comment(c, t.PKComment)
}

func (x conflict) of(columns []*schema.ColumnDef) bool {
	if len(x.columns) != len(columns) {
		return false
	}
	for _, c := range columns {
		if !slices.Contains(x.columns, c.Name) && !slices.Contains(x.columns, c.Key) {
			return false
		}
	}
	return true
}

// onConflict writes ON CONFLICT where an option says so.
func onConflict(c *compile.Compiler, t *schema.Table, kind string, columns []*schema.ColumnDef) {
	for _, o := range t.OptionsOf("sqlite") {
		if x, ok := o.Value.(conflict); ok && o.Kind == kind && x.of(columns) {
			c.Raw(" ON CONFLICT " + string(x.how))
		}
	}
}

// checkConflicts refuses options that are about nothing.
func checkConflicts(c *compile.Compiler, t *schema.Table) {
	if counts(t) && t.Generated() == nil {
		c.Fail(fmt.Errorf("Autoincrement wants an integer column that is the whole primary key and counts up"))
	}
	for _, o := range t.OptionsOf("sqlite") {
		x, ok := o.Value.(conflict)
		if !ok {
			continue
		}
		known := slices.Contains([]Resolution{Rollback, Abort, Fail, Ignore, Replace}, x.how)
		found := false
		switch o.Kind {
		case primaryKey:
			found = len(t.PrimaryKey()) > 0
		case notNull:
			found = slices.ContainsFunc(t.Columns, func(d *schema.ColumnDef) bool { return !d.Nullable && x.of([]*schema.ColumnDef{d}) })
		case unique:
			found = slices.ContainsFunc(t.AllUniques(), func(u *schema.Unique) bool { return x.of(u.Columns) })
		}
		switch {
		case !known:
			c.Fail(fmt.Errorf("ON CONFLICT %q: it is ROLLBACK, ABORT, FAIL, IGNORE or REPLACE", string(x.how)))
		case !found:
			c.Fail(fmt.Errorf("ON CONFLICT %s is said of a %s %q that the table does not have", x.how, o.Kind, x.columns))
		}
	}
}
