package mapping

// A Strategy is how a relationship is loaded where a query does not say it.
type Strategy uint8

// Strategies.
const (
	OnDemand Strategy = iota
	BySelectIn
	ByJoin
	ByJSON
	ByRaise
)

// Eager reports whether it loads with the owner.
func (by Strategy) Eager() bool { return by == BySelectIn || by == ByJoin || by == ByJSON }

// LoadBy says how the relationship is loaded where a query does not say it.
func (r *Relationship) LoadBy(by Strategy) {
	if by > ByRaise {
		r.Mapper.Failf("%s.Loading(%d): there is no such strategy: say orm.OnDemand, BySelectIn, ByJoin, ByJSON or ByRaise", r.Name, by)
		return
	}
	if r.open("Loading") {
		r.Strategy = by
		if by.Eager() {
			r.Mapper.Registry.eager.Store(true)
		}
	}
}

// Eager reports whether any relationship is loaded with its owner by declaration.
func (r *Registry) Eager() bool { return r.eager.Load() }
