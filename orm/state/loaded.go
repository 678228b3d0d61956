package state

import "github.com/aludel/aludel/orm/snapshot"

// What a relationship holds is true in the unit of work that has loaded it, as the row is
// in the one that has read it. It stays in the field afterwards, and counts for what the
// program changes in it; whoever asks for it has it loaded again.

// TookAll notes that all of relationship i is in memory, as of the unit of work gen.
func (r *Record) TookAll(p *snapshot.Plan, i int, gen uint32) {
	if r.rels != uint16(gen) {
		r.Age(p)
		r.rels = uint16(gen)
	}
	*p.State(r.Snap, i) = Loaded
}

// Fresh reports whether all of relationship i was loaded in the unit of work gen.
func (r *Record) Fresh(p *snapshot.Plan, i int, gen uint32) bool {
	return r.rels == uint16(gen) && *p.State(r.Snap, i) == Loaded
}

// Whole reports whether all of relationship i is in memory, as it was at some time.
func (r *Record) Whole(p *snapshot.Plan, i int) bool {
	st := *p.State(r.Snap, i)
	return st == Loaded || st == Aged
}

// Age makes every relationship that was loaded one to be loaded again.
func (r *Record) Age(p *snapshot.Plan) {
	for i := range p.Relationships() {
		if st := p.State(r.Snap, i); *st == Loaded {
			*st = Aged
		}
	}
}
