package postgres

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// jsonCell writes a value as a member of a document from which it is read back exactly.
// A document of the user's own stays the text that it is.
func (g grammar) jsonCell(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	d := sql.TypeOf(n.Args[0]).In(g.Name())
	switch kind(n.Args[0]) {
	case sqltype.KindBoolean, sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindNumeric, sqltype.KindDouble,
		sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindCIText, sqltype.KindEnum, sqltype.KindUUID,
		sqltype.KindDate, sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		c.Operand(n.Args[0], p)
	case sqltype.KindReal, sqltype.KindFloat: // its own shortest form is another number when it is read as 64 bits
		c.Form(compile.Form{Text: "CAST({0} AS DOUBLE PRECISION)"}, n, p)
	case sqltype.KindBytes:
		c.Form(compile.Form{Text: "encode({0}, 'hex')"}, n, p)
	case sqltype.KindJSON, sqltype.KindJSONB:
		c.Form(compile.Form{Text: "CAST({0} AS TEXT)"}, n, p)
	case sqltype.KindInterval: // its text depends on a setting: months, days and microseconds
		c.Form(compile.Form{Text: "CASE WHEN {0!} IS NOT NULL THEN json_build_array(CAST(EXTRACT(YEAR FROM {0}) * 12 + EXTRACT(MONTH FROM {0}) AS BIGINT), CAST(EXTRACT(DAY FROM {0}) AS BIGINT), " +
			"CAST(EXTRACT(HOUR FROM {0}) * 3600000000 + EXTRACT(MINUTE FROM {0}) * 60000000 + EXTRACT(MICROSECONDS FROM {0}) AS BIGINT)) END"}, n, p)
	default:
		c.Unsupported(d.String()+" in what is loaded as JSON", "load it with SelectIn")
	}
}
