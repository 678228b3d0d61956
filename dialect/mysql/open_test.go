package mysql_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect/mysql"
)

// Of several options that are wrong the same one is told each time.
func TestWrongOptionsInOneOrder(t *testing.T) {
	for range 50 {
		u, err := dburl.Parse("mysql://localhost/shop?write_timeout=soon&ssl_mode=maybe&charset=latin1&statement_cache=many&connect_timeout=later")
		if err != nil {
			t.Fatal(err)
		}
		if _, err := mysql.Dialect.Driver(u); err == nil || !strings.Contains(err.Error(), `option charset is "latin1"`) {
			t.Fatal(err)
		}
	}
}

func TestWrongOptions(t *testing.T) {
	for option, want := range map[string]string{
		"charset=latin1":       `option charset is "latin1": only utf8mb4 is spoken`,
		"connect_timeout=soon": `option connect_timeout is "soon"`,
		"read_timeout=1x":      `option read_timeout is "1x"`,
		"write_timeout=":       `option write_timeout is ""`,
		"statement_cache=many": `option statement_cache is "many"`,
		"ssl_mode=require":     "it is DISABLED, PREFERRED, REQUIRED or VERIFY_IDENTITY",
		"sql_mode=STRICT_ALL_TABLES,no_backslash_escapes": "with NO_BACKSLASH_ESCAPES the server would read strings otherwise",
		"sql_mode=ANSI":    "with ANSI the server would read",
		"sql_mode=A'B":     "is not the name of a collation or a list of modes",
		"collation=a b":    "is not the name of a collation or a list of modes",
		"ssl_mod=DISABLED": "ssl_mod",
	} {
		u, err := dburl.Parse("mysql://localhost/shop?" + option)
		if err == nil {
			_, err = mysql.Dialect.Driver(u)
		}
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", option, err)
		}
	}
}
