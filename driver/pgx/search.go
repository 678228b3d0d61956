package pgx

import (
	"strconv"
	"strings"
)

// The texts of the types for searching, from their binary forms.

// vectorText is a tsvector: words with their positions and weights.
func vectorText(b []byte) (string, error) {
	if len(b) < 4 {
		return "", errLength
	}
	n := int(be.Uint32(b))
	b = b[4:]
	if n < 0 || n > len(b)/3 {
		return "", errLength
	}
	var out strings.Builder
	for i := range n {
		end := strings.IndexByte(string(b), 0)
		if end < 0 || len(b) < end+3 {
			return "", errLength
		}
		if i > 0 {
			out.WriteByte(' ')
		}
		quoteWord(&out, string(b[:end]))
		positions := int(be.Uint16(b[end+1:]))
		b = b[end+3:]
		if len(b) < 2*positions {
			return "", errLength
		}
		for j := range positions {
			p := be.Uint16(b[2*j:])
			out.WriteByte(":,"[min(j, 1)])
			out.WriteString(strconv.Itoa(int(p & 0x3fff)))
			if w := p >> 14; w > 0 {
				out.WriteByte("DCBA"[w])
			}
		}
		b = b[2*positions:]
	}
	if len(b) != 0 {
		return "", errLength
	}
	return out.String(), nil
}

// quoteWord writes a word as the types for searching show it.
func quoteWord(out *strings.Builder, w string) {
	out.WriteByte('\'')
	for i := range len(w) {
		if w[i] == '\'' || w[i] == '\\' {
			out.WriteByte(w[i])
		}
		out.WriteByte(w[i])
	}
	out.WriteByte('\'')
}

// queryText is a tsquery. Its tree is sent with each operator before its operands, the
// right one first.
func queryText(b []byte) (string, error) {
	if len(b) < 4 {
		return "", errLength
	}
	n := int(be.Uint32(b))
	q := queryReader{b: b[4:], left: n}
	if n == 0 {
		return "", nil
	}
	var out strings.Builder
	s, _, ok := q.item(0)
	if !ok || q.left != 0 || len(q.b) != 0 {
		return "", errLength
	}
	out.WriteString(s)
	return out.String(), nil
}

type queryReader struct {
	b    []byte
	left int
}

// Precedences of the operators, from the loosest.
const (
	queryOr = iota + 1
	queryAnd
	queryPhrase
	queryNot
	queryWord
)

// item reads an operand or an operator with its operands, as text.
func (q *queryReader) item(depth int) (text string, prec int, ok bool) {
	if q.left <= 0 || len(q.b) < 2 || depth > 10000 {
		return "", 0, false
	}
	q.left--
	if q.b[0] == 1 {
		return q.word()
	}
	if q.b[0] != 2 {
		return "", 0, false
	}
	op := q.b[1]
	q.b = q.b[2:]
	sign := ""
	switch op {
	case 1:
		x, p, ok := q.item(depth + 1)
		if p < queryNot {
			x = "( " + x + " )"
		}
		return "!" + x, queryNot, ok
	case 2:
		prec, sign = queryAnd, " & "
	case 3:
		prec, sign = queryOr, " | "
	case 4:
		if len(q.b) < 2 {
			return "", 0, false
		}
		distance := be.Uint16(q.b)
		q.b = q.b[2:]
		prec, sign = queryPhrase, " <"+strconv.Itoa(int(distance))+"> "
		if distance == 1 {
			sign = " <-> "
		}
	default:
		return "", 0, false
	}
	r, rp, ok1 := q.item(depth + 1)
	l, lp, ok2 := q.item(depth + 1)
	if rp < prec || rp == prec && op == 4 {
		r = "( " + r + " )"
	}
	if lp < prec {
		l = "( " + l + " )"
	}
	return l + sign + r, prec, ok1 && ok2
}

func (q *queryReader) word() (string, int, bool) {
	if len(q.b) < 4 {
		return "", 0, false
	}
	weights, prefix := q.b[1], q.b[2] != 0
	q.b = q.b[3:]
	end := strings.IndexByte(string(q.b), 0)
	if end < 0 {
		return "", 0, false
	}
	var out strings.Builder
	quoteWord(&out, string(q.b[:end]))
	q.b = q.b[end+1:]
	if prefix || weights != 0 {
		out.WriteByte(':')
	}
	if prefix {
		out.WriteByte('*')
	}
	for i, c := range "ABCD" {
		if weights&(8>>i) != 0 {
			out.WriteRune(c)
		}
	}
	return out.String(), queryWord, true
}

// moneyText is an amount with two digits after the point, as the server counts in
// most locales; one that has another number of them is for casts to numeric.
func moneyText(b []byte) (string, error) {
	if len(b) != 8 {
		return "", errLength
	}
	n := int64(be.Uint64(b))
	sign, u := "", uint64(n)
	if n < 0 {
		sign, u = "-", -u
	}
	s := strconv.FormatUint(u, 10)
	for len(s) < 3 {
		s = "0" + s
	}
	return sign + s[:len(s)-2] + "." + s[len(s)-2:], nil
}
