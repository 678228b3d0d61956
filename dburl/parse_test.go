package dburl

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// show is all that a URL says, on one line.
func show(u *URL) string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s+%s", u.Dialect, u.Driver)
	if u.User != "" || u.HasPassword {
		fmt.Fprintf(&b, " user=%q", u.User)
	}
	if u.HasPassword {
		fmt.Fprintf(&b, " password=%q", u.Password)
	}
	for _, h := range u.Hosts {
		fmt.Fprintf(&b, " host=%s:%d", h.Name, h.Port)
	}
	if u.Socket != "" {
		fmt.Fprintf(&b, " socket=%s:%d", u.Socket, u.SocketPort)
	}
	if u.Database != "" {
		fmt.Fprintf(&b, " database=%q", u.Database)
	}
	if u.Memory() {
		b.WriteString(" memory")
	}
	for name, value := range u.Options() {
		fmt.Fprintf(&b, " %s=%q", name, value)
	}
	return b.String()
}

func TestParse(t *testing.T) {
	for _, c := range []struct{ url, want string }{
		{"postgresql://", "postgresql+"},
		{"postgresql://localhost", "postgresql+ host=localhost:0"},
		{"postgresql://localhost/", "postgresql+ host=localhost:0"},
		{"postgresql:///shop", `postgresql+ database="shop"`},
		{"postgresql://app:secret@db:5432/shop", `postgresql+ user="app" password="secret" host=db:5432 database="shop"`},
		{"postgresql://app@db/shop", `postgresql+ user="app" host=db:0 database="shop"`},
		{"postgresql://app:@db", `postgresql+ user="app" password="" host=db:0`},
		{"postgresql://:pw@db", `postgresql+ user="" password="pw" host=db:0`},
		{"postgres://db", "postgresql+ host=db:0"},
		{"PostgreSQL://db", "postgresql+ host=db:0"},
		{"pgsql://db", "postgresql+ host=db:0"},
		{"postgresql+pgx://db", "postgresql+pgx host=db:0"},
		{"postgresql+psycopg2://user:pass@localhost/dbname", `postgresql+pgx user="user" password="pass" host=localhost:0 database="dbname"`},
		{"postgresql+psycopg://db", "postgresql+pgx host=db:0"},
		{"postgresql+asyncpg://db", "postgresql+pgx host=db:0"},
		{"postgresql+pg8000://db", "postgresql+pgx host=db:0"},
		{"postgres+pq://db", "postgresql+pgx host=db:0"},
		{"mysql://root@db/shop", `mysql+ user="root" host=db:0 database="shop"`},
		{"mariadb://db", "mysql+ host=db:0"},
		{"mysql+pymysql://db", "mysql+mysql host=db:0"},
		{"mysql+mysqldb://db", "mysql+mysql host=db:0"},
		{"mysql+aiomysql://db", "mysql+mysql host=db:0"},
		{"mysql+asyncmy://db", "mysql+mysql host=db:0"},
		{"mariadb+mariadbconnector://db:3307", "mysql+mysql host=db:3307"},
		{"mysql+go-sql-driver://db", "mysql+mysql host=db:0"},

		{"postgresql://h1:1,h2:2/d", `postgresql+ host=h1:1 host=h2:2 database="d"`},
		{"postgresql://u@h1,h2,[::1]:7/d", `postgresql+ user="u" host=h1:0 host=h2:0 host=::1:7 database="d"`},
		{"postgresql:///d?host=h1:1&host=h2:2", `postgresql+ host=h1:1 host=h2:2 database="d"`},
		{"postgresql:///d?host=h1,h2&port=1,2", `postgresql+ host=h1:1 host=h2:2 database="d"`},
		{"postgresql:///d?host=h1,h2&port=7", `postgresql+ host=h1:7 host=h2:7 database="d"`},
		{"postgresql://h/d?port=7", `postgresql+ host=h:7 database="d"`},
		{"postgresql://[::1]:5432/d", `postgresql+ host=::1:5432 database="d"`},
		{"postgresql://[fe80::1%25eth0]/d", `postgresql+ host=fe80::1%eth0:0 database="d"`},
		{"postgresql://127.0.0.1/d", `postgresql+ host=127.0.0.1:0 database="d"`},
		{"postgresql://münchen.example/d", `postgresql+ host=münchen.example:0 database="d"`},
		{"postgresql://postgres@/d?host=/var/run/postgresql", `postgresql+ user="postgres" socket=/var/run/postgresql:0 database="d"`},
		{"postgresql:///d?host=/run/pg&port=5433", `postgresql+ socket=/run/pg:5433 database="d"`},
		{"postgresql://:5433/d?host=/run/pg", `postgresql+ socket=/run/pg:5433 database="d"`},
		{"postgresql://localhost/d?host=/run/pg", `postgresql+ socket=/run/pg:0 database="d"`},
		{"postgresql://%2Frun%2Fpg/d", `postgresql+ socket=/run/pg:0 database="d"`},
		{"postgresql:///d?host=@abstract", `postgresql+ socket=@abstract:0 database="d"`},
		{"mysql://root@/d?unix_socket=/run/my.sock", `mysql+ user="root" socket=/run/my.sock:0 database="d"`},
		{"mysql://root@localhost/d?unix_socket=/run/my.sock&charset=utf8mb4", `mysql+ user="root" socket=/run/my.sock:0 database="d" charset="utf8mb4"`},
		{"postgresql:///d?user=u&password=p", `postgresql+ user="u" password="p" database="d"`},

		{"postgresql://us%40er:p%40%2F%3A%3F%23ss@db/sh%2Fop", `postgresql+ user="us@er" password="p@/:?#ss" host=db:0 database="sh/op"`},
		{"postgresql://u:a+b@db", `postgresql+ user="u" password="a+b" host=db:0`},
		{"postgresql://u:a:b:c@db", `postgresql+ user="u" password="a:b:c" host=db:0`},
		{"postgresql://u:p#ss@db", `postgresql+ user="u" password="p#ss" host=db:0`},
		{"postgresql://u:گذر@db", `postgresql+ user="u" password="گذر" host=db:0`},
		{"postgresql://db/d?application_name=a+b%2Bc", `postgresql+ host=db:0 database="d" application_name="a b+c"`},
		{"postgresql://db/d?options=-c%20search_path%3Dx&a=1&a=2&b=", `postgresql+ host=db:0 database="d" options="-c search_path=x" a="1" a="2" b=""`},
		{"postgresql://db:5432/d?application_name=me@home", `postgresql+ host=db:5432 database="d" application_name="me@home"`},
		{"postgresql://db/d?", `postgresql+ host=db:0 database="d"`},

		{"sqlite://", "sqlite+ memory"},
		{"sqlite:///:memory:", `sqlite+ database=":memory:" memory`},
		{"sqlite:///shop.db", `sqlite+ database="shop.db"`},
		{"sqlite:///data/shop.db", `sqlite+ database="data/shop.db"`},
		{"sqlite:////srv/shop.db", `sqlite+ database="/srv/shop.db"`},
		{"sqlite:///C:/data/shop.db", `sqlite+ database="C:/data/shop.db"`},
		{`sqlite:///C:\data\shop.db`, `sqlite+ database="C:\\data\\shop.db"`},
		{"sqlite:///my shop.db", `sqlite+ database="my shop.db"`},
		{"sqlite:///a%3Fb%23c.db", `sqlite+ database="a?b#c.db"`},
		{"sqlite:///a@b.db", `sqlite+ database="a@b.db"`},
		{"sqlite3:///x", `sqlite+ database="x"`},
		{"sqlite+pysqlite:///x", `sqlite+ncruces database="x"`},
		{"sqlite+aiosqlite://", "sqlite+ncruces memory"},
		{"sqlite+ncruces:///x?mode=ro&cache=private", `sqlite+ncruces database="x" mode="ro" cache="private"`},
		{"sqlite://?vfs=mvcc", `sqlite+ memory vfs="mvcc"`},
	} {
		u, err := Parse(c.url)
		if err != nil {
			t.Errorf("%s: %v", c.url, err)
			continue
		}
		if got := show(u); got != c.want {
			t.Errorf("%s:\n got %s\nwant %s", c.url, got, c.want)
		}
		roundTrip(t, u)
	}
}

