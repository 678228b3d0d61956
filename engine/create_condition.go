package engine

import (
	"context"
	"fmt"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/sql"
)

// asked is the answer of a hook's condition, which is the program's own and may panic.
func asked(ctx context.Context, c *Conn, h ddl.Hook) (yes bool, err error) {
	of := "of the MetaData"
	if h.Table != nil {
		of = "of table " + h.Table.FullName()
	}
	defer func() {
		if p := recover(); p != nil {
			yes, err = false, fmt.Errorf("the condition of a hook %s panicked: %v", of, p)
		}
	}()
	if yes, err = h.If(ctx, changed{c}); err != nil {
		return false, fmt.Errorf("the condition of a hook %s: %w", of, err)
	}
	return yes, nil
}

// changed is the database that a connection is changing, for conditions.
type changed struct{ c *Conn }

func (d changed) Dialect() string { return d.c.eng.dialect.Name() }

func (d changed) Ask(ctx context.Context, query sql.Statement, dst ...any) error {
	res, err := d.c.Execute(ctx, query)
	if err != nil {
		return err
	}
	row, err := res.First()
	if err != nil {
		return err
	}
	return row.Scan(dst...)
}
