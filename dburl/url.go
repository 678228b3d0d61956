package dburl

import "slices"

// A URL is the parsed form. Parse makes it; the Set methods give changed copies.
// Reading it is safe for several goroutines, Take is not.
type URL struct {
	Dialect     string // "postgresql", "mysql", "sqlite"
	Driver      string // our driver: "pgx", "mysql", "ncruces"; "" when the URL names none
	Scheme      string // as written, in lower case: "postgresql+psycopg2"
	User        string
	Password    string
	HasPassword bool   // an empty password is one, too
	Hosts       []Host // none: the dialect's default, or Socket
	Socket      string // PostgreSQL: the directory of the unix socket; MySQL: its path
	SocketPort  int    // the number in the name of PostgreSQL's socket; 0: the default
	Database    string // decoded; a file for SQLite, where "" and ":memory:" are in memory

	dialect Dialect
	options []option
	asked   []string // names that Take was asked for
}

// A Host is one server.
type Host struct {
	Name string // a name or an address, IPv6 without brackets
	Port int    // 0: the dialect's default
}

// Memory reports whether the database is in memory: no file of SQLite's.
func (u *URL) Memory() bool {
	return u.dialect.File && (u.Database == "" || u.Database == ":memory:")
}

// Clone is a copy that shares nothing with u, with no option taken.
func (u *URL) Clone() *URL {
	c := *u
	c.Hosts = slices.Clone(u.Hosts)
	c.options = slices.Clone(u.options)
	c.asked = nil
	for i := range c.options {
		c.options[i].taken = false
	}
	return &c
}

// SetUser gives a copy with this user.
func (u *URL) SetUser(name string) *URL {
	c := u.Clone()
	c.User = name
	return c
}

// SetPassword gives a copy with this password.
func (u *URL) SetPassword(password string) *URL {
	c := u.Clone()
	c.Password, c.HasPassword = password, true
	return c
}

// SetHosts gives a copy with these hosts, and no socket.
func (u *URL) SetHosts(hosts ...Host) *URL {
	c := u.Clone()
	c.Hosts, c.Socket, c.SocketPort = slices.Clone(hosts), "", 0
	return c
}

// SetDatabase gives a copy with this database.
func (u *URL) SetDatabase(name string) *URL {
	c := u.Clone()
	c.Database = name
	return c
}

// SetOption gives a copy in which the option has these values and no others; without
// values it has no such option.
func (u *URL) SetOption(name string, values ...string) *URL {
	c := u.Clone()
	c.options = slices.DeleteFunc(c.options, func(o option) bool { return o.name == name })
	for _, v := range values {
		c.options = append(c.options, option{name: name, value: v})
	}
	return c
}
