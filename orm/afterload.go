package orm

import (
	"context"
	"fmt"
	"unsafe"

	"github.com/aludel/aludel/orm/state"
)

type loadHook func(context.Context, unsafe.Pointer) error

// AfterLoad calls f for each object that a session has read and did not have before,
// when all of the result and what With loads with it is there: the fields that no column
// holds can be filled then. What f sets in mapped fields is a change like any other. Its
// error is that of the call that read; the objects stay in the session. Objects that no
// session knows are not told of. It is declared with the table, before it is used.
func AfterLoad[E any](t Entity[E], f func(context.Context, E) error) {
	if m := hookTable("AfterLoad", t); m != nil {
		if f == nil {
			m.Failf("AfterLoad was given a nil function")
			return
		}
		m.Hooks.AfterLoad = append(m.Hooks.AfterLoad, loadHook(func(ctx context.Context, p unsafe.Pointer) error { return f(ctx, entity[E](p)) }))
	}
}

// told calls the hooks for what was loaded, unless reading it has failed with err.
func (s *Session) told(ctx context.Context, err error) error {
	for _, mp := range s.st.Maps() {
		for _, r := range mp.TakeFresh() {
			if err != nil || r.Flags&(state.Dead|state.Gone) != 0 {
				continue
			}
			m := mp.Of(r).M
			for _, h := range m.Hooks.AfterLoad {
				if err = s.inside(func() error { return h.(loadHook)(ctx, r.Obj) }); err != nil {
					err = fmt.Errorf("AfterLoad of %s: %w", s.u.name(m, r.Obj), err)
					break
				}
			}
		}
	}
	return err
}
