package engine

import (
	"errors"
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

var errNoKey = errors.New("there is no inserted key: the statement is not an INSERT of one row into a table with a primary key, or it has a RETURNING of its own, whose rows tell the key")

// implicitReturning is n with a RETURNING of the primary key, for an INSERT of one
// row whose key the database makes up and tells in no other way.
func (e *Engine) implicitReturning(n sql.Node) (sql.Node, bool) {
	ins, ok := n.(*sql.InsertNode)
	if !ok || ins.Returning != nil || ins.Query != nil || ins.Count() > 1 || ins.Conflict != nil {
		return n, false
	}
	f := e.dialect.Features()
	if !f.InsertReturning || f.LastInsertID {
		return n, false
	}
	t, ok := ins.Table.Def.(*schema.Table)
	if !ok || !generates(t, ins) {
		return n, false
	}
	c := *ins
	for _, k := range t.PrimaryKey() {
		x := k.Node()
		if ins.Table.Parts != nil { // of an entity that shares the table with others, whose columns stand for the table's
			i := slices.IndexFunc(ins.Table.Cols, func(x *sql.ColumnNode) bool { return x.Origin() == k.Node() })
			if i < 0 {
				return n, false
			}
			x = ins.Table.Cols[i]
		}
		c.Returning = append(c.Returning, x)
	}
	return &c, true
}

// generates reports whether the database makes up a part of the key.
func generates(t *schema.Table, n *sql.InsertNode) bool {
	if len(t.PrimaryKey()) == 0 {
		return false
	}
	for _, k := range t.PrimaryKey() {
		given := k.Default != nil
		for _, c := range n.Columns {
			given = given || c.Origin() == k.Node()
		}
		if !given {
			return true
		}
	}
	return false
}

// readKey takes the one row of an implicit RETURNING; to the caller the statement
// has no rows.
func (r *Result) readKey() error {
	r.keys = &keys{names: r.c.names(), columns: r.c.prog.Columns}
	row, ok, err := r.fetch()
	if err == nil {
		err = r.release()
	}
	if err != nil {
		return err
	}
	if ok {
		r.key = row.values
	} else {
		r.keyErr = errNoKey
	}
	r.keys, r.noRows = nil, true
	return nil
}

// insertedKey is the key of the one row that was inserted, from what was given and
// what the protocol tells.
func (c *call) insertedKey() ([]any, error) {
	n, ok := c.node.(*sql.InsertNode)
	if !ok || len(n.Rows) > 1 || len(n.Lists) > 0 || n.Query != nil || n.Conflict != nil {
		return nil, errNoKey
	}
	t, ok := n.Table.Def.(*schema.Table)
	if !ok || len(t.PrimaryKey()) == 0 {
		return nil, errNoKey
	}
	var out []any
	for _, k := range t.PrimaryKey() {
		v, known := c.given(n, k)
		switch {
		case known:
		case k == t.Generated() && c.cursor.sum.LastID != 0:
			v = c.cursor.sum.LastID
		default:
			return nil, errNoKey
		}
		out = append(out, v)
	}
	return out, nil
}

// upserted is how many rows an upsert wrote, of which the database says told. MySQL counts a row
// that it updates twice, and one that it leaves alone like one that it inserts.
func (c *call) upserted(n *sql.InsertNode, told int64) int64 {
	switch {
	case c.eng.dialect.Features().UpsertCounted:
		return told
	case n.Conflict.Nothing || len(n.Conflict.If) > 0 || n.Query != nil:
		return -1
	}
	return int64(max(n.Count(), 1))
}

// given is the value that the INSERT gives column k, when it is a plain value.
func (c *call) given(n *sql.InsertNode, k *schema.ColumnDef) (any, bool) {
	for i, col := range n.Columns {
		if col != k.Node() || len(n.Rows) == 0 {
			continue
		}
		b, ok := n.Rows[0][i].(*sql.BindNode)
		if !ok {
			return nil, false
		}
		if b.Name == "" {
			return b.Value.Go(), true
		}
		for j, s := range c.prog.Slots {
			if s.Bind >= 0 && c.key.Binds[s.Bind] == b && j < len(c.args) {
				return c.args[j].Go(), true
			}
		}
	}
	return nil, false
}

// InsertedPrimaryKey is the primary key of the row that an INSERT of one row has
// made, in the order of the key's columns.
func (r *Result) InsertedPrimaryKey() ([]any, error) {
	switch {
	case r == nil:
		return nil, errNoResult
	case r.keyErr != nil:
		return nil, r.keyErr
	case r.key == nil:
		return nil, errNoKey
	}
	return r.key, nil
}
