package sql

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// readText cuts a raw text at its parameters. Where databases cut it differently, as
// 'it\'s :x' or "a" -- b, the node has a reading for each.
func readText(s string) *TextNode {
	n := parseText(s, LexisPostgreSQL)
	if !ambiguous(s) {
		return n
	}
	all, same := []*TextNode{n}, true
	for l := LexisPostgreSQL + 1; l < lexes; l++ {
		r := parseText(s, l)
		same = same && r.sameCuts(n)
		all = append(all, r)
	}
	if same {
		return n
	}
	out := *n
	out.Readings = all
	return &out
}

// ambiguous: databases may disagree about s.
func ambiguous(s string) bool {
	return strings.ContainsAny(s, "\\`#$[") || strings.Contains(s, "--") || strings.Contains(s, "/*")
}

func (n *TextNode) sameCuts(m *TextNode) bool {
	return (n.Err == nil) == (m.Err == nil) && n.uneven == m.uneven && slices.Equal(n.Parts, m.Parts)
}

// For is the text as a database of lexis l reads it.
func (n *TextNode) For(l Lexis) *TextNode {
	if n.Readings == nil || int(l) >= len(n.Readings) {
		return n
	}
	return n.Readings[l]
}

// each is n with every reading changed by f, which gives an error for a parameter that
// the reading does not have. It is an error of n when none has it.
func (n *TextNode) each(name string, f func(*TextNode) *TextNode) *TextNode {
	has := func(r *TextNode) bool {
		return slices.ContainsFunc(r.Binds, func(b *BindNode) bool { return b.Name == name })
	}
	if n.Readings == nil || !slices.ContainsFunc(n.Readings, has) {
		out := f(n)
		out.Readings = nil
		return out
	}
	out := *n
	out.Readings = make([]*TextNode, len(n.Readings))
	for i, r := range n.Readings {
		if has(r) {
			out.Readings[i] = f(r)
			continue
		}
		c := *r
		if c.Err == nil {
			c.Err = fmt.Errorf("a value is given for :%s, which is part of a string or a comment here: this database reads the text otherwise than others", name)
		}
		out.Readings[i] = &c
	}
	out.Parts, out.Binds, out.Lists = out.Readings[0].Parts, out.Readings[0].Binds, out.Readings[0].Lists
	return &out
}

func parseText(s string, l Lexis) *TextNode {
	n := &TextNode{}
	part := make([]byte, 0, len(s))
	byName := map[string]*BindNode{}
	depth, executed := 0, false
	for i := 0; i < len(s); {
		end, kind := l.Token(s, i)
		token := s[i:end]
		switch kind {
		case TokenEscaped:
			part = append(part, ':')
		case TokenParam:
			name := token[1:]
			b := byName[name]
			if b == nil {
				b = &BindNode{Name: name}
				byName[name] = b
			}
			n.Parts, n.Binds = append(n.Parts, string(part)), append(n.Binds, b)
			part = part[:0]
			if executed && n.Err == nil {
				n.Err = fmt.Errorf("the parameter %s stands in a comment that only some versions execute: write the text without the comment", token)
			}
		case TokenOpen:
			if n.Err == nil {
				n.Err = fmt.Errorf("the raw SQL ends inside of a string, a quoted name or a comment that begins with %s", beginning(token))
			}
			part = append(part, token...)
		default:
			switch {
			case token == "(":
				depth++
			case token == ")":
				depth--
				n.uneven = n.uneven || depth < 0
			case strings.HasPrefix(token, "/*") && kind == TokenSign:
				executed = true
			case token == "*" && end < len(s) && s[end] == '/':
				executed = false
			}
			part = append(part, token...)
		}
		i = end
	}
	n.uneven = n.uneven || depth != 0
	n.Parts = append(n.Parts, string(part))
	return n
}

// beginning shows where in a text something is.
func beginning(s string) string {
	const most = 20
	if len(s) > most {
		s = strings.ToValidUTF8(s[:most], "") + "…"
	}
	return strconv.Quote(s)
}
