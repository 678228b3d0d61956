package sql

import (
	"strings"

	"github.com/aludel/aludel/sqltype"
)

// JSON is a Value that is a JSON document, and is unmarshalled into a T.
type JSON[T, R any] struct{ Value[T, R] }

// JSONOf gives v the operators of a JSON document.
func JSONOf[T, R any](v Value[T, R]) JSON[T, R] { return JSON[T, R]{v} }

func (v JSON[T, R]) is_a_json_document() {}

// Path is what the document holds under keys, each in the object that the one before
// it led to. Any text can be a key. Without keys it is the whole document.
func (v JSON[T, R]) Path(keys ...string) JSONPath { return pathOf(v.node()).Path(keys...) }

// At is the i-th element of the document, which is an array; see [JSONPath.At].
func (v JSON[T, R]) At(i int) JSONPath { return pathOf(v.node()).At(i) }

// HasKey reports whether the document is an object with that key, whatever is there.
func (v JSON[T, R]) HasKey(key string) Cond { return hasKey(v.node(), key) }

// HasAnyKey reports whether the document is an object with one of the keys.
func (v JSON[T, R]) HasAnyKey(keys ...string) Cond { return hasKeys(OpOr, v.node(), keys) }

// HasAllKeys reports whether the document is an object with all of the keys.
func (v JSON[T, R]) HasAllKeys(keys ...string) Cond { return hasKeys(OpAnd, v.node(), keys) }

// Contains reports whether all that part says is in the document too: each key of an
// object with what belongs to it, each element of an array. SQLite does not have it.
func (v JSON[T, R]) Contains(part any) Cond { return containsJSON(v.node(), part) }

// JSONContainedBy reports whether all that d says is in whole too; see [JSON.Contains].
func JSONContainedBy(d Document, whole any) Cond {
	return cond(fn(FnJSONContains, boolean, document(whole), NodeOf(d)))
}

func hasKey(n Node, key string) Cond {
	c := fn(FnJSONHasKey, boolean, n, text(key))
	c.Word = keyKind(key)
	return cond(c)
}

// keyKind is the kind of a step: MariaDB's paths do not find keys that begin with a minus.
func keyKind(key string) string {
	if strings.HasPrefix(key, "-") {
		return "m"
	}
	return "k"
}

func hasKeys(op Op, n Node, keys []string) Cond {
	xs := make([]Node, len(keys))
	for i, k := range keys {
		xs[i] = hasKey(n, k).node()
	}
	return cond(chain(op, xs))
}

func containsJSON(n Node, part any) Cond { return cond(fn(FnJSONContains, boolean, n, document(part))) }

var jsonType = sqltype.JSON.Desc()

// document is x bound as a JSON document.
func document(x any) Node {
	if e, ok := x.(Expr); ok {
		return NodeOf(e)
	}
	if isNil(x) {
		x = nil // of a pointer, too: there is a document, in which something is null
	}
	return bind(x, jsonType)
}

// A JSONPath is a place in a JSON document, and what is there, as JSON. It is NULL where
// nothing is there; JSON's own null is a value like others, see [JSONPath.IsJSONNull].
// Int, Text and so on read it as a value of SQL: NULL where it is of another type.
type JSONPath struct{ Value[any, *any] }

func (p JSONPath) is_a_json_document() {}

func pathOf(n Node) JSONPath {
	c := fn(FnJSONGet, jsonType, n)
	if t := TypeOf(n); t != nil && t.Kind == sqltype.KindJSONB {
		c.Type = t
	}
	c.Null = NullAlways
	return JSONPath{Value[any, *any]{c: cell(c)}}
}

func (p JSONPath) call() *CallNode {
	c, ok := p.node().(*CallNode)
	if !ok || c.Fn != FnJSONGet {
		return pathOf(p.node()).call()
	}
	return c
}

// Path goes on under keys.
func (p JSONPath) Path(keys ...string) JSONPath {
	c := p.call()
	for _, k := range keys {
		c = step(c, keyKind(k), text(k))
	}
	return JSONPath{Value[any, *any]{c: cell(c)}}
}

// At goes on to the i-th element of an array, from 0; a negative i counts from the
// end, -1 is the last.
func (p JSONPath) At(i int) JSONPath {
	kind := "i"
	if i < 0 {
		kind = "n"
	}
	return JSONPath{Value[any, *any]{c: cell(step(p.call(), kind, bind(i, integer())))}}
}

func step(c *CallNode, kind string, x Node) *CallNode {
	d := *c
	d.Args, d.Word = appended(c.Args, x), c.Word+kind
	return &d
}

func (p JSONPath) as(f Fn, t *sqltype.Desc, more ...Node) *CallNode {
	c := p.call()
	d := fn(f, t, appended(c.Args, more...)...)
	d.Word, d.Null = c.Word, NullAlways
	return d
}

// Int is the number there, rounded to a whole one; NULL where there is no number.
func (p JSONPath) Int() Num[int64, *int64] { return num[int64, *int64](p.as(FnJSONInt, bigint)) }

// Float is the number there; NULL where there is no number.
func (p JSONPath) Float() Num[float64, *float64] {
	return num[float64, *float64](p.as(FnJSONFloat, sqltype.Double.Desc()))
}

// Text is the text there; of a number, a truth value, an object or an array it is how
// JSON writes it. It is NULL where nothing or null is there.
func (p JSONPath) Text() Str[string, *string] {
	return textual[string, *string](p.as(FnJSONText, sqltype.Text.Desc()))
}

