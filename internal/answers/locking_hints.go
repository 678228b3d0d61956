package answers

import "github.com/aludel/aludel/sql"

// locks are the cases of locking_hints.
func locks() []Case {
	u := Users
	return []Case{
		{Name: "for_update", Stmt: sql.Select(u.ID).Where(u.ID.Eq(1)).ForUpdate(),
			Differs: map[string]Difference{"sqlite": {Why: "a lock that cannot be had is refused, not left out", Err: "sqlite has no FOR UPDATE"}}},
		{Name: "for_update_skip_locked", Stmt: sql.Select(u.ID).ForUpdate().SkipLocked()},
		{Name: "suffix_with", Stmt: sql.Select(u.ID).Suffix("", "/* end */")},
		{Name: "statement_hint", Stmt: sql.Select(u.ID).Suffix("", "/*+ x */")},
		{Name: "table_hint_pg_only", Stmt: sql.Select(u.ID).BeforeTable("postgresql", u, "ONLY")},
	}
}
