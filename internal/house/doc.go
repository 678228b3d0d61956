// Package house holds the rules of the project that a test can check, and
// nothing else: that packages import only what ARCHITECTURE.md allows, that
// files are short, that nothing names the machine it was written on, and that
// package sql does not take a name of database/sql.
package house
