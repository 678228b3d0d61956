package pgx

import "strconv"

// Type numbers of PostgreSQL's catalogue (pg_type.dat). They never change.
const (
	oidBool        = 16
	oidBytea       = 17
	oidChar        = 18 // "char", one byte
	oidName        = 19
	oidInt8        = 20
	oidInt2        = 21
	oidInt4        = 23
	oidRegproc     = 24
	oidText        = 25
	oidOid         = 26
	oidXid         = 28
	oidCid         = 29
	oidJSON        = 114
	oidXML         = 142
	oidCidr        = 650
	oidFloat4      = 700
	oidFloat8      = 701
	oidUnknown     = 705
	oidMacaddr8    = 774
	oidMacaddr     = 829
	oidInet        = 869
	oidBpchar      = 1042
	oidVarchar     = 1043
	oidDate        = 1082
	oidTime        = 1083
	oidTimestamp   = 1114
	oidTimestamptz = 1184
	oidInterval    = 1186
	oidTimetz      = 1266
	oidBit         = 1560
	oidVarbit      = 1562
	oidNumeric     = 1700
	oidRefcursor   = 1790
	oidCstring     = 2275
	oidVoid        = 2278
	oidUUID        = 2950
	oidLsn         = 3220
	oidJSONB       = 3802
	oidJSONPath    = 4072
	oidXid8        = 5069
	oidMoney       = 790
	oidTSVector    = 3614
	oidTSQuery     = 3615

	firstUserOID = 16384 // from here on types are made by users and extensions
)

// arrayElements maps the built-in array types to those of their elements.
var arrayElements = map[uint32]uint32{
	1000: oidBool, 1001: oidBytea, 1002: oidChar, 1003: oidName, 1005: oidInt2, 1007: oidInt4, 1008: oidRegproc,
	1009: oidText, 1028: oidOid, 1011: oidXid, 1012: oidCid, 1014: oidBpchar, 1015: oidVarchar, 1016: oidInt8,
	1021: oidFloat4, 1022: oidFloat8, 1040: oidMacaddr, 1041: oidInet, 651: oidCidr, 775: oidMacaddr8,
	1115: oidTimestamp, 1182: oidDate, 1183: oidTime, 1185: oidTimestamptz, 1187: oidInterval, 1231: oidNumeric,
	1270: oidTimetz, 1561: oidBit, 1563: oidVarbit, 2201: oidRefcursor, 1263: oidCstring, 2951: oidUUID,
	199: oidJSON, 143: oidXML, 3807: oidJSONB, 3221: oidLsn, 4073: oidJSONPath, 271: oidXid8,
	3905: 3904, 3907: 3906, 3909: 3908, 3911: 3910, 3913: 3912, 3927: 3926,
	6150: 4451, 6151: 4532, 6152: 4533, 6153: 4534, 6155: 4535, 6157: 4536, 791: oidMoney, 3643: oidTSVector, 3645: oidTSQuery,
	2207: 2202, 2208: 2203, 2209: 2204, 2210: 2205, 2211: 2206, 3735: 3734, 3770: 3769, 4090: 4089, 4097: 4096,
}

