package dburl

import (
	"iter"
	"slices"
)

// An option is one name=value; a name may come several times.
type option struct {
	name, value string
	taken       bool
}

// Options are the options in their order, taken or not.
func (u *URL) Options() iter.Seq2[string, string] {
	return func(yield func(string, string) bool) {
		for _, o := range u.options {
			if !yield(o.name, o.value) {
				return
			}
		}
	}
}

// Take gives the values of an option, in their order, and notes that it is known
// and dealt with. ok is false when the URL does not have it.
func (u *URL) Take(name string) (values []string, ok bool) {
	if !slices.Contains(u.asked, name) {
		u.asked = append(u.asked, name)
	}
	for i := range u.options {
		if o := &u.options[i]; o.name == name {
			o.taken = true
			values = append(values, o.value)
		}
	}
	return values, len(values) > 0
}

// TakeOne is Take for an option that makes sense once: more values are an error.
func (u *URL) TakeOne(name string) (value string, ok bool, err error) {
	values, ok := u.Take(name)
	switch {
	case !ok:
		return "", false, nil
	case len(values) > 1:
		return "", true, &Error{Part: "option", Text: name, Reason: "it is given more than once", Hint: "leave one of them"}
	}
	return values[0], true, nil
}

// Untaken is an error for the first option that nobody has taken, with the nearest
// of the names that were asked for; nil when there is none. It is asked after every
// part of the program has taken its options.
func (u *URL) Untaken() error {
	for _, o := range u.options {
		if !o.taken {
			known := slices.Sorted(slices.Values(u.asked))
			return &Error{Part: "option", Text: o.name, Reason: "there is no such option", Hint: suggest(o.name, known)}
		}
	}
	return nil
}
