package sql

// ForUpdate locks the rows until the transaction ends: nobody else changes, deletes or
// locks them. SQLite has no such locks: engine.Immediate is its way.
func (s SelectStmt[R]) ForUpdate() SelectStmt[R] { s.n.Lock = "UPDATE"; return s }

// ForNoKeyUpdate is ForUpdate that lets others insert rows that refer to these by
// foreign keys: what UPDATE itself takes. PostgreSQL has it.
func (s SelectStmt[R]) ForNoKeyUpdate() SelectStmt[R] { s.n.Lock = "NO KEY UPDATE"; return s }

// ForShare locks the rows against changes until the transaction ends.
func (s SelectStmt[R]) ForShare() SelectStmt[R] { s.n.Lock = "SHARE"; return s }

// ForKeyShare locks the rows against being deleted and changes of their keys.
// PostgreSQL has it.
func (s SelectStmt[R]) ForKeyShare() SelectStmt[R] { s.n.Lock = "KEY SHARE"; return s }

// NoWait makes a lock that cannot be had at once an error.
func (s SelectStmt[R]) NoWait() SelectStmt[R] { s.n.LockWait = "NOWAIT"; return s }

// SkipLocked leaves out the rows that someone else has locked.
func (s SelectStmt[R]) SkipLocked() SelectStmt[R] { s.n.LockWait = "SKIP LOCKED"; return s }

// LockOf locks the rows of these tables only, not of all that are joined. MariaDB has
// no such choice.
func (s SelectStmt[R]) LockOf(tables ...Source) SelectStmt[R] {
	m := s.n.more()
	m.LockOf = m.LockOf[:len(m.LockOf):len(m.LockOf)]
	for _, t := range tables {
		m.LockOf = append(m.LockOf, SourceOf(t))
	}
	return s
}

// NoLock takes back what was said of locks.
func (s SelectStmt[R]) NoLock() SelectStmt[R] {
	s.n.Lock, s.n.LockWait = "", ""
	if s.n.More != nil {
		s.n.more().LockOf = nil
	}
	return s
}
