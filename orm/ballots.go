package orm

import (
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
)

// manyVotes is up to how many votes their room is used again: to clear more costs more than
// it saves, when few follow.
const manyVotes = 32

// freshVotes are votes for the graph of one object, in the room of the ones before: a
// program that adds ten thousand objects adds them one by one.
func (u *unit) freshVotes() *votes {
	v := u.votes
	if v == nil || len(v.voters) > manyVotes || len(v.of) > manyVotes {
		u.votes = &votes{u: u}
		return u.votes
	}
	for _, b := range v.order {
		clear(b.objs)
		*b = ballot{objs: b.objs[:0]}
	}
	clear(v.of)
	clear(v.voters)
	*v = votes{u: u, voters: v.voters[:0], of: v.of, order: v.order[:0], spare: append(v.spare, v.order...), buf: v.buf}
	return v
}

// ballot is what kid votes on by l, made when there is none yet.
func (v *votes) ballot(mp *state.Map, kid *state.Record, l *mapping.Link) *ballot {
	mp = mp.Of(kid)
	first := v.of[kid]
	for b := first; b != nil; b = b.next {
		if b.link == l {
			return b
		}
	}
	var b *ballot
	if n := len(v.spare); n > 0 {
		b, v.spare = v.spare[n-1], v.spare[:n-1]
	} else {
		b = &ballot{}
	}
	b.mp, b.kid, b.link, b.next = mp, kid, l, first
	v.of[kid] = b
	v.order = append(v.order, b)
	return b
}
