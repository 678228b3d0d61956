package compile

import "github.com/aludel/aludel/sql"

func (c *Compiler) lint(n *sql.SelectNode, from []*sql.TableNode) {}
