// Command bench measures Aludel against the raw drivers: hand-written pgx,
// mattn/go-sqlite3 through database/sql, and go-sql-driver through database/sql
// with interpolateParams.
//
//	make bench                          # in the repository's root: starts the servers, rewrites README.md
//	go run . -only bypk -reps 21        # with ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL set
//
// A figure is a ratio: what a contestant took, divided by what the baseline of
// its database took for the same work in the same repetition; reported is the
// median over the repetitions. Contestants take turns in going first. Client CPU
// is this process's user and system time; on a machine where the server shares
// the cores it tells more than the wall clock. Every result is checked against
// the baseline's by a digest over all columns.
//
// To measure something else, write a [Contestant] and put it into the list of
// its database in contestants.go.
package main
