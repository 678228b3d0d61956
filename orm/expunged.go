package orm

import (
	"fmt"
	"strconv"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// An ExpungedError is an object that was added and expunged again before it was inserted,
// and that an object of the session still holds: the flush would leave it out.
type ExpungedError struct {
	Entity string // of the object that was expunged
	Path   string // where it is held, as Product 12.Orders[3]
}

// Error says what to do.
func (e *ExpungedError) Error() string {
	return fmt.Sprintf("%s is a new %s that was expunged, so that it would not be inserted: take it out of there, or Add it again", e.Path, e.Entity)
}

// missing is the error of an expunged object that one of the session's still holds.
func (u *unit) missing() error {
	if len(u.expunged) == 0 {
		return nil
	}
	for _, mp := range u.st.Maps() {
		for r := range mp.All() {
			if r.Flags&(state.Deleted|state.Gone) != 0 {
				continue
			}
			for _, rel := range mp.M.Rels {
				if rel.ViewOnly() {
					continue
				}
				for i, p := range reached(rel, r.Obj) {
					if !u.expunged[p] {
						continue
					}
					path := u.name(mp.M, r.Obj) + "." + rel.Name
					if rel.Kind == mapping.Many {
						path += "[" + strconv.Itoa(i) + "]"
					}
					return &ExpungedError{Entity: rel.Target.Name(), Path: path}
				}
			}
		}
	}
	return nil
}
