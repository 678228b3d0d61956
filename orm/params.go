package orm

import (
	"slices"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
)

// A statement of the program's that becomes several has its parameters in some of them.

// eachParam calls f for the names of n's parameters.
func eachParam(n sql.Node, f func(name string)) {
	seen := map[*sql.TableNode]bool{}
	sql.Walk(n, func(x sql.Node) bool {
		switch x := x.(type) {
		case *sql.TableNode:
			if seen[x] {
				return false // a recursive CTE is met within itself
			}
			seen[x] = true
		case *sql.BindNode:
			if x.Name != "" {
				f(x.Name)
			}
		}
		return true
	})
}

// paramsOf are those of params that n names: the others belong to another statement. What n
// names and nobody gives is found by the engine.
func paramsOf(n sql.Node, params []sql.Params) []sql.Params {
	if len(params) != 1 {
		return params
	}
	var own sql.Params
	eachParam(n, func(name string) {
		if v, ok := params[0][name]; ok {
			if own == nil {
				own = sql.Params{}
			}
			own[name] = v
		}
	})
	if own == nil {
		return nil
	}
	return []sql.Params{own}
}

// knownParams refuses parameters that n does not name, and names that are not given: of
// several statements each has some only.
func knownParams(n sql.Node, params []sql.Params) error {
	if len(params) > 1 {
		return nil // the engine says what to do instead
	}
	e := &engine.ParamsError{}
	eachParam(n, func(name string) {
		if !slices.Contains(e.Wanted, name) {
			e.Wanted = append(e.Wanted, name)
		}
	})
	var given sql.Params
	if len(params) == 1 {
		given = params[0]
	}
	for _, w := range e.Wanted {
		if _, ok := given[w]; !ok {
			e.Missing = append(e.Missing, w)
		}
	}
	for name := range given {
		if !slices.Contains(e.Wanted, name) {
			e.Unknown = append(e.Unknown, name)
		}
	}
	if e.Missing == nil && e.Unknown == nil {
		return nil
	}
	slices.Sort(e.Unknown)
	return &engine.StatementError{Op: verbOf(n), Err: e}
}

// namedRow is an INSERT without values of the columns that the parameters name, by key. What
// is no column remains unknown.
func namedRow(n *sql.InsertNode, m *mapping.Mapper, params []sql.Params) *sql.InsertNode {
	if len(n.Rows) > 0 || n.Query != nil || len(params) != 1 {
		return n
	}
	c := *n
	var row []sql.Node
	for _, x := range m.Columns {
		if _, ok := params[0][x.Def.Key]; ok {
			c.Columns = append(c.Columns, x.Node)
			row = append(row, &sql.BindNode{Name: x.Def.Key, Type: x.Def.Type})
		}
	}
	if len(row) > 0 {
		c.Rows = [][]sql.Node{row}
	}
	return &c
}
