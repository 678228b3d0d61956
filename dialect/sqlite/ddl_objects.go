package sqlite

import (
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
)

// ViewKind refuses what views lack here.
func (g grammar) ViewKind(c *compile.Compiler, v *schema.View) {
	switch {
	case v.OrReplace:
		c.Unsupported("CREATE OR REPLACE VIEW", "drop it first")
	case v.CheckOption != "":
		c.Unsupported("CHECK OPTION", "nothing is written through a view")
	default:
		g.ANSI.ViewKind(c, v)
	}
}

// Strict makes the table refuse values that are not of a column's type. Only a table
// whose columns are integers, floats, texts and bytes can be strict.
func Strict() schema.TableOption { return schema.TableOption{Dialect: "sqlite", Kind: "STRICT"} }

// WithoutRowID keeps the rows in the order of the primary key.
func WithoutRowID() schema.TableOption {
	return schema.TableOption{Dialect: "sqlite", Kind: "WITHOUT ROWID"}
}

func (g grammar) TableEnd(c *compile.Compiler, t *schema.Table) {
	var words []string
	for _, o := range t.OptionsOf(g.Name()) {
		if o.Value == nil && o.Kind != autoincrement {
			words = append(words, o.Kind)
		}
	}
	checkConflicts(c, t)
	if len(words) > 0 {
		c.Raw(" " + strings.Join(words, ", "))
	}
}
