// Package ormtest finds in tests what goes wrong silently in programs: statements in
// loops, and loops over collections that were never loaded.
//
// Its functions are options of orm.NewSession and orm.Begin:
//
//	s := orm.NewSession(eng, ormtest.NoLoops(t, 3), ormtest.Poison)
package ormtest
