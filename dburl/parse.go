package dburl

import (
	"strings"
	"unicode"
)

// Parse reads a URL of one of the bundled dialects or of more. The error is an
// *Error.
func Parse(s string, more ...Dialect) (*URL, error) {
	u, err := parse(s, append(Bundled(), more...))
	if err != nil { // not the *Error itself: a nil one would be an error
		return nil, err
	}
	return u, nil
}

func parse(s string, ds []Dialect) (*URL, *Error) {
	if err := space(s); err != nil {
		return nil, err
	}
	scheme, rest, ok := strings.Cut(s, "://")
	if !ok {
		return nil, noScheme(s, ds)
	}
	u := &URL{Scheme: strings.ToLower(scheme)}
	if err := u.readScheme(ds); err != nil {
		return nil, err
	}
	rest, query, hasQuery := strings.Cut(rest, "?")
	if u.dialect.File {
		if err := u.readFile(rest); err != nil {
			return nil, err
		}
	} else if err := u.readServer(rest, query); err != nil {
		return nil, err
	}
	if hasQuery {
		if err := u.readOptions(query); err != nil {
			return nil, err
		}
	}
	if u.dialect.File {
		return u, nil
	}
	if err := u.liftOptions(); err != nil {
		return nil, err
	}
	return u, u.checkHosts()
}

// space refuses white space around the URL and control characters in it.
func space(s string) *Error {
	switch {
	case strings.TrimSpace(s) == "":
		return &Error{Part: "URL", Reason: "it is empty", Hint: "write dialect://user:password@host:port/database"}
	case strings.TrimSpace(s) != s:
		return &Error{Part: "URL", Reason: "there is white space before or after it", Hint: "cut it off; a file or a variable often ends with a newline"}
	}
	for _, r := range s {
		if unicode.IsControl(r) {
			return &Error{Part: "URL", Reason: "it contains a control character, such as a newline", Hint: "write it percent-encoded if it is meant"}
		}
	}
	return nil
}

// noScheme explains a text without "://" by what it looks like. It shows nothing of
// it but the name of a dialect: it may hold a password.
func noScheme(s string, ds []Dialect) *Error {
	e := &Error{Part: "scheme", Reason: "it is missing", Hint: "write dialect://user:password@host:port/database"}
	head, tail, colon := strings.Cut(s, ":")
	lower := strings.ToLower(s)
	d := find(ds, strings.ToLower(head))
	switch {
	case colon && d != nil && d.File:
		e.Text, e.Reason, e.Hint = head, "it is not followed by ://", "write "+head+":///"+strings.TrimLeft(tail, "/")+" for a relative path, "+head+":////… for an absolute one"
	case colon && d != nil:
		e.Text, e.Reason, e.Hint = head, "it is not followed by ://", "write "+head+"://user:password@host:port/database"
	case strings.Contains(s, "@tcp("), strings.Contains(s, "@unix("):
		e.Reason, e.Hint = "it is missing; this looks like a DSN of go-sql-driver", "write mysql://user:password@host:port/database"
	case strings.Contains(lower, "dbname="), strings.HasPrefix(lower, "host="), strings.Contains(lower, " host="):
		e.Reason, e.Hint = "it is missing; this looks like a connection string of libpq", "write postgresql://user:password@host:port/database"
	case strings.HasSuffix(lower, ".db"), strings.HasSuffix(lower, ".sqlite"), strings.HasSuffix(lower, ".sqlite3"), lower == ":memory:":
		e.Reason, e.Hint = "it is missing; this looks like a file", "write sqlite:///name.db, or sqlite:////path/name.db for an absolute path"
	}
	return e
}

// readScheme finds the dialect and the driver.
func (u *URL) readScheme(ds []Dialect) *Error {
	if rest, ok := strings.CutPrefix(u.Scheme, "jdbc:"); ok && plainScheme(rest) {
		return &Error{Part: "scheme", Text: u.Scheme, Reason: "this is a URL of JDBC", Hint: "leave jdbc: away"}
	}
	if u.Scheme == "" {
		return &Error{Part: "scheme", Reason: "there is nothing before ://", Hint: "write dialect://…; known dialects are " + strings.Join(names(ds), ", ")}
	}
	if !plainScheme(u.Scheme) {
		// Not shown: it may be a user and a password, and :// something else.
		return &Error{Part: "scheme", Reason: "what stands before :// has other characters than letters, digits, + . _ -", Hint: "write dialect://… or dialect+driver://…"}
	}
	dialect, driver, hasDriver := strings.Cut(u.Scheme, "+")
	d := find(ds, dialect)
	if d == nil {
		hint := suggest(dialect, spellings(ds))
		if nearest(dialect, spellings(ds)) == "" {
			hint = "known are " + strings.Join(names(ds), ", ")
		}
		return &Error{Part: "dialect", Text: dialect, Reason: "it is not known", Hint: hint}
	}
	u.Dialect, u.dialect = d.Name, *d
	if !hasDriver {
		return nil
	}
	if u.Driver = d.driver(driver); u.Driver == "" {
		reason := "there is no such driver for " + d.Name
		if driver == "" {
			reason = "there is nothing after the +"
		}
		return &Error{Part: "driver", Text: driver, Reason: reason, Hint: suggest(driver, d.drivers())}
	}
	return nil
}

