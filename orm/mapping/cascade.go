package mapping

import (
	"fmt"
	"reflect"
	"strings"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Cascade says what is done along a relationship when it is done to an object.
type Cascade uint8

// Cascades. Adding what is reached is always on, and so is merging unless it is switched off.
const (
	CascadeDelete       Cascade = 1 << iota // Delete of the owner deletes the others
	CascadeDeleteOrphan                     // what has no owner any more is deleted
	CascadeRefresh                          // Refresh and Expire
	CascadeExpunge
	NoMerge        // Merge leaves the relationship alone
	PassiveDeletes // Delete of the owner leaves the others alone

	everyCascade = PassiveDeletes<<1 - 1
)

// Cascades reports whether c was declared.
func (r *Relationship) Cascades(c Cascade) bool { return r != nil && r.cascade&c != 0 }

// AddCascade declares cascades. Deleting orphans includes deleting.
func (r *Relationship) AddCascade(cs ...Cascade) {
	if !r.open("Cascade") {
		return
	}
	for _, c := range cs {
		if c == 0 || c&^everyCascade != 0 {
			r.Mapper.Failf("%s.Cascade(%d): there is no such cascade: say orm.CascadeDelete, CascadeDeleteOrphan, CascadeRefresh, CascadeExpunge, NoMerge or PassiveDeletes", r.Name, c)
			continue
		}
		if c == CascadeDeleteOrphan {
			c |= CascadeDelete
			r.Mapper.sole = r.Mapper.sole || r.Kind == ToOne
		}
		r.cascade |= c
	}
}

// resolvePassive checks what a relationship cannot have whose others stay as they are.
func (r *Relationship) resolvePassive(fail func(or, format string, args ...any)) {
	switch {
	case !r.Cascades(PassiveDeletes):
	case r.Kind == ToOne:
		fail("", "PassiveDeletes is about what refers to the deleted object: say it of the other side, an orm.Many or orm.HasOne")
	case r.through != nil || r.inverse != nil && r.inverse.through != nil:
		fail("", "PassiveDeletes is about a foreign key, and the rows between the two go with what they refer to")
	case r.Cascades(CascadeDelete):
		fail("", "PassiveDeletes leaves alone what CascadeDelete deletes: say one of the two")
	case r.PostUpdate:
		fail("", "PassiveDeletes leaves alone what PostUpdate makes NULL: say one of the two")
	}
}

// Passive reports whether rows that refer by l are left alone when what they refer to is
// deleted.
func (l *Link) Passive() bool { return l.Back.Cascades(PassiveDeletes) }

// SetPostUpdate lets the foreign key be written by an UPDATE of its own, where rows
// refer to each other in a circle.
func (r *Relationship) SetPostUpdate() {
	if r.open("PostUpdate") {
		r.PostUpdate = true
	}
}

// PostUpdate reports whether l may be written after the row itself.
func (l *Link) PostUpdate() bool {
	return l.Optional() && (l.One != nil && l.One.PostUpdate || l.Back != nil && l.Back.PostUpdate)
}

// Held reports whether Parent has a relationship that holds what refers to it by l.
func (l *Link) Held() bool { return l.Back != nil || l.Loose }

// Kept reports whether rows may go on referring, or the database sees to them, when
// what they refer to is deleted.
func (l *Link) Kept() bool {
	return l.OnDelete() != "" && l.OnDelete() != schema.NoAction && l.OnDelete() != schema.Restrict
}

// A VersionKind says how a version column gets its values.
type VersionKind uint8

// Kinds of versions.
const (
	NoVersion VersionKind = iota
	Counter               // 1, 2, 3, …
	Moment                // the time of the write, in microseconds
	Server                // the database makes it
)

// SetVersion declares the version column.
func (m *Mapper) SetVersion(n sql.Node, server bool) {
	d := schema.DefOf(n)
	if m.inherits() {
		m.Failf("orm.Version: the version of a hierarchy is its root's: declare it with %s", m.Super.Decl)
		return
	}
	if m.configured || d == nil || d.Table() != m.Table || m.version != nil {
		m.Failf("orm.Version wants one column of %s", m.Table.FullName())
		return
	}
	m.version, m.VersionKind = d, Counter
	if server {
		m.VersionKind = Server
	}
}

// configureVersion finds the version's field.
func (m *Mapper) configureVersion() {
	if up := m.Super; m.inherits() && up.Version != nil {
		m.Version, m.VersionKind = m.Columns[up.Version.Index], up.VersionKind
	}
	if m.version == nil {
		return
	}
	m.Version = m.ColumnOf(m.version)
	switch t := m.Version.Type; {
	case m.version.PrimaryKey:
		m.problem(Problem{What: fmt.Sprintf("the version %s is part of the primary key", m.Version.Name())})
	case m.VersionKind == Server:
	case t == timeType:
		m.VersionKind = Moment
	case t.Kind() < reflect.Int || t.Kind() > reflect.Uint64:
		m.problem(Problem{What: fmt.Sprintf("the version %s is a %s: an integer or a time.Time can be counted on, others are made by the database (orm.ServerVersion)", m.Version.Name(), t)})
	}
}

// Names are columns as messages write them.
func Names(cs []*Column) string {
	out := make([]string, len(cs))
	for i, c := range cs {
		out[i] = c.Name()
	}
	return strings.Join(out, ", ")
}

// CascadesDelete reports whether the delete of an entity concerns others.
func (m *Mapper) CascadesDelete() bool {
	for _, r := range m.Rels {
		if r.Cascades(CascadeDelete) {
			return true
		}
	}
	return false
}

// Sole reports whether m, or what it inherits from, has references whose objects are deleted
// when nothing refers to them any more.
func (m *Mapper) Sole() bool {
	for ; m != nil; m = m.Super {
		if m.sole {
			return true
		}
	}
	return false
}

// Hooks are what the program wants to be called for the rows of a mapper. They are
// package orm's; this package only asks whether they are there.
type Hooks struct {
	BeforeInsert, AfterInsert, BeforeUpdate, AfterUpdate, BeforeDelete, AfterDelete, Validate, AfterLoad, AfterRefresh []any
}

// OnFlush reports whether flushes are watched.
func (h *Hooks) OnFlush() bool {
	return len(h.BeforeInsert)+len(h.AfterInsert)+len(h.BeforeUpdate)+len(h.AfterUpdate)+len(h.Validate) > 0 || h.OnDelete()
}

// OnDelete reports whether deletes of single rows are watched.
func (h *Hooks) OnDelete() bool { return len(h.BeforeDelete)+len(h.AfterDelete) > 0 }
