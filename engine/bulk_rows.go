package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A bulkField is a column that the rows give, and how.
type bulkField struct {
	def   *schema.ColumnDef
	get   func(row unsafe.Pointer) (driver.Value, error) // nil: from the field, when it is wanted
	exact bool                                           // a number that needs no look at what its column keeps

	// of a field of a struct
	typ    reflect.Type
	offset uintptr
	list   sqltype.Lister // nil: fields are read one by one
}

var (
	paramsType      = reflect.TypeFor[sql.Params]()
	assignmentsType = reflect.TypeFor[[]sql.Assignment]()
)

// columnsOf are the declared columns of b's table behind expressions.
func (b *bulk) columnsOf(what string, xs []sql.Expr) ([]*schema.ColumnDef, error) {
	out := make([]*schema.ColumnDef, 0, len(xs))
	for _, x := range xs {
		n := sql.NodeOf(x)
		if e, ok := n.(*sql.ErrNode); ok {
			return nil, e.Err
		}
		col, ok := n.(*sql.ColumnNode)
		if !ok {
			return nil, fmt.Errorf("%s wants columns, not expressions of them", what)
		}
		d := schema.DefOf(col)
		if d == nil || d.Table() != b.def {
			return nil, fmt.Errorf("%s: %s.%s is a column of another table", what, col.Table.Ref(), col.Name)
		}
		if slices.Contains(out, d) {
			return nil, fmt.Errorf("%s: column %s is named twice", what, d.Name)
		}
		out = append(out, d)
	}
	return out, nil
}

// plan finds out, by the first row, what the rows give.
func (b *bulk) plan(first unsafe.Pointer) error {
	var err error
	switch {
	case b.rowType == paramsType:
		err = b.planParams(*(*sql.Params)(first))
	case b.rowType == assignmentsType:
		err = b.planAssignments(*(*[]sql.Assignment)(first))
	case b.record != nil:
		err = b.planRecord(first)
	default:
		err = b.planScalar()
	}
	if err != nil {
		return err
	}
	return b.complete()
}

