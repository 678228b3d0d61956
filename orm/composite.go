package orm

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Composite is embedded by the columns of a value object V: a struct of columns that
// is a field of a table struct, as V is a field of the entity.
//
//	type MoneyColumns struct {
//		orm.Composite[Money]
//		Amount   schema.Decimal[Decimal]
//		Currency schema.String
//	}
//
// The columns' names begin with the field's: balance_amount.
type Composite[V any] struct {
	_ [0]func()
	d *composite
}

type composite struct {
	m    *mapping.Mapper
	path string
	from *sql.TableNode
}

func (c *Composite[V]) declare(m *mapping.Mapper, name string) {
	c.d = &composite{m, name, m.Table.Node()}
	m.HoldsValue(name, reflect.TypeFor[V]())
}

func (c *Composite[V]) rebase(n *sql.TableNode) {
	if c.d != nil {
		c.d = &composite{c.d.m, c.d.path, n}
	}
}

// Eq is the condition that the value object is v.
func (c Composite[V]) Eq(v V) sql.Cond {
	set, err := c.d.values(reflect.ValueOf(v))
	if err != nil {
		return sql.NewCond(&sql.ErrNode{Err: err})
	}
	conds := make([]sql.Node, len(set))
	for i, a := range set {
		conds[i] = &sql.BinaryNode{Op: sql.OpEq, L: a.Column, R: a.Value}
		if b, ok := a.Value.(*sql.BindNode); ok && b.Value.IsNull() {
			conds[i] = &sql.UnaryNode{Op: sql.OpIsNull, X: a.Column}
		}
	}
	return sql.NewCond(both(conds))
}

// Set assigns v, to each of the columns.
func (c Composite[V]) Set(v V) []sql.Assignment {
	set, err := c.d.values(reflect.ValueOf(v))
	if err != nil {
		return []sql.Assignment{{Err: err}}
	}
	return set
}

// values are the columns and what v gives them.
func (c *composite) values(v reflect.Value) ([]sql.Assignment, error) {
	if c == nil {
		return nil, fmt.Errorf("a value object of a table that was not declared was used: declare it with orm.Declare")
	}
	if err := c.m.Registry.Configure(); err != nil {
		return nil, err
	}
	var out []sql.Assignment
	for _, col := range c.m.Columns {
		name, ok := strings.CutPrefix(strings.Join(col.Path, "."), c.path+".")
		if !ok {
			continue
		}
		f := v
		for _, part := range strings.Split(name, ".") {
			f = f.FieldByNameFunc(func(s string) bool { return strings.EqualFold(s, part) })
		}
		if !f.IsValid() || !f.CanInterface() {
			return nil, fmt.Errorf("%s cannot be taken from a %v", col.Name(), v.Type())
		}
		x, err := sqltype.EncodeAny(f.Interface(), col.Def.Type)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", col.Name(), err)
		}
		n, _ := columnIn(c.from, col).(*sql.ColumnNode)
		out = append(out, sql.Assignment{Column: n, Value: &sql.BindNode{Value: x, Type: col.Def.Type}})
	}
	return out, nil
}

func (c Composite[V]) value_object() *composite { return c.d }

// Columns of a value object embed a Composite.
type columnsOfValue interface{ value_object() *composite }

// AllNull is the condition that the value object is not there: all its columns are NULL, as those
// of one behind a nil pointer are. Its opposite is AllNull(…).Not().
func AllNull(columns columnsOfValue) sql.Cond {
	set, err := columns.value_object().each()
	if err != nil {
		return wrong(err)
	}
	conds := make([]sql.Node, len(set))
	for i, a := range set {
		conds[i] = &sql.UnaryNode{Op: sql.OpIsNull, X: a.Column}
	}
	return sql.NewCond(both(conds))
}

// SetNull makes each of the columns of a value object NULL, in an UPDATE or an INSERT.
func SetNull(columns columnsOfValue) []sql.Assignment {
	set, err := columns.value_object().each()
	if err != nil {
		return []sql.Assignment{{Err: err}}
	}
	for i := range set {
		set[i].Value = &sql.LiteralNode{Word: "NULL"}
	}
	return set
}

// each are assignments to each of the columns, still without values.
func (c *composite) each() ([]sql.Assignment, error) {
	if c == nil {
		return nil, fmt.Errorf("a value object of a table that was not declared was used: declare it with orm.Declare")
	}
	if err := c.m.Registry.Configure(); err != nil {
		return nil, err
	}
	var out []sql.Assignment
	for _, col := range c.m.Columns {
		if strings.HasPrefix(strings.Join(col.Path, "."), c.path+".") {
			n, _ := columnIn(c.from, col).(*sql.ColumnNode)
			out = append(out, sql.Assignment{Column: n})
		}
	}
	return out, nil
}
