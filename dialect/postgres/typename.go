package postgres

import (
	"strconv"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sqltype"
)

// typeName writes a type, with its length and precision when sized.
func typeName(c *compile.Compiler, t *sqltype.Desc, sized bool) {
	word, size := "", ""
	if t == nil {
		t = &sqltype.Desc{}
	}
	digits := func(n int) string {
		if sized && n > 0 {
			return "(" + strconv.Itoa(n) + ")"
		}
		return ""
	}
	switch t.Kind {
	case sqltype.KindBoolean:
		word = "BOOLEAN"
	case sqltype.KindSmallInt:
		word = "SMALLINT"
	case sqltype.KindInteger:
		word = "INTEGER"
	case sqltype.KindBigInt:
		word = "BIGINT"
	case sqltype.KindReal:
		word = "REAL"
	case sqltype.KindFloat:
		word = "FLOAT"
		if t.Precision > 0 && t.Precision <= 24 {
			word = "REAL" // or a comparison would not use the column's index
		}
	case sqltype.KindDouble:
		word = "DOUBLE PRECISION"
	case sqltype.KindNumeric:
		word = "NUMERIC"
		if sized && t.Precision > 0 {
			size = "(" + strconv.Itoa(t.Precision) + ", " + strconv.Itoa(t.Scale) + ")"
		}
	case sqltype.KindString:
		word, size = "VARCHAR", digits(t.Size)
	case sqltype.KindChar:
		word, size = "CHAR", digits(max(t.Size, 1))
		if !sized {
			word = "BPCHAR" // CHAR alone is CHAR(1)
		}
	case sqltype.KindText:
		word = "TEXT"
	case sqltype.KindBytes:
		word = "BYTEA"
	case sqltype.KindDate:
		word = "DATE"
	case sqltype.KindTime:
		word, size = "TIME", digits(t.Precision)
	case sqltype.KindTimestamp:
		word, size = "TIMESTAMP", digits(t.Precision)
	case sqltype.KindTimestampTZ:
		word, size = "TIMESTAMP"+digits(t.Precision)+" WITH TIME ZONE", ""
	case sqltype.KindInterval:
		word = "INTERVAL"
	case sqltype.KindUUID:
		word = "UUID"
	case sqltype.KindJSON:
		word = "JSON"
	case sqltype.KindJSONB:
		word = "JSONB"
	case sqltype.KindEnum:
		if t.Name == "" {
			word = "VARCHAR"
			break
		}
		c.Qualified(t.Schema, t.Name)
		return
	case sqltype.KindArray:
		typeName(c, t.Elem, sized)
		c.Raw("[]")
		return
	case sqltype.KindNamed:
		if t.Schema != "" {
			c.Ident(t.Schema)
			c.Raw(".")
		}
		c.Raw(t.Name)
		return
	default:
		c.Unsupported("type of that kind in CAST", "name one with sqltype.Named")
		return
	}
	c.Raw(word + size)
}

// TypeNumber is the type's OID where it is fixed.
func (g grammar) TypeNumber(t *sqltype.Desc) uint32 {
	if t == nil {
		return 0
	}
	if t.Kind == sqltype.KindArray {
		return arrayOID[g.TypeNumber(t.Elem)]
	}
	if t.Kind == sqltype.KindFloat && t.Precision > 0 && t.Precision <= 24 {
		return 700
	}
	if t.Kind == sqltype.KindEnum && t.Name == "" {
		return 1043
	}
	return oid[t.Kind]
}

var oid = map[sqltype.Kind]uint32{
	sqltype.KindBoolean: 16, sqltype.KindSmallInt: 21, sqltype.KindInteger: 23, sqltype.KindBigInt: 20,
	sqltype.KindReal: 700, sqltype.KindFloat: 701, sqltype.KindDouble: 701, sqltype.KindNumeric: 1700,
	sqltype.KindString: 1043, sqltype.KindChar: 1042, sqltype.KindText: 25, sqltype.KindBytes: 17,
	sqltype.KindDate: 1082, sqltype.KindTime: 1083, sqltype.KindTimestamp: 1114, sqltype.KindTimestampTZ: 1184,
	sqltype.KindInterval: 1186, sqltype.KindUUID: 2950, sqltype.KindJSON: 114, sqltype.KindJSONB: 3802,
}

// arrayOID is the OID of the array of a type.
var arrayOID = map[uint32]uint32{
	16: 1000, 17: 1001, 20: 1016, 21: 1005, 23: 1007, 25: 1009, 114: 199, 700: 1021, 701: 1022, 1042: 1014, 1043: 1015,
	1082: 1182, 1083: 1183, 1114: 1115, 1184: 1185, 1186: 1187, 1700: 1231, 2950: 2951, 3802: 3807,
}
