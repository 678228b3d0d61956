package faultnet

import (
	"bufio"
	"bytes"
	"encoding/binary"
	"io"
	"net"
	"sync/atomic"
)

// postgres knows the messages of the extended protocol: Parse tells a statement's
// text, Bind that it is executed, Sync that an answer is wanted, ReadyForQuery that it is complete.
//
// https://www.postgresql.org/docs/current/protocol-message-formats.html
func postgres(r *Relay, client, server net.Conn) {
	var losing atomic.Bool // the answer that comes next is not passed on
	up := func() {
		in := bufio.NewReader(client)
		if !startup(in, server) {
			return
		}
		texts := map[string]string{}
		cut := Pass
		for {
			kind, body, frame, err := message(in)
			if err != nil {
				return
			}
			switch kind {
			case 'P':
				name, rest, _ := bytes.Cut(body, []byte{0})
				text, _, _ := bytes.Cut(rest, []byte{0})
				texts[string(name)] = string(text)
			case 'B':
				_, rest, _ := bytes.Cut(body, []byte{0})
				name, _, _ := bytes.Cut(rest, []byte{0})
				cut = max(cut, r.ask(texts[string(name)]))
			case 'Q':
				text, _, _ := bytes.Cut(body, []byte{0})
				cut = r.ask(string(text))
			}
			if cut == Before {
				r.count(Before)
				return
			}
			last := kind == 'S' || kind == 'Q'
			if last && cut == After {
				losing.Store(true)
				cut = Pass
			}
			if _, err := server.Write(frame); err != nil {
				return
			}
		}
	}
	down := func() {
		in := bufio.NewReader(server)
		for {
			kind, _, frame, err := message(in)
			if err != nil {
				return
			}
			if losing.Load() {
				if kind == 'Z' {
					r.count(After)
					return
				}
				continue
			}
			if _, err := client.Write(frame); err != nil {
				return
			}
		}
	}
	both(client, server, up, down)
}

// startup passes the first message on, which has no kind.
func startup(in *bufio.Reader, server net.Conn) bool {
	head, err := in.Peek(4)
	if err != nil {
		return false
	}
	frame := make([]byte, binary.BigEndian.Uint32(head))
	if _, err := io.ReadFull(in, frame); err != nil {
		return false
	}
	_, err = server.Write(frame)
	return err == nil
}

// message reads a message: its kind, its body, and all of it.
func message(in *bufio.Reader) (kind byte, body, frame []byte, err error) {
	head, err := in.Peek(5)
	if err != nil {
		return 0, nil, nil, err
	}
	frame = make([]byte, 1+binary.BigEndian.Uint32(head[1:]))
	if _, err = io.ReadFull(in, frame); err != nil {
		return 0, nil, nil, err
	}
	return frame[0], frame[5:], frame, nil
}
