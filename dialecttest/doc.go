// Package dialecttest is the conformance suite of dialects: what an engine must do,
// whatever the database. Its cases run on a real database, and compare what comes
// back with what the same statement gives everywhere.
//
//	func TestMyDialect(t *testing.T) {
//		dialecttest.Run(t, dialecttest.Harness{
//			Name: "mydb",
//			Open: func(t testing.TB, opts ...engine.Option) *engine.Engine { … },
//			Lacks: map[dialecttest.Feature]string{
//				dialecttest.UpdateReturning: "mydb 3 has no RETURNING",
//			},
//		})
//	}
//
// What the suite must say to a database in its own words is in [Words] and [Server]; a case
// whose words are not said is left out.
//
// A feature that is said to be lacking is tried all the same, and must be refused
// with a compile.UnsupportedError before anything is sent: a list that is out of date fails.
//
// Cases that move much data are left out with -short, so that the race detector
// can be used with the rest.
package dialecttest