func (b *bulk) planRecord(first unsafe.Pointer) error {
	fields, generated := scan.FieldsOf(b.record), b.def.Generated()
	want := b.columns
	if want == nil {
		for _, c := range b.def.Columns {
			if _, ok := b.holds(fields, c); !ok {
				continue
			}
			if b.inserts() && (c.Computed != nil || c == generated) {
				continue
			}
			if b.verb == bulkDelete && !slices.Contains(b.key, c) {
				continue
			}
			want = append(want, c)
		}
		if b.verb != bulkDelete && !b.mapped() {
			for _, f := range fields.List {
				if !slices.ContainsFunc(b.def.Columns, func(c *schema.ColumnDef) bool { return f.Is(c.Key) || f.Is(c.Name) }) && f.IsColumn() {
					return fmt.Errorf("the field %s of %v has no column in %s: name it as the column, tag it `db:\"-\"`, or say BulkColumns", f.Name, b.record, b.def.FullName())
				}
				if !f.IsColumn() {
					if err := b.nested(fields, f); err != nil {
						return err
					}
				}
			}
		}
	}
	for _, c := range want {
		f, ok := b.holds(fields, c)
		if !ok {
			return fmt.Errorf("column %s has no field in %v: add one of that name, or a `db:%q` tag", c.Name, b.record, c.Name)
		}
		if f.Twice {
			return fmt.Errorf("column %s has several fields in %v, of which none is nearer than the others: give all but one another name, or a `db:\"-\"` tag", c.Name, b.record)
		}
		for _, g := range fields.List {
			if f.mapped != nil {
				break
			}
			if g.Offset != f.Offset && (g.Is(c.Key) || g.Is(c.Name)) {
				return fmt.Errorf("column %s has two fields in %v, %s by its key and %s by its name: give one a `db:\"-\"` tag", c.Name, b.record, f.Name, g.Name)
			}
		}
		field, offset := bulkField{def: c, exact: asItIs(f.Type, c.Type), typ: f.Type, offset: f.Offset}, f.Offset
		if f.mapped != nil && f.mapped.Value != nil {
			field.get, field.exact = f.mapped.Value, false
		} else if asks := asksForDefault(f.Type, c); asks != nil && b.columns == nil && b.inserts() {
			field.read()
			left, read := b.leave(first, c, func(row unsafe.Pointer) bool { return asks(unsafe.Add(row, offset)) }, field.get)
			if left {
				continue
			}
			field.get, field.exact = read, false
		} else if c.Kinds != nil { // of some types the zero cannot be written
			field.read()
			zero, read := reflect.Zero(f.Type), field.get
			field.get = func(row unsafe.Pointer) (driver.Value, error) {
				if reflect.NewAt(zero.Type(), unsafe.Add(row, offset)).Elem().IsZero() {
					if v, err := read(row); err == nil {
						return v, nil
					}
					return driver.Value{}, nil
				}
				return read(row)
			}
		} else if b.known >= manyKnown {
			field.list = sqltype.FieldLister(f.Type, c.Type)
		}
		b.fields = append(b.fields, field)
	}
	if g := generated; g != nil && b.inserts() && !slices.Contains(want, g) {
		if f, ok := b.holds(fields, g); ok {
			offset, size := f.Offset, f.Type.Size()
			b.unset = func(row unsafe.Pointer) bool { return zeroed(unsafe.Add(row, offset), size) }
		}
	}
	for i, c := range b.back {
		f, ok := b.holds(fields, c)
		if !ok {
			return fmt.Errorf("BulkReturning: column %s has no field in %v", c.Name, b.record)
		}
		if f.mapped != nil && f.mapped.Reader != nil {
			return fmt.Errorf("BulkReturning: column %s belongs to a value behind a pointer, which is read as a whole", c.Name)
		}
		to, err := sqltype.Target(f.Type, c.Type)
		if err != nil {
			return fmt.Errorf("BulkReturning: column %s: %w", c.Name, err)
		}
		to.Col, to.Offset = i, f.Offset
		b.targets = append(b.targets, to)
		if c == generated {
			b.setKey = keySetter(f.StructField, c)
		}
		b.noteMade(c, f)
	}
	return nil
}

// asItIs reports whether the column keeps all that a field of that type gives: what is
// encoded need not be looked at again. Of a float the digits are not what is meant.
func asItIs(t reflect.Type, d *sqltype.Desc) bool {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	switch t.Kind() {
	case reflect.Float64, reflect.Float32:
		return true
	case reflect.Int, reflect.Int64, reflect.Int32:
		return d.IsInteger()
	}
	return false
}

// zeroed reports whether memory is all zero.
func zeroed(p unsafe.Pointer, size uintptr) bool {
	for _, x := range unsafe.Slice((*byte)(p), size) {
		if x != 0 {
			return false
		}
	}
	return true
}

// keySetter stores a generated key in a field of a row.
func keySetter(f scan.StructField, c *schema.ColumnDef) func(row unsafe.Pointer, key int64) error {
	offset := f.Offset
	if k := f.Type.Kind(); k == reflect.Int || k == reflect.Int64 {
		return func(row unsafe.Pointer, key int64) error {
			*(*int64)(unsafe.Add(row, offset)) = key // an int has 64 bits wherever a database runs
			return nil
		}
	}
	return func(row unsafe.Pointer, key int64) error {
		return sqltype.Store(reflect.NewAt(f.Type, unsafe.Add(row, offset)).Elem(), driver.OfInt(key), c.Type)
	}
}

