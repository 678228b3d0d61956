package sqlite

import (
	"encoding/binary"
	"runtime"
	"strings"
	"sync"
	"weak"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// A shape is a driver.Shape and what its declared types mean for values that are
// read without a type.
type shape struct {
	driver.Shape
	natural []natural // one for each column
}

// natural is how a column without a Go type is read.
type natural uint8

const (
	stored   natural = iota // as its storage class says
	asBool                  // 0 and 1 are false and true
	asDate                  // a text that is a date is a time
	asMoment                // a text that is a date with a time of day is one
)

// naturalOf reads a declared type. TIME is not among them: a time of day is no
// time.Time.
func naturalOf(decl string) natural {
	if i := strings.IndexAny(decl, " ("); i >= 0 {
		decl = decl[:i]
	}
	switch strings.ToUpper(decl) {
	case "BOOLEAN", "BOOL":
		return asBool
	case "DATE":
		return asDate
	case "DATETIME", "TIMESTAMP", "TIMESTAMPTZ":
		return asMoment
	}
	return stored
}

var none = &shape{} // of a statement that returns no rows

// shapes holds every shape in use, so that equal ones are the same. What is not
// in use any more is collected, or a program that makes up column names would
// fill the memory.
var shapes struct {
	mu    sync.Mutex
	known map[string]weak.Pointer[shape] // protected by mu
}

// shapeOf describes the columns of s as they are now.
func shapeOf(s *sqlite3.Stmt) *shape {
	n := s.ColumnCount()
	if n == 0 {
		return none
	}
	columns := make([]driver.Column, n)
	var key []byte
	for i := range columns {
		col := driver.Column{Name: s.ColumnName(i), Decl: s.ColumnDeclType(i)}
		columns[i] = col
		key = append(binary.AppendUvarint(key, uint64(len(col.Name))), col.Name...)
		key = append(binary.AppendUvarint(key, uint64(len(col.Decl))), col.Decl...)
	}
	return intern(string(key), columns)
}

func intern(key string, columns []driver.Column) *shape {
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	if known := shapes.known[key].Value(); known != nil {
		return known
	}
	made := &shape{Shape: driver.Shape{Columns: columns}, natural: make([]natural, len(columns))}
	for i, col := range columns {
		made.natural[i] = naturalOf(col.Decl)
	}
	if shapes.known == nil {
		shapes.known = map[string]weak.Pointer[shape]{}
	}
	shapes.known[key] = weak.Make(made)
	runtime.AddCleanup(made, forget, key)
	return made
}

func forget(key string) {
	shapes.mu.Lock()
	defer shapes.mu.Unlock()
	if shapes.known[key].Value() == nil { // not made again meanwhile
		delete(shapes.known, key)
	}
}
