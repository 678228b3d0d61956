package dburl

import (
	"net/netip"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// readHosts reads a list host:port,host:port; encoded says that the names are
// percent-encoded.
func (u *URL) readHosts(s string, encoded bool) *Error {
	if s == "" {
		return nil
	}
	list := strings.Split(s, ",")
	for i, text := range list {
		if text == "" {
			return &Error{Part: "host", Text: s, Reason: "number " + strconv.Itoa(i+1) + " of the list is empty", Hint: "write host:port,host:port"}
		}
		h, err := readHost(text, encoded)
		if err != nil {
			return err
		}
		u.Hosts = append(u.Hosts, h)
	}
	return nil
}

func readHost(s string, encoded bool) (h Host, err *Error) {
	name, port, hasPort := s, "", false
	v6 := strings.HasPrefix(s, "[")
	switch {
	case v6:
		end := strings.IndexByte(s, ']')
		if end < 0 {
			return h, &Error{Part: "host", Text: s, Reason: "the bracket is not closed", Hint: "write [address]:port"}
		}
		name = s[1:end]
		if rest := s[end+1:]; rest != "" {
			if port, hasPort = strings.CutPrefix(rest, ":"); !hasPort {
				return h, &Error{Part: "host", Text: s, Reason: "only a :port may follow the bracket"}
			}
		}
	case strings.Count(s, ":") > 1:
		return h, &Error{Part: "host", Text: s, Reason: "it has more than one colon", Hint: "write an IPv6 address in brackets: [::1]:5432"}
	default:
		name, port, hasPort = strings.Cut(s, ":")
	}
	if encoded {
		if name, err = decode("host", name); err != nil {
			return h, err
		}
	}
	if h.Name = name; v6 {
		if a, bad := netip.ParseAddr(name); bad != nil || !a.Is6() {
			return h, &Error{Part: "host", Text: s, Reason: "what stands in brackets is not an IPv6 address"}
		}
	} else if !isSocket(name) && !plainHost(name) {
		return h, &Error{Part: "host", Text: s, Reason: "a name has letters, digits, dots, hyphens and underscores only"}
	}
	if hasPort {
		h.Port, err = readPort(port)
	}
	return h, err
}

func readPort(s string) (int, *Error) {
	n, bad := strconv.ParseUint(s, 10, 16)
	switch {
	case s == "":
		return 0, &Error{Part: "port", Reason: "there is nothing after the colon", Hint: "write the number, or leave the colon away"}
	case !digits(s):
		return 0, &Error{Part: "port", Text: s, Reason: "it is not a number"}
	case bad != nil || n == 0:
		return 0, &Error{Part: "port", Text: s, Reason: "it is not between 1 and 65535"}
	}
	return int(n), nil
}

// plainHost accepts an empty name: checkHosts says when that is wrong.
func plainHost(s string) bool {
	for _, r := range s {
		switch {
		case r < utf8.RuneSelf:
			if !unreserved(byte(r)) || r == '~' {
				return false
			}
		case r == utf8.RuneError || !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.IsMark(r):
			return false
		}
	}
	return true
}

func isSocket(name string) bool { return strings.HasPrefix(name, "/") || strings.HasPrefix(name, "@") }

// liftOptions moves user, password, host, port and the socket from the options to
// their fields: they are the same things in another place.
func (u *URL) liftOptions() *Error {
	if v, ok, err := u.lift("user"); err != nil {
		return err
	} else if ok {
		if u.User != "" {
			return twice("user")
		}
		u.User = v
	}
	if v, ok, err := u.lift("password"); err != nil {
		return err
	} else if ok {
		if u.HasPassword {
			return twice("password")
		}
		u.Password, u.HasPassword = v, true
	}
	if err := u.liftHosts(); err != nil {
		return err
	}
	if name := u.dialect.Socket; name != "" && name != "host" {
		if v, ok, err := u.lift(name); err != nil {
			return err
		} else if ok {
			if v == "" {
				return &Error{Part: "option", Text: name, Reason: "it is empty", Hint: "write the path of the socket"}
			}
			u.Hosts = append(u.Hosts, Host{Name: v})
			return u.useSocket(len(u.Hosts) - 1)
		}
	}
	if i := slices.IndexFunc(u.Hosts, func(h Host) bool { return isSocket(h.Name) }); i >= 0 {
		if u.dialect.Socket != "host" {
			e := &Error{Part: "host", Text: u.Hosts[i].Name, Reason: "a path is no host for " + u.Dialect}
			if u.dialect.Socket != "" {
				e.Hint = "for a unix socket write ?" + u.dialect.Socket + "=/path"
			}
			return e
		}
		return u.useSocket(i)
	}
	return nil
}

// lift takes an option that makes sense once out of the options.
func (u *URL) lift(name string) (value string, ok bool, err *Error) {
	u.options = slices.DeleteFunc(u.options, func(o option) bool {
		if o.name != name {
			return false
		}
		if ok {
			err = &Error{Part: "option", Text: name, Reason: "it is given more than once", Hint: "leave one of them"}
		}
		value, ok = o.value, true
		return true
	})
	return value, ok, err
}

func twice(part string) *Error {
	return &Error{Part: part, Reason: "it is given before the database and again as an option", Hint: "leave one of them"}
}

// liftHosts reads ?host=h1:1&host=h2:2, ?host=h1,h2&port=1,2 and combinations.
func (u *URL) liftHosts() *Error {
	first := len(u.Hosts)
	var bad *Error
	u.options = slices.DeleteFunc(u.options, func(o option) bool {
		if o.name != "host" || bad != nil {
			return false
		}
		if o.value == "" {
			bad = &Error{Part: "host", Reason: "the option host is empty", Hint: "write its name, or leave the option away"}
		} else if isSocket(o.value) {
			u.Hosts = append(u.Hosts, Host{Name: o.value})
		} else {
			bad = u.readHosts(o.value, false)
		}
		return true
	})
	if bad != nil {
		return bad
	}
	if first > 0 && len(u.Hosts) > first {
		local := first == 1 && (u.Hosts[0].Name == "" || u.Hosts[0].Name == "localhost" && isSocket(u.Hosts[first].Name))
		if !local || len(u.Hosts) != 2 {
			return twice("host")
		}
		if u.Hosts[1].Port == 0 {
			u.Hosts[1].Port = u.Hosts[0].Port
		}
		u.Hosts = u.Hosts[1:]
	}
	ports, ok, err := u.lift("port")
	if err != nil || !ok {
		return err
	}
	list := strings.Split(ports, ",")
	if len(u.Hosts) == 0 {
		return &Error{Part: "port", Text: ports, Reason: "it is given without a host", Hint: "write host:port"}
	}
	if len(list) != 1 && len(list) != len(u.Hosts) {
		return &Error{Part: "port", Text: ports, Reason: strconv.Itoa(len(list)) + " ports for " + strconv.Itoa(len(u.Hosts)) + " hosts"}
	}
	for i := range u.Hosts {
		if u.Hosts[i].Port != 0 {
			return twice("port")
		}
		if u.Hosts[i].Port, err = readPort(list[min(i, len(list)-1)]); err != nil {
			return err
		}
	}
	return nil
}

// useSocket makes host i the socket: it has to be alone, but for a localhost.
func (u *URL) useSocket(i int) *Error {
	for j, h := range u.Hosts {
		if j != i && h.Name != "localhost" && h.Name != "" || len(u.Hosts) > 2 {
			return &Error{Part: "host", Reason: "a unix socket is given beside another host", Hint: "leave one of them"}
		}
		u.SocketPort = max(u.SocketPort, h.Port)
	}
	u.Socket, u.Hosts = u.Hosts[i].Name, nil
	if u.dialect.Socket != "host" {
		u.SocketPort = 0 // the path says it all
	}
	return nil
}

// checkHosts refuses a host without a name.
func (u *URL) checkHosts() *Error {
	for _, h := range u.Hosts {
		if h.Name == "" {
			return &Error{Part: "host", Reason: "there is a port without a host", Hint: "write host:port"}
		}
	}
	return nil
}