func (b *bulk) planParams(first sql.Params) error {
	if b.columns == nil {
		for _, c := range b.def.Columns {
			if _, ok := first[c.Key]; ok && (b.verb != bulkDelete || slices.Contains(b.key, c)) {
				b.columns = append(b.columns, c)
			}
		}
	}
	for _, c := range b.columns {
		b.fields = append(b.fields, bulkField{def: c, get: func(row unsafe.Pointer) (driver.Value, error) {
			x, ok := (*(*sql.Params)(row))[c.Key]
			if !ok {
				return driver.Value{}, fmt.Errorf("the row does not have it, as the first one does")
			}
			v, err := sqltype.EncodeAny(x, c.Type)
			if err == nil && !c.Nullable {
				v = sqltype.NotNull(v, c.Type)
			}
			return v, err
		}})
	}
	least := len(b.fields) // of the first row, and not what defaults are put in for
	b.same = func(row unsafe.Pointer) error {
		p := *(*sql.Params)(row)
		given := b.fields[:min(least, len(b.fields))]
		if len(p) == len(given) {
			return nil // a missing one is found by its field
		}
		for name := range p {
			if c := b.def.Column(name); b.verb == bulkDelete && c != nil && c.Key == name {
				continue // a row has more than its key
			}
			if !slices.ContainsFunc(given, func(f bulkField) bool { return f.def.Key == name }) {
				return fmt.Errorf("%q is no column that is written; they are %s", name, b.names())
			}
		}
		return nil
	}
	return nil
}

func (b *bulk) names() string {
	var out []string
	for _, f := range b.fields {
		out = append(out, fmt.Sprintf("%q", f.def.Key))
	}
	return strings.Join(out, ", ")
}

func (b *bulk) planAssignments(first []sql.Assignment) error {
	if b.columns != nil {
		return fmt.Errorf("rows of assignments say their columns themselves: leave BulkColumns out")
	}
	for i, a := range first {
		if a.Err != nil {
			return a.Err
		}
		c := schema.DefOf(a.Column)
		if c == nil || c.Table() != b.def {
			return fmt.Errorf("%s.%s is a column of another table", a.Column.Table.Ref(), a.Column.Name)
		}
		b.fields = append(b.fields, bulkField{def: c, get: func(row unsafe.Pointer) (driver.Value, error) {
			a := (*(*[]sql.Assignment)(row))[i]
			v, ok := a.Value.(*sql.BindNode)
			if !ok || v.Name != "" {
				return driver.Value{}, fmt.Errorf("it is given an expression, and rows of a bulk have values: use %s for it", map[bool]string{true: "sql.Insert", false: "sql.Update"}[b.inserts()])
			}
			return v.Value, v.Err
		}})
	}
	least := len(b.fields)
	b.same = func(row unsafe.Pointer) error {
		as := *(*[]sql.Assignment)(row)
		given := b.fields[:min(least, len(b.fields))]
		if len(as) != len(given) {
			return fmt.Errorf("it gives %d columns, the first one %d: each row must give the same columns in the same order", len(as), len(given))
		}
		for i, a := range as {
			switch {
			case a.Err != nil:
				return a.Err
			case schema.DefOf(a.Column) != b.fields[i].def:
				return fmt.Errorf("it gives column %s where the first one gives %s: each row must give the same columns in the same order", a.Column.Name, b.fields[i].def.Name)
			}
		}
		return nil
	}
	return nil
}

func (b *bulk) planScalar() error {
	if b.verb != bulkDelete || len(b.key) != 1 {
		return fmt.Errorf("rows are structs, pointers to structs, sql.Params or []sql.Assignment, not %v", b.rowType)
	}
	t := b.rowType
	if t.Kind() == reflect.Pointer {
		return fmt.Errorf("keys are given as they are, not as %v", t)
	}
	get := sqltype.FieldEncoder(t, b.key[0].Type, false)
	b.fields = []bulkField{{def: b.key[0], get: get}}
	return nil
}

// read makes get of a field of a struct.
func (f *bulkField) read() {
	get, offset := sqltype.FieldEncoder(f.typ, f.def.Type, f.def.Nullable), f.offset
	f.get = func(row unsafe.Pointer) (driver.Value, error) { return get(unsafe.Add(row, offset)) }
}

// value is a field of a row, as it is bound.
func (f *bulkField) value(row unsafe.Pointer) (driver.Value, error) {
	if f.get == nil {
		f.read()
	}
	v, err := f.get(row)
	if err == nil && !f.exact {
		v, err = sqltype.Stored(v, f.def.Type)
	}
	if err != nil {
		return v, fmt.Errorf("column %s: %w", f.def.Name, err)
	}
	return v, nil
}
