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
		{Name: "sqlx", Open: openSqlx(postgresVar)},
		{Name: "bun", Open: openBun(postgresVar)},
		{Name: "gorm", Open: openGorm(postgresVar)},
	}
	mysqlEntries = []Entry{
		{Name: "go-sql-driver", Open: openRawSQL(mysqlVar, false)},
		{Name: "driver/mysql", Open: openContract(mysqlVar)},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
		{Name: "sqlx", Open: openSqlx(mysqlVar)},
		{Name: "bun", Open: openBun(mysqlVar)},
		{Name: "gorm", Open: openGorm(mysqlVar)},
	}
	sqliteEntries = []Entry{
		{Name: "mattn", Open: openRawSQL("", true)},
		{Name: "driver/sqlite", Open: openContract("")},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
		{Name: "sqlx", Open: openSqlx("")},
		{Name: "bun", Open: openBun("")},
		{Name: "gorm", Open: openGorm("")},
	}
)
