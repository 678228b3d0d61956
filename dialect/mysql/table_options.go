package mysql

import (
	"slices"
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Engine is the storage engine.
func Engine(engine string) schema.TableOption { return option("ENGINE", engine) }

// Charset is the character set of the table's texts.
func Charset(charset string) schema.TableOption { return option("DEFAULT CHARSET", charset) }

// Collate is how the table's texts are sorted and compared.
func Collate(collation string) schema.TableOption { return option("COLLATE", collation) }

// RowFormat is how rows are kept.
func RowFormat(format string) schema.TableOption { return option("ROW_FORMAT", format) }

// AutoIncrement is the first number of the column that counts up.
func AutoIncrement(n int64) schema.TableOption {
	return option("AUTO_INCREMENT", strconv.FormatInt(n, 10))
}

// Option is any other option of a table whose value is a word or a number:
// Option("KEY_BLOCK_SIZE", "8").
func Option(name, value string) schema.TableOption { return option(strings.ToUpper(name), value) }

func option(kind, value string) schema.TableOption {
	return schema.TableOption{Dialect: "mysql", Kind: kind, Value: value}
}

// PartitionByHash splits the table into n parts by a column of integers.
func PartitionByHash(column *schema.ColumnDef, n int) schema.TableOption {
	return partitioned(split{how: "HASH", columns: []*schema.ColumnDef{column}, n: n})
}

// PartitionByKey splits the table into n parts by columns of any type.
func PartitionByKey(n int, columns ...*schema.ColumnDef) schema.TableOption {
	return partitioned(split{how: "KEY", columns: columns, n: n})
}

// PartitionByRange splits the table by the values of a column: each part ends before the
// value that its LessThan names, and begins where the one before it ends. A column of the
// table must be in every key that is unique.
func PartitionByRange(column *schema.ColumnDef, parts ...Part) schema.TableOption {
	return partitioned(split{how: "RANGE COLUMNS", columns: []*schema.ColumnDef{column}, parts: parts})
}

// PartitionByList splits the table by the values of a column: each part has those that its
// OneOf names.
func PartitionByList(column *schema.ColumnDef, parts ...Part) schema.TableOption {
	return partitioned(split{how: "LIST COLUMNS", columns: []*schema.ColumnDef{column}, parts: parts})
}

// A Part is a partition of a table.
type Part struct {
	name   string
	list   bool // OneOf
	values []any
	rest   bool
}

// LessThan is the partition of values less than v, of a range.
func LessThan(name string, v any) Part { return Part{name: name, values: []any{v}} }

// OneOf is the partition of these values, of a list.
func OneOf(name string, values ...any) Part { return Part{name: name, list: true, values: values} }

// TheRest is the partition of all values that no other has.
func TheRest(name string) Part { return Part{name: name, rest: true} }

type split struct {
	how     string
	columns []*schema.ColumnDef
	n       int
	parts   []Part
}

func partitioned(s split) schema.TableOption {
	return schema.TableOption{Dialect: "mysql", Kind: "partitions", Value: s}
}

func (g grammar) tableOptions(c *compile.Compiler, t *schema.Table) {
	if id := t.Generated(); id != nil && id.Identity != nil && id.Identity.Start != nil {
		c.Raw(" AUTO_INCREMENT=" + strconv.FormatInt(*id.Identity.Start, 10))
	}
	seen := map[string]bool{}
	for _, o := range t.OptionsOf(g.Name()) {
		if seen[o.Kind] {
			c.Unsupported(o.Kind+" that is said twice", "say it once")
		}
		seen[o.Kind] = true
		if v, ok := o.Value.(string); ok {
			c.Raw(" ")
			for i, word := range strings.Fields(o.Kind) {
				if i > 0 {
					c.Raw(" ")
				}
				c.Word("an option of a table", word)
			}
			c.Raw("=")
			c.Word("the option "+o.Kind, v)
		}
	}
}

func (g grammar) partitions(c *compile.Compiler, t *schema.Table) {
	for _, o := range t.OptionsOf(g.Name()) {
		if s, ok := o.Value.(split); ok {
			g.partition(c, t, s)
		}
	}
}

func (g grammar) partition(c *compile.Compiler, t *schema.Table, s split) {
	for _, col := range s.columns {
		if col == nil || !slices.Contains(t.Columns, col) {
			c.Unsupported("PARTITION BY "+s.how+" of what is no column of the table", "name one of its columns")
			return
		}
	}
	if len(s.columns) == 0 {
		c.Unsupported("PARTITION BY "+s.how+" of no column", "name one")
		return
	}
	kept := strings.HasSuffix(s.how, "COLUMNS") // the values of each part are said
	switch {
	case kept && len(s.parts) == 0:
		c.Unsupported("PARTITION BY "+s.how+" without parts", "say which there are")
		return
	case !kept && s.n < 1:
		c.Unsupported("PARTITION BY "+s.how+" into "+strconv.Itoa(s.n)+" parts", "there is one at least")
		return
	}
	c.Raw(" PARTITION BY " + s.how + " (")
	for i, col := range s.columns {
		if i > 0 {
			c.Raw(", ")
		}
		c.Ident(col.Name)
	}
	c.Raw(")")
	if !kept {
		c.Raw(" PARTITIONS " + strconv.Itoa(s.n))
		return
	}
	list := strings.HasPrefix(s.how, "LIST")
	c.Raw(" (")
	for i, p := range s.parts {
		if i > 0 {
			c.Raw(", ")
		}
		g.part(c, s.columns[0], list, p)
	}
	c.Raw(")")
}

func (g grammar) part(c *compile.Compiler, col *schema.ColumnDef, list bool, p Part) {
	c.Raw("PARTITION ")
	c.Ident(p.name)
	switch {
	case p.rest && list && g.mysql:
		c.Unsupported("DEFAULT partition of a list", "name all values")
	case p.rest && list:
		c.Raw(" DEFAULT")
	case p.rest:
		c.Raw(" VALUES LESS THAN (MAXVALUE)")
	case p.list && len(p.values) == 0:
		c.Unsupported("partition "+p.name+" of no values", "name one, or nil for NULL")
	case p.list != list:
		c.Unsupported("partition "+p.name+" of another kind than its table", "a range has LessThan, a list OneOf")
	default:
		c.Raw(map[bool]string{true: " VALUES IN (", false: " VALUES LESS THAN ("}[list])
		for i, x := range p.values {
			if i > 0 {
				c.Raw(", ")
			}
			v, err := sqltype.EncodeAny(x, col.Type)
			if err == nil {
				v, err = sqltype.Stored(v, col.Type)
			}
			c.DefaultLiteral(&sql.BindNode{Value: v, Type: col.Type, Err: err})
		}
		c.Raw(")")
	}
}
