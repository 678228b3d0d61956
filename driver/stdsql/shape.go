package stdsql

import (
	sqldriver "database/sql/driver"
	"strings"
	"sync"

	"github.com/aludel/aludel/driver"
)

// A family is how the bytes of a column are to be understood, as far as its
// declared type tells.
type family uint8

const (
	unknown  family = iota
	text            // also DECIMAL, TIME, ENUM, SET, JSON: exact in their text
	binary          // bytes
	bits            // big-endian bits, as MySQL sends them
	unsigned        // over int64 it comes as text
	temporal        // DATE, DATETIME, TIMESTAMP
)

var families = map[string]family{
	"CHAR": text, "VARCHAR": text, "TEXT": text, "TINYTEXT": text, "MEDIUMTEXT": text, "LONGTEXT": text, "ENUM": text, "SET": text,
	"JSON": text, "JSONB": text, "DECIMAL": text, "NUMERIC": text, "TIME": text, "NVARCHAR": text, "BPCHAR": text, "NAME": text,
	"UUID": text, "INTERVAL": text, "CLOB": text, "CITEXT": text,
	"BINARY": binary, "VARBINARY": binary, "BLOB": binary, "TINYBLOB": binary, "MEDIUMBLOB": binary, "LONGBLOB": binary,
	"GEOMETRY": binary, "VECTOR": binary, "BYTEA": binary,
	"BIT":             bits,
	"UNSIGNED BIGINT": unsigned,
	"DATE":            temporal, "DATETIME": temporal, "TIMESTAMP": temporal, "TIMESTAMPTZ": temporal,
}

type shape struct {
	driver.Shape
	fams []family
}

// shapes are the interned shapes of a driver: equal columns, same pointer.
type shapes struct {
	mysql bool // BIT is bytes
	mu    sync.Mutex
	known map[string]*shape // by names and types
}

// maxShapes bounds what a program with generated column names can make us keep;
// beyond it plans are made anew, nothing else.
const maxShapes = 8192

// of is the shape of rs. Where it is the same as last it costs no more than
// asking the driver.
func (s *shapes) of(rs sqldriver.Rows, last *shape) *shape {
	names := rs.Columns()
	tn, _ := rs.(sqldriver.RowsColumnTypeDatabaseTypeName)
	decl := func(i int) string {
		if tn == nil {
			return ""
		}
		return tn.ColumnTypeDatabaseTypeName(i)
	}
	if last != nil && len(last.Columns) == len(names) {
		same := true
		for i := 0; i < len(names) && same; i++ {
			same = names[i] == last.Columns[i].Name && decl(i) == last.Columns[i].Decl
		}
		if same {
			return last
		}
	}
	var key strings.Builder
	for i, n := range names {
		key.WriteString(n + "\x00" + decl(i) + "\x00")
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if sh := s.known[key.String()]; sh != nil {
		return sh
	}
	sh := &shape{fams: make([]family, len(names))}
	for i, n := range names {
		d := decl(i)
		sh.Columns = append(sh.Columns, driver.Column{Name: n, Decl: d})
		sh.fams[i] = families[strings.ToUpper(d)]
		if sh.fams[i] == bits && !s.mysql {
			sh.fams[i] = text
		}
	}
	if len(s.known) >= maxShapes {
		clear(s.known)
	}
	s.known[key.String()] = sh
	return sh
}

// noShape is that of a statement without rows.
var noShape = &shape{}
