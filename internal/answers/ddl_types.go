package answers

import (
	"time"

	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// columnTypes are the cases of ddl_types.
func columnTypes() []Case {
	table := func(types ...sqltype.Type) ddl.Statement {
		var parts []schema.TablePart
		for i, t := range types {
			parts = append(parts, schema.Column(string(rune('a'+i)), t))
		}
		return create("t", parts...)
	}
	timestamp := sqltype.Named[time.Time]("TIMESTAMP")
	blob := sqltype.Named[[]byte]("BLOB").WithVariant("postgresql", sqltype.Bytes)
	short := sqltype.VarBinary(100).WithVariant("mysql", sqltype.Named[[]byte]("BLOB(100)"))
	char := sqltype.Char(32)
	return []Case{
		{Name: "datetimes", Run: changed(table(sqltype.Date, sqltype.Time, sqltype.Timestamp, sqltype.TimestampTZ, sqltype.TimeWithZone.WithVariant("mysql", sqltype.Time).WithVariant("sqlite", sqltype.Time), timestamp, sqltype.Interval)),
			Text: map[string]string{"postgresql": "TIME and TIMESTAMP are without a time zone", "mysql": "a time has microseconds, as in Go; an interval is a number of microseconds, no date", "sqlite": "an interval is a number of microseconds, no date"}},
		{Name: "binary", Run: changed(table(sqltype.Bytes, short, blob)),
			Text: map[string]string{"postgresql": "BLOB is BYTEA there: the recorded type does not exist", "mysql": "bytes have no length but the one that is said: BLOB ends at 64 KiB", "sqlite": "the length is kept in the declaration"}},
		{Name: "uuid", Run: changed(table(sqltype.UUID, char, sqltype.UUID)),
			Text: map[string]string{"mysql": "a UUID is written with its dashes", "sqlite": "a UUID is written with its dashes"}},
		{Name: "json", Run: changed(table(sqltype.JSON, sqltype.JSON.WithVariant("postgresql", sqltype.JSONB))),
			Text: map[string]string{"sqlite": "a type of which JSON is a part would turn a document that is a number into one; JSON_TEXT keeps it"}},
		{Name: "string_no_length", Run: changed(table(sqltype.String()))},
	}
}
