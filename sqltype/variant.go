package sqltype

import "strconv"

// A variant is what stands for a type in one dialect.
type variant struct {
	dialect string
	d       *Desc
}

// WithVariant is the type with another one in its place in a dialect, by the
// dialect's name as it is in URLs: JSON that is JSONB in PostgreSQL, say. Values are
// converted as o says on every database; the other type must take them in that form.
// A usual misspelling of a dialect ("postgres") is an error of what uses the type.
func (o Of[T]) WithVariant(dialect string, t Type) Of[T] {
	d := *o.Desc()
	d.variants = append(d.variants[:len(d.variants):len(d.variants)], variant{dialect, t.Desc()})
	return Of[T]{&d}
}

// In is the type that stands for d in a dialect: d itself, or the variant for it. A
// variant of the members of an array is found too.
func (d *Desc) In(dialect string) *Desc {
	if d == nil {
		return nil
	}
	for i := len(d.variants) - 1; i >= 0; i-- {
		if v := d.variants[i]; v.dialect == dialect {
			if v.d.codec != nil && v.d.codec.wrap != nil {
				return v.d.storedIn(dialect)
			}
			return v.d
		}
	}
	if d.codec != nil && d.codec.wrap != nil {
		return d.storedIn(dialect)
	}
	if e := d.Elem.In(dialect); e != d.Elem {
		out := *d
		out.Elem = e
		return &out
	}
	return d
}

// appendExtra writes codec and variants into a key.
func (d *Desc) appendExtra(b []byte) []byte {
	if d.codec != nil {
		b = strconv.AppendUint(append(b, 0xfb), d.codec.id, 36)
	}
	for _, v := range d.variants {
		b = v.d.AppendKey(strconv.AppendQuote(append(b, 0xfa), v.dialect))
	}
	if d.domain != nil {
		b = strconv.AppendQuote(append(b, 0xf9), d.domain.String())
	}
	return b
}

// A Domain is a type with a name, made of another one and a rule: see schema.NewDomain.
type Domain interface {
	// String is the domain's name, with its schema.
	String() string
}

// InDomain is o as the base of a domain. It is used by package schema.
func InDomain[T any](o Of[T], dom Domain) Of[T] {
	d := *o.Desc()
	d.domain = dom
	return Of[T]{&d}
}

// Domain is the domain that d is the base of, or nil.
func (d *Desc) Domain() Domain {
	if d == nil {
		return nil
	}
	return d.domain
}

// InSchema is the type as it is found in a database schema: an enumeration, or a type
// that an extension brings.
func (o Of[T]) InSchema(name string) Of[T] {
	d := *o.Desc()
	d.Schema = name
	return Of[T]{&d}
}
