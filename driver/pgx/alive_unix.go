//go:build unix

package pgx

import (
	"io"
	"net"
	"syscall"
)

// peek looks whether the server has hung up or said something: one system call,
// no waiting. The reader below TLS is asked, since only it has a descriptor.
func peek(nc net.Conn) error {
	if t, ok := nc.(interface{ NetConn() net.Conn }); ok {
		nc = t.NetConn()
	}
	sc, ok := nc.(syscall.Conn)
	if !ok {
		return nil
	}
	rc, err := sc.SyscallConn()
	if err != nil {
		return err
	}
	var found error
	err = rc.Read(func(fd uintptr) bool {
		var b [1]byte
		n, _, err := syscall.Recvfrom(int(fd), b[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
		switch {
		case err == nil && n == 0:
			found = io.EOF
		case err == nil:
			found = errSpoke
		case err != syscall.EAGAIN && err != syscall.EINTR:
			found = err
		}
		return true
	})
	if err != nil {
		return err
	}
	return found
}
