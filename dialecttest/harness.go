package dialecttest

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A Harness is a database under test.
type Harness struct {
	Name string
	// Open makes an engine over an empty database that nobody else uses. Engines that
	// are opened during one Run may share it: each case makes tables of its own
	// and drops them. What Open takes hold of it gives back by t.Cleanup, except for
	// the engine, which the suite closes.
	Open func(t testing.TB, opts ...engine.Option) *engine.Engine
	// Schema is where Open's engines make what has no schema of its own, if others may
	// make things in other schemas that are visible; empty if there is only one.
	Schema string
	// InMemory says that the rows of the database lie in this process's heap.
	InMemory bool
	// Lacks are the features that the database does not have, with the reason.
	Lacks map[Feature]string
	// Words are what the suite says to the database in words of its own.
	Words Words
	// Server is how the tests of faults get between the engine and the server; nil
	// where there is no server.
	Server *Server
}

// A Server is the other side of a harness's connections.
type Server struct {
	Protocol string // "postgresql" or "mysql", as package internal/faultnet understands it
	Network  string // where the server listens: "unix" or "tcp"
	Address  string
	// Via is Harness.Open with connections that go to a TCP address instead.
	Via func(t testing.TB, address string, opts ...engine.Option) *engine.Engine
	// Identify is a statement whose one value tells the server's name of the session.
	Identify sql.SQL
	// Kill ends the session of that name, from a connection of another engine.
	Kill func(ctx context.Context, admin *engine.Engine, session int64) error
	// Running counts the statements that are executed and hold this text.
	Running func(ctx context.Context, admin *engine.Engine, text string) (int, error)
	// Level asks for the isolation of the transaction that it is in, Usual for that with which the
	// server begins one; Lag is how long the answer of Level may be out of date.
	Level, Usual sql.SQL
	Lag          time.Duration
	// Set changes a setting of the session, which Setting asks for.
	Set, Setting sql.SQL
	// Prepared asks how many statements the server keeps prepared for the session.
	Prepared sql.SQL
	// Sleep is a statement that takes so many seconds, and can be cancelled.
	Sleep func(seconds float64) sql.Statement
}

// A Feature is something that not every database has.
type Feature string

// Features that Harness.Lacks may name.
const (
	InsertReturning     Feature = "INSERT … RETURNING"
	UpdateReturning     Feature = "UPDATE … RETURNING"
	DeleteReturning     Feature = "DELETE … RETURNING"
	FullJoin            Feature = "FULL JOIN"
	RowLocks            Feature = "SELECT … FOR UPDATE"
	DefaultAsValue      Feature = "DEFAULT as a value"
	NothingReturning    Feature = "DoNothing with RETURNING"
	WritingCTE          Feature = "WITH … (INSERT … RETURNING)"
	SwapInUpdate        Feature = "UPDATE of columns that read each other's old values"
	ReadUncommitted     Feature = "READ UNCOMMITTED"
	DistinctWindow      Feature = "DISTINCT in a window function"
	TransactionalDDL    Feature = "CREATE TABLE that is rolled back" // behaviour, not syntax: never an UnsupportedError
	DeferredConstraints Feature = "constraints that are checked at COMMIT"
	Arrays              Feature = "ARRAY"
	ExactDecimals       Feature = "decimal arithmetic without rounding"
	Network             Feature = "a server behind a network"
	ExplainAnalyze      Feature = "EXPLAIN with ANALYZE"
)

// behaviours are features that no compiler can refuse: cases that need them are
// left out where they are lacking.
var behaviours = map[Feature]bool{TransactionalDDL: true, DeferredConstraints: true, Network: true, ExactDecimals: true}

// A testCase is one case of the suite. run reports what is wrong through its
// environment, and gives the error of the statement that the case is about.
type testCase struct {
	name  string
	needs Feature
	bulk  bool // moves much data: left out with -short
	run   func(e *env) error
}

// Run runs the whole suite on h.
func Run(t *testing.T, h Harness) {
	root := &env{T: t, h: &h, ctx: context.Background()}
	root.eng = root.open(engine.PoolTimeout(5 * time.Second)) // a case that leaks a connection is found soon
	root.shop = newShop(root)
	for _, group := range groups {
		t.Run(group.name, func(t *testing.T) {
			for _, c := range group.cases() {
				t.Run(c.name, func(t *testing.T) { root.with(t).try(c) })
			}
		})
	}
}

type group struct {
	name  string
	cases func() []testCase
}

var groups = []group{
	{"Where", whereCases},
	{"Select", selectCases},
	{"Expressions", expressionCases},
	{"Text", textCases},
	{"Insert", insertCases},
	{"Write", writeCases},
	{"Upsert", upsertCases},
	{"Types", typeCases},
	{"MoreTypes", moreTypeCases},
	{"Decorated", decoratedCases},
	{"Wrapped", wrappedCases},
	{"DocumentsAndNull", documentNullCases},
	{"Objects", objectCases},
	{"HostileDDL", hostileDDLCases},
	{"Result", resultCases},
	{"Typed", typedCases},
	{"Stream", streamCases},
	{"Transaction", transactionCases},
	{"Savepoint", savepointCases},
	{"Isolation", isolationCases},
	{"Defaults", defaultCases},
	{"Many", manyCases},
	{"Bulk", bulkCases},
	{"BulkDefaults", bulkDefaultCases},
	{"BulkMatched", bulkMatchedCases},
	{"BulkBroken", bulkBrokenCases},
	{"Explain", explainCases},
	{"Literal", literalCases},
	{"Schemas", schemaCases},
	{"Errors", errorCases},
	{"Lossy", lossyCases},
	{"Extremes", extremeCases},
	{"Hostile", hostileCases},
	{"Naughty", naughtyCases},
	{"Cache", cacheCases},
	{"Echo", echoCases},
	{"Pool", poolCases},
	{"Async", asyncCases},
	{"Panic", panicCases},
	{"Misuse", misuseCases},
	{"Cancel", cancelCases},
	{"Kill", killCases},
	{"Commit", commitCases},
	{"Flight", flightCases},
	{"Decimals", decimalCases},
	{"Messages", messageCases},
	{"Tables", tableCases},
	{"Mapped", mappedCases},
}

// try runs c, or makes sure that what the database lacks is refused.
func (e *env) try(c testCase) {
	e.Helper()
	reason, lacking := e.h.Lacks[c.needs]
	switch {
	case c.bulk && testing.Short():
		e.Skip("moves much data, which -short leaves out")
	case c.needs == Network && e.h.Server == nil:
		e.Skip("there is no server")
	case lacking && behaviours[c.needs]:
		e.Skip(reason)
	}
	err := c.run(e)
	if !lacking {
		if err != nil {
			e.Error(err)
		}
		return
	}
	var un *compile.UnsupportedError
	switch {
	case err == nil:
		e.Errorf("%s is said to be lacking (%s), and works", c.needs, reason)
	case !errors.As(err, &un):
		e.Errorf("%s is lacking (%s); it must be a compile.UnsupportedError, and is: %v", c.needs, reason, err)
	case strings.TrimSpace(un.Construct) == "":
		e.Errorf("the UnsupportedError does not say what is lacking: %v", err)
	}
}
