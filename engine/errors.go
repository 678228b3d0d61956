package engine

import (
	"context"
	stdsql "database/sql"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/driver"
)

// Sentinels, for errors.Is.
var (
	// ErrNoResult is what is wanted exactly once and does not come; errors.Is also
	// finds database/sql's ErrNoRows in it.
	ErrNoResult = errors.New("no row was found when one was required")
	// ErrMultipleResults is what is wanted exactly once and comes more often.
	ErrMultipleResults = errors.New("more than one row was found when exactly one was required")
	// ErrResultClosed answers every fetch from a Result after First, One, Scalar or Close.
	ErrResultClosed = errors.New("this result is closed: First, One, Scalar and Close end it; keep what they return, or use All")
	// ErrResultCut answers every fetch from a Result that was open when its
	// transaction was rolled back, or its Conn was closed.
	ErrResultCut = errors.New("this result was not read to its end when its transaction was rolled back, or its connection closed: read it before")
	// ErrReadOnly is a write in a transaction that was begun with ReadOnly.
	ErrReadOnly = errors.New("this transaction was begun with ReadOnly: it cannot write")
	// ErrNoRows answers every fetch from the result of a statement without rows.
	ErrNoRows = errors.New("this statement does not return rows; RowCount tells how many it wrote, and Returning asks for them")
	// ErrConnClosed answers what is done with a Conn after its Close.
	ErrConnClosed = errors.New("this connection is closed")
	// ErrTxEnded answers what is done with a Conn within Begin after it was
	// committed or rolled back there.
	ErrTxEnded = errors.New("the transaction of this Begin has ended already: nothing more can be executed within its function")
	// ErrOwnTransaction answers BEGIN, COMMIT and ROLLBACK as texts: their transaction is
	// begun and ended by the Conn, which would not know of it.
	ErrOwnTransaction = errors.New("transactions are not begun and ended by texts here: use Begin, and Commit or Rollback of the Conn; on a Conn that is opened with Autocommit they are the program's own")
	// ErrPendingRollback answers a statement on a Conn whose transaction has failed.
	ErrPendingRollback = errors.New("the transaction has failed and must be rolled back before anything else: call Rollback, or return the error from Begin's function")
	// ErrCommitUnknown is a COMMIT whose answer was lost.
	ErrCommitUnknown = errors.New("it is not known whether the transaction was committed: the connection was lost before COMMIT was answered")
	// ErrNotReplicated is a COMMIT that holds here but not on the standby it waited for.
	ErrNotReplicated = errors.New("the transaction was committed, but not on the synchronous standby")
	// ErrCommittedAnyway is a COMMIT that went out together with a statement whose
	// answer was then refused, by the callback of Flight: it holds.
	ErrCommittedAnyway = errors.New("the transaction was committed all the same: COMMIT was sent together with the statement whose answer was refused")
	// ErrRolledBack is a COMMIT that the database answered by rolling back.
	ErrRolledBack = errors.New("the database rolled the transaction back instead of committing it: a statement in it had failed")
)

// A StatementError is a statement that failed: before it was sent, at the
// database, or while its rows were read. Its text holds no values.
type StatementError struct {
	Op   string // as "SELECT", "INSERT INTO product"
	SQL  string // "" when it failed before it had a text
	Site string // where it was executed, when an echo or hook is set
	Hint string // what to write instead, when the database has none of its own
	Err  error
}

// Error says what failed, why, and the SQL.
func (e *StatementError) Error() string {
	var b strings.Builder
	if text := e.Err.Error(); e.Op == "" || strings.HasPrefix(text, e.Op) {
		b.WriteString(text)
	} else {
		b.WriteString(e.Op + ": " + text)
	}
	add := func(lead, text string) { // once: an error of connecting has said it already
		if text != "" && !strings.Contains(b.String(), lead+text) {
			b.WriteString(lead + text)
		}
	}
	var de *driver.Error
	hint := e.Hint
	if errors.As(e.Err, &de) {
		add("; ", de.Detail)
		if de.Hint != "" {
			hint = de.Hint
		}
	}
	add("; hint: ", hint)
	if e.SQL != "" {
		b.WriteString("\n\tSQL: " + shorten(e.SQL, 600))
		if rest := fromCharacter(e.SQL, de); rest != "" {
			fmt.Fprintf(&b, "\n\tat character %d: %s", de.Position, shorten(rest, 40))
		}
	}
	if e.Site != "" {
		b.WriteString("\n\tat " + e.Site)
	}
	return b.String()
}

// fromCharacter is the text from the place of de on, which databases count in
// characters from 1.
func fromCharacter(text string, de *driver.Error) string {
	if de == nil || de.Position < 1 {
		return ""
	}
	n := de.Position
	for i := range text {
		if n--; n == 0 {
			return text[i:]
		}
	}
	return ""
}

// Unwrap is the cause: a *driver.Error, classified, for what the database refused.
func (e *StatementError) Unwrap() error { return e.Err }

// A CommitError is a COMMIT that was not answered with a plain yes. errors.Is finds
// ErrCommitUnknown, ErrNotReplicated, ErrRolledBack or ErrCommittedAnyway in it.
type CommitError struct {
	Outcome error
	Err     error // what was seen
}

// Error says what is known.
func (e *CommitError) Error() string {
	if e.Err == nil {
		return "commit: " + e.Outcome.Error()
	}
	return "commit: " + e.Outcome.Error() + ": " + e.Err.Error()
}

// Unwrap is the outcome and the cause.
func (e *CommitError) Unwrap() []error {
	if e.Err == nil {
		return []error{e.Outcome}
	}
	return []error{e.Outcome, e.Err}
}

// errFlightPanicked is why a transaction can only be rolled back after a panic that
// left the answers of a flight unread.
var errFlightPanicked = errors.New("a panic while the answers of statements that were sent together were read")

type noResult struct{ op string }

func (e *noResult) Error() string {
	if e.op == "" {
		return ErrNoResult.Error()
	}
	return e.op + ": " + ErrNoResult.Error()
}
func (e *noResult) Is(target error) bool { return target == ErrNoResult || target == stdsql.ErrNoRows }

type multipleResults struct{ op string }

func (e *multipleResults) Error() string        { return e.op + ": " + ErrMultipleResults.Error() }
func (e *multipleResults) Is(target error) bool { return target == ErrMultipleResults }

// A pendingRollback is ErrPendingRollback with the failure that led to it.
type pendingRollback struct{ cause error }

func (e *pendingRollback) Error() string {
	return ErrPendingRollback.Error() + "; it failed with: " + firstLine(e.cause.Error())
}
func (e *pendingRollback) Unwrap() []error { return []error{ErrPendingRollback, e.cause} }

func firstLine(s string) string {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return s[:i]
	}
	return s
}

// shorten cuts the middle out of a text of more than limit bytes, between characters.
func shorten(s string, limit int) string {
	if len(s) <= limit {
		return s
	}
	head, tail := limit*2/3, limit/3
	for head > 0 && s[head]&0xC0 == 0x80 {
		head--
	}
	for tail > 0 && s[len(s)-tail]&0xC0 == 0x80 {
		tail--
	}
	out, unit := utf8.RuneCountInString(s[head:len(s)-tail]), "characters"
	if out == 1 {
		unit = "character"
	}
	return fmt.Sprintf("%s … (%d %s left out) … %s", s[:head], out, unit, s[len(s)-tail:])
}

// cause is why ctx ended, within an error that says so.
func cause(ctx context.Context) error {
	return fmt.Errorf("the context ended: %w", context.Cause(ctx))
}
