// Package fake is a scripted [driver.Driver] for tests of what stands above a
// driver: no server, no network, and no clock but the one of package time, so
// that delays are free under testing/synctest.
//
// A [Driver] answers statements from its script. A [Step] says which statement it
// is for and what comes back: rows, an error, a delay, the loss of the connection.
// Steps given to [New] or [Driver.Script] are expected once each, in their order,
// over all connections; steps given to [Driver.Always] answer as often as they are
// asked. BEGIN, COMMIT and ROLLBACK (by their verb) succeed without a step.
// Anything else that the script does not expect is answered with an error and
// remembered.
//
// [Driver.Hook], [Driver.Fail] and [Driver.Slow] put trouble into connecting,
// pinging, resetting and closing; [Conn.Kill] and [Conn.Vanish] take a server away.
//
// Afterwards [Driver.Check] reports steps that were not reached, statements that
// were not expected, and every use of a connection that the contract forbids
// (two goroutines at once, use after Close, Reset inside a transaction, …).
// [Driver.Assert] compares what was sent with a transcript, one flight a line.
//
// The fake is not a database: use it for timing, order and faults, and a real
// server for everything that depends on what SQL means.
package fake
