// Package answers holds, for each case of a recorded set of SQLAlchemy expressions,
// its counterpart here. The tests execute the counterparts on the real databases and
// compare rows and names with what was recorded there: the database decides, not the
// look of the text. Where the text differs all the same, the reason stands beside the
// case.
//
// # Adding a case
//
// The recorded set is ../shared/data/sqlalchemy/expressions.jsonl beside the
// repository; without it the tests skip. Each line has an area, a case, a dialect, the
// Python expression, the text and the rows. An area here is a file with one function
// that lists its cases:
//
//	func limits() []Case {
//		return []Case{
//			{Name: "limit_reset", Stmt: sql.Select(Users.ID).Limit(5).NoLimit()},
//		}
//	}
//
// The tables (Users, Orders, …; tables.go) have the rows of seed.go on every database.
// A case is one statement for all databases (Stmt), one for each (For), or a function
// that does what it must on a connection inside a transaction that is rolled back (Run).
//
//   - Where the recorded answer is an error, ours must be one too; Err is a part of its text.
//   - Rows or names that are right and differ from what was recorded are in Differs, by
//     dialect ("postgresql", "mysql", "sqlite", or "*"), with the reason.
//   - A text that differs from the recorded one is in Text, by dialect or "*", with the
//     reason. What differs everywhere for one and the same reason is a rule in text_test.go.
//
// Reasons that are not needed are failures too. An area that is not finished is marked
// Pending in areas.go: what it lacks is logged. Others must have a counterpart for
// every recorded case.
package answers
