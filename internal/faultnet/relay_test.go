package faultnet

import (
	"bytes"
	"io"
	"net"
	"slices"
	"strings"
	"testing"
)

// echo is a server that answers with reply what ends with one of asks, and tells
// what it has got when the connection ends.
func echo(t *testing.T, reply []byte, asks ...[]byte) (address string, got chan []byte) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { l.Close() })
	got = make(chan []byte, 10)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				var all []byte
				b := make([]byte, 1<<16)
				for {
					n, err := c.Read(b)
					all = append(all, b[:n]...)
					if err != nil {
						got <- all
						return
					}
					if slices.ContainsFunc(asks, func(a []byte) bool { return bytes.HasSuffix(all, a) }) {
						c.Write(reply)
					}
				}
			}()
		}
	}()
	return l.Addr().String(), got
}

func frame(kind byte, body string) []byte {
	return append([]byte{kind, 0, 0, 0, byte(4 + len(body))}, body...)
}

var start = []byte{0, 0, 0, 8, 0, 3, 0, 0}

func TestPostgres(t *testing.T) {
	ready := frame('Z', "I")
	flight := slices.Concat(frame('P', "s1\x00COMMIT\x00\x00\x00"), frame('B', "\x00s1\x00"), frame('E', "\x00\x00\x00\x00\x00"), frame('S', ""))
	for _, c := range []struct {
		cut           Cut
		server, reply bool
		before, after int
	}{{Pass, true, true, 0, 0}, {Before, false, false, 1, 0}, {After, true, false, 0, 1}} {
		address, got := echo(t, ready, start, frame('S', ""))
		r, err := New("postgresql", "tcp", address)
		if err != nil {
			t.Fatal(err)
		}
		r.Rule(func(text string) Cut {
			if text == "COMMIT" {
				return c.cut
			}
			return Pass
		})
		client, err := net.Dial("tcp", r.Addr())
		if err != nil {
			t.Fatal(err)
		}
		client.Write(start)
		if _, err := io.ReadFull(client, make([]byte, len(ready))); err != nil {
			t.Fatal(err)
		}
		client.Write(flight)
		_, err = io.ReadFull(client, make([]byte, len(ready)))
		if (err == nil) != c.reply {
			t.Errorf("cut %d: the client's answer: %v", c.cut, err)
		}
		client.Close()
		seen := <-got
		if bytes.Contains(seen, frame('B', "\x00s1\x00")) != c.server {
			t.Errorf("cut %d: the server has got %q", c.cut, seen)
		}
		r.Close()
		if before, after := r.Cuts(); before != c.before || after != c.after {
			t.Errorf("cut %d: %d before, %d after", c.cut, before, after)
		}
	}
}

func TestMySQL(t *testing.T) {
	ok := []byte{1, 0, 0, 1, 0}
	commit := append([]byte{7, 0, 0, 0, comQuery}, "COMMIT"...)
	address, got := echo(t, ok, commit)
	r, err := New("mysql", "tcp", address)
	if err != nil {
		t.Fatal(err)
	}
	for _, cut := range []Cut{Pass, Before, After} {
		r.Rule(func(text string) Cut {
			if text != "COMMIT" {
				t.Errorf("the text is %q", text)
			}
			return cut
		})
		client, err := net.Dial("tcp", r.Addr())
		if err != nil {
			t.Fatal(err)
		}
		client.Write(commit)
		_, err = io.ReadFull(client, make([]byte, len(ok)))
		if (err == nil) != (cut == Pass) {
			t.Errorf("cut %d: %v", cut, err)
		}
		client.Close()
		if seen := string(<-got); strings.Contains(seen, "COMMIT") != (cut != Before) {
			t.Errorf("cut %d: the server has got %q", cut, seen)
		}
	}
	r.Close()
}

func TestUnknownProtocol(t *testing.T) {
	if _, err := New("gopher", "tcp", "127.0.0.1:1"); err == nil {
		t.Error("no error")
	}
}
