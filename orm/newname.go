package orm

import (
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// longValue is how much of a text stands in an error.
const longValue = 40

// newName tells a new object from others in the error of its INSERT: by its place among
// those that are added, and by its unique values, unless the engine keeps values out of
// what is read by others.
func (f *flush) newName(x rowOf) string {
	name := f.u.name(x.mp.M, x.rec.Obj)
	if !strings.HasPrefix(name, "a new ") {
		return name // by its key
	}
	var more []string
	place, n := 0, 0
	for _, r := range f.u.pending {
		if mp := f.u.mapOf(r); mp != nil && mp.Of(r) == x.mp && r.Flags&state.Deleted == 0 {
			if n++; r == x.rec {
				place = n
			}
		}
	}
	if n > 1 && place > 0 {
		more = append(more, fmt.Sprintf("number %d of %d that were added", place, n))
	}
	if !f.s.eng.HidesParameters() {
		var seen []*mapping.Column
		for _, u := range x.mp.M.Uniques {
			for _, c := range *u {
				if c.Def.PrimaryKey || slices.Contains(seen, c) {
					continue
				}
				seen = append(seen, c)
				if v, err := c.Value(x.rec.Obj); err == nil && !v.IsNull() {
					more = append(more, c.Path[len(c.Path)-1]+": "+shortText(mapping.Text(v.Go())))
				}
			}
		}
	}
	if len(more) == 0 {
		return name
	}
	return name + " (" + strings.Join(more, "; ") + ")"
}

func shortText(s string) string {
	if utf8.RuneCountInString(s) <= longValue {
		return s
	}
	return string([]rune(s)[:longValue]) + "…"
}
