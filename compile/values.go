package compile

import "github.com/aludel/aludel/sql"

// values writes VALUES as a query.
func (c *Compiler) values(n *sql.ValuesNode) {
	if c.valuesFit(n) {
		c.g.Values(c, n)
	}
}

func (c *Compiler) valuesFit(n *sql.ValuesNode) bool {
	switch {
	case n.Err != nil:
		c.Fail(n.Err)
		return false
	case len(n.Rows) == 0:
		c.failf("Values has no rows: add them with Row; SQL has no way to write none")
		return false
	}
	return true
}
