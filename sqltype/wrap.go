package sqltype

// A Wrapping is what SQL stands around the values of a type: package sql makes it, and
// package compile writes it. See sql.Wrap.
type Wrapping interface{ wraps() }

// Wraps is embedded by what is a Wrapping.
type Wraps struct{}

func (Wraps) wraps() {}

// A wrap is the part of a codec that is done in SQL.
type wrap struct {
	stored *Desc // the column's type in the database
	w      Wrapping
}

// Through is a type whose values travel as those of value and are stored as stored: w is
// the SQL in between. It is used by package sql.
func Through[T any](value Of[T], stored Type, w Wrapping) Of[T] {
	s := stored.Desc()
	d := *s
	d.variants = nil // which are asked for in In
	d.codec = &codec{id: codecs.Add(1), base: value.Desc(), wrap: &wrap{s, w}}
	return Of[T]{&d}
}

// Wrapping is the SQL around values of type d in a dialect, or nil.
func (d *Desc) Wrapping(dialect string) Wrapping {
	if d == nil || d.codec == nil && d.variants == nil {
		return nil
	}
	if d = d.In(dialect); d == nil || d.codec == nil || d.codec.wrap == nil {
		return nil
	}
	return d.codec.wrap.w
}

// MayWrap reports whether SQL stands around values of type d in some dialect.
func (d *Desc) MayWrap() bool {
	if d == nil {
		return false
	}
	for _, v := range d.variants {
		if v.d.MayWrap() {
			return true
		}
	}
	return d.codec != nil && d.codec.wrap != nil || d.Elem.MayWrap()
}

// storedIn is what stands for a type with a wrap in a dialect: the stored type, or a variant
// of that.
func (d *Desc) storedIn(dialect string) *Desc {
	in := d.codec.wrap.stored.In(dialect)
	if in == d.codec.wrap.stored {
		return d
	}
	out := *in
	out.codec, out.variants = d.codec, nil
	return &out
}

// travels is the type as which values of d are bound and read: d, unless SQL stands
// between it and them.
func (d *Desc) travels() *Desc {
	for d != nil && d.codec != nil && d.codec.wrap != nil {
		d = d.codec.base
	}
	return d
}
