package compile

import (
	"errors"
	"slices"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// createTable writes CREATE TABLE, one column or constraint a line. The mistakes of all
// lines are reported.
func (w *schemaWriter) createTable(s ddl.CreateTable) {
	t := s.Table
	w.Raw("CREATE ")
	w.g.TableWord(w.Compiler, t)
	w.Raw("TABLE ")
	w.ifNotExists(s.IfNotExists)
	w.table(t)
	w.Raw(" (")
	w.g.TableBegin(w.Compiler, t)
	errs := []error{w.err}
	between := "\n\t"
	entry := func(kind, name string, write func()) {
		w.err = nil
		w.Raw(between)
		between = ",\n\t"
		w.at(kind, name, write)
		errs = append(errs, w.err)
	}
	line := func(write func()) { entry("table", t.FullName(), write) }
	generated := t.Generated()
	for _, c := range t.Columns {
		entry("column", c.FullName(), func() { w.column(c, c == generated) })
	}
	if pk := t.PrimaryKey(); len(pk) > 0 && !w.g.KeyInColumn(t) {
		line(func() { w.primaryKey(t, pk) })
	}
	for _, u := range t.AllUniques() {
		if !w.traits.Makes(u.Only) {
			continue
		}
		line(func() { w.unique(u) })
	}
	for _, f := range t.ForeignKeys {
		if !slices.Contains(s.Without, f) {
			line(func() { w.foreignKey(f, w.name(w.traits.ForeignKeyName(f))) })
		}
	}
	for _, k := range t.Checks {
		if w.traits.Makes(k.Only) {
			line(func() { w.check(k) })
		}
	}
	for _, x := range t.Excludes {
		if w.traits.Makes(x.Only) {
			line(func() { w.exclude(x) })
		}
	}
	if w.traits.InlineIndexes {
		for _, i := range t.AllIndexes() {
			if w.traits.Makes(i.Only) {
				line(func() { w.inlineIndex(i) })
			}
		}
	}
	w.err = nil
	w.Raw("\n)")
	w.at("table", t.FullName(), func() { w.g.TableEnd(w.Compiler, t) })
	w.err = errors.Join(append(errs, w.err)...)
}

func (w *schemaWriter) column(c *schema.ColumnDef, generated bool) {
	w.Ident(c.Name)
	w.Raw(" ")
	w.g.ColumnType(w.Compiler, c, generated)
	if c.Collation != "" {
		if !c.Type.IsText() {
			w.failf("a collation is for texts, and %s is none", c.Type)
		}
		w.Raw(" COLLATE ")
		w.Ident(c.Collation)
	}
	if c.Computed != nil {
		w.g.Computed(w.Compiler, c)
	}
	if c.Identity != nil {
		w.g.Identity(w.Compiler, c)
	}
	if x := w.columnDefault(c, generated); x != nil {
		w.Raw(" DEFAULT ")
		w.g.ColumnDefault(w.Compiler, c, x)
	}
	if w.notNull(c) {
		w.Raw(" NOT NULL")
	}
	w.g.ColumnEnd(w.Compiler, c, generated)
	if c.PrimaryKey && w.g.KeyInColumn(c.Table()) {
		w.Raw(" ")
		w.constraint(w.name(w.traits.PrimaryKeyName(c.Table())))
		w.Raw("PRIMARY KEY")
		w.primaryKeyEnd(c.Table())
	}
	w.domainRule(c)
}

func (w *schemaWriter) constraint(name string) {
	if name != "" {
		w.Raw("CONSTRAINT ")
		w.Ident(name)
		w.Raw(" ")
	}
}

func (w *schemaWriter) columns(key string, cs []*schema.ColumnDef) {
	w.Raw("(")
	for i, c := range cs {
		if i > 0 {
			w.Raw(", ")
		}
		w.Ident(c.Name)
		if key != "" {
			w.g.KeyColumn(w.Compiler, c, key)
		}
	}
	w.Raw(")")
}

func (w *schemaWriter) primaryKey(t *schema.Table, pk []*schema.ColumnDef) {
	w.constraint(w.name(w.traits.PrimaryKeyName(t)))
	w.Raw("PRIMARY KEY ")
	w.columns("primary key", pk)
	w.primaryKeyEnd(t)
}

func (w *schemaWriter) primaryKeyEnd(t *schema.Table) {
	if len(t.PKInclude) > 0 {
		w.g.Include(w.Compiler, t.PKInclude)
	}
	w.g.PrimaryKeyEnd(w.Compiler, t)
}

func (w *schemaWriter) unique(u *schema.Unique) {
	w.constraint(w.name(w.traits.UniqueName(u)))
	w.Raw("UNIQUE ")
	if u.NullsNotDistinct {
		w.g.NullsNotDistinct(w.Compiler)
	}
	w.columns("unique constraint", u.Columns)
	if len(u.Include) > 0 {
		w.g.Include(w.Compiler, u.Include)
	}
	w.g.UniqueEnd(w.Compiler, u)
}

func (w *schemaWriter) check(k *schema.Check) {
	w.constraint(w.name(w.traits.CheckName(k)))
	w.g.Check(w.Compiler, k)
}

func (w *schemaWriter) foreignKey(f *schema.ForeignKey, name string) {
	w.constraint(name)
	w.Raw("FOREIGN KEY")
	w.columns("foreign key", f.Columns)
	w.Raw(" REFERENCES ")
	if f.Target() == nil {
		w.failf("the foreign key of %s refers to a table that is not declared", f.Table().FullName())
		return
	}
	w.g.ReferencedTable(w.Compiler, f)
	w.Raw(" ")
	w.columns("", f.Referred())
	w.g.ReferenceEnd(w.Compiler, f)
}

func (w *schemaWriter) addForeignKey(s ddl.AddForeignKey) {
	t := s.ForeignKey.Table()
	w.at("table", t.FullName(), func() {
		if w.alter(t) {
			w.Raw("ADD ")
			w.foreignKey(s.ForeignKey, w.name(w.traits.AlteredKeyName(s.ForeignKey)))
			w.notValid(s.NotValid)
		}
	})
}

func (w *schemaWriter) createIndex(s ddl.CreateIndex) {
	i := s.Index
	w.at("table", i.Table().FullName(), func() {
		w.Raw("CREATE ")
		if i.Unique {
			w.Raw("UNIQUE ")
		}
		w.g.IndexKind(w.Compiler, i, s.InTransaction)
		w.Raw("INDEX ")
		if i.Concurrently && !s.InTransaction {
			w.Raw("CONCURRENTLY ")
		}
		w.ifNotExists(s.IfNotExists)
		w.g.IndexName(w.Compiler, i, w.name(w.traits.IndexName(i)))
		w.Raw(" ON ")
		w.g.IndexTable(w.Compiler, i)
		w.g.IndexMethod(w.Compiler, i)
		w.Raw(" ")
		w.indexItems(i)
	})
}

// inlineIndex writes an index as a line of CREATE TABLE.
func (w *schemaWriter) inlineIndex(i *schema.Index) {
	if i.Unique {
		w.Raw("UNIQUE ")
	}
	w.g.IndexKind(w.Compiler, i, true)
	w.Raw("INDEX ")
	w.Ident(w.name(w.traits.IndexName(i)))
	w.g.IndexMethod(w.Compiler, i)
	w.Raw(" ")
	w.indexItems(i)
}

func (w *schemaWriter) indexItems(i *schema.Index) {
	if len(i.Items) == 0 {
		w.failf("an index has no columns")
	}
	w.Raw("(")
	for at, n := range i.Items {
		if at > 0 {
			w.Raw(", ")
		}
		x := n
		if o, ok := n.(*sql.OrderNode); ok {
			x = o.X
		}
		if c := schema.DefOf(x); c != nil {
			if c.Table() != i.Table() {
				w.failf("an index has column %s of another table", c.FullName())
			}
		}
		w.g.IndexItem(w.Compiler, i, n)
	}
	w.Raw(")")
	if len(i.Include) > 0 {
		w.g.Include(w.Compiler, i.Include)
	}
	if i.NullsNotDistinct {
		if !i.Unique {
			w.failf("NULLS NOT DISTINCT is for unique indexes")
		}
		w.Raw(" ")
		w.g.NullsNotDistinct(w.Compiler)
	}
	w.g.IndexOptions(w.Compiler, i)
	if i.Where != nil {
		w.g.IndexWhere(w.Compiler, i)
	}
}
