package compile

import "github.com/aludel/aludel/sql"

// An UnknownLabelError says that no column of the result has a name that ORDER BY, GROUP BY
// or DISTINCT ON uses.
type UnknownLabelError struct {
	Label string
	Has   []string // the names that there are
}

// Error lists the names.
func (e *UnknownLabelError) Error() string {
	s := "Label(" + quotedName(e.Label) + "): the select list has no column of that name; it has "
	for i, name := range e.Has {
		if i > 0 {
			s += ", "
		}
		if i == 12 {
			return s + "…"
		}
		s += quotedName(name)
	}
	return s
}

func quotedName(s string) string { return "\"" + s + "\"" }

// output is the place of the column of that name in a select list, or -1 and an error.
func (c *Compiler) output(r *sql.RefNode, items []sql.Node) int {
	names := c.names(items)
	at := -1
	for i, name := range names {
		if name == r.Name {
			at = i
		}
	}
	if at < 0 {
		c.Fail(&UnknownLabelError{Label: r.Name, Has: names})
	}
	return at
}

// ref writes a column of the result in ORDER BY: by its name where the select list says
// it, else as the expression that it is.
func (c *Compiler) ref(r *sql.RefNode, items []sql.Node) {
	at := c.output(r, items)
	if at < 0 {
		return
	}
	if c.namedByDatabase(items[at], r.Name) {
		c.expr(items[at], precLowest)
		return
	}
	c.Ident(r.Name)
}
