package mapping

import (
	"strings"

	dbapi "github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/schema"
)

// alikeWhy is why texts that tell kinds of rows must differ in more than alike asks for.
const alikeWhy = "differ in case or in blanks at the end only, which the usual collations of MariaDB and MySQL do not tell apart"

// alike reports whether a database may take a value of c for a text that is another one: a
// condition would find the rows of both. Who says the collation knows what it compares.
func alike(v dbapi.Value, text string, c *schema.ColumnDef) bool {
	if v.Kind() != dbapi.String || c.Collation != "" {
		return false
	}
	fold := func(s string) string { return strings.ToLower(strings.TrimRight(s, " ")) }
	return v.Str() != text && fold(v.Str()) == fold(text)
}
