// Package gate knows which SQLite files this process has open, and lets one
// writer at a time into each.
//
// SQLite has one writer for a database and makes the others poll for it: under
// load they starve each other or fail with BUSY. Writers of one process need
// not: they queue here, first come first served, and SQLite's own locks are
// left for other processes.
//
// The package stands apart from the adapter because package stdsql needs the
// register too, and must not link SQLite for it.
package gate

import (
	"context"
	"errors"
	"sync"
)

// ErrStopped is what Lock returns when it was stopped.
var ErrStopped = errors.New("stopped waiting for the database's writer")

// A Gate lets one writer at a time through, in the order of their coming. Its
// zero is open. It is safe for use by several goroutines.
type Gate struct {
	mu          sync.Mutex // protects what follows
	held        bool
	first, last *waiter
}

type waiter struct {
	next  *waiter
	ready chan struct{} // closed when the gate is handed over
	gone  bool          // gave up
}

// TryLock takes the gate if it is free.
func (g *Gate) TryLock() bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.held {
		return false
	}
	g.held = true
	return true
}

// Lock waits for the gate. It gives up when ctx is done, with ctx's cause, or
// when stop delivers, with ErrStopped; a nil stop never does.
func (g *Gate) Lock(ctx context.Context, stop <-chan struct{}) error {
	g.mu.Lock()
	if !g.held {
		g.held = true
		g.mu.Unlock()
		return nil
	}
	w := &waiter{ready: make(chan struct{})}
	if g.last == nil {
		g.first = w
	} else {
		g.last.next = w
	}
	g.last = w
	g.mu.Unlock()

	var err error
	select {
	case <-w.ready:
		return nil
	case <-ctx.Done():
		err = context.Cause(ctx)
	case <-stop:
		err = ErrStopped
	}
	g.mu.Lock()
	defer g.mu.Unlock()
	select {
	case <-w.ready: // it was handed over meanwhile, and must not stay with one who left
		g.pass()
	default:
		w.gone = true
	}
	return err
}

// Unlock hands the gate to the one who waits longest.
func (g *Gate) Unlock() {
	g.mu.Lock()
	g.pass()
	g.mu.Unlock()
}

// pass is called with mu held.
func (g *Gate) pass() {
	for g.first != nil {
		w := g.first
		if g.first = w.next; g.first == nil {
			g.last = nil
		}
		if !w.gone {
			close(w.ready) // held stays true: a newcomer cannot overtake
			return
		}
	}
	g.held = false
}
