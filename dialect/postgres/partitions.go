package postgres

import (
	"fmt"
	"slices"
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Bound says which rows are in a partition: [Between], [OneOf], [Remainder] or [TheRest].
type Bound struct {
	by                 string // of the tables that it is for
	from, to           []any
	modulus, remainder int
}

// An Edge stands for a value in Between that is before or behind all others.
type Edge string

// Edges.
const (
	MinValue Edge = "MINVALUE"
	MaxValue Edge = "MAXVALUE"
)

// Between are rows from one key on and before another one, of a table that is split by
// RANGE: each has a value, or an Edge, for each of its columns.
func Between(from, to []any) Bound { return Bound{by: "RANGE", from: from, to: to} }

// OneOf are rows with one of these values, of a table that is split by LIST. A nil is NULL.
func OneOf(values ...any) Bound { return Bound{by: "LIST", from: values} }

// Remainder are rows whose hash leaves this remainder, of a table that is split by HASH.
func Remainder(modulus, remainder int) Bound {
	return Bound{by: "HASH", modulus: modulus, remainder: remainder}
}

// TheRest are rows that no other partition has, of a table that is split by RANGE or LIST.
func TheRest() Bound { return Bound{} }

// AddPartition adds a partition to t, a table with [Partitioned]. It is made with its table
// and dropped with it; other databases leave it out. The values of its bound have the types of
// the columns that t is split by.
func AddPartition(t sql.Source, partition string, b Bound) {
	schema.On(t, schema.AfterCreate, &partitionStmt{of: schema.Of(t), name: partition, bound: b}, name)
}

type partitionStmt struct {
	sql.ExtendStatement
	of    *schema.Table
	name  string
	bound Bound
}

func (p *partitionStmt) WriteKey(k *sql.Key) { k.Str(p.name) }

func (p *partitionStmt) Result() (*sqltype.Desc, bool) { return nil, false }

// SQL is its text on a dialect.
func (p *partitionStmt) SQL(d sql.Renderer) (string, []any, error) { return d.RenderSQL(p) }

func (p *partitionStmt) WriteSQL(w sql.Writer) {
	c, ok := w.(*compile.Compiler)
	if !ok || w.Dialect() != name {
		w.Unsupported("PARTITION OF", "say it in the option of the table")
		return
	}
	if err := p.write(c); err != nil {
		c.Fail(fmt.Errorf("the partition %s of %s: %w", p.name, p.of.FullName(), err))
	}
}

func (p *partitionStmt) write(c *compile.Compiler) error {
	i := slices.IndexFunc(p.of.OptionsOf(name), func(o schema.TableOption) bool { return o.Kind == partition })
	if i < 0 {
		return fmt.Errorf("the table is not split: give it the option Partitioned")
	}
	s := p.of.OptionsOf(name)[i].Value.(split)
	c.Raw("CREATE TABLE ")
	c.Qualified(p.of.Schema, p.name)
	c.Raw(" PARTITION OF ")
	c.Qualified(p.of.Schema, p.of.Name)
	b := p.bound
	switch {
	case b.by == "" && s.by == "HASH":
		return fmt.Errorf("a table that is split by HASH has no rest")
	case b.by == "":
		c.Raw(" DEFAULT")
	case b.by != s.by:
		return fmt.Errorf("its bound is for %s, and the table is split by %s", b.by, s.by)
	case b.by == "HASH":
		if b.modulus < 1 || b.remainder < 0 || b.remainder >= b.modulus {
			return fmt.Errorf("there is no remainder %d of a division by %d", b.remainder, b.modulus)
		}
		c.Raw(" FOR VALUES WITH (MODULUS " + strconv.Itoa(b.modulus) + ", REMAINDER " + strconv.Itoa(b.remainder) + ")")
	case b.by == "LIST":
		c.Raw(" FOR VALUES IN ")
		columns := make([]*schema.ColumnDef, len(b.from))
		for i := range columns {
			columns[i] = s.columns[0]
		}
		return bounds(c, columns, b.from)
	default:
		c.Raw(" FOR VALUES FROM ")
		if err := bounds(c, s.columns, b.from); err != nil {
			return err
		}
		c.Raw(" TO ")
		return bounds(c, s.columns, b.to)
	}
	return nil
}

// bounds writes values of columns, as literals.
func bounds(c *compile.Compiler, columns []*schema.ColumnDef, values []any) error {
	if len(values) != len(columns) || len(values) == 0 {
		return fmt.Errorf("there are %d values for %d columns", len(values), len(columns))
	}
	for i, x := range values {
		c.Raw([...]string{"(", ", "}[min(i, 1)])
		if e, ok := x.(Edge); ok {
			if e != MinValue && e != MaxValue {
				return fmt.Errorf("%q is no edge", string(e))
			}
			c.Raw(string(e))
			continue
		}
		v, err := sqltype.EncodeAny(x, columns[i].Type)
		if err != nil {
			return err
		}
		c.DefaultLiteral(&sql.BindNode{Value: v, Type: columns[i].Type})
	}
	c.Raw(")")
	return nil
}
