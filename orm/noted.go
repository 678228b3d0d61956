package orm

import "github.com/aludel/aludel/orm/state"

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
	return &u.notes[r.Slot-1]
}

// noting is noted, made when there is nothing yet. It is valid until the next call.
func (u *unit) noting(r *state.Record) *noted {
	if r.Slot == 0 {
		if u.notes == nil {
			u.notes = u.one[:0] // most sessions write one object
		}
		u.notes = append(u.notes, noted{rec: r})
		r.Slot = uint32(len(u.notes))
	}
	return &u.notes[r.Slot-1]
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
	for i := range u.notes {
		n := &u.notes[i]
		if n.held && n.rec.Slot == uint32(i+1) {
			note(&out, n.rec, n.image)
		}
		n.image, n.held = image{}, false
	}
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
	for i := range u.notes {
		if r := u.notes[i].rec; r.Slot == uint32(i+1) {
			r.Slot = 0
		}
	}
	clear(u.notes)
	u.notes = nil
}
