package schema

import (
	"fmt"
	"slices"
	"strings"

	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Constraint is a constraint, a primary key or an index under declaration. What is said
// of one that cannot have it is a mistake, which MetaData.Check reports.
type Constraint struct {
	unique  *Unique
	check   *Check
	index   *Index
	exclude *Exclude
	primary *Table // whose primary key it is
}

// on is the table, nil when there is none.
func (c Constraint) on() *Table {
	switch {
	case c.unique != nil:
		return c.unique.table
	case c.check != nil:
		return c.check.table
	case c.index != nil:
		return c.index.table
	case c.exclude != nil:
		return c.exclude.table
	}
	return c.primary
}

// kind says what it is, in the user's words.
func (c Constraint) kind() string {
	switch {
	case c.unique != nil:
		return "a unique constraint"
	case c.check != nil:
		return "a check"
	case c.index != nil:
		return "an index"
	case c.exclude != nil:
		return "an exclusion constraint"
	}
	return "a primary key"
}

// isFor reports that what was said is for others.
func (c Constraint) isFor(what, others string) Constraint {
	if t := c.on(); t != nil {
		t.fail("%s is for %s, not for %s", what, others, c.kind())
	}
	return c
}

// Named gives it a name.
func (c Constraint) Named(name string) Constraint {
	switch {
	case c.unique != nil:
		c.unique.Name = name
	case c.check != nil:
		c.check.Name = name
	case c.index != nil:
		c.index.Name = name
	case c.exclude != nil:
		c.exclude.Name = name
	case c.primary != nil:
		c.primary.PKName = name
	}
	return c
}

// Comment describes it in the database. A check with a comment needs a name.
func (c Constraint) Comment(text string) Constraint {
	switch {
	case c.unique != nil:
		c.unique.Comment = text
	case c.check != nil:
		c.check.Comment = text
	case c.index != nil:
		c.index.Comment = text
	case c.exclude != nil:
		c.exclude.Comment = text
	case c.primary != nil:
		c.primary.PKComment = text
	}
	return c
}

// Deferrable lets a transaction check a unique or exclusion constraint or a primary key
// at its end only: with Initially("DEFERRED") by itself, else when it asks for that.
func (c Constraint) Deferrable() Constraint {
	switch {
	case c.unique != nil:
		c.unique.Deferrable = true
	case c.exclude != nil:
		c.exclude.Deferrable = true
	case c.primary != nil:
		c.primary.PKDeferrable = true
	default:
		return c.isFor("Deferrable", "unique and exclusion constraints and primary keys")
	}
	return c
}

// Initially says when a deferrable constraint is checked: "DEFERRED", which makes it
// deferrable, or "IMMEDIATE".
func (c Constraint) Initially(when string) Constraint {
	to := new(string)
	switch {
	case c.unique != nil:
		to = &c.unique.Initially
	case c.exclude != nil:
		to = &c.exclude.Initially
	case c.primary != nil:
		to = &c.primary.PKInitially
	default:
		return c.isFor("Initially", "unique and exclusion constraints and primary keys")
	}
	switch *to = strings.ToUpper(when); {
	case *to == "DEFERRED":
		return c.Deferrable()
	case *to != "IMMEDIATE" && c.on() != nil:
		c.on().fail("INITIALLY %q: it is DEFERRED or IMMEDIATE", when)
	}
	return c
}

// UniqueIndex makes an index refuse two rows with the same values.
func (c Constraint) UniqueIndex() Constraint {
	return c.onIndex("UniqueIndex", func(i *Index) { i.Unique = true })
}

// Where makes an index or an exclusion constraint partial: it holds only the rows for
// which w holds.
func (c Constraint) Where(w sql.Typed[bool]) Constraint {
	switch {
	case c.index != nil:
		c.index.Where = sql.NodeOf(w)
	case c.exclude != nil:
		c.exclude.Where = sql.NodeOf(w)
	default:
		return c.isFor("Where", "indexes and exclusion constraints")
	}
	return c
}

func (c Constraint) onIndex(what string, f func(*Index)) Constraint {
	if c.index == nil {
		return c.isFor(what, "indexes")
	}
	f(c.index)
	return c
}

// Using says how the index is kept: btree, hash, gin, gist, brin, fulltext.
func (c Constraint) Using(method string) Constraint {
	if c.exclude != nil {
		c.exclude.Using = method
		return c
	}
	return c.onIndex("Using", func(i *Index) { i.Method = method })
}

// Include keeps further columns in the index, so that reading them needs no table. It
// is for indexes, unique and exclusion constraints and primary keys.
func (c Constraint) Include(columns ...sql.Expr) Constraint {
	t := c.on()
	var to *[]*ColumnDef
	switch {
	case c.index != nil:
		to = &c.index.Include
	case c.unique != nil:
		to = &c.unique.Include
	case c.exclude != nil:
		to = &c.exclude.Include
	case c.primary != nil:
		to = &c.primary.PKInclude
	default:
		return c.isFor("Include", "indexes, unique and exclusion constraints and primary keys")
	}
	if t == nil {
		return c
	}
	for _, x := range columns {
		if d := DefOf(sql.NodeOf(x)); d != nil && d.table == t {
			*to = append(*to, d)
		} else {
			t.fail("Include names columns of its own table")
		}
	}
	return c
}

// NullsNotDistinct lets one row have NULL at most: NULL is a value like others for the
// unique index or constraint.
func (c Constraint) NullsNotDistinct() Constraint {
	if c.unique != nil {
		c.unique.NullsNotDistinct = true
		return c
	}
	if c.index == nil {
		return c.isFor("NullsNotDistinct", "unique indexes and unique constraints")
	}
	c.index.NullsNotDistinct = true
	return c
}

// OpClass gives a member of the index an operator class. The member is the one that
// was given to the index, or a column in it.
func (c Constraint) OpClass(item sql.Item, class string) Constraint {
	return c.onIndex("OpClass", func(i *Index) {
		if p := i.part(sql.NodeOf(item), "OpClass"); p != nil {
			p.OpClass = class
		}
	})
}

// Prefix keeps only the first n characters (of a text) or bytes of a column in the index.
func (c Constraint) Prefix(item sql.Item, n int) Constraint {
	return c.onIndex("Prefix", func(i *Index) {
		if p := i.part(sql.NodeOf(item), "Prefix"); p != nil {
			p.Length = n
		}
	})
}

// With sets a storage parameter of the index.
func (c Constraint) With(name, value string) Constraint {
	return c.onIndex("With", func(i *Index) { i.With = append(i.With, Parameter{name, value}) })
}

// Tablespace puts the index somewhere else.
func (c Constraint) Tablespace(name string) Constraint {
	return c.onIndex("Tablespace", func(i *Index) { i.Tablespace = name })
}

// Parser is the parser of a full-text index.
func (c Constraint) Parser(name string) Constraint {
	return c.onIndex("Parser", func(i *Index) { i.Parser = name })
}

// Concurrently makes the index without a lock against writers. Such a statement cannot
// be in a transaction: CreateAll, which is one, makes the index without the word, on
// its new and empty table; ddl.CreateIndex that is executed by itself has it.
func (c Constraint) Concurrently() Constraint {
	return c.onIndex("Concurrently", func(i *Index) { i.Concurrently = true })
}

// Only makes the constraint or the index on these dialects alone, by their names in
// URLs: others do without it. A usual misspelling of one ("postgres") is a mistake.
func (c Constraint) Only(dialects ...string) Constraint {
	for _, d := range dialects {
		if err := sqltype.DialectName(d); err != nil && c.on() != nil {
			c.on().fail("Only of %s: %w", c.kind(), err)
		}
	}
	switch {
	case c.index != nil:
		c.index.Only = dialects
	case c.unique != nil:
		c.unique.Only = dialects
	case c.check != nil:
		c.check.Only = dialects
	case c.exclude != nil:
		c.exclude.Only = dialects
	default:
		return c.isFor("Only", "indexes and constraints")
	}
	return c
}

// primaryKey reports what is wrong with what was said of t's primary key.
func (t *Table) primaryKey() error {
	var said []string
	if t.PKDeferrable {
		said = append(said, "Deferrable")
	}
	if len(t.PKInclude) > 0 {
		said = append(said, "Include")
	}
	if t.PKComment != "" {
		said = append(said, "a comment")
	}
	if said != nil && !slices.ContainsFunc(t.Columns, func(c *ColumnDef) bool { return c.PrimaryKey }) {
		return fmt.Errorf("table %s: %s of its primary key, and it has none", t.FullName(), strings.Join(said, ", "))
	}
	return nil
}
