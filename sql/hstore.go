package sql

import (
	"net/netip"

	"github.com/aludel/aludel/sqltype"
)

// An hstore and network addresses are PostgreSQL's. Other dialects refuse what is here
// before anything is sent.

// HStoreGet is the text under key; NULL where there is none.
func HStoreGet(h Typed[sqltype.HStore], key string) Str[string, *string] {
	c := fn(FnHstoreGet, sqltype.Text.Desc(), NodeOf(h), text(key))
	c.Null = NullAlways
	return textual[string, *string](c)
}

// HStoreHas reports whether h has the key, also with a NULL under it.
func HStoreHas(h Typed[sqltype.HStore], key string) Cond {
	return cond(fn(FnHstoreHas, boolean, NodeOf(h), text(key)))
}

// HStoreHasAll reports whether h has all of the keys.
func HStoreHasAll(h Typed[sqltype.HStore], keys ...string) Cond {
	return cond(fn(FnHstoreHasAll, boolean, NodeOf(h), texts(keys)))
}

// HStoreHasAny reports whether h has one of the keys.
func HStoreHasAny(h Typed[sqltype.HStore], keys ...string) Cond {
	return cond(fn(FnHstoreHasAny, boolean, NodeOf(h), texts(keys)))
}

func texts(xs []string) Node { return bind(some(xs), arrayOf(sqltype.Text.Desc())) }

// HStoreContains reports whether all of part is in h, keys with their texts.
func HStoreContains(h Typed[sqltype.HStore], part sqltype.HStore) Cond {
	return ofRange(FnHstoreContains, h, part)
}

// HStoreContainedBy reports whether all of h is in whole.
func HStoreContainedBy(h Typed[sqltype.HStore], whole sqltype.HStore) Cond {
	return ofRange(FnHstoreContained, h, whole)
}

// HStoreConcat is h with what is in more, whose texts win.
func HStoreConcat[R any](h ValueOf[sqltype.HStore, R], more sqltype.HStore) Value[sqltype.HStore, R] {
	return fromRange(FnHstoreConcat, h, more)
}

// HStoreDelete is h without the keys.
func HStoreDelete[R any](h ValueOf[sqltype.HStore, R], keys ...string) Value[sqltype.HStore, R] {
	n := NodeOf(h)
	what := texts(keys)
	if len(keys) == 1 {
		what = text(keys[0])
	}
	return Value[sqltype.HStore, R]{c: cell(fn(FnHstoreDelete, TypeOf(n), n, what))}
}

// HStoreKeys are the keys of h, as an array.
func HStoreKeys[R any](h ValueOf[sqltype.HStore, R]) Value[[]string, *[]string] {
	return Value[[]string, *[]string]{c: cell(fn(FnHstoreKeys, arrayOf(sqltype.Text.Desc()), NodeOf(h)))}
}

// HStoreValues are the texts of h, as an array, nil for NULL.
func HStoreValues[R any](h ValueOf[sqltype.HStore, R]) Value[[]*string, *[]*string] {
	return Value[[]*string, *[]*string]{c: cell(fn(FnHstoreValues, arrayOf(sqltype.Text.Desc()), NodeOf(h)))}
}

// NetContains reports whether the network y is the network x or in it.
func NetContains(x Typed[netip.Prefix], y netip.Prefix) Cond { return ofRange(FnNetContains, x, y) }

// NetContainedBy reports whether the network x is the network y or in it.
func NetContainedBy(x Typed[netip.Prefix], y netip.Prefix) Cond { return ofRange(FnNetContained, x, y) }

// NetContainsOf reports whether the network y is the network x or in it.
func NetContainsOf(x, y Typed[netip.Prefix]) Cond { return ofRanges(FnNetContains, x, y) }
