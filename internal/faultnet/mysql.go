package faultnet

import (
	"bufio"
	"encoding/binary"
	"io"
	"net"
	"sync"
)

// Commands of the protocol that name a statement.
const (
	comQuery   = 0x03
	comPrepare = 0x16
	comExecute = 0x17
)

// mysql knows commands, which are the packets with number 0. A prepared statement
// is known by the number in the answer to its COM_STMT_PREPARE. An answer that is
// lost is lost with its first packet, which comes when the server has acted.
//
// https://mariadb.com/kb/en/clientserver-protocol/
func mysql(r *Relay, client, server net.Conn) {
	var mu sync.Mutex // guards what follows
	texts := map[uint32]string{}
	preparing, losing := "", false
	up := func() {
		in := bufio.NewReader(client)
		for {
			seq, body, frame, err := packet(in)
			if err != nil {
				return
			}
			if seq == 0 && len(body) > 0 {
				cut := Pass
				mu.Lock()
				preparing = ""
				switch body[0] {
				case comQuery:
					cut = r.ask(string(body[1:]))
				case comPrepare:
					preparing = string(body[1:])
				case comExecute:
					cut = r.ask(texts[binary.LittleEndian.Uint32(body[1:])])
				}
				losing = cut == After
				mu.Unlock()
				if cut == Before {
					r.count(Before)
					return
				}
			}
			if _, err := server.Write(frame); err != nil {
				return
			}
		}
	}
	down := func() {
		in := bufio.NewReader(server)
		for {
			seq, body, frame, err := packet(in)
			if err != nil {
				return
			}
			mu.Lock()
			if seq == 1 && preparing != "" && len(body) >= 5 && body[0] == 0 {
				texts[binary.LittleEndian.Uint32(body[1:])] = preparing
			}
			lost := losing
			mu.Unlock()
			if lost {
				r.count(After)
				return
			}
			if _, err := client.Write(frame); err != nil {
				return
			}
		}
	}
	both(client, server, up, down)
}

// packet reads a packet: its number, its body, and all of it.
func packet(in *bufio.Reader) (seq byte, body, frame []byte, err error) {
	head, err := in.Peek(4)
	if err != nil {
		return 0, nil, nil, err
	}
	frame = make([]byte, 4+int(head[0])+int(head[1])<<8+int(head[2])<<16)
	if _, err = io.ReadFull(in, frame); err != nil {
		return 0, nil, nil, err
	}
	return frame[3], frame[4:], frame, nil
}
