package answers

import "github.com/aludel/aludel/sql"

// deletes are the cases of delete.
func deletes() []Case {
	u, a := Users, Addresses
	return []Case{
		{Name: "in_subquery", Stmt: sql.Delete(a).Where(a.UserID.InQuery(sql.Select1(u.ID).Where(u.Name.Eq("ed"))))},
		{Name: "using_sqlite_error", Stmt: sql.Delete(a).Using(u).Where(sql.Eq(a.UserID, u.ID)),
			Differs: map[string]Difference{"sqlite": {Why: "the other tables go into a subquery, for SQLite has no USING", Runs: true}}},
	}
}
