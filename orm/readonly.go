package orm

import "errors"

// ErrReadOnlySession is a flush of a session that was made with ReadOnly.
var ErrReadOnlySession = errors.New("this session is read only: it was made with orm.ReadOnly, and has something to write")

// ReadOnly makes a session that reads: it has one object for each key, and its queries
// never flush. A flush with something to write is ErrReadOnlySession, and its transactions
// are READ ONLY, so that a statement that writes is refused.
func ReadOnly(s *Session) { s.readOnly, s.noflush = true, true }
