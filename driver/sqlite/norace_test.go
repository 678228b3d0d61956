//go:build !race

package sqlite

const slow = 1
