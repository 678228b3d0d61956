package orm

import "errors"

// ErrReadOnlySession is a flush of a session that was made with ReadOnly.
var ErrReadOnlySession = errors.New("this session is read only: it was made with orm.ReadOnly, and has something to write")

// ReadOnly makes a session that reads: it has one object for each key, its queries never
// flush, and its transactions are READ ONLY, so that a statement that writes is refused.
//
// It keeps no copies of what it has read, which is half of the memory and of the work: what
// the program changes in an object is not noticed, and a later reading overwrites it. Flush
// is ErrReadOnlySession, and so is a Commit when objects were added, deleted, or given to
// others by their relationships.
func ReadOnly(s *Session) { s.readOnly, s.noflush, s.st.Blind = true, true, true }
