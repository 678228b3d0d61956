package mapping

import (
	"reflect"
	"strings"
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

var (
	timeType     = reflect.TypeFor[time.Time]()
	durationType = reflect.TypeFor[time.Duration]()
)

// suggest is the column, or the relationship, that fits a field of type t; "" when
// there is none.
func (m *Mapper) suggest(t reflect.Type, field string) string {
	if target := entityOf(t); target != nil {
		kind := "One"
		if t.Kind() == reflect.Slice {
			kind = "Many"
		}
		return "orm." + kind + "[" + local(m.Struct, m.Decl) + ", " + local(target, m.Decl) + "]"
	}
	null := ""
	switch {
	case isNull(t):
		null, t = "Null", t.Field(0).Type
	case t.Kind() == reflect.Pointer:
		null, t = "Null", t.Elem()
	}
	name := local(t, m.Decl)
	date := strings.HasSuffix(field, "Date") || strings.HasSuffix(field, "Day") || strings.HasSuffix(field, "Birthday")
	switch {
	case t == timeType && date:
		return "schema." + null + "Date[time.Time]"
	case t == timeType:
		return "schema." + null + "Time"
	case t == durationType:
		return "schema." + null + "Interval"
	}
	switch d := sqltype.ForType(t); {
	case d == nil && (t.Kind() == reflect.Map || t.Kind() == reflect.Struct || t.Kind() == reflect.Interface):
		return "schema." + null + "JSON[" + name + "]"
	case d == nil:
		return ""
	case d.Kind == sqltype.KindDate:
		return "schema." + null + "Date[" + name + "]"
	case d.Kind == sqltype.KindUUID:
		return "schema." + null + "UUID[" + name + "]"
	case d.Kind == sqltype.KindJSON:
		return "schema." + null + "JSON[" + name + "]"
	case d.Kind == sqltype.KindNumeric:
		return "schema." + null + "Decimal[" + name + "]"
	case d.Kind == sqltype.KindArray && null == "":
		return "schema.Array[" + local(t.Elem(), m.Decl) + "]"
	}
	if short, ok := shorts[t]; ok {
		return "schema." + null + short
	}
	switch t.Kind() {
	case reflect.Bool:
		return "schema." + null + "Col[" + name + "]"
	case reflect.String:
		return "schema." + null + "Text[" + name + "]"
	case reflect.Slice:
		return "schema." + null + "Col[" + name + "]"
	}
	return "schema." + null + "Num[" + name + "]"
}

var shorts = map[reflect.Type]string{
	reflect.TypeFor[int](): "Int", reflect.TypeFor[int16](): "Int16", reflect.TypeFor[int32](): "Int32", reflect.TypeFor[int64](): "Int64",
	reflect.TypeFor[float64](): "Float", reflect.TypeFor[float32](): "Float32", reflect.TypeFor[string](): "String",
	reflect.TypeFor[bool](): "Bool", reflect.TypeFor[[]byte](): "Bytes",
}

// entityOf is the struct that a field's type may relate to: T of *T and []*T, when
// it is mapped.
func entityOf(t reflect.Type) reflect.Type {
	if t.Kind() == reflect.Slice {
		t = t.Elem()
	}
	if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && len(ForEntity(t.Elem())) > 0 {
		return t.Elem()
	}
	return nil
}

// local writes t as it is written in the package of beside.
func local(t, beside reflect.Type) string {
	s := strings.NewReplacer("interface {}", "any", "uint8", "byte").Replace(t.String())
	if pkg := beside.String(); beside.PkgPath() != "" && strings.Contains(pkg, ".") {
		prefix := pkg[:strings.IndexByte(pkg, '.')+1]
		s = strings.ReplaceAll(s, "*"+prefix, "*")
		s = strings.ReplaceAll(s, "["+prefix, "[")
		s = strings.ReplaceAll(s, "]"+prefix, "]")
		s = strings.TrimPrefix(s, prefix)
	}
	return s
}

// kindOfColumn is a column's kind as the table struct declares it, as far as its
// declaration tells.
func kindOfColumn(c *schema.ColumnDef) string {
	null := ""
	if c.Nullable {
		null = "Null"
	}
	if short, ok := shorts[c.GoType]; ok && c.Type != nil && c.Type.Kind != sqltype.KindJSON {
		return "schema." + null + short
	}
	kind := "Col"
	switch d := c.Type; {
	case d == nil:
	case d.Kind == sqltype.KindDate:
		kind = "Date"
	case d.Kind == sqltype.KindUUID:
		kind = "UUID"
	case d.Kind == sqltype.KindJSON || d.Kind == sqltype.KindJSONB:
		kind = "JSON"
	case d.Kind == sqltype.KindNumeric:
		kind = "Decimal"
	case d.Kind == sqltype.KindEnum:
		kind = "Enum"
	case c.GoType == timeType && d.Kind == sqltype.KindTimestampTZ:
		return "schema." + null + "Time"
	case c.GoType == durationType && d.Kind == sqltype.KindInterval:
		return "schema." + null + "Interval"
	case d.IsText():
		kind = "Text"
	case d.IsNumber():
		kind = "Num"
	}
	return "schema." + null + kind + "[" + c.GoType.String() + "]"
}
