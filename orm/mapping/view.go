package mapping

import (
	"fmt"

	"github.com/aludel/aludel/sql"
)

// A View is what a relationship follows instead of a foreign key: conditions of the
// program's own. What is found by them is read; for what is written see resolveJoin.
type View struct {
	To     *sql.TableNode // where the targets are: their table, an alias of it, or a subquery with its columns
	Facade any            // the table struct of To
	On     []sql.Node     // in terms of the mapper's source and of To

	Written bool       // among On is a foreign key, by which it is written
	Extra   []sql.Node // of On: what is not the foreign key
	mirror  *View      // whose it is, seen from the other side
}

func (v *View) said() string {
	if v.Written {
		return "PrimaryJoin"
	}
	return "ViewOnly"
}

// Show gives the relationship conditions of its own. m is the mapper of what it leads to.
func (r *Relationship) Show(v *View, m *Mapper) {
	switch {
	case !r.open(v.said()):
		return
	case len(v.On) == 0:
		r.Mapper.Failf("%s: %s is given no condition, and would find every %s for each %s", r.FullName(), v.said(), m.Name(), r.Mapper.Name())
	case r.View != nil:
		r.Mapper.Failf("%s: its conditions are said twice", r.FullName())
	}
	r.View = v
}

// resolveView checks what a relationship by conditions cannot have.
func (r *Relationship) resolveView(fail func(or, format string, args ...any)) {
	var said string
	switch {
	case r.inverse != nil:
		said = "Inverse"
	case r.through != nil:
		said = "Through"
	case len(r.columns) > 0:
		said = "ForeignKey"
	case r.cascade&^NoMerge != 0:
		said = "Cascade"
	case r.PostUpdate:
		said = "PostUpdate"
	case r.place != nil:
		said = "OrderedBy"
	case r.Loose:
		fail("use orm.Many", "it has no field, and ViewOnly would have nothing to fill")
		return
	}
	if said != "" {
		fail("", "it is ViewOnly, by conditions of its own, and %s speaks of a foreign key", said)
		return
	}
	if r.View.To.Same(r.Mapper.Source()) {
		fail("", "it leads from a table to itself: give ViewOnly an alias of it, orm.Alias(t, …), so that conditions tell the two apart")
		return
	}
	if len(r.Target.Heirs) > 0 || len(r.Mapper.Heirs) > 0 {
		fail("", "it is ViewOnly, which entities in several tables cannot have")
	}
}

// Source is where the relationship's targets are read from.
func (r *Relationship) Source() *sql.TableNode {
	if r.View != nil {
		return r.View.To
	}
	return r.Target.Source()
}

// ViewError is the attempt to write a relationship that is only read.
type ViewError struct{ Relation, Entity, Key string }

// Error says so.
func (e *ViewError) Error() string {
	return fmt.Sprintf("%s of %s %s was changed, and is only read: it is ViewOnly; change the rows that its conditions speak of, and put the field back", e.Relation, e.Entity, e.Key)
}
