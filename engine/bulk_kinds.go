package engine

import (
	"fmt"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
)

// Rows of a hierarchy say in one column what each of them is. One that does not is inserted as
// what the table itself stands for, as an object is that is added to a session; a value that
// nothing stands for would be a row that nobody can read.

// kind is what is written to c, the column that says what rows are, where a row gives v.
func (b *bulk) kind(c *schema.ColumnDef, v driver.Value) (driver.Value, error) {
	if b.verb == bulkDelete {
		return v, nil
	}
	own, given, err := c.Kinds(v)
	if err == nil && !given && b.verb == bulkUpdate {
		err = fmt.Errorf("it says what the row is, and is not set: read it first, or leave it out by BulkColumns")
	}
	if err != nil {
		return v, fmt.Errorf("column %s: %w", c.Name, err)
	}
	return own, nil
}
