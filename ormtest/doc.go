// Package ormtest finds in tests what goes wrong silently in programs: statements in
// loops, loops over collections that were never loaded, and rules that mean one thing for
// objects and another in queries.
//
// Its functions are options of orm.NewSession and orm.Begin:
//
//	s := orm.NewSession(eng, ormtest.NoLoops(t, 3), ormtest.Poison)
package ormtest
