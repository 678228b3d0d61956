package compile

import (
	"fmt"
	"slices"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// A Compiled is a statement's text and what belongs to it. It is right for every
// statement with the same key, and never changed: goroutines may share it.
type Compiled struct {
	SQL      string
	Verb     driver.Verb
	Params   []uint32       // the database's type number of each placeholder, 0 where it infers; nil where it has none
	Slots    []Slot         // the value of each placeholder
	Consts   []driver.Value // values that belong to a type: see sql.Wrap
	Columns  []sql.Node     // of the result, tables spread into their columns; nil: no rows, or a text whose columns were not said
	Names    []string       // of Columns
	Nullable []bool         // whether a column may be NULL, outer joins considered
	OneRow   bool           // provably at most one row: an aggregate without GROUP BY
	Product  error          // a [CartesianError]: tables that no condition connects, unless they are meant
	NullIn   error          // a [NullInError]: IN or NOT IN compares with a NULL
	Session  bool           // may leave something behind in the session: raw SQL, unknown functions
	Schema   bool           // changes what there is: CREATE, ALTER, DROP and the like
}

// A Slot says where the value of a placeholder is found in a key.
type Slot struct {
	Bind int // ≥ 0: Binds[Bind]; -1: a member of a list
	List int // of Lists[List], when Bind is -1
	Elem int // this member; beyond the end the last one is repeated; -1: the whole list as one array; of Consts, when List is -1
}

// Compile renders the statement n, whose key is k; a nil k is computed. An error
// is a mistake in the statement, an [UnsupportedError] or a [TooManyBindsError].
func Compile(g Grammar, n sql.Node, k *sql.Key) (*Compiled, error) {
	if s, ok := n.(ddl.Statement); ok {
		return compiledDDL(g, s)
	}
	if k == nil {
		k = &sql.Key{Lexis: g.Lexis()}
		k.Node(n)
	}
	if k.Err != nil {
		return nil, k.Err
	}
	c := borrow(g, k)
	c.statement(n)
	out, err := c.out, c.err
	if limit := g.MaxBinds(); err == nil && limit > 0 && len(out.Slots) > limit {
		err = &TooManyBindsError{Dialect: g.Name(), Binds: len(out.Slots), Max: limit}
	}
	if err == nil {
		out.SQL = string(c.buf)
	}
	c.giveBack()
	if err != nil {
		return nil, err
	}
	return out, nil
}

// Args appends the values of k's binds to dst as the placeholders want them. k is
// the key of a statement with the same key as the compiled one. params gives the
// value of a parameter by its name; a missing one is a [MissingParamError].
// Nothing is allocated beyond dst, unless a list is bound as an array.
func (c *Compiled) Args(dst []driver.Value, k *sql.Key, params func(name string) (driver.Value, bool)) ([]driver.Value, error) {
	dst = slices.Grow(dst, len(c.Slots)) // by steps it would take three times the room for many rows
	for _, s := range c.Slots {
		if s.Bind < 0 && s.List < 0 {
			dst = append(dst, c.Consts[s.Elem])
			continue
		}
		if s.Bind < 0 {
			if s.List >= len(k.Lists) {
				return dst, errForeignKey
			}
			dst = append(dst, member(k.Lists[s.List].Values, s.Elem))
			continue
		}
		if s.Bind >= len(k.Binds) {
			return dst, errForeignKey
		}
		b := k.Binds[s.Bind]
		if b.Name == "" {
			dst = append(dst, b.Value)
			continue
		}
		v, ok := driver.Value{}, false
		if params != nil {
			v, ok = params(b.Name)
		}
		if !ok {
			return dst, &MissingParamError{Name: b.Name}
		}
		dst = append(dst, v)
	}
	return dst, nil
}

var errForeignKey = fmt.Errorf("compile: Args was given the key of another statement than the one that was compiled")

func member(vs []driver.Value, i int) driver.Value {
	if i >= 0 {
		return vs[min(i, len(vs)-1)]
	}
	ints, texts := true, true
	for _, v := range vs {
		k := v.Kind()
		ints = ints && k == driver.Int
		texts = texts && k == driver.String
	}
	switch {
	case ints:
		out := make([]int64, len(vs))
		for j, v := range vs {
			out[j] = v.Int()
		}
		return driver.OfInt64s(out)
	case texts:
		out := make([]string, len(vs))
		for j, v := range vs {
			out[j] = v.Str()
		}
		return driver.OfStrings(out)
	}
	return driver.OfArray(vs)
}

// Render is the text of n and its values as Go has them: what RenderSQL of a
// dialect gives. A parameter without a value is an [Unbound].
func Render(g Grammar, n sql.Node) (string, []any, error) {
	k := &sql.Key{Lexis: g.Lexis()}
	k.Node(n)
	c, err := Compile(g, n, k)
	if err != nil {
		return "", nil, err
	}
	args := make([]any, len(c.Slots))
	for i, s := range c.Slots {
		switch {
		case s.Bind < 0 && s.List < 0:
			args[i] = c.Consts[s.Elem].Go()
		case s.Bind < 0:
			args[i] = member(k.Lists[s.List].Values, s.Elem).Go()
		case k.Binds[s.Bind].Name != "":
			args[i] = Unbound{k.Binds[s.Bind].Name}
		default:
			args[i] = k.Binds[s.Bind].Value.Go()
		}
	}
	return c.SQL, args, nil
}

// An Unbound stands for a parameter whose value comes when it is executed.
type Unbound struct{ Name string }

// String is the parameter as it is written in a text: :name.
func (u Unbound) String() string { return ":" + u.Name }
