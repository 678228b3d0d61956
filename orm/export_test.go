package orm

import "time"

// SetClock sets the clock of versions for a test, and gives the one that there was.
func SetClock(f func() time.Time) (was func() time.Time) {
	was, now = now, f
	return was
}
