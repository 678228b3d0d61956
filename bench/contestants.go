package main

// The contestants of each database, the baseline first. It takes part in
// everything that is to be reported.
var (
	postgresEntries = []Entry{
		{Name: "pgx", Open: openPgx},
		{Name: "driver/pgx", Open: openContract(postgresVar)},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
	}
	mysqlEntries = []Entry{
		{Name: "go-sql-driver", Open: openRawSQL(mysqlVar, false)},
		{Name: "driver/mysql", Open: openContract(mysqlVar)},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
	}
	sqliteEntries = []Entry{
		{Name: "mattn", Open: openRawSQL("", true)},
		{Name: "driver/sqlite", Open: openContract("")},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
	}
)
