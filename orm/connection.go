package orm

import (
	"context"

	"github.com/aludel/aludel/engine"
)

// Connection is the connection of s's transaction, which begins with what is sent
// first, for statements that have nothing to do with objects. Nothing is flushed before
// them; what they change in the database is not seen by objects that are in memory:
// Refresh those, or use Execute. Commit, Rollback and Close are the session's: the
// connection is valid until one of them.
func Connection(ctx context.Context, s *Session) (*engine.Conn, error) {
	if err := s.enter(); err != nil {
		return nil, err
	}
	defer s.leave()
	c, err := s.begin(ctx)
	if err != nil {
		return nil, err
	}
	s.wrote, s.raw = true, true
	return c, nil
}
