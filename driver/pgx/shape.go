package pgx

import (
	"encoding/binary"
	"sync"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/aludel/aludel/driver"
)

var be = binary.BigEndian

// A described is a shape with what the adapter derives from it once.
type described struct {
	shape   driver.Shape
	natural []natural // for Rows.Values and targets of Kind Any
}

// maxShapes bounds the memory that interning takes in a program that makes up
// column names all the time. Beyond it equal columns may get a second Shape,
// which costs a plan, not correctness.
const maxShapes = 1 << 14

// shapes interns for all connections of the process, lent ones too: a plan is
// kept by its shape, and a type number means the same decoder everywhere.
var shapes interner

type interner struct {
	mu  sync.Mutex
	all map[string]*described // guarded by mu
}

// noColumns is the shape of a statement that returns no rows.
var noColumns = &described{}

func (in *interner) of(fs []pgproto3.FieldDescription) *described {
	if len(fs) == 0 {
		return noColumns
	}
	key := make([]byte, 0, 256)
	for i := range fs {
		key = append(append(key, fs[i].Name...), 0)
		key = be.AppendUint32(key, fs[i].DataTypeOID)
	}
	in.mu.Lock()
	defer in.mu.Unlock()
	if d := in.all[string(key)]; d != nil {
		return d
	}
	d := &described{}
	for i := range fs {
		oid := fs[i].DataTypeOID
		c := driver.Column{Name: string(fs[i].Name), Type: oid}
		if n := typeNames[oid]; n != "" || arrayElements[oid] != 0 {
			c.Decl = typeName(oid)
		}
		d.shape.Columns = append(d.shape.Columns, c)
		d.natural = append(d.natural, naturalOf(oid))
	}
	if in.all == nil || len(in.all) >= maxShapes {
		in.all = map[string]*described{}
	}
	in.all[string(key)] = d
	return d
}
