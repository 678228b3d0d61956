package orm

import (
	"slices"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// given is what an INSERT gives for a column.
type given struct {
	column *sql.ColumnNode
	typ    *sqltype.Desc
	value  driver.Value
	expr   sql.Node // instead of the value
}

// sqlNull is NULL as a word.
var sqlNull = &sql.LiteralNode{Word: "NULL"}

// copyParents writes the keys of i's parents into its foreign keys.
func (f *flush) copyParents(i *insertion) {
	if len(f.u.known) == 0 {
		return
	}
	if ks := f.u.known[i.rec]; ks != nil {
		for _, l := range i.mp.M.Links {
			if k := &ks[l.Index]; k.set && k.obj != nil && !slices.Contains(i.later, l) && f.u.refers(l, k.obj) {
				f.u.handKey(i.mp, i.rec, l, k.obj)
			}
		}
	}
}

// row is what an INSERT gives for an object, valid until the next call. Defaults of the
// program's are put into the object, too.
func (f *flush) row(i *insertion) (row []given, err error) {
	m, obj := i.mp.M, i.rec.Obj
	f.copyParents(i)
	if i.part == 0 {
		if err := f.firstVersion(i); err != nil {
			return nil, err
		}
	}
	if f.given == nil {
		f.given = make([]given, 0, len(m.Columns))
	}
	row, made := f.given[:0], f.made[:0]
	if i.part > 0 {
		for at, c := range m.PartKey(int(i.part)) {
			v, err := m.Key[at].Stored(obj)
			if err != nil {
				return nil, err
			}
			row = append(row, given{column: c, typ: m.Key[at].Def.Type, value: v})
		}
	}
	for _, c := range m.Columns {
		if c.Part != int(i.part) {
			continue
		}
		if i.isLater(c) {
			row = append(row, given{column: c.Def.Node(), expr: sqlNull})
			continue
		}
		if c == m.Generated && f.u.keeps(i.rec, c) {
			f.kept = append(f.kept, i.rowOf)
		} else if c == m.Generated && zeroKey(m, obj) || c.Def.Computed != nil {
			made = append(made, c)
			continue
		}
		if d := c.Def.Default; d != nil || c.Def.MadeByDatabase() || len(f.u.asks) > 0 {
			wanted, isNull, err := f.u.wantsDefault(i.rec, c)
			if err != nil {
				return nil, err
			}
			if isNull {
				row = append(row, given{column: c.Def.Node(), expr: sqlNull})
				continue
			}
			switch {
			case !wanted:
			case d != nil && d.Expr != nil:
				row = append(row, given{column: c.Def.Node(), expr: d.Expr})
				made = append(made, c)
				continue
			case d != nil:
				v, err := f.s.made(c, d)
				if err != nil {
					return nil, err
				}
				f.u.write(i.mp, i.rec, c)
				if err := c.StoreGo(obj, v); err != nil {
					return nil, err
				}
			case c.Def.MadeByDatabase():
				made = append(made, c)
				continue
			}
		}
		if c.Def.Fetched { // what is given may be changed on its way
			made = append(made, c)
		}
		v, err := c.Stored(obj)
		if err != nil {
			return nil, err
		}
		row = append(row, given{column: c.Def.Node(), typ: c.Def.Type, value: v})
	}
	f.given, f.made = row, made
	if i.made = f.lastMade; !slices.Equal(made, i.made) {
		i.made = slices.Clone(made)
		f.lastMade = i.made
	}
	if f.mixes != nil {
		row = f.widen(i, row)
	}
	return row, nil
}
