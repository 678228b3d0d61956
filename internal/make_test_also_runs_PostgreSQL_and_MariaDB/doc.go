// Package servers says in the output of a plain `go test ./...` what it leaves
// out. Nothing that a passing test prints is shown there, but the names of the
// packages are, and whether there was anything to run: without the servers of
// ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL the line of this package ends with
// [no tests to run], and its path is the sentence to read. With them its test
// asks both servers who they are.
package servers
