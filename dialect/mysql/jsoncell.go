package mysql

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// jsonCell writes a value as a member of a document from which it is read back exactly.
// Texts get one collation, for a function does not take several.
func (g grammar) jsonCell(c *compile.Compiler, n *sql.CallNode, p compile.Prec) {
	d := sql.TypeOf(n.Args[0]).In(g.Name())
	kind := sqltype.KindUnknown
	if d != nil {
		kind = d.Kind
	}
	switch kind {
	case sqltype.KindBoolean, sqltype.KindSmallInt, sqltype.KindInteger, sqltype.KindBigInt, sqltype.KindNumeric, sqltype.KindDouble, sqltype.KindInterval:
		c.Operand(n.Args[0], p)
	case sqltype.KindReal, sqltype.KindFloat: // of 32 bits six digits would be written
		c.Form(compile.Form{Text: "CAST({0} AS DOUBLE)"}, n, p)
	case sqltype.KindBytes:
		c.Form(compile.Form{Text: "hex({0})"}, n, p)
	case sqltype.KindDate, sqltype.KindTime, sqltype.KindTimestamp, sqltype.KindTimestampTZ:
		c.Form(compile.Form{Text: "CAST({0} AS CHAR)"}, n, p)
	case sqltype.KindString, sqltype.KindChar, sqltype.KindText, sqltype.KindEnum, sqltype.KindSet, sqltype.KindUUID, sqltype.KindJSON, sqltype.KindJSONB:
		c.Form(compile.Form{Text: "CONVERT({0} USING utf8mb4) COLLATE utf8mb4_bin"}, n, p)
	default:
		c.Unsupported(d.String()+" in what is loaded as JSON", "load it with SelectIn")
	}
}
