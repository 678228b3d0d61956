package sqlite

import (
	"strconv"
	"unicode/utf8"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// ColumnType writes a declared type whose affinity leaves the stored form of the
// values alone: https://www.sqlite.org/datatype3.html#determination_of_column_affinity.
// A name with INT is for integers, with CHAR or TEXT for texts, with BLOB for bytes, with
// REAL, FLOA or DOUB for floats; any other turns a text that is a number into one,
// which is harmless for dates and times and ruin for decimals and JSON.
func (g grammar) ColumnType(c *compile.Compiler, col *schema.ColumnDef, generated bool) {
	d := col.Type.In(g.Name())
	if generated {
		if pk := col.Table().PrimaryKey(); len(pk) != 1 || pk[0] != col {
			c.Unsupported("column that counts up beside or inside a primary key of several columns", "make it the whole primary key, and the rest a unique constraint")
			return
		}
		c.Raw("INTEGER") // exactly this word makes it the rowid, which counts up, and it has 64 bits
		return
	}
	sized := func(word string, n int) {
		if n > 0 {
			word += "(" + strconv.Itoa(n) + ")"
		}
		c.Raw(word)
	}
	switch d.Kind {
	case sqltype.KindBoolean:
		c.Raw("BOOLEAN")
	case sqltype.KindSmallInt:
		c.Raw("SMALLINT")
	case sqltype.KindInteger:
		if pk := col.Table().PrimaryKey(); len(pk) == 1 && pk[0] == col {
			c.Raw("INT") // INTEGER would make up a value for a row that gives none
			return
		}
		c.Raw("INTEGER")
	case sqltype.KindBigInt:
		if d.Unsigned {
			c.Unsupported("integers above 9223372036854775807", "use sqltype.Numeric(20, 0)")
			return
		}
		c.Raw("BIGINT")
	case sqltype.KindReal:
		c.Raw("REAL")
	case sqltype.KindFloat:
		c.Raw("FLOAT")
	case sqltype.KindDouble:
		c.Raw("DOUBLE PRECISION")
	case sqltype.KindNumeric:
		word := "DECIMAL_TEXT"
		if d.Precision > 0 {
			word += "(" + strconv.Itoa(d.Precision) + ", " + strconv.Itoa(d.Scale) + ")"
		}
		c.Raw(word + " COLLATE decimal") // the adapter's: as numbers, not as texts
	case sqltype.KindString:
		sized("VARCHAR", d.Size)
	case sqltype.KindChar:
		sized("CHAR", d.Size)
	case sqltype.KindText:
		c.Raw("TEXT")
	case sqltype.KindBytes:
		sized("BLOB", d.Size)
	case sqltype.KindDate:
		c.Raw("DATE")
	case sqltype.KindTime:
		c.Raw("TIME")
	case sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		c.Raw("DATETIME")
	case sqltype.KindInterval:
		c.Raw("BIGINT") // microseconds
	case sqltype.KindUUID:
		c.Raw("CHAR(36)")
	case sqltype.KindJSON, sqltype.KindJSONB:
		c.Raw("JSON_TEXT")
	case sqltype.KindEnum:
		if len(d.Values) == 0 {
			c.Unsupported("enumeration without values", "name them with Values(name, …)")
			return
		}
		longest := 1
		for _, v := range d.Values {
			longest = max(longest, utf8.RuneCountInString(v))
		}
		sized("VARCHAR", longest)
	case sqltype.KindArray:
		c.Unsupported("arrays", "use a JSON column, or a table of its own")
	case sqltype.KindNamed:
		c.TypeName(d.Name)
	case sqltype.KindTimeTZ, sqltype.KindRange, sqltype.KindMultirange, sqltype.KindHStore, sqltype.KindInet, sqltype.KindCIDR, sqltype.KindMACAddr,
		sqltype.KindBit, sqltype.KindVarBit, sqltype.KindTSVector, sqltype.KindTSQuery, sqltype.KindMoney, sqltype.KindCIText, sqltype.KindOID,
		sqltype.KindRegClass, sqltype.KindXML, sqltype.KindSet:
		c.Unsupported(d.String(), "say with WithVariant what it is here; sqltype.String(n) holds its text")
	default:
		c.Unsupported("column of an unknown type", "say its type with Type")
	}
}
