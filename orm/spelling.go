package orm

import (
	"context"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/sql"
)

// Where the collation takes no notice of case, of accents, or of blanks at the end, a foreign
// key "FOO" refers to the row "foo". Rows come then that belong to none of the owners letter by
// letter. Whose they are is found out here, and kept by the store, so that all who ask for what a
// foreign key refers to agree with the database. No collation is imitated: what some collation may
// take for one is a candidate, and where that does not settle it, the database is asked.

// spellings find, among rows of a table, the one that the database takes a key for.
type spellings struct {
	f       *fetcher
	m       *mapping.Mapper
	columns []*mapping.Column          // of the key that is referred to
	link    *mapping.Link              // by which; nil: by rows of pairs
	by      map[string][]*state.Record // the rows, by what the coarsest collation makes of their keys
	told    map[string]*state.Record   // what was found, by the key
	sure    bool                       // each key that is asked for is that of one of the rows
}

// spellings are those of the keys of rows. With sure each key that is asked for belongs to one of them.
func (f *fetcher) spellings(m *mapping.Mapper, columns []*mapping.Column, link *mapping.Link, rows []*state.Record, sure bool) *spellings {
	s := &spellings{f: f, m: m, columns: columns, link: link, sure: sure, by: map[string][]*state.Record{}, told: map[string]*state.Record{}}
	for _, r := range unique(rows) {
		if k, ok := coarseKey(columns, r.Obj); ok {
			s.by[k] = append(s.by[k], r)
		}
	}
	return s
}

// find is the row that the database takes k for, which obj holds in columns; nil when there is none.
func (s *spellings) find(ctx context.Context, k mapping.Key, columns []*mapping.Column, obj unsafe.Pointer) (*state.Record, error) {
	text := state.KeyText(k)
	if r, ok := s.told[text]; ok {
		return r, nil
	}
	var r *state.Record
	if coarse, ok := coarseKey(columns, obj); ok {
		switch rows := s.by[coarse]; {
		case len(rows) == 1 && s.sure:
			r = rows[0]
		case len(rows) > 0:
			vals, err := keyValues(columns, obj)
			if err != nil {
				return nil, err
			}
			if r, err = s.ask(ctx, vals); err != nil {
				return nil, err
			}
		}
	}
	s.told[text] = r
	if r != nil && s.link != nil {
		var buf []byte
		if own, null, _ := s.key(r.Obj, &buf); !null && s.of(own) == r {
			s.f.st.Spell(s.link, text, own)
		}
	}
	return r, nil
}

// spelt finds those of rows, which were read for what owners refer to by l, whose keys are spelled
// otherwise there.
func (f *fetcher) spelt(ctx context.Context, l *mapping.Link, owners, rows []*state.Record) error {
	var of *spellings
	var buf []byte
	for _, o := range owners {
		if len(rows) == 0 {
			break
		}
		k, null, _ := l.Key.Read(o.Obj, &buf)
		if null || k.B == nil || f.st.Referred(l, k) != nil {
			continue
		}
		if of == nil {
			of = f.spellings(l.Parent, l.Order(), l, rows, false)
		}
		if _, err := of.find(ctx, k, inKeyOrder(l), o.Obj); err != nil {
			return err
		}
	}
	return nil
}

// dealt is a row of what belongs to owners.
type dealt struct {
	row *state.Record
	of  *state.Record  // its owner
	key unsafe.Pointer // an owner that holds its owner's key, as the row spells it; nil where of is known
}

// respelled finds the owners of rows whose keys, in columns, are spelled otherwise there.
func (f *fetcher) respelled(ctx context.Context, by *loading, columns []*mapping.Column, owners []*state.Record, rows []dealt) error {
	if len(rows) == 0 {
		return nil
	}
	link := by.p.rel.Link
	if by.p.rel.View != nil {
		link = nil
	}
	of := f.spellings(by.p.rel.Mapper, columns, link, owners, by.source == nil)
	var buf []byte
	for i, d := range rows {
		if d.key == nil {
			continue
		}
		k, null, _ := of.key(d.key, &buf)
		if null {
			continue
		}
		o, err := of.find(ctx, k, columns, d.key)
		if err != nil {
			return err
		}
		rows[i].of = o
	}
	return nil
}

// ask has the database say which row has the key.
func (s *spellings) ask(ctx context.Context, vals []sql.Node) (r *state.Record, err error) {
	node := s.m.Source()
	n := &sql.SelectNode{From: []*sql.TableNode{node}}
	for i, c := range s.columns {
		x := columnIn(node, c)
		n.Items = append(n.Items, x)
		n.Where = append(n.Where, &sql.BinaryNode{Op: sql.OpEq, L: x, R: vals[i]})
	}
	cur, err := s.f.query(ctx, n)
	if err != nil {
		return nil, err
	}
	p, err := cur.Plan(spelledKey{s.m, s.link}, func() ([]driver.Target, error) {
		ts := make([]driver.Target, len(s.columns))
		for i, c := range s.columns {
			if ts[i], err = c.Target(i); err != nil {
				return nil, err
			}
		}
		return ts, nil
	})
	obj := s.m.Blank()
	var buf []byte
	if err == nil && cur.Next() {
		if err = cur.Fill(p, obj, &s.f.arena); err == nil {
			k, _, _ := s.key(obj, &buf)
			r = s.of(k)
		}
	}
	if err == nil {
		err = cur.Err()
	}
	if _, cerr := cur.Close(); err == nil {
		err = cerr
	}
	return r, err
}

// spelledKey names the plan of a row's key that is referred to.
type spelledKey struct {
	m    *mapping.Mapper
	link *mapping.Link
}

func (s *spellings) key(obj unsafe.Pointer, buf *[]byte) (k mapping.Key, null, zero bool) {
	if s.link != nil && !s.link.ToKey {
		return s.link.Alt.Read(obj, buf)
	}
	return s.m.Identity.Read(obj, buf)
}

func (s *spellings) of(k mapping.Key) *state.Record {
	if s.link != nil {
		return s.f.st.Referred(s.link, k)
	}
	return s.f.st.Map(s.m).ByKey(k)
}

// coarseKey tells the values of columns apart as the coarsest of collations does. There is none
// when one is NULL, and where none is a text, with which no collation has to do.
func coarseKey(columns []*mapping.Column, obj unsafe.Pointer) (string, bool) {
	b, texts := appendValueKey(nil, columns, obj, true)
	return string(b), texts > 0
}
