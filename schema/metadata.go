package schema

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
)

// MetaData is a collection of tables that may refer to each other by name.
type MetaData struct {
	schema  string
	naming  Naming
	tables  []*Table
	byName  map[string]*Table
	objects []Object
	hooks   []Hook
	errs    []error
	// resolved is the number of tables when the references were last resolved.
	resolved int
}

// A MetaOption is an option of NewMetaData.
type MetaOption func(*MetaData)

// InSchema puts all tables that do not say otherwise into a database schema.
func InSchema(name string) MetaOption { return func(m *MetaData) { m.schema = name } }

// WithNaming gives names to constraints and indexes that have none.
// A function of Naming.Tokens that no template speaks of is a mistake that Check tells.
func WithNaming(n Naming) MetaOption {
	return func(m *MetaData) {
		m.naming = n
		all := n.PrimaryKey + n.ForeignKey + n.Unique + n.Check + n.Index
		for _, token := range slices.Sorted(maps.Keys(n.Tokens)) {
			if n.Tokens[token] == nil {
				m.errs = append(m.errs, fmt.Errorf("the naming convention's token {%s} is nil", token))
			} else if !strings.Contains(all, "{"+token+"}") {
				m.errs = append(m.errs, fmt.Errorf("the naming convention has a token {%s}, and none of its templates speaks of it", token))
			}
		}
	}
}

// NewMetaData makes an empty collection.
func NewMetaData(options ...MetaOption) *MetaData {
	m := &MetaData{byName: map[string]*Table{}}
	for _, o := range options {
		if o == nil {
			m.errs = append(m.errs, fmt.Errorf("the MetaData: %w", errNilOption))
			continue
		}
		o(m)
	}
	return m
}

// Naming says how constraints and indexes are named that have no name of their
// own: a template for each kind, with {table_name}, {column_0_name} (the first
// column; 1, 2, … are the others), {column_0_N_name} (all, joined by _), {column_0N_name}
// (all, without it), _label in place of _name (table_column), for foreign keys
// {referred_table_name} and referred_ before a column's name, and {constraint_name}, mostly
// for checks: the name that is said, which is then a part of the whole. An empty template
// leaves the name to the database.
type Naming struct {
	PrimaryKey, ForeignKey, Unique, Check, Index string

	// Tokens are tokens of the program's own, by name: {short} stands for what Tokens["short"]
	// makes of the table and of the columns that the constraint or index is over, none for
	// a check. A token with a name of those above takes its place.
	Tokens map[string]func(t *Table, columns []*ColumnDef) string
}

// Naming is the convention in force.
func (m *MetaData) Naming() Naming { return m.naming }

// Tables are all tables, in the order in which they were declared.
func (m *MetaData) Tables() []*Table { return slices.Clone(m.tables) }

// Table finds a table by name, as "name" or "schema.name"; nil when there is none.
func (m *MetaData) Table(name string) *Table { return m.byName[name] }

// Forget takes a table out of the collection: it is none in the database.
func (m *MetaData) Forget(t *Table) {
	m.tables = slices.DeleteFunc(m.tables, func(x *Table) bool { return x == t })
	delete(m.byName, t.FullName())
	m.resolved = -1
}

func (m *MetaData) add(t *Table) {
	if m.byName[t.FullName()] != nil {
		m.errs = append(m.errs, fmt.Errorf("table %q is declared twice in one MetaData", t.FullName()))
		return
	}
	m.tables = append(m.tables, t)
	m.byName[t.FullName()] = t
}

// Check resolves references between the tables and reports every mistake in their
// declarations, joined; nil when there is none.
func (m *MetaData) Check() error {
	if m == nil {
		return errors.New("a nil *schema.MetaData was used")
	}
	m.Resolve()
	errs := slices.Clone(m.errs)
	for _, t := range m.tables {
		errs = append(errs, t.check()...)
	}
	errs = append(errs, m.checkObjects()...)
	return errors.Join(errs...)
}

// Resolve looks up the foreign keys that name their target, as far as it is
// declared by now.
func (m *MetaData) Resolve() {
	if m.resolved == len(m.tables) {
		return
	}
	for _, t := range m.tables {
		for _, f := range t.ForeignKeys {
			f.resolve(m)
		}
	}
	m.resolved = len(m.tables)
}

// Sorted are the tables in dependency order: a table comes after those that it
// refers to. The foreign keys in late close a cycle between tables, or ask for it
// by UseAlter, and cannot be kept inside CREATE TABLE in that order.
func (m *MetaData) Sorted() (tables []*Table, late []*ForeignKey) {
	m.Resolve()
	done := map[*Table]bool{}
	left := slices.Clone(m.tables)
	for len(left) > 0 {
		n := len(left)
		left = slices.DeleteFunc(left, func(t *Table) bool {
			for _, f := range t.ForeignKeys {
				if to := f.Target(); to != nil && to != t && !done[to] && !f.UseAlter && slices.Contains(m.tables, to) && !slices.Contains(late, f) {
					return false
				}
			}
			done[t] = true
			tables = append(tables, t)
			return true
		})
		if len(left) == n { // a cycle: the fewest keys of one table give way
			t := cheapest(left, done)
			for _, f := range t.ForeignKeys {
				if to := f.Target(); to != nil && to != t && !done[to] && slices.Contains(left, to) && !slices.Contains(late, f) {
					late = append(late, f)
				}
			}
		}
	}
	for _, t := range tables {
		for _, f := range t.ForeignKeys {
			if f.UseAlter && !slices.Contains(late, f) {
				late = append(late, f)
			}
		}
	}
	return tables, late
}

// cheapest is the table in a cycle with the fewest references to what is left.
func cheapest(left []*Table, done map[*Table]bool) *Table {
	var best *Table
	least := 0
	for _, t := range left {
		if !inCycle(t, left) {
			continue
		}
		n := 0
		for _, f := range t.ForeignKeys {
			if to := f.Target(); to != nil && to != t && !done[to] {
				n++
			}
		}
		if best == nil || n < least {
			best, least = t, n
		}
	}
	return best
}

func inCycle(t *Table, left []*Table) bool {
	seen := map[*Table]bool{}
	var reach func(*Table) bool
	reach = func(u *Table) bool {
		for _, f := range u.ForeignKeys {
			to := f.Target()
			if to == nil || to == u || f.UseAlter || !slices.Contains(left, to) {
				continue
			}
			if to == t {
				return true
			}
			if !seen[to] {
				seen[to] = true
				if reach(to) {
					return true
				}
			}
		}
		return false
	}
	return reach(t)
}

// nearest is the name among names that is most like name, or "".
func nearest(name string, names []string) string {
	best, most := "", 0
	for _, n := range names {
		common := 0
		for i := 0; i < len(n) && i < len(name) && strings.EqualFold(n[i:i+1], name[i:i+1]); i++ {
			common++
		}
		if common > most {
			best, most = n, common
		}
	}
	return best
}
