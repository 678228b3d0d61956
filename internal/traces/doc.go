// Package traces holds, for each recorded session of SQLAlchemy's, its counterpart
// here. The tests run the counterparts on the real databases and compare the
// statements, their order and what went out together, the values that were observed
// and the kind of error with what was recorded. What differs stands beside the
// scenario, line by line, with the reason; a reason that is not needed is a failure.
//
// # Adding a scenario
//
// The recorded set is ../shared/data/sqlalchemy/orm_traces.jsonl beside the repository;
// without it these tests skip. Each line has a scenario, a dialect, the Python program, the
// statements with their parameters, and what was observed. A scenario here is a function
// of the same name's steps:
//
//	{Name: "merge_new", Run: func(e *env) {
//		m, err := orm.Merge(e.ctx, e.s, Users, &User{ID: 5, Name: "x"})
//		e.must(err)
//		e.must(e.s.Flush(e.ctx))
//		e.out("in", orm.StateOf(e.s, m) != orm.Transient)
//	}},
//
// The models (models_test.go) are the recorded set's. What comes before e.start is not
// compared; e.note is a line in the trace.
//
//   - Differs are the lines that are there only in the recorded trace (-) or only in
//     ours (+), in their order, with the reason.
//   - Out are observed values that differ, with the reason.
//   - Err is a part of our error's text, where the recorded program ends with one.
//
// A line is a statement with its values; rows of one statement that went out together
// are one line. Texts are compared after the rules in text_test.go, which have one
// reason everywhere.
//
// What nobody has recorded, and a reader would try next, is in the neighbours:
// sessions with their observed values, on three databases.
package traces