func roundTrip(t *testing.T, u *URL) {
	t.Helper()
	again, err := Parse(u.Unmasked())
	if err != nil {
		t.Fatalf("%q: %v", u.Unmasked(), err)
	}
	if show(again) != show(u) || again.Scheme != u.Scheme || again.Unmasked() != u.Unmasked() {
		t.Fatalf("%s and then %s", show(u), show(again))
	}
}

func TestErrors(t *testing.T) {
	for _, c := range []struct{ url, part, want string }{
		{"", "URL", "it is empty"},
		{" postgresql://db", "URL", "white space"},
		{"postgresql://db/d\n", "URL", "ends with a newline"},
		{"postgresql://d\x00b", "URL", "control character"},
		{"localhost/shop", "scheme", "it is missing (write dialect://"},
		{"//localhost/shop", "scheme", "it is missing"},
		{"://localhost", "scheme", "nothing before ://"},
		{"shop.db", "scheme", "looks like a file (write sqlite:///name.db"},
		{"sqlite:/srv/shop.db", "scheme", `scheme "sqlite": it is not followed by :// (write sqlite:///srv/shop.db for a relative path`},
		{"postgresql:db", "scheme", "it is not followed by ://"},
		{"root:hunter2@tcp(db:3306)/shop", "scheme", "go-sql-driver (write mysql://"},
		{"host=db password=hunter2 dbname=shop", "scheme", "libpq (write postgresql://"},
		{"jdbc:postgresql://db/shop", "scheme", "leave jdbc: away"},
		{"u:hunter2://db", "scheme", "other characters"},
		{"postgresq://db", "dialect", `dialect "postgresq": it is not known (did you mean postgresql?)`},
		{"oracle://db", "dialect", "known are postgresql, mysql, sqlite"},
		{"postgresql+://db", "driver", "nothing after the +"},
		{"postgresql+psycop://db", "driver", "there is no such driver for postgresql (did you mean psycopg?)"},
		{"postgresql+jdbc://db", "driver", "known are pgx, aiopg"},
		{"sqlite+pysqlcipher:///x", "driver", "no such driver for sqlite"},
		{"mysql+psycopg2://db", "driver", "no such driver for mysql"},
		{"postgresql://u:hunter2@localhost:port/d", "port", `port "port": it is not a number`},
		{"postgresql://u@db:/d", "port", "nothing after the colon"},
		{"postgresql://u@db:0/d", "port", "between 1 and 65535"},
		{"postgresql://u@db:70000/d", "port", "between 1 and 65535"},
		{"postgresql://u@db:+5/d", "port", "not a number"},
		{"postgresql://:5432/d", "host", "a port without a host"},
		{"postgresql:///d?port=5432", "port", "without a host"},
		{"postgresql://app:hunter2", "port", "if this is user:password, @host is missing"},
		{"postgresql://app:hunter2:x/d", "host", "if this is user:password, @host is missing"},
		{"postgresql://app:hun/ter2@db/d", "password", "not clear where the password ends (in a password write %2F"},
		{"postgresql://app:hun?ter2@db/d", "password", "not clear"},
		{"postgresql://app:12/hunter2@db/d", "password", "not clear"},
		{"postgresql://app:x@hun/ter2@db/d", "password", "not clear"},
		{"postgresql://app:hunter2@x@db/d", "password", "more than one @"},
		{"postgresql://app:hunter2%zz@db/d", "password", "a % is not followed by two hexadecimal digits (write %25"},
		{"postgresql://app:hun ter2@db/d", "password", "a space"},
		{"postgresql://a%2:x@db/d", "user", "a % is not followed"},
		{"postgresql://db/d%", "database", `database "d%": a %`},
		{"postgresql://db/a/b", "database", "it contains a / (write %2F"},
		{"postgresql://db/a b", "database", "it contains a space"},
		{"postgresql://db/a%00b", "database", "NUL"},
		{"postgresql://h1,,h2/d", "host", "number 2 of the list is empty"},
		{"postgresql://h1:1,/d", "host", "@host is missing"},
		{"postgresql://u@h1,/d", "host", "number 2 of the list is empty"},
		{"postgresql://d b/d", "host", "letters, digits"},
		{"postgresql://u@::1/d", "host", "more than one colon (write an IPv6 address in brackets"},
		{"postgresql://u@[::1/d", "host", "not closed"},
		{"postgresql://u@[::1]5/d", "host", "only a :port"},
		{"postgresql://u@[1.2.3.4]/d", "host", "not an IPv6 address"},
		{"postgresql://h/d?host=i", "host", "given before the database and again"},
		{"postgresql://h:1/d?port=2", "port", "given before the database and again"},
		{"postgresql:///d?host=a,b&port=1,2,3", "port", "3 ports for 2 hosts"},
		{"postgresql:///d?host=/a&host=b", "host", "beside another host"},
		{"postgresql:///d?host=", "host", "the option host is empty"},
		{"postgresql://u:p@h/d?user=v", "user", "given before the database and again"},
		{"postgresql://u:p@h/d?password=hunter2", "password", "given before the database and again"},
		{"postgresql://h/d?user=v&user=w", "option", "more than once"},
		{"mysql:///d?unix_socket=/a&unix_socket=/b", "option", "more than once"},
		{"mysql:///d?unix_socket=", "option", "it is empty"},
		{"mysql://db/d?unix_socket=/a", "host", "beside another host"},
		{"mysql:///d?host=/a", "host", "write ?unix_socket=/path"},
		{"postgresql://h/d?a", "option", "has no value"},
		{"postgresql://h/d?=a", "option", "without a name"},
		{"postgresql://h/d?a=1&&b=2", "option", "without a name"},
		{"postgresql://h/d?a=1&", "option", "without a name"},
		{"postgresql://h/d?a=%g0", "option", `option "a": a %`},
		{"postgresql://h/d?a%=1", "option", "a %"},
		{"sqlite://shop.db", "host", "between :// and the next / there must be nothing (write sqlite:///name"},
		{"sqlite://user@db/shop.db", "host", "sqlite has no host"},
		{"sqlite:///", "database", "the name of the file is missing (write sqlite:///name, or sqlite://"},
		{"sqlite:///a%zz", "database", "a %"},
	} {
		u, err := Parse(c.url)
		e, ok := errors.AsType[*Error](err)
		if !ok || u != nil {
			t.Errorf("%q is accepted", c.url)
			continue
		}
		if e.Part != c.part || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: part %q, %v; want %q, %q", c.url, e.Part, err, c.part, c.want)
		}
		for _, part := range []string{"hunter2", "ter2", "hun"} {
			if strings.Contains(err.Error(), part) {
				t.Errorf("%q: the error shows the password: %v", c.url, err)
			}
		}
	}
}

