package engine

import "sync"

// lru keeps the programs that were used last. A lookup compares the whole key, not
// a hash of it, and does not allocate.
type lru struct {
	mu    sync.Mutex
	m     map[string]*lruEntry
	head  lruEntry // of a ring: next is the newest, prev the oldest
	limit int
}

type lruEntry struct {
	prev, next *lruEntry
	key        string
	prog       *program
}

func newLRU(limit int) *lru {
	l := &lru{m: make(map[string]*lruEntry), limit: limit}
	l.head.prev, l.head.next = &l.head, &l.head
	return l
}

func (l *lru) get(key []byte) *program {
	l.mu.Lock()
	e := l.m[string(key)]
	if e == nil {
		l.mu.Unlock()
		return nil
	}
	if l.head.next != e {
		e.prev.next, e.next.prev = e.next, e.prev
		l.front(e)
	}
	p := e.prog
	l.mu.Unlock()
	return p
}

func (l *lru) front(e *lruEntry) {
	e.prev, e.next = &l.head, l.head.next
	l.head.next.prev = e
	l.head.next = e
}

// put keeps p, or gives back the program that another goroutine has put there.
func (l *lru) put(key string, p *program) *program {
	l.mu.Lock()
	defer l.mu.Unlock()
	if e := l.m[key]; e != nil {
		return e.prog
	}
	if l.limit <= 0 {
		return p
	}
	e := &lruEntry{key: key, prog: p}
	l.m[key] = e
	l.front(e)
	if len(l.m) > l.limit {
		old := l.head.prev
		l.head.prev = old.prev
		old.prev.next = &l.head
		delete(l.m, old.key)
	}
	return p
}

func (l *lru) len() int {
	l.mu.Lock()
	defer l.mu.Unlock()
	return len(l.m)
}
