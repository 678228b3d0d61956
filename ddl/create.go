package ddl

import (
	"errors"
	"fmt"
	"slices"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// CreateAll are the changes that create the tables of m, or only some of them, with
// what belongs to them: enumerations first, then each table after those that it
// refers to, with its indexes and comments; last the foreign keys that close a cycle
// or were declared with UseAlter, where the database can add them later. They are
// best executed in one transaction. Every mistake in the declarations is reported,
// joined, before anything is planned.
func CreateAll(m *schema.MetaData, tr Traits, only ...*schema.Table) ([]Statement, error) {
	tables, late, err := sorted(m, only)
	if err != nil {
		return nil, err
	}
	enums, errs := enumsOf(tables, tr)
	errs = append(errs, uniqueIndexNames(tables, tr)...)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var out []Statement
	hooks(&out, m, nil, schema.BeforeCreate, tr)
	before, after := objectsOf(m, only, tr)
	for _, o := range before {
		if isSpace(o) {
			out = append(out, CreateObject{Object: o})
		}
	}
	for _, e := range enums {
		out = append(out, CreateEnum{Type: e})
	}
	for _, o := range before {
		if !isSpace(o) {
			out = append(out, CreateObject{Object: o})
		}
	}
	if !tr.AlterKeys {
		late = nil
	}
	for _, t := range tables {
		c := CreateTable{Table: t}
		for _, f := range late {
			if f.Table() == t {
				c.Without = append(c.Without, f)
			}
		}
		hooks(&out, m, t, schema.BeforeCreate, tr)
		out = append(out, c)
		if !tr.InlineIndexes {
			for _, i := range t.AllIndexes() {
				if tr.Makes(i.Only) {
					out = append(out, CreateIndex{Index: i, InTransaction: true})
				}
			}
		}
		if tr.CommentOn {
			out = append(out, comments(t, late, tr)...)
		}
		hooks(&out, m, t, schema.AfterCreate, tr)
	}
	for _, f := range late {
		out = append(out, AddForeignKey{ForeignKey: f})
		if tr.CommentOn && f.Comment != "" {
			out = append(out, SetComment{Table: f.Table(), ForeignKey: f, Text: f.Comment})
		}
	}
	for _, o := range before {
		if s, ok := o.(*schema.Sequence); ok && s.OwnedBy != nil {
			out = append(out, OwnSequence{Sequence: s})
		}
	}
	for _, o := range after {
		out = append(out, CreateObject{Object: o})
	}
	hooks(&out, m, nil, schema.AfterCreate, tr)
	return out, nil
}

// DropAll are the changes that drop the tables of m, or only some of them: the
// reverse of CreateAll. An enumeration that a table of m outside of only uses is left.
func DropAll(m *schema.MetaData, tr Traits, only ...*schema.Table) ([]Statement, error) {
	tables, late, err := sorted(m, only)
	if err != nil {
		return nil, err
	}
	enums, errs := enumsOf(tables, tr)
	if err := errors.Join(errs...); err != nil {
		return nil, err
	}
	var out []Statement
	dropHooks := func(t *schema.Table, at schema.Moment) {
		for _, h := range m.Hooks(t, at, tr.Dialect) {
			out = append(out, Hook{Table: t, Drop: true, Stmt: h.Stmt, If: h.If})
		}
	}
	dropHooks(nil, schema.BeforeDrop)
	before, after := objectsOf(m, only, tr)
	for _, o := range slices.Backward(after) {
		out = append(out, DropObject{Object: o})
	}
	switch {
	case tr.AlterKeys:
		for _, f := range late {
			out = append(out, DropForeignKey{ForeignKey: f})
		}
	case tr.CheckedDrop && len(late) > 0:
		out = append(out, DeferForeignKeys{})
	}
	for _, t := range slices.Backward(tables) {
		dropHooks(t, schema.BeforeDrop)
		out = append(out, DropTable{Table: t})
		dropHooks(t, schema.AfterDrop)
	}
	for _, o := range slices.Backward(before) {
		if !isSpace(o) {
			out = append(out, DropObject{Object: o})
		}
	}
	var others []*schema.Table
	for _, t := range m.Tables() {
		if !slices.Contains(tables, t) {
			others = append(others, t)
		}
	}
	kept, _ := enumsOf(others, tr)
	for _, e := range slices.Backward(enums) {
		if !slices.ContainsFunc(kept, func(k *sqltype.Desc) bool { return sameName(k, e) }) {
			out = append(out, DropEnum{Type: e})
		}
	}
	for _, o := range slices.Backward(before) {
		if _, extension := o.(*schema.Extension); isSpace(o) && !extension {
			out = append(out, DropObject{Object: o})
		}
	}
	dropHooks(nil, schema.AfterDrop)
	return out, nil
}

// sorted are the tables of m, or those of them in only, in dependency order, and
// their foreign keys that cannot stand in CREATE TABLE in that order.
func sorted(m *schema.MetaData, only []*schema.Table) ([]*schema.Table, []*schema.ForeignKey, error) {
	if err := m.Check(); err != nil {
		return nil, nil, err
	}
	tables, late := m.Sorted()
	if only == nil {
		return tables, late, nil
	}
	for _, t := range only {
		if t == nil || !slices.Contains(tables, t) {
			name := "nil"
			if t != nil {
				name = t.FullName()
			}
			return nil, nil, fmt.Errorf("table %s is not one of this MetaData", name)
		}
	}
	tables = slices.DeleteFunc(tables, func(t *schema.Table) bool { return !slices.Contains(only, t) })
	late = slices.DeleteFunc(late, func(f *schema.ForeignKey) bool { return !slices.Contains(only, f.Table()) })
	return tables, late, nil
}

func comments(t *schema.Table, late []*schema.ForeignKey, tr Traits) []Statement {
	var out []Statement
	if t.Comment != "" {
		out = append(out, SetComment{Table: t, Text: t.Comment})
	}
	for _, c := range t.Columns {
		if c.Comment != "" {
			out = append(out, SetComment{Table: t, Column: c, Text: c.Comment})
		}
	}
	for _, f := range t.ForeignKeys {
		if f.Comment != "" && !slices.Contains(late, f) {
			out = append(out, SetComment{Table: t, ForeignKey: f, Text: f.Comment})
		}
	}
	if t.PKComment != "" {
		out = append(out, SetComment{Table: t, PrimaryKey: true, Text: t.PKComment})
	}
	for _, u := range t.Uniques {
		if u.Comment != "" && tr.Makes(u.Only) {
			out = append(out, SetComment{Table: t, Unique: u, Text: u.Comment})
		}
	}
	for _, c := range t.Checks {
		if c.Comment != "" && tr.Makes(c.Only) {
			out = append(out, SetComment{Table: t, Check: c, Text: c.Comment})
		}
	}
	for _, x := range t.Excludes {
		if x.Comment != "" && tr.Makes(x.Only) {
			out = append(out, SetComment{Table: t, Exclude: x, Text: x.Comment})
		}
	}
	for _, i := range t.Indexes {
		if i.Comment != "" && tr.Makes(i.Only) {
			out = append(out, SetComment{Table: t, Index: i, Text: i.Comment})
		}
	}
	return out
}

// enumsOf are the enumerations that the columns of tables use, each once, in the
// order of their first use.
func enumsOf(tables []*schema.Table, tr Traits) (out []*sqltype.Desc, errs []error) {
	if !tr.EnumTypes {
		return nil, nil
	}
	for _, t := range tables {
		for _, c := range t.Columns {
			d := c.Type
			for d != nil && d.Kind == sqltype.KindArray {
				d = d.Elem
			}
			if d == nil || d.Kind != sqltype.KindEnum {
				continue
			}
			switch i := slices.IndexFunc(out, func(e *sqltype.Desc) bool { return sameName(e, d) }); {
			case d.Name == "":
				errs = append(errs, fmt.Errorf("column %s: its enumeration has no name, which the type in the database needs: give it one with Values(name, …)", c.FullName()))
			case i < 0:
				out = append(out, d)
			case !slices.Equal(out[i].Values, d.Values):
				errs = append(errs, fmt.Errorf("column %s: the enumeration %q has the values %q here and %q elsewhere", c.FullName(), d.Name, d.Values, out[i].Values))
			}
		}
	}
	return out, errs
}

func sameName(a, b *sqltype.Desc) bool { return a.Name == b.Name && a.Schema == b.Schema }

// uniqueIndexNames reports indexes that would get one name: in a database's schema
// (inside a table where it keeps them there) a name is given once.
func uniqueIndexNames(tables []*schema.Table, tr Traits) (errs []error) {
	seen := map[[3]string]*schema.Index{}
	for _, t := range tables {
		for _, i := range t.AllIndexes() {
			if !tr.Makes(i.Only) {
				continue
			}
			name, err := tr.IndexName(i)
			if err != nil {
				errs = append(errs, fmt.Errorf("table %s: %w", t.FullName(), err))
				continue
			}
			key := [3]string{t.Schema, "", tr.fold(name)}
			if tr.InlineIndexes {
				key[1] = t.Name
			}
			if other := seen[key]; other != nil {
				errs = append(errs, fmt.Errorf("table %s: two indexes would be named %q (the other is on %s): name one with Named", t.FullName(), name, other.Table().FullName()))
			}
			seen[key] = i
		}
	}
	return errs
}
