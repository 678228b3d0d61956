// Package ormtest finds in tests what goes wrong silently in programs: statements in
// loops, loops over collections that were never loaded, and rules that mean something else
// in Go than in the database.
//
// NoLoops and Poison are options of orm.NewSession and orm.Begin:
//
//	s := orm.NewSession(eng, ormtest.NoLoops(t, 3), ormtest.Poison)
package ormtest
