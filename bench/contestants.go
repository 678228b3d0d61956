package main

// The contestants of each database, the baseline first. It takes part in
// everything that is to be reported.
var (
	postgresEntries = []Entry{
		{Name: "pgx", Open: openPgx},
	}
	mysqlEntries = []Entry{
		{Name: "go-sql-driver", Open: openRawSQL(mysqlVar, false)},
	}
	sqliteEntries = []Entry{
		{Name: "mattn", Open: openRawSQL("", true)},
	}
)
