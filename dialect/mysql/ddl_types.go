package mysql

import (
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// ColumnType writes a type that holds every value of col's type as it is: a type that
// would cut, round or lose a fraction silently is not chosen, and where there is none
// the column is refused.
func (g grammar) ColumnType(c *compile.Compiler, col *schema.ColumnDef, generated bool) {
	d := col.Type.In(g.Name())
	size := func(n int) string { return "(" + strconv.Itoa(n) + ")" }
	fraction := size(6) // microseconds; without a number it would be whole seconds
	if d.Precision > 0 {
		fraction = size(d.Precision)
	}
	unsigned := ""
	if d.Unsigned {
		unsigned = " UNSIGNED"
	}
	switch d.Kind {
	case sqltype.KindBoolean:
		c.Raw("BOOL")
	case sqltype.KindSmallInt:
		c.Raw("SMALLINT" + unsigned)
	case sqltype.KindInteger:
		c.Raw("INTEGER" + unsigned)
	case sqltype.KindBigInt:
		c.Raw("BIGINT" + unsigned)
	case sqltype.KindReal:
		c.Raw("FLOAT")
	case sqltype.KindFloat:
		if d.Precision > 0 && d.Precision <= 24 {
			c.Raw("FLOAT")
		} else {
			c.Raw("DOUBLE") // its FLOAT has 32 bits
		}
	case sqltype.KindDouble:
		c.Raw("DOUBLE")
	case sqltype.KindNumeric:
		if d.Precision == 0 {
			c.Unsupported("NUMERIC without a precision (it would be (10, 0) and round)", "give it one with .Precision(p, s) or sqltype.Numeric(p, s)")
			return
		}
		c.Raw("NUMERIC(" + strconv.Itoa(d.Precision) + ", " + strconv.Itoa(d.Scale) + ")")
	case sqltype.KindString:
		if d.Size == 0 {
			c.Unsupported("VARCHAR without a size", "give it one with .Size(n), or take .Type(sqltype.Text)")
			return
		}
		c.Raw("VARCHAR" + size(d.Size))
	case sqltype.KindChar:
		if d.Size == 0 {
			c.Unsupported("CHAR without a size", "give it one with sqltype.Char(n)")
			return
		}
		c.Raw("CHAR" + size(d.Size))
	case sqltype.KindText:
		c.Raw("LONGTEXT") // its TEXT has 64 kB
	case sqltype.KindBytes:
		if d.Fixed {
			c.Raw("BINARY" + size(d.Size))
		} else if d.Size > 0 {
			c.Raw("VARBINARY" + size(d.Size))
		} else {
			c.Raw("LONGBLOB")
		}
	case sqltype.KindDate:
		c.Raw("DATE")
	case sqltype.KindTime:
		c.Raw("TIME" + fraction)
	case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		c.Raw("DATETIME" + fraction) // its TIMESTAMP ends in 2038
	case sqltype.KindInterval:
		c.Raw("BIGINT") // microseconds
	case sqltype.KindUUID:
		c.Raw("CHAR(36)")
	case sqltype.KindJSON, sqltype.KindJSONB:
		c.Raw("JSON")
	case sqltype.KindEnum:
		g.enum(c, d, "ENUM(")
	case sqltype.KindSet:
		g.enum(c, d, "SET(")
	case sqltype.KindArray:
		c.Unsupported("arrays", "use a JSON column, or a table of its own")
	case sqltype.KindNamed:
		c.TypeName(d.Name)
		if first, _, _ := strings.Cut(d.Name, "("); col.Nullable && strings.EqualFold(strings.TrimSpace(first), "TIMESTAMP") {
			c.Raw(" NULL") // or servers make it NOT NULL, and set it to the time of each change
		}
	case sqltype.KindTimeTZ, sqltype.KindRange, sqltype.KindMultirange, sqltype.KindHStore, sqltype.KindInet, sqltype.KindCIDR, sqltype.KindMACAddr,
		sqltype.KindBit, sqltype.KindVarBit, sqltype.KindTSVector, sqltype.KindTSQuery, sqltype.KindMoney, sqltype.KindCIText, sqltype.KindOID,
		sqltype.KindRegClass, sqltype.KindXML:
		c.Unsupported(d.String(), "say with WithVariant what it is here; sqltype.String(n) holds its text")
	default:
		c.Unsupported("column of an unknown type", "say its type with Type")
	}
}

func (g grammar) enum(c *compile.Compiler, d *sqltype.Desc, open string) {
	if len(d.Values) == 0 {
		c.Unsupported("enumeration without values", "name them with Values(name, …)")
		return
	}
	c.Raw(open)
	for i, v := range d.Values {
		if strings.HasSuffix(v, " ") {
			c.Unsupported("label of an enumeration that ends with a blank", "it would be cut off: "+strconv.Quote(v))
			return
		}
		if d.Kind == sqltype.KindSet && strings.Contains(v, ",") {
			c.Unsupported("member of a SET with a comma", "which stands between members: "+strconv.Quote(v))
			return
		}
		if i > 0 {
			c.Raw(", ")
		}
		g.Quoted(c, v)
	}
	c.Raw(")")
}
