package pgx

import (
	"context"
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
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

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

// veil puts TLS before the test server, as the protocol wants it, and gives the port
// of it.
func veil(t *testing.T) int {
	t.Helper()
	cfg, err := pgconn.ParseConfig(dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	network, address := pgconn.NetworkAddress(cfg.Host, cfg.Port)
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
				if _, err := io.ReadFull(c, make([]byte, 8)); err != nil { // SSLRequest
					return
				}
				if _, err := c.Write([]byte{'S'}); err != nil {
					return
				}
				client := tls.Server(c, secure)
				server, err := net.Dial(network, address)
				if err != nil {
					return
				}
				defer server.Close()
				go func() {
					_, _ = io.Copy(server, client)
					_ = server.Close()
				}()
				_, _ = io.Copy(client, server)
				_ = client.Close()
			}()
		}
	}()
	return l.Addr().(*net.TCPAddr).Port
}

// TestUnderTLS looks at an idle connection below TLS, where alone there is a socket to
// look at: what the server said last is found there, and so is that it has hung up.
//
// A trap: the socket to look at is that of (*tls.Conn).NetConn.
func TestUnderTLS(t *testing.T) {
	cfg, err := pgconn.ParseConfig(dsn(t))
	if err != nil {
		t.Fatal(err)
	}
	text := fmt.Sprintf("host=127.0.0.1 port=%d user='%s' password='%s' dbname='%s' sslmode=require", veil(t), cfg.User, cfg.Password, cfg.Database)
	c := dial(t, func(c *Config) { c.ConnString = text })
	if _, ok := c.pc.Conn().(*tls.Conn); !ok {
		t.Fatalf("the connection is a %T", c.pc.Conn())
	}
	for range 3 {
		if err := c.Alive(); err != nil {
			t.Fatal(err)
		}
		if a := one(t, c, "SELECT repeat('x', 100000)"); len(a.rows[0][0].(string)) != 100000 {
			t.Fatal(len(a.rows))
		}
	}
	ctx, stop := context.WithTimeout(bg, 100*time.Millisecond)
	defer stop()
	if a := batchCtx(t, ctx, c, req("SELECT pg_sleep(60)")); len(a) != 1 || !errors.Is(a[0].err, driver.ErrCancelled) {
		t.Fatal(a)
	}
	if err := c.Alive(); err != nil {
		t.Fatal("after a cancel:", err)
	}

	other := dial(t)
	pid := one(t, c, "SELECT pg_backend_pid()").rows[0][0]
	one(t, other, fmt.Sprintf("SELECT pg_terminate_backend(%v, 10000)", pid))
	for err = c.Alive(); err == nil; err = c.Alive() {
		time.Sleep(time.Millisecond) // until it has come through
	}
	var e *driver.Error
	if !errors.As(err, &e) || !e.Disconnected {
		t.Fatal(err)
	}
	if s := c.State(); s.Tx != 'X' {
		t.Error(s)
	}
}
