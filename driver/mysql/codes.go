package mysql

import "github.com/aludel/aludel/driver"

// A code is what a server's error number means.
type code struct {
	class        driver.Class
	constraint   driver.Constraint
	disconnected bool
	retryable    bool
	cancelled    bool
}

var (
	unique       = code{class: driver.Integrity, constraint: driver.Unique}
	foreignKey   = code{class: driver.Integrity, constraint: driver.ForeignKey}
	notNull      = code{class: driver.Integrity, constraint: driver.NotNull}
	check        = code{class: driver.Integrity, constraint: driver.Check}
	integrity    = code{class: driver.Integrity}
	data         = code{class: driver.Data}
	operational  = code{class: driver.Operational}
	disconnected = code{class: driver.Operational, disconnected: true}
	retryable    = code{class: driver.Operational, retryable: true}
	cancelled    = code{class: driver.Operational, cancelled: true}
	programming  = code{class: driver.Programming}
	unsupported  = code{class: driver.NotSupported}
	internal     = code{class: driver.Internal}
)

// codes are the numbers whose meaning SQLSTATE does not tell, or tells wrongly:
// many are HY000. MySQL's, MariaDB's, Galera's and TiDB's; they do not clash
// except where the table says so.
// https://dev.mysql.com/doc/mysql-errors/8.4/en/server-error-reference.html
// https://mariadb.com/kb/en/mariadb-error-code-reference/
var codes = map[uint16]code{
	// Constraints.
	1022: unique, 1062: unique, 1169: unique, 1557: unique, 1586: unique, 1761: unique, 1762: unique, 1859: unique,
	1216: foreignKey, 1217: foreignKey, 1451: foreignKey, 1452: foreignKey, 1834: foreignKey,
	1048: notNull, 1263: notNull, 1364: notNull, 1566: notNull,
	3819: check, 4025: check, // MySQL, MariaDB
	1242: programming,                                         // a subquery with more than one row
	1369: {class: driver.Integrity, constraint: driver.Check}, // WITH CHECK OPTION
	1526: integrity, 1748: integrity,                          // no partition for the row

	// Values that do not fit.
	1264: data, 1265: data, 1292: data, 1300: data, 1365: data, 1366: data, 1367: data, 1406: data, 1411: data, 1441: data, 1690: data,
	1153: data, 1162: data, 1301: data, 1416: data, 1425: data, 1426: data, 1427: data, 1439: data, 1525: data, 3140: data, 3141: data, 3143: data,
	3144: data, 3146: data, 3147: data, 3156: data, 3903: data, 4038: data, 1918: data, 3854: data,

	// The whole transaction was rolled back and may run again.
	1020: retryable, // MariaDB, innodb_snapshot_isolation: the record has changed
	1213: retryable, 1613: retryable, 1614: retryable,
	8002: retryable, 8022: retryable, 8028: retryable, 9007: retryable, // TiDB
	3101: retryable, // group replication: rolled back at COMMIT

	// The statement was stopped.
	1317: cancelled, 1028: cancelled, 1969: cancelled, 3024: cancelled,

	// The connection is of no use any more.
	1053: disconnected, 1077: disconnected, 1079: disconnected, 1080: disconnected, 1152: disconnected, 1158: disconnected, 1159: disconnected,
	1160: disconnected, 1161: disconnected, 1184: disconnected, 1927: disconnected, 2006: disconnected, 2013: disconnected, 2014: disconnected,
	2045: disconnected, 2055: disconnected, 3169: disconnected, 4031: disconnected,

	// The server, its resources, its role.
	1021: operational, 1030: operational, 1037: operational, 1038: operational, 1040: operational, 1041: operational, 1042: operational,
	1043: operational, 1044: operational, 1045: operational, 1047: operational, 1114: operational, 1129: operational, 1130: operational,
	1180: operational, 1203: operational, 1205: operational, 1206: operational, 1226: operational, 1290: operational, 1461: operational, 1615: operational,
	1698: operational, 1792: operational, 1820: operational, 1836: operational, 1862: operational, 1881: operational, 3058: operational,
	3159: operational, 3572: operational, 4095: operational, 8001: operational, 8004: operational, 8005: operational, 9001: operational, 9002: operational, 9005: operational,
	1015: operational, 1099: operational, 1100: operational, 1223: operational,

	// The statement is wrong.
	1046: programming, 1049: programming, 1050: programming, 1051: programming, 1052: programming, 1054: programming, 1055: programming,
	1056: programming, 1057: programming, 1058: programming, 1059: programming, 1060: programming, 1061: programming, 1063: programming,
	1064: programming, 1065: programming, 1066: programming, 1067: programming, 1068: programming, 1069: programming, 1070: programming,
	1071: programming, 1072: programming, 1073: programming, 1074: programming, 1075: programming, 1091: programming, 1093: programming,
	1102: programming, 1103: programming, 1106: programming, 1107: programming, 1109: programming, 1110: programming, 1111: programming,
	1113: programming, 1115: programming, 1136: programming, 1142: programming, 1143: programming, 1146: programming, 1149: programming,
	1166: programming, 1193: programming, 1210: programming, 1222: programming, 1227: programming, 1231: programming, 1232: programming,
	1241: programming, 1243: programming, 1247: programming, 1248: programming, 1250: programming, 1253: programming, 1267: programming,
	1270: programming, 1271: programming, 1273: programming, 1304: programming, 1305: programming, 1318: programming, 1327: programming,
	1353: programming, 1390: programming, 1414: programming, 1582: programming, 1583: programming, 1584: programming,
	1630: programming, 1822: programming, 1828: programming, 1829: programming, 1830: programming, 3730: programming, 4078: programming, 4161: programming,
	1005: programming, 1007: programming, 1008: programming, 1101: programming, 1170: programming, 1294: programming,
	1553: programming, 1826: programming, 3780: programming,

	// It cannot do that.
	1112: unsupported, 1178: unsupported, 1214: unsupported, 1235: unsupported, 1286: unsupported, 1289: unsupported, 1295: unsupported,
	1845: unsupported, 1846: unsupported, 8200: unsupported,

	// Its own trouble, or the transaction's.
	1105: internal, 1179: internal, 1399: internal, 1400: internal, 1402: internal, 1568: internal, 1815: internal,
}
