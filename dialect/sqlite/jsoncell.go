package sqlite

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// jsonCell writes a value as a member of a document from which it is read back exactly.
func (g grammar) jsonCell(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	d := sql.TypeOf(n.Args[0]).In(g.Name())
	kind := sqltype.KindUnknown
	if d != nil {
		kind = d.Kind
	}
	switch kind {
	case sqltype.KindBoolean, sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindInterval,
		sqltype.KindNumeric, sqltype.KindDate, sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ, // which are texts
		sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindEnum, sqltype.KindUUID, sqltype.KindJSON, sqltype.KindJSONB:
		c.Operand(n.Args[0], p)
	case sqltype.KindReal, sqltype.KindFloat, sqltype.KindDouble: // with as many digits as it has
		c.Form(compile.Form{Text: "nullif(quote({0}), 'NULL')"}, n, p)
	case sqltype.KindBytes:
		c.Form(compile.Form{Text: "CASE WHEN {0!} IS NOT NULL THEN hex({0}) END"}, n, p)
	default:
		c.Unsupported(d.String()+" in what is loaded as JSON", "load it with SelectIn")
	}
}
