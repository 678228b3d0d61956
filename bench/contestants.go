package main

// The contestants of each database, the baseline first. It takes part in
// everything that is to be reported.
var (
	postgresEntries = []Entry{
		{Name: "pgx", Open: openPgx},
		{Name: "driver/pgx", Open: openContract(postgresVar)},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, ORM, AsJSON", Open: openJSON},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
		{Name: "sqlx", Small: true, Open: openSqlx(postgresVar)},
		{Name: "bun", Rival: "github.com/uptrace/bun", Small: true, Open: openBun(postgresVar)},
		{Name: "gorm", Rival: "gorm.io/gorm", Small: true, Open: openGorm(postgresVar)},
		{Name: "ent", Rival: "entgo.io/ent", Small: true, Open: openEnt(postgresVar)},
		{Name: "SQLAlchemy Core", Small: true, Open: openSQLAlchemy("core")},
		{Name: "SQLAlchemy", Rival: "apart", Small: true, Open: openSQLAlchemy("orm")},
	}
	mysqlEntries = []Entry{
		{Name: "go-sql-driver", Open: openRawSQL(mysqlVar, false)},
		{Name: "driver/mysql", Open: openContract(mysqlVar)},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, ORM, AsJSON", Open: openJSON},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
		{Name: "sqlx", Small: true, Open: openSqlx(mysqlVar)},
		{Name: "bun", Rival: "github.com/uptrace/bun", Small: true, Open: openBun(mysqlVar)},
		{Name: "gorm", Rival: "gorm.io/gorm", Small: true, Open: openGorm(mysqlVar)},
		{Name: "ent", Rival: "entgo.io/ent", Small: true, Open: openEnt(mysqlVar)},
		{Name: "SQLAlchemy Core", Small: true, Open: openSQLAlchemy("core")},
		{Name: "SQLAlchemy", Rival: "apart", Small: true, Open: openSQLAlchemy("orm")},
	}
	sqliteEntries = []Entry{
		{Name: "mattn", Open: openRawSQL("", true)},
		{Name: "driver/sqlite", Open: openContract("")},
		{Name: "aludel", Aim: "core", Open: openCore},
		{Name: "aludel, ORM", Aim: "orm", Open: openORM},
		{Name: "aludel, ORM, AsJSON", Open: openJSON},
		{Name: "aludel, Connect to Close", Aim: "connected", Open: openConnected},
		{Name: "sqlx", Small: true, Open: openSqlx("")},
		{Name: "bun", Rival: "github.com/uptrace/bun", Small: true, Open: openBun("")},
		{Name: "gorm", Rival: "gorm.io/gorm", Small: true, Open: openGorm("")},
		{Name: "ent", Rival: "entgo.io/ent", Small: true, Open: openEnt("")},
		{Name: "SQLAlchemy Core", Small: true, Open: openSQLAlchemy("core")},
		{Name: "SQLAlchemy", Rival: "apart", Small: true, Open: openSQLAlchemy("orm")},
	}
)
