package mysql_test

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"math/big"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

// certificate is one that nobody else has signed.
func certificate(t *testing.T) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	about := &x509.Certificate{SerialNumber: big.NewInt(1), NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), DNSNames: []string{"localhost"}}
	der, err := x509.CreateCertificate(rand.Reader, about, about, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// packet reads one packet of the protocol: a length, a number, what it holds.
func packet(r io.Reader) ([]byte, error) {
	head := make([]byte, 4)
	if _, err := io.ReadFull(r, head); err != nil {
		return nil, err
	}
	body := make([]byte, int(head[0])|int(head[1])<<8|int(head[2])<<16)
	_, err := io.ReadFull(r, body)
	return append(head, body...), err
}

// veiled is a connection's way through TLS. The server knows nothing of it: the greeting
// is made to offer it, and the numbers of the packets that follow are one less there.
func veiled(c, server net.Conn, secure *tls.Config) error {
	greeting, err := packet(server)
	if err != nil {
		return err
	}
	flags := 5 + bytes.IndexByte(greeting[5:], 0) + 1 + 4 + 8 + 1 // behind version, connection number, salt
	greeting[flags+1] |= 0x08                                     // CLIENT_SSL
	if _, err := c.Write(greeting); err != nil {
		return err
	}
	if _, err := packet(c); err != nil { // the request for TLS
		return err
	}
	client := tls.Server(c, secure)
	for first := true; ; first = false {
		p, err := packet(client)
		if err != nil {
			return err
		}
		p[3]--
		if first {
			p[5] &^= 0x08
		}
		if _, err := server.Write(p); err != nil {
			return err
		}
		if p, err = packet(server); err != nil {
			return err
		}
		p[3]++
		if _, err := client.Write(p); err != nil {
			return err
		}
		if p[4] == 0 || p[4] == 0xff { // OK or an error; all else is answered
			break
		}
	}
	go func() {
		_, _ = io.Copy(server, client)
		_ = server.Close()
	}()
	_, _ = io.Copy(client, server)
	return client.Close()
}

// TestUnderTLS looks at an idle connection below TLS, where alone there is a socket to
// look at. The session cannot be reset past the library there, and says so.
func TestUnderTLS(t *testing.T) {
	cfg := config(t)
	network, address := cfg.MySQL.Net, cfg.MySQL.Addr
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = l.Close() })
	secure := &tls.Config{Certificates: []tls.Certificate{certificate(t)}}
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go func() {
				defer c.Close()
				server, err := net.Dial(network, address)
				if err != nil {
					return
				}
				defer server.Close()
				_ = veiled(c, server, secure) // the client sees that it has ended
			}()
		}
	}()
	cfg.MySQL.Net, cfg.MySQL.Addr, cfg.MySQL.TLSConfig = "tcp", l.Addr().String(), "skip-verify"
	c := connectBy(t, makeDriver(t, cfg))
	for range 3 {
		if err := c.Alive(); err != nil {
			t.Fatal(err)
		}
		if s := fmt.Sprint(one(t, c, "SELECT repeat('x', 100000)")); len(s) != 100000 {
			t.Fatal(len(s))
		}
	}
	if err := c.Alive(); err != nil {
		t.Fatal("after statements:", err)
	}
	if _, _, err := run(c, driver.Request{Stmt: &driver.Statement{Text: "SET @touched = 1", Verb: driver.Utility, Session: true}}); err != nil {
		t.Fatal(err)
	}
	var ns *driver.NotSupportedError
	if err := c.Reset(t.Context()); !errors.As(err, &ns) || !strings.Contains(err.Error(), "TLS") {
		t.Errorf("Reset: %v", err)
	}

	lost := connectBy(t, makeDriver(t, cfg))
	id := one(t, lost, "SELECT CONNECTION_ID()")
	must(t, connect(t), fmt.Sprintf("KILL %v", id))
	for err = lost.Alive(); err == nil; err = lost.Alive() {
		time.Sleep(time.Millisecond) // until it has come through
	}
	var e *driver.Error
	if !errors.As(err, &e) || !e.Disconnected {
		t.Error(err)
	}
}
