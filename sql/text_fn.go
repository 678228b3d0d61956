package sql

import "github.com/aludel/aludel/sqltype"

// fn is a call of f, whose value is a t. It may be NULL when an argument may be.
func fn(f Fn, t *sqltype.Desc, args ...Node) *CallNode {
	return &CallNode{Fn: f, Name: f.Name(), Args: args, Type: t}
}

func integer() *sqltype.Desc { return sqltype.Integer.Desc() }

// count is a number of characters, digits or the like, which is not negative.
func count(what string, n int) Node {
	if n < 0 {
		return errorf("%s is %d: it cannot be negative", what, n)
	}
	return bind(n, integer())
}

func text(s string) *BindNode { return &BindNode{Value: stringValue(s), Type: varchar} }

// Lower is x in small letters. SQLite knows those of ASCII only.
func Lower[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnLower, varchar, NodeOf(x)))
}

// Upper is x in capital letters. SQLite knows those of ASCII only.
func Upper[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnUpper, varchar, NodeOf(x)))
}

// Length is the number of characters of x.
func Length[T any](x Textual[T]) Num[int, *int] {
	return num[int, *int](fn(FnLength, integer(), NodeOf(x)))
}

// OctetLength is the number of bytes of x, in the database's encoding.
func OctetLength[T any](x Textual[T]) Num[int, *int] {
	return num[int, *int](fn(FnOctetLength, integer(), NodeOf(x)))
}

// Trim is x without the blanks at both ends.
func Trim[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnTrim, varchar, NodeOf(x)))
}

// TrimLeft is x without the blanks in front.
func TrimLeft[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnTrimLeft, varchar, NodeOf(x)))
}

// TrimRight is x without the blanks behind.
func TrimRight[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnTrimRight, varchar, NodeOf(x)))
}

// Substring is n characters of x from the character from, where 1 is the first.
// What is beyond the end is not there.
func Substring[T, R any](x TextualOf[T, R], from, n int) Str[T, R] {
	start := count("the start of Substring", from)
	if from == 0 {
		start = errorf("Substring begins at character 0: the first character is 1")
	}
	return textual[T, R](fn(FnSubstring, varchar, NodeOf(x), start, count("the length of Substring", n)))
}

// Left is the first n characters of x.
func Left[T, R any](x TextualOf[T, R], n int) Str[T, R] {
	return textual[T, R](fn(FnLeft, varchar, NodeOf(x), count("the length of Left", n)))
}

// Right is the last n characters of x.
func Right[T, R any](x TextualOf[T, R], n int) Str[T, R] {
	return textual[T, R](fn(FnRight, varchar, NodeOf(x), count("the length of Right", n)))
}

// Position is where s is in x: 1 where x begins with it, 0 where it is not there.
func Position[T any](x Textual[T], s string) Num[int, *int] {
	return num[int, *int](fn(FnPosition, integer(), NodeOf(x), text(s)))
}

// PositionOf is where s is in x; see [Position].
func PositionOf[T, S any](x Textual[T], s Textual[S]) Num[int, *int] {
	return num[int, *int](fn(FnPosition, integer(), NodeOf(x), NodeOf(s)))
}

// Replace is x with each old in it replaced by new. An empty old is nowhere.
func Replace[T, R any](x TextualOf[T, R], old, new string) Str[T, R] {
	return textual[T, R](fn(FnReplace, varchar, NodeOf(x), text(old), text(new)))
}

// PadLeft is x filled up in front with fill to n characters; a longer x is cut behind.
func PadLeft[T, R any](x TextualOf[T, R], n int, fill string) Str[T, R] {
	return pad(FnPadLeft, x, n, fill)
}

// PadRight is x filled up behind with fill to n characters; a longer x is cut.
func PadRight[T, R any](x TextualOf[T, R], n int, fill string) Str[T, R] {
	return pad(FnPadRight, x, n, fill)
}

func pad[T, R any](f Fn, x TextualOf[T, R], n int, fill string) Str[T, R] {
	var filling Node = text(fill)
	if fill == "" {
		filling = errorf("%s wants something to fill up with", f.Name())
	}
	return textual[T, R](fn(f, varchar, NodeOf(x), count("the length of "+f.Name(), n), filling))
}

// Repeat is x n times.
func Repeat[T, R any](x TextualOf[T, R], n int) Str[T, R] {
	return textual[T, R](fn(FnRepeat, varchar, NodeOf(x), count("the number of Repeat", n)))
}

// Reverse is x from its end to its beginning.
func Reverse[T, R any](x TextualOf[T, R]) Str[T, R] {
	return textual[T, R](fn(FnReverse, varchar, NodeOf(x)))
}

// ConcatWS is those of xs that are not NULL with sep between them.
func ConcatWS(sep string, xs ...Expr) Str[string, string] {
	args := append([]Node{text(sep)}, nodes(xs)...)
	for i, x := range args {
		if t := TypeOf(x); t != nil && t.Kind == sqltype.KindBoolean {
			args[i] = &CastNode{X: x, Type: sqltype.Text.Desc()} // true and false, as Concat has them
		}
	}
	c := fn(FnConcatWS, varchar, args...)
	if c.Null = NullNever; len(xs) == 0 {
		return textual[string, string](errorf("ConcatWS wants something to put together"))
	}
	return textual[string, string](c)
}

// Collate compares and sorts x by a collation of the database's.
func Collate[T, R any](x TextualOf[T, R], collation string) Str[T, R] {
	n := NodeOf(x)
	c := fn(FnCollate, TypeOf(n), n)
	c.Word = collation
	return textual[T, R](c)
}
