package dburl

import (
	"cmp"
	"strconv"
	"strings"
)

const mask = "***"

// String is the URL with *** for the password and for options that hold a secret.
func (u URL) String() string { return u.format(true) }

// Redacted is String: the name that net/url has for it.
func (u URL) Redacted() string { return u.format(true) }

// GoString is String, so that %#v shows no password either.
func (u URL) GoString() string { return "dburl.URL(" + strconv.Quote(u.format(true)) + ")" }

// MarshalText is String, so that logs and JSON show no password.
func (u URL) MarshalText() ([]byte, error) { return []byte(u.format(true)), nil }

// UnmarshalText is Parse.
func (u *URL) UnmarshalText(text []byte) error {
	v, err := Parse(string(text))
	if err != nil {
		return err
	}
	*u = *v
	return nil
}

// Unmasked is the URL with its secrets. Parse reads it back to an equal URL.
func (u URL) Unmasked() string { return u.format(false) }

func (u *URL) format(masked bool) string {
	var b strings.Builder
	b.WriteString(cmp.Or(u.Scheme, u.Dialect))
	b.WriteString("://")
	if u.dialect.File {
		if u.Database != "" {
			b.WriteByte('/')
			b.WriteString(escape(u.Database, "/:"))
		}
	} else {
		u.authority(&b, masked)
		if u.Database != "" {
			b.WriteByte('/')
			b.WriteString(escape(u.Database, ""))
		}
	}
	sep := byte('?')
	add := func(name, value string) {
		b.WriteByte(sep)
		sep = '&'
		b.WriteString(escape(name, ""))
		b.WriteByte('=')
		b.WriteString(value)
	}
	if u.Socket != "" {
		add(cmp.Or(u.dialect.Socket, "host"), escape(u.Socket, "/:"))
		if u.SocketPort != 0 {
			add("port", strconv.Itoa(u.SocketPort))
		}
	}
	for _, o := range u.options {
		if masked && secret(o.name) {
			add(o.name, mask)
		} else {
			add(o.name, escape(o.value, "/:,"))
		}
	}
	return b.String()
}

func (u *URL) authority(b *strings.Builder, masked bool) {
	if u.User != "" || u.HasPassword {
		b.WriteString(escape(u.User, ""))
		switch {
		case u.HasPassword && masked:
			b.WriteString(":" + mask)
		case u.HasPassword:
			b.WriteString(":" + escape(u.Password, ""))
		}
		b.WriteByte('@')
	}
	for i, h := range u.Hosts {
		if i > 0 {
			b.WriteByte(',')
		}
		if strings.Contains(h.Name, ":") {
			b.WriteString("[" + escape(h.Name, ":") + "]")
		} else {
			b.WriteString(escape(h.Name, ""))
		}
		if h.Port != 0 {
			b.WriteString(":" + strconv.Itoa(h.Port))
		}
	}
}

// secret reports whether an option's value must not be shown.
func secret(name string) bool {
	name = strings.ToLower(name)
	for _, word := range []string{"password", "passwd", "passphrase", "pwd", "secret", "token", "credential"} {
		if strings.Contains(name, word) {
			return true
		}
	}
	return false
}
