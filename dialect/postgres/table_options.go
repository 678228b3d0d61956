package postgres

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
)

// The kinds of options of tables.
const (
	unlogged   = "UNLOGGED"
	storageKey = "a storage parameter"
	tablespace = "TABLESPACE"
	access     = "USING"
	onCommit   = "ON COMMIT"
	inherits   = "INHERITS"
	partition  = "PARTITION BY"
)

// Unlogged keeps the table out of the write-ahead log: it is faster, and empty after a crash.
func Unlogged() schema.TableOption { return schema.TableOption{Dialect: name, Kind: unlogged} }

// Storage sets a storage parameter of the table: Storage("fillfactor", "70").
func Storage(parameter, value string) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: storageKey, Value: schema.Parameter{Name: parameter, Value: value}}
}

// Tablespace puts the table somewhere else.
func Tablespace(space string) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: tablespace, Value: space}
}

// Using is the table access method, how rows are kept: "heap" unless said.
func Using(method string) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: access, Value: method}
}

// OnCommit says what becomes of a temporary table at the end of a transaction: "PRESERVE
// ROWS", "DELETE ROWS" or "DROP".
func OnCommit(what string) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: onCommit, Value: strings.ToUpper(what)}
}

// Inherits makes the table inherit the columns of another one; of several, when it is
// given several times.
func Inherits(parent *schema.Table) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: inherits, Value: parent}
}

// Partitioned splits the table: by is RANGE, LIST or HASH over columns. Its partitions
// are made by [AddPartition].
func Partitioned(by string, columns ...*schema.ColumnDef) schema.TableOption {
	return schema.TableOption{Dialect: name, Kind: partition, Value: split{strings.ToUpper(by), columns}}
}

type split struct {
	by      string
	columns []*schema.ColumnDef
}

// options are the options of t by their kind; those that can be given once have one value.
func options(t *schema.Table) (map[string][]any, error) {
	out := map[string][]any{}
	for _, o := range t.OptionsOf(name) {
		if out[o.Kind] = append(out[o.Kind], o.Value); len(out[o.Kind]) > 1 && o.Kind != storageKey && o.Kind != inherits {
			return nil, fmt.Errorf("%s is said twice", o.Kind)
		}
	}
	return out, nil
}

func (g grammar) TableWord(c *compile.Compiler, t *schema.Table) {
	g.ANSI.TableWord(c, t)
	if slices.ContainsFunc(t.OptionsOf(name), func(o schema.TableOption) bool { return o.Kind == unlogged }) {
		if t.Temporary {
			c.Unsupported("UNLOGGED temporary tables", "leave out Unlogged: no temporary table is logged")
			return
		}
		c.Raw("UNLOGGED ")
	}
}

// TableEnd writes the options in the order of
// https://www.postgresql.org/docs/current/sql-createtable.html.
func (g grammar) TableEnd(c *compile.Compiler, t *schema.Table) {
	of, err := options(t)
	if err != nil {
		c.Fail(err)
		return
	}
	for i, v := range of[inherits] {
		p := v.(*schema.Table)
		c.Raw([...]string{" INHERITS (", ", "}[min(i, 1)])
		c.Qualified(p.Schema, p.Name)
	}
	if len(of[inherits]) > 0 {
		c.Raw(")")
	}
	for _, v := range of[partition] {
		partitionBy(c, t, v.(split))
	}
	for _, v := range of[access] {
		c.Raw(" USING ")
		c.Ident(v.(string))
	}
	var with []schema.Parameter
	for _, v := range of[storageKey] {
		with = append(with, v.(schema.Parameter))
	}
	storage(c, with)
	for _, v := range of[onCommit] {
		switch what := v.(string); {
		case !t.Temporary:
			c.Unsupported("ON COMMIT of a table that is not temporary", "leave out OnCommit")
		case what != "PRESERVE ROWS" && what != "DELETE ROWS" && what != "DROP":
			c.Unsupported("ON COMMIT "+what, "it is PRESERVE ROWS, DELETE ROWS or DROP")
		default:
			c.Raw(" ON COMMIT " + what)
		}
	}
	for _, v := range of[tablespace] {
		c.Raw(" TABLESPACE ")
		c.Ident(v.(string))
	}
}

func partitionBy(c *compile.Compiler, t *schema.Table, s split) {
	if s.by != "RANGE" && s.by != "LIST" && s.by != "HASH" {
		c.Unsupported("PARTITION BY "+s.by, "it is RANGE, LIST or HASH")
		return
	}
	if len(s.columns) == 0 || s.by == "LIST" && len(s.columns) > 1 {
		c.Unsupported(fmt.Sprintf("PARTITION BY %s over %d columns", s.by, len(s.columns)), "a range and a hash are over one or more, a list over one")
		return
	}
	c.Raw(" PARTITION BY " + s.by + " (")
	for i, col := range s.columns {
		if i > 0 {
			c.Raw(", ")
		}
		if col == nil || !slices.Contains(t.Columns, col) {
			c.Unsupported("PARTITION BY "+s.by+" of what is no column of the table", "name its columns")
			return
		}
		c.Ident(col.Name)
	}
	c.Raw(")")
}
