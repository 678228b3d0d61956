package dburl_test

import (
	"fmt"

	"github.com/aludel/aludel/dburl"
)

func ExampleParse() {
	u, err := dburl.Parse("postgresql+psycopg2://app:s%40cret@db1:5432,db2/shop?sslmode=require")
	if err != nil {
		fmt.Println(err)
		return
	}
	fmt.Println(u.Dialect, u.Driver, u.User, u.Password, u.Hosts, u.Database)
	fmt.Println(u)

	_, err = dburl.Parse("postgresql+psycopg2://user:password@localhost:port/db_name")
	fmt.Println(err)
	_, err = dburl.Parse("sqlite://shop.db")
	fmt.Println(err)
	// Output:
	// postgresql pgx app s@cret [{db1 5432} {db2 0}] shop
	// postgresql+psycopg2://app:***@db1:5432,db2/shop?sslmode=require
	// database URL: port "port": it is not a number
	// database URL: host: sqlite has no host: between :// and the next / there must be nothing (write sqlite:///name for a file in the working directory, sqlite:////path/name for an absolute path)
}

func ExampleURL_Take() {
	u, err := dburl.Parse("sqlite:///shop.db?mode=ro&jurnal_mode=wal")
	if err != nil {
		fmt.Println(err)
		return
	}
	mode, ok := u.Take("mode")
	fmt.Println(mode, ok)
	_, ok = u.Take("journal_mode")
	fmt.Println(ok)
	fmt.Println(u.Untaken())
	// Output:
	// [ro] true
	// false
	// database URL: option "jurnal_mode": there is no such option (did you mean journal_mode?)
}
