package orm

import (
	"context"
	"fmt"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/orm/mapping"
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

// AfterRefresh calls f for each object whose row a session has read again, by Refresh, after
// Expire or a rollback, because another unit of work has begun, or with columns that were
// left out before; also for what a flush reads back. It is AfterLoad in everything else.
func AfterRefresh[E any](t Entity[E], f func(context.Context, E) error) {
	if m := hookTable("AfterRefresh", t); m != nil {
		if f == nil {
			m.Failf("AfterRefresh was given a nil function")
			return
		}
		m.Hooks.AfterRefresh = append(m.Hooks.AfterRefresh, loadHook(func(ctx context.Context, p unsafe.Pointer) error { return f(ctx, entity[E](p)) }))
	}
}

// told calls the hooks for what was loaded, unless reading it has failed with err.
func (s *Session) told(ctx context.Context, err error) error {
	call := func(name string, mp *state.Map, recs []*state.Record, list func(*mapping.Hooks) []any) {
		for _, r := range recs {
			if err != nil || r.Flags&(state.Dead|state.Gone) != 0 {
				continue
			}
			m := mp.Of(r).M
			for _, h := range list(&m.Hooks) {
				if err = s.inside(func() error { return h.(loadHook)(ctx, r.Obj) }); err != nil {
					err = fmt.Errorf("%s of %s: %w", name, s.u.name(m, r.Obj), err)
					break
				}
			}
		}
	}
	for _, mp := range s.st.Maps() {
		fresh, again := mp.TakeFresh()
		if len(fresh) > 0 && len(again) > 0 { // what is new was not read again
			is := make(map[*state.Record]bool, len(fresh))
			for _, r := range fresh {
				is[r] = true
			}
			again = slices.DeleteFunc(again, func(r *state.Record) bool { return is[r] })
		}
		call("AfterLoad", mp, fresh, func(h *mapping.Hooks) []any { return h.AfterLoad })
		call("AfterRefresh", mp, again, func(h *mapping.Hooks) []any { return h.AfterRefresh })
	}
	return err
}
