package pgx

import (
	"fmt"
	"strings"

	"github.com/aludel/aludel/driver"
)

// quote makes an identifier of a name.
func quote(name string) (string, error) {
	if name == "" || strings.IndexByte(name, 0) >= 0 {
		return "", badName(name)
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`, nil
}

// quoteTable quotes the parts of a name with dots that are not quoted already.
func quoteTable(name string) (string, error) {
	var out []string
	rest := name
	for {
		part := ""
		if strings.HasPrefix(rest, `"`) {
			i := 1
			for ; i < len(rest); i++ {
				if rest[i] != '"' {
					continue
				}
				if i+1 < len(rest) && rest[i+1] == '"' {
					i++
					continue
				}
				break
			}
			if i >= len(rest) || i == 1 {
				return "", badName(name)
			}
			part, rest = strings.ReplaceAll(rest[1:i], `""`, `"`), rest[i+1:]
		} else {
			i := strings.IndexByte(rest, '.')
			if i < 0 {
				i = len(rest)
			}
			part, rest = rest[:i], rest[i:]
		}
		q, err := quote(part)
		if err != nil {
			return "", badName(name)
		}
		out = append(out, q)
		if rest == "" {
			return strings.Join(out, "."), nil
		}
		if rest[0] != '.' {
			return "", badName(name)
		}
		rest = rest[1:]
	}
}

func badName(name string) error {
	return &driver.Error{Class: driver.Programming, Message: fmt.Sprintf(
		"%q is not a name: it is empty, holds a NUL byte, or its quotes do not match", name)}
}
