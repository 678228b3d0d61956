package orm

import (
	"math/bits"

	"github.com/aludel/aludel/orm/state"
)

// noted is what a unit of work has noted of a record, until the transaction ends. The
// record's Slot says where it is: a map would be the most expensive part of a flush.
type noted struct {
	rec   *state.Record
	image image // as it was before its first change in the transaction, or the savepoint
	held  bool  // there is an image
	keyed bool  // the generated key was made for it: it had none
	had   *written
	ins   *insertion // in the flush that is going on
}

// noted is what is known of r; nil when that is nothing.
func (u *unit) noted(r *state.Record) *noted {
	if r.Slot == 0 {
		return nil
	}
	return u.noteAt(r.Slot)
}

// noteAt is the note of a slot, from 1.
func (u *unit) noteAt(slot uint32) *noted {
	chunk, at, _ := notePlace(slot)
	return &u.notes[chunk][at]
}

// notePlace says where the note of a slot is. They stand in chunks of 1, 2, 4, … up to 1,024, and
// then of as many, so that none is ever moved, and few are made in vain.
func notePlace(slot uint32) (chunk, at, size uint32) {
	if slot >= 1024 {
		return slot>>10 + 9, slot & 1023, 1024
	}
	chunk = uint32(bits.Len32(slot)) - 1
	return chunk, slot - 1<<chunk, 1 << chunk
}

// noting is noted, made when there is nothing yet.
func (u *unit) noting(r *state.Record) *noted {
	if r.Slot != 0 {
		return u.noteAt(r.Slot)
	}
	u.slots++
	if chunk, _, size := notePlace(u.slots); int(chunk) == len(u.notes) {
		if chunk == 0 {
			u.notes = append(u.few[:0], u.one[:]) // most sessions write one object
		} else {
			u.notes = append(u.notes, make([]noted, size))
		}
	}
	r.Slot = u.slots
	n := u.noteAt(r.Slot)
	n.rec = r
	return n
}

// eachNote calls f for what is noted of records that are still in use.
func (u *unit) eachNote(f func(*noted)) {
	for slot := uint32(1); slot <= u.slots; slot++ {
		if n := u.noteAt(slot); n.rec.Slot == slot {
			f(n)
		}
	}
}

// image is what r was before its first change.
func (u *unit) image(r *state.Record) (img image, changed bool) {
	if n := u.noted(r); n != nil {
		return n.image, n.held
	}
	return image{}, false
}

// hold notes what r was, unless that is known. Its snapshot must be replaced then, not edited.
func (u *unit) hold(r *state.Record, img image) {
	if n := u.noting(r); !n.held {
		n.image, n.held = img, true
	}
}

// takeImages are all images, which are forgotten.
func (u *unit) takeImages() map[*state.Record]image {
	var out map[*state.Record]image
	u.eachNote(func(n *noted) {
		if n.held {
			note(&out, n.rec, n.image)
		}
		n.image, n.held = image{}, false
	})
	return out
}

// putImages are older images than those that there are.
func (u *unit) putImages(images map[*state.Record]image) {
	for r, img := range images {
		n := u.noting(r)
		n.image, n.held = img, true
	}
}

// forgetNotes forgets all that was noted.
func (u *unit) forgetNotes() {
	u.eachNote(func(n *noted) { n.rec.Slot = 0 })
	u.notes, u.slots, u.one, u.few = nil, 0, [1]noted{}, [2][]noted{}
}
