// Package faultnet stands between a client and a database server, and loses what
// it is told to lose: a request before the server has seen it, or an answer after the server
// has acted. It understands as much of a protocol as it takes to know which
// statement goes by, prepared ones too, and when its answer is complete.
//
// It is for tests of what a client makes of an outcome that it cannot know.
package faultnet

import (
	"fmt"
	"net"
	"sync"
)

// A Cut is what happens to a statement on its way.
type Cut uint8

// Cuts.
const (
	Pass   Cut = iota // nothing
	Before            // the connection is lost before the server has the statement
	After             // the connection is lost when the server has answered, and before the client has the answer
)

// A Relay is a TCP server that passes everything on. Its methods are safe for use
// by several goroutines.
type Relay struct {
	listener net.Listener
	network  string
	address  string
	protocol protocol

	mu     sync.Mutex // guards everything below
	rule   func(text string) Cut
	cuts   [3]int
	open   map[net.Conn]bool
	closed bool
	wg     sync.WaitGroup
}

// A protocol passes what comes over one connection on, in both directions, until
// one of the sides ends it.
type protocol func(r *Relay, client, server net.Conn)

// New listens on a free port of the loopback interface, for clients of the server
// at address. name is "postgresql" or "mysql".
func New(name, network, address string) (*Relay, error) {
	p := map[string]protocol{"postgresql": postgres, "mysql": mysql}[name]
	if p == nil {
		return nil, fmt.Errorf("faultnet: the protocol %q is not known", name)
	}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	r := &Relay{listener: l, network: network, address: address, protocol: p, open: map[net.Conn]bool{}}
	r.wg.Go(r.accept)
	return r, nil
}

// Addr is where clients connect to.
func (r *Relay) Addr() string { return r.listener.Addr().String() }

// Rule decides about statements by their text, from now on. It is asked for each
// execution, by several goroutines. A nil rule lets everything pass.
func (r *Relay) Rule(f func(text string) Cut) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rule = f
}

// Cuts are the numbers of connections that were lost before and after a statement.
func (r *Relay) Cuts() (before, after int) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.cuts[Before], r.cuts[After]
}

// Close ends all connections, and returns when nothing of the relay runs.
func (r *Relay) Close() {
	r.mu.Lock()
	r.closed = true
	r.listener.Close()
	for c := range r.open {
		c.Close()
	}
	r.mu.Unlock()
	r.wg.Wait()
}

func (r *Relay) accept() {
	for {
		c, err := r.listener.Accept()
		if err != nil {
			return
		}
		r.wg.Go(func() { r.serve(c) })
	}
}

func (r *Relay) serve(client net.Conn) {
	defer client.Close()
	server, err := net.Dial(r.network, r.address)
	if err != nil {
		return
	}
	defer server.Close()
	if !r.enter(client, server) {
		return
	}
	defer r.leave(client, server)
	r.protocol(r, client, server)
}

func (r *Relay) enter(cs ...net.Conn) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range cs {
		r.open[c] = true
	}
	return !r.closed
}

func (r *Relay) leave(cs ...net.Conn) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, c := range cs {
		delete(r.open, c)
	}
}

// ask is the rule's answer for a statement.
func (r *Relay) ask(text string) Cut {
	r.mu.Lock()
	rule := r.rule
	r.mu.Unlock()
	if rule == nil {
		return Pass
	}
	return rule(text)
}

// count notes a cut that has been made.
func (r *Relay) count(c Cut) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.cuts[c]++
}

// both runs the two directions, and ends both when one of them has ended.
func both(client, server net.Conn, up, down func()) {
	var wg sync.WaitGroup
	wg.Go(func() {
		defer client.Close()
		defer server.Close()
		up()
	})
	defer wg.Wait()
	defer client.Close()
	defer server.Close()
	down()
}
