package dburl

import "strconv"

// An Error says which part of a URL is wrong. It never holds the password.
type Error struct {
	Part   string // "scheme", "dialect", "driver", "user", "password", "host", "port", "database", "option", or "URL"
	Text   string // that part as written; "" where it is missing, or may hold a secret
	Reason string
	Hint   string // what to write instead
}

// Error is all of it on one line.
func (e *Error) Error() string {
	s := "database URL: " + e.Part
	if e.Text != "" {
		s += " " + strconv.Quote(e.Text)
	}
	s += ": " + e.Reason
	if e.Hint != "" {
		s += " (" + e.Hint + ")"
	}
	return s
}