var typeNames = map[uint32]string{
	oidBool: "boolean", oidBytea: "bytea", oidChar: `"char"`, oidName: "name", oidInt8: "bigint", oidInt2: "smallint",
	oidInt4: "integer", oidRegproc: "regproc", oidText: "text", oidOid: "oid", oidXid: "xid", oidCid: "cid", oidJSON: "json", oidXML: "xml",
	oidCidr: "cidr", oidFloat4: "real", oidFloat8: "double precision", oidUnknown: "unknown", oidMacaddr8: "macaddr8",
	oidMacaddr: "macaddr", oidInet: "inet", oidBpchar: "character", oidVarchar: "character varying", oidDate: "date",
	oidTime: "time", oidTimestamp: "timestamp", oidTimestamptz: "timestamp with time zone", oidInterval: "interval",
	oidTimetz: "time with time zone", oidBit: "bit", oidVarbit: "bit varying", oidNumeric: "numeric", oidRefcursor: "refcursor",
	oidCstring: "cstring", oidVoid: "void", oidUUID: "uuid", oidLsn: "pg_lsn", oidJSONB: "jsonb", oidJSONPath: "jsonpath",
	oidXid8: "xid8", 600: "point", 601: "lseg", 602: "path", 603: "box", 604: "polygon", 628: "line", 718: "circle",
	oidMoney: "money", 27: "tid", 2249: "record", oidTSVector: "tsvector", oidTSQuery: "tsquery", 3904: "int4range", 3906: "numrange",
	3908: "tsrange", 3910: "tstzrange", 3912: "daterange", 3926: "int8range",
	4451: "int4multirange", 4532: "nummultirange", 4533: "tsmultirange", 4534: "tstzmultirange", 4535: "datemultirange", 4536: "int8multirange", 2202: "regprocedure", 2203: "regoper",
	2204: "regoperator", 2205: "regclass", 2206: "regtype", 4089: "regnamespace", 4096: "regrole", 3734: "regconfig", 3769: "regdictionary",
}

// typeName is what messages call a type.
func typeName(oid uint32) string {
	if n := typeNames[oid]; n != "" {
		return n
	}
	if e := arrayElements[oid]; e != 0 {
		return typeName(e) + "[]"
	}
	return "type number " + strconv.FormatUint(uint64(oid), 10)
}

// A family groups types whose binary form is the same.
type family uint8

const (
	famOther family = iota // no binary form that is known here
	famBool
	famInt2
	famInt4
	famInt8
	famOid // unsigned, 4 bytes
	famFloat4
	famFloat8
	famNumeric
	famText
	famUser // made by a user: an enum or citext is text, others are not
	famBytea
	famDate
	famTimestamp
	famTimestamptz
	famTime
	famTimetz
	famInterval
	famUUID
	famJSON
	famJSONB // a version byte, then text
	famArray
	famInet
	famMac
	famBits
	famUint8 // unsigned, 8 bytes
	famLsn
	famVoid
	famRange
	famMultirange
	famMoney // 8 bytes, in hundredths
	famVector
	famQuery
)

func familyOf(oid uint32) family {
	switch oid {
	case oidBool:
		return famBool
	case oidInt2:
		return famInt2
	case oidInt4:
		return famInt4
	case oidInt8:
		return famInt8
	case oidOid, oidXid, oidCid, oidRegproc, 2202, 2203, 2204, 2205, 2206, 3734, 3769, 4089, 4096:
		return famOid
	case oidFloat4:
		return famFloat4
	case oidFloat8:
		return famFloat8
	case oidNumeric:
		return famNumeric
	case oidText, oidVarchar, oidBpchar, oidName, oidUnknown, oidXML, oidRefcursor, oidCstring, oidChar:
		return famText
	case oidBytea:
		return famBytea
	case oidDate:
		return famDate
	case oidTimestamp:
		return famTimestamp
	case oidTimestamptz:
		return famTimestamptz
	case oidTime:
		return famTime
	case oidTimetz:
		return famTimetz
	case oidInterval:
		return famInterval
	case oidUUID:
		return famUUID
	case oidJSON:
		return famJSON
	case oidJSONB, oidJSONPath:
		return famJSONB
	case oidInet, oidCidr:
		return famInet
	case oidMacaddr, oidMacaddr8:
		return famMac
	case oidBit, oidVarbit:
		return famBits
	case oidXid8:
		return famUint8
	case oidLsn:
		return famLsn
	case oidVoid:
		return famVoid
	case oidMoney:
		return famMoney
	case oidTSVector:
		return famVector
	case oidTSQuery:
		return famQuery
	}
	switch {
	case arrayElements[oid] != 0:
		return famArray
	case rangeElements[oid] != 0:
		return famRange
	case multiranges[oid] != 0:
		return famMultirange
	case oid >= firstUserOID:
		return famUser
	}
	return famOther
}
