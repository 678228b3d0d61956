package postgres

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// ColumnType writes the type as CAST has it, with these differences: what counts up
// is a SERIAL, and a timestamp says that it has no zone.
func (grammar) ColumnType(c *compile.Compiler, col *schema.ColumnDef, generated bool) {
	d := col.Type.In(name)
	if dom, ok := d.Domain().(*schema.DomainDef); ok {
		c.Qualified(dom.Schema, dom.Name)
		return
	}
	if generated && col.Identity == nil {
		c.Raw(map[sqltype.Kind]string{sqltype.KindSmallInt: "SMALLSERIAL", sqltype.KindInteger: "SERIAL", sqltype.KindBigInt: "BIGSERIAL"}[d.Kind])
		return
	}
	suffix := ""
	for ; d.Kind == sqltype.KindArray && d.Elem != nil; d = d.Elem {
		suffix += "[]"
	}
	switch d.Kind {
	case sqltype.KindUnknown, sqltype.KindArray:
		c.Unsupported("column of an unknown type", "say its type with Type")
		return
	case sqltype.KindFloat:
		c.Raw("FLOAT")
		if d.Precision > 0 {
			c.Raw("(" + strconv.Itoa(d.Precision) + ")")
		}
	case sqltype.KindChar:
		if d.Size <= 0 {
			c.Unsupported("CHAR without a size", "give it one with sqltype.Char(n)")
			return
		}
		typeName(c, d, true)
	case sqltype.KindTimestamp:
		typeName(c, d, true)
		c.Raw(" WITHOUT TIME ZONE")
	case sqltype.KindEnum:
		if d.Name == "" {
			c.Unsupported("enumeration without a name", "give it one with Values(name, …)")
			return
		}
		typeName(c, d, true)
	default:
		typeName(c, d, true)
	}
	c.Raw(suffix)
}
