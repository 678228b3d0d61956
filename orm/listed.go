package orm

import (
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// Most new rows are written alike: they give every column, and the database makes their key
// at most. Of those, which come one after the other, a column is read after the other and not
// a row after the other: what is done with a field is then found out once for all rows.

// listedRows is how many rows are read together: few enough to stay in the processor's cache.
const listedRows = 256

// listing is how rows of a mapper are read together.
type listing struct {
	of      *batch
	columns []*mapping.Column // of the batch, in its order; nil: the rows are read one by one
	keys    bool              // the database makes the key, and nothing else
	objs    []unsafe.Pointer  // room
}

// listing is how the rows after i may be read, with which b has begun.
func (f *flush) listing(i *insertion, b *batch) (l listing) {
	m := i.mp.M
	if b.lists == nil || b.most < manyRows || len(m.Parts) > 1 || m.Family != nil || m.Version != nil || f.mixes != nil || len(f.u.asks) > 0 {
		return l
	}
	columns := make([]*mapping.Column, 0, len(m.Columns))
	for _, c := range m.Columns {
		d := c.Def
		switch {
		case c == m.Generated:
		case d.Computed != nil || d.Default != nil || d.Fetched || d.MadeByDatabase() || !c.Lists():
			return l
		default:
			columns = append(columns, c)
		}
	}
	if m.Generated != nil && !i.onlyKey() || m.Generated == nil && len(i.made) > 0 || len(columns) != len(b.n.Columns) {
		return l
	}
	return listing{of: b, columns: columns, keys: m.Generated != nil, objs: f.objs}
}

// listAll puts columns of recs into vals, which have room for them. It reports false, with
// nothing put there, where one of them is to be read alone.
func (f *flush) listAll(vals [][]driver.Value, columns []*mapping.Column, recs []*state.Record) bool {
	for _, c := range columns {
		if !c.Lists() {
			return false
		}
	}
	for from := 0; from < len(recs); from += listedRows {
		to := min(from+listedRows, len(recs))
		objs := f.objs[:0]
		for _, r := range recs[from:to] {
			objs = append(objs, r.Obj)
		}
		f.objs = objs
		for at, c := range columns {
			all := vals[at][:to]
			if !c.List(all[from:], objs) {
				for at := range vals {
					vals[at] = vals[at][:0]
				}
				return false
			}
			vals[at] = all
		}
	}
	return true
}

// list puts the first of ins into b, at most so many, and says how many it has put there, of which
// the caller notes those whose keys come back. It stops before one that is to be read alone, or may
// have to go elsewhere because it is deeper than the one before, and after one that does not fit
// gives up.
func (f *flush) list(l *listing, b *batch, depth int32, ins []*insertion, most int) (n int) {
	if l.of != b || l.columns == nil || b.lists == nil || most <= 0 {
		return 0
	}
	ins = ins[:min(len(ins), most)]
	m := b.of.mp
	for n < len(ins) {
		objs := l.objs[:0]
		for _, i := range ins[n:min(len(ins), n+listedRows)] {
			if i.mp != m || len(i.later) > 0 || l.keys && (i.depth != depth || !zeroKey(m.M, i.rec.Obj)) {
				break
			}
			f.copyParents(i)
			objs = append(objs, i.rec.Obj)
		}
		if l.objs = objs; len(objs) == 0 {
			break
		}
		if b.read != nil {
			if !b.fit(objs) {
				l.columns = nil
				f.objs = l.objs
				return n
			}
			for _, i := range ins[n : n+len(objs)] {
				i.made = b.of.made
			}
			b.rows += len(objs)
			n += len(objs)
			continue
		}
		b.reserve(b.rows+len(objs), len(l.columns))
		for at, c := range l.columns {
			have := b.lists[at].values
			all := have[:b.rows+len(objs)]
			if !c.List(all[b.rows:], objs) {
				clear(all[b.rows:])
				for k := range at {
					b.lists[k].values = b.lists[k].values[:b.rows]
				}
				l.columns = nil
				f.objs = l.objs
				return n
			}
			b.lists[at].values = all
		}
		for _, i := range ins[n : n+len(objs)] {
			i.made = b.of.made
		}
		b.rows += len(objs)
		n += len(objs)
	}
	f.objs = l.objs
	return n
}