func names(ds []Dialect) []string {
	var out []string
	for _, d := range ds {
		out = append(out, d.Name)
	}
	return out
}

func plainScheme(s string) bool {
	for i := range len(s) {
		if c := s[i]; !unreserved(c) && c != '+' || c == '~' {
			return false
		}
	}
	return s != ""
}

// readFile reads what follows :// where the database is a file.
func (u *URL) readFile(rest string) *Error {
	if rest == "" {
		return nil
	}
	if rest[0] != '/' {
		return &Error{Part: "host", Reason: u.Dialect + " has no host: between :// and the next / there must be nothing", Hint: "write " + u.Scheme + ":///name for a file in the working directory, " + u.Scheme + ":////path/name for an absolute path"}
	}
	if rest == "/" {
		return &Error{Part: "database", Reason: "the name of the file is missing", Hint: "write " + u.Scheme + ":///name, or " + u.Scheme + ":// for a database in memory"}
	}
	var err *Error
	u.Database, err = decode("database", rest[1:])
	return err
}

// readServer reads what follows :// up to the options.
func (u *URL) readServer(rest, query string) *Error {
	authority, database, _ := strings.Cut(rest, "/")
	at := strings.LastIndexByte(authority, '@')
	// user:pa/ss@host and user:pa?ss@host look like a host, a port and what follows.
	// That may be a password, so nothing of it is shown.
	port := strings.Contains(authority, ":") && !digits(authority[strings.LastIndexByte(authority, ':')+1:])
	if strings.Contains(database, "@") || at < 0 && port && strings.Contains(query, "@") {
		return &Error{Part: "password", Reason: "an @ comes after a / or a ?, so it is not clear where the password ends", Hint: "in a password write %2F for /, %3F for ? and %40 for @; in the name of a database write %40 for @"}
	}
	if at >= 0 {
		if err := u.readUser(authority[:at]); err != nil {
			return err
		}
	}
	if err := u.readHosts(authority[at+1:], true); err != nil {
		if at < 0 && strings.Contains(authority, ":") {
			err.Text, err.Hint = "", "if this is user:password, @host is missing after it"
		} else if strings.Contains(query, "@") {
			err.Text = ""
		}
		return err
	}
	if strings.Contains(database, "/") {
		return &Error{Part: "database", Text: database, Reason: "it contains a /", Hint: "write %2F if the name has one"}
	}
	if strings.Contains(database, " ") {
		return &Error{Part: "database", Text: database, Reason: "it contains a space", Hint: "write %20 if the name has one"}
	}
	var err *Error
	u.Database, err = decode("database", database)
	return err
}

// readUser reads user:password.
func (u *URL) readUser(s string) *Error {
	name, password, has := strings.Cut(s, ":")
	if strings.Contains(s, "@") {
		return &Error{Part: "password", Reason: "there is more than one @ before the host", Hint: "write %40 for an @ in the user or the password"}
	}
	if strings.Contains(s, " ") {
		return &Error{Part: "password", Reason: "there is a space in the user or the password", Hint: "write %20 if it is meant"}
	}
	var err *Error
	if u.User, err = decode("user", name); err != nil {
		err.Text = "" // it may be a part of the password
		return err
	}
	if u.Password, err = decode("password", password); err != nil {
		err.Text = ""
		return err
	}
	u.HasPassword = has
	return nil
}

// readOptions reads what follows the ?.
func (u *URL) readOptions(query string) *Error {
	if query == "" {
		return nil
	}
	for part := range strings.SplitSeq(query, "&") {
		name, value, ok := strings.Cut(part, "=")
		if part == "" || name == "" {
			return &Error{Part: "option", Reason: "there is one without a name", Hint: "write name=value, with one & between two of them"}
		}
		if !ok { // not shown: an unencoded & cuts a secret in two
			return &Error{Part: "option", Reason: "one of them has no value", Hint: "write name=value; write %26 for an & in a value"}
		}
		o := option{}
		var reason string
		if o.name, reason = unescape(name, true); reason != "" {
			return &Error{Part: "option", Reason: reason, Hint: "write %25 for a %"}
		}
		if o.value, reason = unescape(value, true); reason != "" {
			return &Error{Part: "option", Text: o.name, Reason: reason, Hint: "write %25 for a %"}
		}
		if strings.ContainsRune(o.name+o.value, 0) {
			return &Error{Part: "option", Text: o.name, Reason: "it contains a NUL byte"}
		}
		u.options = append(u.options, o)
	}
	return nil
}

// decode is unescape for a part that is shown when it is wrong.
func decode(part, s string) (string, *Error) {
	out, reason := unescape(s, false)
	if reason != "" {
		return "", &Error{Part: part, Text: s, Reason: reason, Hint: "write %25 for a %"}
	}
	if strings.ContainsRune(out, 0) {
		return "", &Error{Part: part, Text: s, Reason: "it contains a NUL byte"}
	}
	return out, nil
}

func digits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}