func TestPasswordIsNeverPrinted(t *testing.T) {
	u, err := Parse("postgresql://app:hunter2@db/d?sslpassword=hunter2&a=1")
	if err != nil {
		t.Fatal(err)
	}
	const want = "postgresql://app:***@db/d?sslpassword=***&a=1"
	data, _ := json.Marshal(map[string]any{"url": u})
	for _, got := range []string{u.String(), u.Redacted(), fmt.Sprint(u), fmt.Sprint(*u), fmt.Sprintf("%+v", *u), fmt.Sprintf("%#v", u), fmt.Sprintf("%#v", *u), fmt.Sprintf("%s", []any{u}), string(data)} {
		if strings.Contains(got, "hunter2") || !strings.Contains(got, "***") {
			t.Error(got)
		}
	}
	if u.String() != want || u.Unmasked() != strings.ReplaceAll(want, "***", "hunter2") {
		t.Error(u.String(), u.Unmasked())
	}
	var v URL
	if err := v.UnmarshalText([]byte(u.Unmasked())); err != nil || v.Password != "hunter2" {
		t.Error(err, v)
	}
}

func TestSetGivesCopies(t *testing.T) {
	u, _ := Parse("postgresql://a:b@h1,h2/d?x=1&y=2&x=3")
	before := u.Unmasked()
	v := u.SetUser("u").SetPassword("p@").SetHosts(Host{"::1", 5}).SetDatabase("e/f").SetOption("x", "9").SetOption("y")
	if got := v.Unmasked(); got != "postgresql://u:p%40@[::1]:5/e%2Ff?x=9" {
		t.Error(got)
	}
	v.Hosts[0].Name = "changed"
	c := u.Clone()
	c.Hosts[0].Name = "changed"
	if u.Unmasked() != before {
		t.Error(u.Unmasked())
	}
	roundTrip(t, u)
}

