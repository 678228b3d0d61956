package engine

import (
	"fmt"
	"reflect"
	"slices"
	"strings"

	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A holder is what holds a column in the rows of a bulk.
type holder struct {
	scan.StructField
	mapped *sql.RowField // nil where the field is found by its name
}

// mapped reports whether the rows are the objects that the table is mapped to.
func (b *bulk) mapped() bool {
	row := b.def.Node().Row
	return row != nil && row.Type == b.record
}

// holds is where the rows hold c. Of the table's own objects the mapping knows it: the field may be
// in a value object, unexported, or of another name. Other structs have a field of the column's name.
func (b *bulk) holds(fields scan.Fields, c *schema.ColumnDef) (holder, bool) {
	if b.mapped() {
		row := b.def.Node().Row
		for i := range row.Fields {
			if f := &row.Fields[i]; f.Column == c.Node() {
				return holder{scan.StructField{Name: c.Key, Type: f.Type, Offset: f.Offset}, f}, true
			}
		}
		return holder{}, false
	}
	f, ok := fields.Of(c.Key, c.Name)
	return holder{f, nil}, ok
}

// nested is the error of a field of a struct that is not mapped which holds columns in a value of
// several, and would be left out silently.
func (b *bulk) nested(fields scan.Fields, f scan.StructField) error {
	t := f.Type
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	if t.Kind() != reflect.Struct {
		return nil
	}
	var lost []string
	for _, in := range scan.FieldsOf(t).List {
		is := func(name string) bool { return strings.EqualFold(strings.ReplaceAll(name, "_", ""), f.Name+in.Name) }
		for _, c := range b.def.Columns {
			if _, ok := fields.Of(c.Key, c.Name); !ok && (is(c.Key) || is(c.Name)) && !slices.Contains(lost, c.Name) {
				lost = append(lost, c.Name)
			}
		}
	}
	if lost == nil {
		return nil
	}
	return fmt.Errorf("the field %s of %v holds %s, which are read only of the objects that %s is mapped to: give each a field of its own, tag it `db:\"-\"`, or say BulkColumns", f.Name, b.record, strings.Join(lost, ", "), b.def.FullName())
}
