//go:build race

package sqlite

// slow is by what workloads are divided: the race detector makes SQLite, which
// is Go here, some fifty times slower.
const slow = 20
