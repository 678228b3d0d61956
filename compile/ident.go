package compile

import (
	"fmt"
	"hash/fnv"
	"strings"
	"unicode/utf8"

	"github.com/aludel/aludel/sql"
)

// Ident writes a name: quoted where it must be, with the quote doubled. A name
// that the database would refuse or cut is an [IdentError].
func (c *Compiler) Ident(name string) {
	var known *string
	if c.plain != nil {
		if known = c.plain.place(name); *known == name && name != "" {
			c.buf = append(c.buf, name...)
			return
		}
	}
	if err := CheckIdent(c.g, name); err != nil {
		c.Fail(err)
		return
	}
	if isPlain(name) && !c.g.Reserved(name) {
		c.buf = append(c.buf, name...)
		if known != nil {
			*known = name
		}
		return
	}
	q := c.g.Quote()
	c.buf = append(c.buf, q)
	for i := 0; i < len(name); i++ {
		if name[i] == q {
			c.buf = append(c.buf, q)
		}
		c.buf = append(c.buf, name[i])
	}
	c.buf = append(c.buf, q)
}

// Qualified writes schema.name, or name alone. The schema may have another name: see
// [WithSchemas].
func (c *Compiler) Qualified(schema, name string) {
	if c.renamed != nil {
		schema = c.renamed.schemaName(schema)
	}
	if schema != "" {
		c.Ident(schema)
		c.Raw(".")
	}
	c.Ident(name)
}

// CheckIdent says why name cannot be the name of anything in a dialect, with an
// [IdentError]: it is empty, too long, not UTF-8, or holds a NUL.
func CheckIdent(g Grammar, name string) error {
	bad := func(format string, args ...any) error {
		return &IdentError{Name: name, Dialect: g.Name(), Reason: fmt.Sprintf(format, args...)}
	}
	switch {
	case name == "":
		return bad("it is empty")
	case strings.IndexByte(name, 0) >= 0:
		return bad("it holds a NUL byte")
	case !utf8.ValidString(name):
		return bad("it is not UTF-8")
	}
	limit, chars := g.MaxIdent()
	switch {
	case limit == 0 || len(name) <= limit:
	case !chars:
		return bad("it has %d bytes, %d is the most", len(name), limit)
	case utf8.RuneCountInString(name) > limit:
		return bad("it has %d characters, %d is the most", utf8.RuneCountInString(name), limit)
	}
	if why := g.RefusesIdent(name); why != "" {
		return bad("%s", why)
	}
	return nil
}

// isPlain reports whether a name needs no quotes but for being a reserved word.
func isPlain(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= 'a' && c <= 'z' || c == '_':
		case (c >= '0' && c <= '9' || c == '$') && i > 0:
		default:
			return false
		}
	}
	return true
}

// Shortened is a name that the compiler made, cut to the dialect's length: its
// beginning and a number that depends on the whole of it.
func Shortened(g Grammar, name string) string {
	limit, chars := g.MaxIdent()
	if limit == 0 || len(name) <= limit || chars && utf8.RuneCountInString(name) <= limit {
		return name
	}
	h := fnv.New32a()
	h.Write([]byte(name))
	room := limit - 9
	if chars {
		end := 0
		for range room {
			_, n := utf8.DecodeRuneInString(name[end:])
			end += n
		}
		return fmt.Sprintf("%s_%08x", name[:end], h.Sum32())
	}
	for room > 0 && !utf8.RuneStart(name[room]) {
		room--
	}
	return fmt.Sprintf("%s_%08x", name[:room], h.Sum32())
}

// function writes a function's name. It is quoted only when it is no word: the
// database folds the case of others, and some functions are words of its grammar.
func (c *Compiler) function(name string) {
	for more := true; more; {
		var part string
		if part, name, more = strings.Cut(name, "."); part != "" && isPlain(strings.ToLower(part)) {
			c.Raw(part)
		} else {
			c.Ident(part)
		}
		if more {
			c.Raw(".")
		}
	}
}

// column writes a column, after making sure that its table is there.
func (c *Compiler) column(n *sql.ColumnNode) {
	if !c.bare {
		if !c.scope.has(n.Table) {
			c.Fail(c.unbound(n))
			return
		}
		if f := meant(n); f != nil {
			c.g.FuncColumn(c, n, f)
			return
		}
		if !c.short {
			if n.Part != nil {
				c.qualifier(n.Part)
			} else {
				c.qualifier(n.Table)
			}
			c.Raw(".")
		}
	}
	c.Ident(c.columnName(n))
}

// meant is the function in FROM that n is a column of, when it is known by its meaning.
func meant(n *sql.ColumnNode) *sql.FuncTableNode {
	if f, ok := n.Table.Body.(*sql.FuncTableNode); ok && f.Call.Fn != sql.FnNone {
		return f
	}
	return nil
}

// columnName is the column's name: that of a subquery as its select list has it.
func (c *Compiler) columnName(n *sql.ColumnNode) string {
	if n.Table.Body != nil || n.Table.CTE != nil {
		return Shortened(c.g, n.Name)
	}
	return n.Name
}

func (c *Compiler) qualifier(t *sql.TableNode) {
	if t.As != "" {
		c.Ident(t.As)
	} else {
		c.Qualified(t.Schema, t.Name)
	}
}

// Unqualified runs write with columns written without their table, but in subqueries.
func (c *Compiler) Unqualified(write func()) {
	c.short = true
	write()
	c.short = false
}
