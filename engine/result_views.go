package engine

import (
	"errors"
	"fmt"
	"iter"

	"github.com/aludel/aludel/sql"
)

// Scalars are the values of the i-th column, as a view of the same result.
type Scalars struct {
	r *Result
	i int
}

// Scalars is a view of the i-th column, from 0. Nothing is fetched by it.
func (r *Result) Scalars(i int) Scalars { return Scalars{r, i} }

func (s Scalars) at(row Row) (any, error) {
	if s.i < 0 || s.i >= row.Len() {
		return nil, fmt.Errorf("the rows have %d columns, there is no column %d", row.Len(), s.i)
	}
	return row.values[s.i], nil
}

// All are the values that are left.
func (s Scalars) All() ([]any, error) {
	out := []any{}
	for v, err := range s.Values() {
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
	return out, nil
}

// Values are the values that are left, one after the other.
func (s Scalars) Values() iter.Seq2[any, error] {
	return func(yield func(any, error) bool) {
		for row, err := range s.r.Rows() {
			var v any
			if err == nil {
				v, err = s.at(row)
			}
			if !yield(v, err) || err != nil {
				return
			}
		}
	}
}

// First is the first value that is left, and closes the result.
func (s Scalars) First() (any, error) {
	row, err := s.r.First()
	if err != nil {
		return nil, err
	}
	return s.at(row)
}

// One is the only value that is left, and closes the result.
func (s Scalars) One() (any, error) {
	row, err := s.r.One()
	if err != nil {
		return nil, err
	}
	return s.at(row)
}

// Mappings are the rows as maps, as a view of the same result.
type Mappings struct{ r *Result }

// Mappings is a view of the rows as maps from column name to value. Where two columns
// have one name, reading them is an error that names them; it closes the result.
func (r *Result) Mappings() Mappings { return Mappings{r} }

// check is an error where maps would lose a column. What is closed, or has no rows, says
// so when it is read.
func (m Mappings) check() error {
	if m.r == nil || m.r.closed || m.r.keys == nil {
		return nil
	}
	if err := m.r.keys.distinct(); err != nil {
		return errors.Join(err, m.r.Close())
	}
	return nil
}

// All are the rows that are left.
func (m Mappings) All() ([]map[string]any, error) {
	out := []map[string]any{}
	for row, err := range m.Rows() {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Rows are the rows that are left, one after the other.
func (m Mappings) Rows() iter.Seq2[map[string]any, error] {
	return func(yield func(map[string]any, error) bool) {
		if err := m.check(); err != nil {
			yield(nil, err)
			return
		}
		for row, err := range m.r.Rows() {
			var values map[string]any
			if err == nil {
				values, err = row.Map()
			}
			if !yield(values, err) || err != nil {
				return
			}
		}
	}
}

// First is the first row that is left, and closes the result.
func (m Mappings) First() (map[string]any, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	row, err := m.r.First()
	if err != nil {
		return nil, err
	}
	return row.Map()
}

// One is the only row that is left, and closes the result.
func (m Mappings) One() (map[string]any, error) {
	if err := m.check(); err != nil {
		return nil, err
	}
	row, err := m.r.One()
	if err != nil {
		return nil, err
	}
	return row.Map()
}

// Columns are some columns of the rows, as a view of the same result.
type Columns struct {
	r  *Result
	at []int
	k  *keys
	e  error
}

// Columns is a view of some columns, in that order: positions from 0 as int, names
// as string, or the columns themselves. What is none of them is an error of the first
// read, which closes the result.
func (r *Result) Columns(which ...any) Columns {
	c := Columns{r: r, k: &keys{}}
	if r == nil {
		c.e = errNoResult
		return c
	}
	if r.keys == nil {
		c.e = ErrNoRows
		return c
	}
	probe := Row{keys: r.keys, values: make([]any, len(r.keys.names))}
	for i := range probe.values {
		probe.values[i] = i
	}
	for _, w := range which {
		i, err := -1, error(nil)
		switch w := w.(type) {
		case int:
			if i = w; i < 0 || i >= len(probe.values) {
				err = fmt.Errorf("the rows have %d columns, there is no column %d", len(probe.values), w)
			}
		case string:
			var v any
			if v, err = probe.Get(w); err == nil {
				i = v.(int)
			}
		case sql.Item:
			i, err = probe.index(sql.NodeOf(w))
		default:
			err = fmt.Errorf("a column is named by position, name or itself, not by a %T", w)
		}
		if err != nil {
			c.e = err
			return c
		}
		c.at = append(c.at, i)
		c.k.names = append(c.k.names, r.keys.names[i])
		if r.keys.columns != nil {
			c.k.columns = append(c.k.columns, r.keys.columns[i])
		}
	}
	return c
}

func (c Columns) of(row Row) Row {
	vals := make([]any, len(c.at))
	for i, at := range c.at {
		vals[i] = row.values[at]
	}
	return Row{c.k, vals}
}

// fail closes the result, which nobody will read.
func (c Columns) fail() error {
	if c.r == nil {
		return c.e
	}
	return errors.Join(c.e, c.r.Close())
}

// All are the rows that are left.
func (c Columns) All() ([]Row, error) {
	out := []Row{}
	for row, err := range c.Rows() {
		if err != nil {
			return nil, err
		}
		out = append(out, row)
	}
	return out, nil
}

// Rows are the rows that are left, one after the other.
func (c Columns) Rows() iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		if c.e != nil {
			yield(Row{}, c.fail())
			return
		}
		for row, err := range c.r.Rows() {
			if err != nil {
				yield(Row{}, err)
				return
			}
			if !yield(c.of(row), nil) {
				return
			}
		}
	}
}

// First is the first row that is left, and closes the result.
func (c Columns) First() (Row, error) {
	if c.e != nil {
		return Row{}, c.fail()
	}
	row, err := c.r.First()
	if err != nil {
		return Row{}, err
	}
	return c.of(row), nil
}
