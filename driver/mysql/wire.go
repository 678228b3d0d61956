package mysql

import (
	"encoding/binary"
	"errors"
	"io"
	"net"
	"sync/atomic"
	"syscall"
	"time"
)

// A wire is the socket below the library. It counts what passes, says whether
// the bytes are what they seem, and can be cut from another goroutine.
type wire struct {
	net.Conn
	written  atomic.Uint64
	received atomic.Uint64
	veiled   bool      // by TLS or compression: known from the first packet that is written
	linger   time.Time // how long Close waits for the server to hang up
}

func newWire(c net.Conn) *wire { return &wire{Conn: c} }

// The client's capabilities that change what follows on the socket.
const (
	clientCompress = 0x20
	clientSSL      = 0x800
	clientZstd     = 0x4000000
)

// Write counts what the socket took.
func (w *wire) Write(b []byte) (int, error) {
	if w.written.Load() == 0 && len(b) >= 8 { // the handshake's answer: a header of 4 bytes, then capabilities
		w.veiled = binary.LittleEndian.Uint32(b[4:])&(clientCompress|clientSSL|clientZstd) != 0
	}
	n, err := w.Conn.Write(b)
	w.written.Add(uint64(n))
	return n, err
}

// Read counts too.
func (w *wire) Read(b []byte) (int, error) {
	n, err := w.Conn.Read(b)
	w.received.Add(uint64(n))
	return n, err
}

// SyscallConn lets the library peek at the socket: without it its check for a
// dead connection says that all is well.
func (w *wire) SyscallConn() (syscall.RawConn, error) {
	if c, ok := w.Conn.(syscall.Conn); ok {
		return c.SyscallConn()
	}
	return nil, errors.ErrUnsupported
}

// Close waits for the server to hang up, where it was told to.
func (w *wire) Close() error {
	if !w.linger.IsZero() && w.SetReadDeadline(w.linger) == nil {
		_, _ = io.Copy(io.Discard, w.Conn) // the end is what we wait for, however it comes
	}
	return w.Conn.Close()
}

// cut ends the connection under a call that is blocked.
func (w *wire) cut() { _ = w.Conn.Close() }

// resetConnection is COM_RESET_CONNECTION. The connection must be idle.
// https://dev.mysql.com/doc/dev/mysql-server/latest/page_protocol_com_reset_connection.html
func (w *wire) resetConnection() error {
	if w.veiled {
		return errVeiled
	}
	if _, err := w.Write([]byte{1, 0, 0, 0, 0x1f}); err != nil {
		return err
	}
	var head [4]byte
	if _, err := io.ReadFull(w, head[:]); err != nil {
		return err
	}
	size := int(head[0]) | int(head[1])<<8 | int(head[2])<<16
	if size == 0 || size > 1<<16 {
		return errReset
	}
	body := make([]byte, size)
	if _, err := io.ReadFull(w, body); err != nil {
		return err
	}
	if body[0] != 0 { // an error packet
		return errReset
	}
	return nil
}

var (
	errVeiled = errors.New("the session cannot be reset through TLS or compression: close the connection")
	errReset  = errors.New("the server refused to reset the session: close the connection")
)
