package schema

import "github.com/aludel/aludel/sql"

// document forwards the operators of JSON documents.
type document[T, R any] struct {
	sql.IsDocument
	Def[T, R]
}

func (c document[T, R]) json() sql.JSON[T, R] { return sql.JSONOf(c.Value) }

// Path is what the document holds under keys; see sql.JSON.Path.
func (c document[T, R]) Path(keys ...string) sql.JSONPath { return c.json().Path(keys...) }

// At is the i-th element of the document, which is an array; see sql.JSONPath.At.
func (c document[T, R]) At(i int) sql.JSONPath { return c.json().At(i) }

// HasKey reports whether the document is an object with that key.
func (c document[T, R]) HasKey(key string) sql.Cond { return c.json().HasKey(key) }

// HasAnyKey reports whether the document is an object with one of the keys.
func (c document[T, R]) HasAnyKey(keys ...string) sql.Cond { return c.json().HasAnyKey(keys...) }

// HasAllKeys reports whether the document is an object with all of the keys.
func (c document[T, R]) HasAllKeys(keys ...string) sql.Cond { return c.json().HasAllKeys(keys...) }

// Contains reports whether all that part says is in the document too.
func (c document[T, R]) Contains(part any) sql.Cond { return c.json().Contains(part) }

type nullDocument[T any] struct{ document[T, *T] }

// SetNull is column = NULL, which is not the JSON document null.
func (c *nullDocument[T]) SetNull() sql.Assignment { return sql.AssignNull(c) }

// SetPtr is column = *v, or NULL where v is nil.
func (c *nullDocument[T]) SetPtr(v *T) sql.Assignment {
	if v == nil {
		return c.SetNull()
	}
	return c.Set(*v)
}
