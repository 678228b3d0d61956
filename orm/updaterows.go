package orm

import (
	"math"
	"slices"

	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// updateRows is what together makes of the UPDATEs of updates, from the first on, made
// without them: a statement of its own for each row is what most of the time of a large
// flush would go into. It takes rows in which nothing but values changes, the same columns
// in each, and says how many it has taken: none where they are too few, or where one of
// them asks for more than that.
func (f *flush) updateRows(updates []*change) (st step, n int, err error) {
	d := f.s.eng.Dialect()
	features := d.Features()
	if len(updates) < 3 || !features.UpdateRows || !f.onlyValues(updates[0]) {
		return step{}, 0, nil
	}
	first := updates[0]
	m := first.mp.M
	set, ok := valueColumns(m, first.columns, d)
	if !ok {
		return step{}, 0, nil
	}
	node := &sql.UpdateNode{Table: m.Parts[0].Table.Node()}
	for _, c := range set {
		node.Set = append(node.Set, sql.Assignment{Column: c.Def.Node()})
	}
	where := slices.Clone(m.PartKey(0))
	if m.Version != nil {
		node.Set = append(node.Set, sql.Assignment{Column: m.Version.Def.Node()})
		where = append(where, m.Version.Def.Node())
	}
	if !features.Embedded && claims(m, node) {
		return step{}, 0, nil
	}
	width := len(node.Set) + len(where)
	least, most := sharing(features, width)
	for n = 1; n < len(updates) && n < most; n++ {
		if ch := updates[n]; ch.mp != first.mp || !slices.Equal(ch.columns, first.columns) || !f.onlyValues(ch) {
			break
		}
	}
	if n < least {
		return step{}, 0, nil
	}
	vals := f.values.Take(width, n)
	recs := make([]*state.Record, n)
	for i, ch := range updates[:n] {
		recs[i] = ch.rec
	}
	if m.Version != nil || !f.listAll(vals, slices.Concat(set, m.Key), recs) {
		if err := f.eachValue(vals, set, updates[:n]); err != nil {
			return step{}, 0, err
		}
	}
	if features.Embedded {
		return repeatedUpdate(first.mp, node, where, vals, recs), n, nil
	}
	return rowsUpdate(first.mp, node.Table, node.Set, where, vals, recs), n, nil
}

// eachValue puts into vals what set, the key and the version of updates are, row by row.
func (f *flush) eachValue(vals [][]driver.Value, set []*mapping.Column, updates []*change) error {
	m := updates[0].mp.M
	key := len(set)
	if m.Version != nil {
		key++
	}
	put := func(at int, c *mapping.Column, ch *change) error {
		v, err := c.Stored(ch.rec.Obj)
		vals[at] = append(vals[at], v)
		return err
	}
	for _, ch := range updates {
		for at, c := range set {
			if err := put(at, c, ch); err != nil {
				return err
			}
		}
		for at, c := range m.Key {
			if err := put(key+at, c, ch); err != nil {
				return err
			}
		}
		if m.Version != nil {
			was, next, err := f.versions(ch)
			if err != nil {
				return err
			}
			last := len(vals) - 1
			vals[len(set)], vals[last] = append(vals[len(set)], next), append(vals[last], was)
		}
	}
	return nil
}

// onlyValues reports whether an UPDATE of ch sets values of the object, in a row that is
// found by its key, and nothing else.
func (f *flush) onlyValues(ch *change) bool {
	m := ch.mp.M
	if unread(ch.mp, ch.rec) || ch.post || ch.over != nil || len(m.Parts) > 1 || len(f.parked) > 0 || f.u.known[ch.rec] != nil {
		return false
	}
	if m.Version == nil {
		return true
	}
	old, err := m.Version.Stored(f.stored(ch.mp, ch.rec, []*mapping.Column{m.Version}))
	return err == nil && m.VersionKind != mapping.Server && !old.IsNull()
}

// valueColumns are the mapped columns of those numbers, as a table of values sets them; not,
// when an UPDATE has more to do than that.
func valueColumns(m *mapping.Mapper, numbers []int, d dialect.Dialect) ([]*mapping.Column, bool) {
	embedded := d.Features().Embedded
	set := make([]*mapping.Column, 0, len(numbers))
	for _, c := range m.Columns {
		switch changed := slices.Contains(numbers, c.Index); {
		case c.Def.Computed != nil, c.Def.Fetched, !changed && c.Def.OnUpdate != nil:
			return nil, false
		case changed && c.Def.PrimaryKey:
			return nil, false
		case changed:
			set = append(set, c)
			fallthrough
		case c.Def.PrimaryKey, c == m.Version:
			if !embedded && !sqltype.ArrayElement(c.Def.Type.In(d.Name())) {
				return nil, false
			}
		}
	}
	return set, len(set) > 0
}

// versions are the version that ch's row has, and the next one.
func (f *flush) versions(ch *change) (was, next driver.Value, err error) {
	c := ch.mp.M.Version
	columns := []*mapping.Column{c}
	if was, err = c.Stored(f.stored(ch.mp, ch.rec, columns)); err != nil {
		return was, next, err
	}
	ch.version = f.nextVersion(ch.mp, ch.rec)
	obj := f.stored(ch.mp, ch.rec, columns)
	if err = c.StoreGo(obj, ch.version); err == nil {
		next, err = c.Stored(obj)
	}
	return was, next, err
}

// rowsUpdate is one UPDATE of many rows, from a table of their values: those of set, and
// then those by which they are found.
func rowsUpdate(mp *state.Map, table *sql.TableNode, set []sql.Assignment, where []*sql.ColumnNode, vals [][]driver.Value, recs []*state.Record) step {
	cols := make([]sql.RowColumn, 0, len(vals))
	for j, a := range set {
		cols = append(cols, sql.RowColumn{Name: a.Column.Name, Type: a.Column.Type, Values: vals[j]})
	}
	for j, c := range where {
		name := c.Name
		for slices.ContainsFunc(cols, func(have sql.RowColumn) bool { return have.Name == name }) {
			name = "old_" + name // a version is looked for and set
		}
		cols = append(cols, sql.RowColumn{Name: name, Type: c.Type, Values: vals[len(set)+j]})
	}
	rows := sql.SourceOf(sql.RowsOf("given", "", cols...))
	u := &sql.UpdateNode{Table: table, From: []*sql.TableNode{rows}, Defaults: true}
	for j, a := range set {
		u.Set = append(u.Set, sql.Assignment{Column: a.Column, Value: rows.Cols[j]})
	}
	for j, c := range where {
		u.Where = append(u.Where, &sql.BinaryNode{Op: sql.OpEq, L: c, R: rows.Cols[len(set)+j]})
	}
	return step{stmt: u, what: "UPDATE of changed rows of " + mp.M.Table.FullName(), read: expect("UPDATE", mp, recs)}
}

// repeatedUpdate is n executed for each of recs, with values for what it sets and what it
// finds its row by.
func repeatedUpdate(mp *state.Map, n *sql.UpdateNode, where []*sql.ColumnNode, vals [][]driver.Value, recs []*state.Record) step {
	binds := make([]sql.BindNode, len(vals))
	n.Defaults = true
	for j := range n.Set {
		binds[j].Type = n.Set[j].Column.Type
		n.Set[j].Value = &binds[j]
	}
	for j, c := range where {
		b := &binds[len(n.Set)+j]
		b.Type = c.Type
		n.Where = append(n.Where, &sql.BinaryNode{Op: sql.OpEq, L: c, R: b})
	}
	return step{what: "UPDATE of ", rows: &perRow{
		stmt: n, binds: binds, values: vals,
		of: func(row int) rowOf { return rowOf{mp, recs[row]} },
		read: func(row int, sum driver.Summary) error {
			if sum.Rows >= 0 && sum.Rows != 1 {
				return &StaleDataError{Op: "UPDATE", Entity: mp.M.Name(), Key: mp.M.KeyText(recs[row].Obj), Rows: sum.Rows, Want: 1}
			}
			return nil
		},
	}}
}

// sharing is how many rows of so many values an UPDATE has at least and at most.
func sharing(features dialect.Features, width int) (least, most int) {
	if features.ArrayRows {
		return manyRows, arrayRows
	}
	if features.Embedded {
		return repeatRows, math.MaxInt
	}
	least, most = 3, 1000
	if features.MaxBinds > 0 {
		most = min(most, features.MaxBinds/width)
	}
	return least, most
}