func TestTake(t *testing.T) {
	u, _ := Parse("postgresql:///d?sslmode=require&target=a&target=b&aplication_name=x")
	if v, ok := u.Take("target"); !ok || !slices.Equal(v, []string{"a", "b"}) {
		t.Error(v, ok)
	}
	if _, _, err := u.TakeOne("target"); err == nil || !strings.Contains(err.Error(), "more than once") {
		t.Error(err)
	}
	if v, ok, err := u.TakeOne("sslmode"); v != "require" || !ok || err != nil {
		t.Error(v, ok, err)
	}
	if _, ok, err := u.TakeOne("application_name"); ok || err != nil {
		t.Error(ok, err)
	}
	err := u.Untaken()
	if err == nil || err.Error() != `database URL: option "aplication_name": there is no such option (did you mean application_name?)` {
		t.Error(err)
	}
	if u.Clone().SetOption("aplication_name").Untaken() == nil {
		t.Error("a copy has no option taken")
	}
	u.Take("aplication_name")
	if err := u.Untaken(); err != nil {
		t.Error(err)
	}
}

func TestMoreDialects(t *testing.T) {
	duck := Dialect{Name: "duckdb", Aliases: []string{"duck"}, Drivers: map[string][]string{"go": nil}, File: true}
	u, err := Parse("duck+go:///x.db", duck)
	if err != nil || u.Dialect != "duckdb" || u.Driver != "go" || u.Database != "x.db" || u.Unmasked() != "duck+go:///x.db" {
		t.Fatal(u, err)
	}
	box := Dialect{Name: "box"}
	if _, err := Parse("box://%2Fdir", box); err == nil || err.Error() != `database URL: host "/dir": a path is no host for box` {
		t.Error(err)
	}
	if _, err := Parse("boxx://h", box); err == nil || !strings.Contains(err.Error(), "did you mean box?") {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	for _, s := range []string{"postgresql://u:p@h1:1,[::1]:2/d?a=b&a=c", "mysql://u@localhost/d?unix_socket=/s", "sqlite:////abs?x=%20", "postgresql://:5433/d?host=%40a&port=", "postgresql://u%40:%2F@%2Frun:7/%25?a=+%2B&user="} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		u, err := Parse(s)
		if err != nil {
			if _, ok := errors.AsType[*Error](err); !ok {
				t.Fatal(err)
			}
			return
		}
		roundTrip(t, u)
		if len(u.Password) > 3 && strings.Count(u.String(), escape(u.Password, "")) >= strings.Count(u.Unmasked(), escape(u.Password, "")) {
			t.Fatalf("%q shows the password", u.String())
		}
	})
}
