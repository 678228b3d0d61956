package postgres

import (
	"strconv"
	"strings"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sqltype"
)

// typeName writes a type, with its length and precision when sized.
func typeName(c *compile.Compiler, t *sqltype.Desc, sized bool) {
	word, size := "", ""
	if t = t.In(name); t == nil {
		t = &sqltype.Desc{}
	}
	if t.Unsigned {
		t = signed(t)
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
		if s := compile.SchemaName(c.Grammar(), t.Schema); t.Schema != "" && s != "" {
			c.Ident(s)
			c.Raw(".")
		}
		c.TypeName(t.Name)
		return
	case sqltype.KindTimeTZ:
		word, size = "TIME"+digits(t.Precision)+" WITH TIME ZONE", ""
	case sqltype.KindRange, sqltype.KindMultirange:
		if word = rangeWords[t.Elem.In(name).Kind]; word == "" {
			c.Unsupported("range of "+t.Elem.String(), "there are ranges of INTEGER, BIGINT, NUMERIC, TIMESTAMP, TIMESTAMP WITH TIME ZONE and DATE")
			return
		}
		if t.Kind == sqltype.KindMultirange {
			word = strings.Replace(word, "RANGE", "MULTIRANGE", 1)
		}
	case sqltype.KindMACAddr:
		word = "MACADDR"
		if t.Size == 8 {
			word = "MACADDR8"
		}
	case sqltype.KindBit:
		word, size = "BIT", digits(t.Size)
		if !sized {
			word = "BIT VARYING" // BIT alone is BIT(1), and would cut
		}
	case sqltype.KindVarBit:
		word, size = "BIT VARYING", digits(t.Size)
	case sqltype.KindHStore, sqltype.KindInet, sqltype.KindCIDR, sqltype.KindTSVector, sqltype.KindTSQuery, sqltype.KindMoney, sqltype.KindCIText,
		sqltype.KindOID, sqltype.KindRegClass, sqltype.KindXML:
		if t.Schema != "" { // an extension's
			c.Qualified(t.Schema, strings.ToLower(t.String()))
			return
		}
		word = t.String()
	case sqltype.KindSet:
		c.Unsupported("SET", "use an array of an enumeration")
		return
	default:
		c.Unsupported("type of that kind in CAST", "name one with sqltype.Named")
		return
	}
	c.Raw(word + size)
}

// TypeNumber is the type's OID where it is fixed.
func (g grammar) TypeNumber(t *sqltype.Desc) uint32 {
	if t = t.In(name); t == nil {
		return 0
	}
	if t.Unsigned {
		t = signed(t)
	}
	switch t.Kind {
	case sqltype.KindRange:
		return rangeOID[t.Elem.In(name).Kind]
	case sqltype.KindMultirange:
		return multirangeOID[t.Elem.In(name).Kind]
	case sqltype.KindMACAddr:
		if t.Size == 8 {
			return 774
		}
	case sqltype.KindBit:
		return 1562
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
	if int(t.Kind) < len(oid) {
		return oid[t.Kind]
	}
	return 0
}

var oid = [...]uint32{
	sqltype.KindBoolean: 16, sqltype.KindSmallInt: 21, sqltype.KindInteger: 23, sqltype.KindBigInt: 20,
	sqltype.KindReal: 700, sqltype.KindFloat: 701, sqltype.KindDouble: 701, sqltype.KindNumeric: 1700,
	sqltype.KindString: 1043, sqltype.KindChar: 1042, sqltype.KindText: 25, sqltype.KindBytes: 17,
	sqltype.KindDate: 1082, sqltype.KindTime: 1083, sqltype.KindTimestamp: 1114, sqltype.KindTimestampTZ: 1184,
	sqltype.KindTimeTZ: 1266, sqltype.KindInet: 869, sqltype.KindCIDR: 650, sqltype.KindMACAddr: 829, sqltype.KindVarBit: 1562,
	sqltype.KindTSVector: 3614, sqltype.KindTSQuery: 3615, sqltype.KindMoney: 790, sqltype.KindOID: 26, sqltype.KindRegClass: 2205, sqltype.KindXML: 142,
	sqltype.KindInterval: 1186, sqltype.KindUUID: 2950, sqltype.KindJSON: 114, sqltype.KindJSONB: 3802,
}

// arrayOID is the OID of the array of a type.
var arrayOID = map[uint32]uint32{
	16: 1000, 17: 1001, 20: 1016, 21: 1005, 23: 1007, 25: 1009, 114: 199, 700: 1021, 701: 1022, 1042: 1014, 1043: 1015,
	1082: 1182, 1083: 1183, 1114: 1115, 1184: 1185, 1186: 1187, 1700: 1231, 2950: 2951, 3802: 3807,
	1266: 1270, 869: 1041, 650: 651, 829: 1040, 774: 775, 1562: 1563, 3614: 3643, 3615: 3645, 790: 791, 26: 1028, 2205: 2210, 142: 143,
	3904: 3905, 3926: 3927, 3906: 3907, 3908: 3909, 3910: 3911, 3912: 3913, 4451: 6150, 4536: 6157, 4532: 6151, 4533: 6152, 4534: 6153, 4535: 6155,
}

var (
	rangeWords = map[sqltype.Kind]string{sqltype.KindInteger: "INT4RANGE", sqltype.KindBigInt: "INT8RANGE", sqltype.KindNumeric: "NUMRANGE",
		sqltype.KindTimestamp: "TSRANGE", sqltype.KindTimestampTZ: "TSTZRANGE", sqltype.KindDate: "DATERANGE"}
	rangeOID = map[sqltype.Kind]uint32{sqltype.KindInteger: 3904, sqltype.KindBigInt: 3926, sqltype.KindNumeric: 3906,
		sqltype.KindTimestamp: 3908, sqltype.KindTimestampTZ: 3910, sqltype.KindDate: 3912}
	multirangeOID = map[sqltype.Kind]uint32{sqltype.KindInteger: 4451, sqltype.KindBigInt: 4536, sqltype.KindNumeric: 4532,
		sqltype.KindTimestamp: 4533, sqltype.KindTimestampTZ: 4534, sqltype.KindDate: 4535}
)

// signed is the type that holds all values of an unsigned one.
func signed(t *sqltype.Desc) *sqltype.Desc {
	switch t.Kind {
	case sqltype.KindSmallInt:
		return sqltype.Integer.Desc()
	case sqltype.KindInteger:
		return sqltype.BigInt.Desc()
	}
	return numeric20
}

var numeric20 = sqltype.Numeric(20, 0).Desc()
