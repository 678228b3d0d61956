//go:build !unix

package pgx

import "net"

// peek cannot look without waiting here; the first statement finds out.
func peek(net.Conn) error { return nil }
