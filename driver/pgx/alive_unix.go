//go:build unix

package pgx

import (
	"io"
	"net"
	"syscall"
)

// A peeker looks at one socket, again and again, without allocating.
type peeker struct {
	rc    syscall.RawConn // nil: there is no descriptor to ask
	look  func(fd uintptr) bool
	found error
	b     [1]byte
}

// newPeeker looks at nc. The reader below TLS is asked, since only it has a
// descriptor.
func newPeeker(nc net.Conn) (*peeker, error) {
	p := &peeker{}
	if t, ok := nc.(interface{ NetConn() net.Conn }); ok {
		nc = t.NetConn()
	}
	sc, ok := nc.(syscall.Conn)
	if !ok {
		return p, nil
	}
	var err error
	p.rc, err = sc.SyscallConn()
	p.look = p.recv
	return p, err
}

func (p *peeker) recv(fd uintptr) bool {
	n, _, err := syscall.Recvfrom(int(fd), p.b[:], syscall.MSG_PEEK|syscall.MSG_DONTWAIT)
	switch {
	case err == nil && n == 0:
		p.found = io.EOF
	case err == nil:
		p.found = errSpoke
	case err != syscall.EAGAIN && err != syscall.EINTR:
		p.found = err
	}
	return true
}

// peek finds out whether the server has hung up or said something: one system
// call, no waiting.
func (p *peeker) peek() error {
	if p.rc == nil {
		return nil
	}
	p.found = nil
	if err := p.rc.Read(p.look); err != nil {
		return err
	}
	return p.found
}
