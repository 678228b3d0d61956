package dialect

import (
	"fmt"

	"github.com/aludel/aludel/compile"
)

// A Savepoints writes the statements of savepoints as the standard has them, for
// dialects to embed.
type Savepoints struct{ G compile.Grammar }

// Commit is COMMIT.
func (Savepoints) Commit() string { return "COMMIT" }

// Rollback is ROLLBACK.
func (Savepoints) Rollback() string { return "ROLLBACK" }

// Savepoint is SAVEPOINT name.
func (s Savepoints) Savepoint(name string) (string, error) { return s.with("SAVEPOINT ", name) }

// Release is RELEASE SAVEPOINT name.
func (s Savepoints) Release(name string) (string, error) { return s.with("RELEASE SAVEPOINT ", name) }

// RollbackTo is ROLLBACK TO SAVEPOINT name.
func (s Savepoints) RollbackTo(name string) (string, error) {
	return s.with("ROLLBACK TO SAVEPOINT ", name)
}

func (s Savepoints) with(words, name string) (string, error) {
	c := compile.New(s.G)
	c.Raw(words)
	c.Ident(name)
	return c.Text()
}

// CheckIsolation refuses what is no isolation level.
func CheckIsolation(i Isolation) error {
	switch i {
	case DefaultIsolation, ReadUncommitted, ReadCommitted, RepeatableRead, Serializable:
		return nil
	}
	return fmt.Errorf("%q is no isolation level: there are %q, %q, %q and %q", string(i), string(ReadUncommitted), string(ReadCommitted), string(RepeatableRead), string(Serializable))
}