// Bool is the truth value there; NULL where there is none.
func (p JSONPath) Bool() Bool[*bool] {
	return Bool[*bool]{Value[bool, *bool]{c: cell(p.as(FnJSONBool, boolean))}}
}

// JSONAs is what is there, unmarshalled into a T.
func JSONAs[T any](p JSONPath) Value[T, *T] { return Value[T, *T]{c: cell(p.call())} }

// Kind is the type of what is there: object, array, string, number, boolean or null.
func (p JSONPath) Kind() Str[string, *string] {
	return textual[string, *string](p.as(FnJSONType, sqltype.Text.Desc()))
}

// Len is the number of elements of the array there; NULL where there is none.
func (p JSONPath) Len() Num[int, *int] { return num[int, *int](p.as(FnJSONLength, integer())) }

// IsJSONNull reports whether JSON's null is there. [Value.IsNull] is another thing:
// that nothing is there at all.
func (p JSONPath) IsJSONNull() Cond { return p.Kind().Eq("null") }

// HasKey reports whether an object with that key is there.
func (p JSONPath) HasKey(key string) Cond { return hasKey(p.node(), key) }

// Contains is [JSON.Contains] of what is there.
func (p JSONPath) Contains(part any) Cond { return containsJSON(p.node(), part) }

// JSONSet is the document of p with x at p. x is an expression or a Go value, which is
// marshalled. A last key that is not there is added.
func JSONSet(p JSONPath, x any) JSON[any, *any] { return changed(FnJSONSet, p, x) }

// JSONInsert is JSONSet where nothing is at p.
func JSONInsert(p JSONPath, x any) JSON[any, *any] { return changed(FnJSONInsert, p, x) }

// JSONReplace is JSONSet where something is at p.
func JSONReplace(p JSONPath, x any) JSON[any, *any] { return changed(FnJSONReplace, p, x) }

// JSONRemove is the document of p without what is at p.
func JSONRemove(p JSONPath) JSON[any, *any] { return changed(FnJSONRemove, p) }

func changed(f Fn, p JSONPath, x ...any) JSON[any, *any] {
	if len(p.call().Args) == 1 {
		return JSON[any, *any]{Value[any, *any]{c: cell(errorf("%s wants a path into the document, not the whole of it", f.Name()))}}
	}
	var more []Node
	for _, v := range x {
		more = append(more, document(v))
	}
	return JSON[any, *any]{Value[any, *any]{c: cell(p.as(f, jsonType, more...))}}
}

// JSONMerge is the document d with what patch says (RFC 7396): its keys are set, those
// that are null in it removed. PostgreSQL does not have it.
func JSONMerge(d Document, patch any) JSON[any, *any] {
	return JSON[any, *any]{Value[any, *any]{c: cell(fn(FnJSONMerge, jsonType, NodeOf(d), document(patch)))}}
}

// JSONMatches reports whether a path expression of SQL, as in `$.tags[*] ? (@ > 3)`,
// finds something in d. PostgreSQL alone has it.
func JSONMatches(d Document, path string) Cond {
	return cond(fn(FnJSONMatch, boolean, NodeOf(d), text(path)))
}

// A JSONField is a key of an object that [JSONObject] makes, and its value.
type JSONField struct {
	Key   string
	Value Expr
}

// JSONObject is a JSON object of values: {"key": value, …}. NULL becomes null, a time is a
// text as RFC 3339 has it, and bytes are an error, for JSON has none.
func JSONObject(fields ...JSONField) JSON[any, any] {
	var args []Node
	for _, f := range fields {
		args = append(args, text(f.Key), NodeOf(f.Value))
	}
	return built(FnJSONObject, args)
}

// JSONArray is a JSON array of values, as in [JSONObject].
func JSONArray(xs ...Expr) JSON[any, any] { return built(FnJSONArray, nodes(xs)) }

func built(f Fn, args []Node) JSON[any, any] {
	for i := range args {
		args[i] = inDocument(args[i])
	}
	c := fn(f, jsonType, args...)
	c.Null = NullNever
	return JSON[any, any]{Value[any, any]{c: cell(c)}}
}

// JSONAgg is a JSON array of the values of x, NULLs as null, in the order that OrderBy
// says; NULL of no rows.
func JSONAgg(x Expr) Agg[any, *any] { return aggFn[any](FnJSONAgg, jsonType, inDocument(NodeOf(x))) }

// inDocument is x as a part of a document, which has no bytes.
func inDocument(x Node) Node {
	if t := TypeOf(x); t != nil && t.Kind == sqltype.KindBytes {
		return errorf("JSON has no bytes: write them as a text, with a function of the database like encode or hex, or leave them out")
	}
	return x
}

// JSONObjectAgg is a JSON object of keys and values; NULL of no rows.
func JSONObjectAgg[K any](key Textual[K], x Expr) Agg[any, *any] {
	return aggFn[any](FnJSONObjectAgg, jsonType, NodeOf(key), inDocument(NodeOf(x)))
}

// documentIn compares a document with each of a list by what they hold, as Eq does: IN would
// compare how they are written.
func documentIn(x Node, list *ListNode, not bool) Cond {
	op, join := OpEq, OpOr
	if not {
		op, join = OpNe, OpAnd
	}
	each := make([]Node, len(list.Values))
	for i, v := range list.Values {
		each[i] = &BinaryNode{Op: op, L: x, R: &BindNode{Value: v, Type: list.Type}}
	}
	return cond(chain(join, each))
}
