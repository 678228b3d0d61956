package schema

import (
	"time"

	"github.com/aludel/aludel/sql"
)

// The usual columns.
type (
	Int          = keptNum[int, ofInt]
	NullInt      = keptNullNum[int, ofNullInt]
	Int16        = keptNum[int16, ofInt16]
	NullInt16    = keptNullNum[int16, ofNullInt16]
	Int32        = keptNum[int32, ofInt32]
	NullInt32    = keptNullNum[int32, ofNullInt32]
	Int64        = keptNum[int64, ofInt64]
	NullInt64    = keptNullNum[int64, ofNullInt64]
	Float        = keptNum[float64, ofFloat64]
	NullFloat    = keptNullNum[float64, ofNullFloat64]
	Float32      = keptNum[float32, ofFloat32]
	NullFloat32  = keptNullNum[float32, ofNullFloat32]
	String       = keptText[string, ofString]
	NullString   = keptNullText[string, ofNullString]
	Time         = keptCol[time.Time, ofTime] // an instant: TIMESTAMP WITH TIME ZONE | DATETIME(6) in UTC | DATETIME in UTC
	NullTime     = keptNullCol[time.Time, ofNullTime]
	Interval     = keptCol[time.Duration, ofDuration] // INTERVAL | BIGINT of microseconds | BIGINT of microseconds
	NullInterval = keptNullCol[time.Duration, ofNullDuration]
	Bytes        = keptCol[[]byte, ofBytes] // BYTEA | LONGBLOB, VARBINARY(n) with a size | BLOB
	NullBytes    = keptNullCol[[]byte, ofNullBytes]

	// UUID is a column of any [16]byte: UUID | CHAR(36) | CHAR(36).
	UUID[T ~[16]byte] = Col[T]
	// NullUUID is UUID, nullable.
	NullUUID[T ~[16]byte] = NullCol[T]
)

// Go compiles what is generic again in every package that uses it, except the promoted
// methods of an instantiation that the package finds named in an imported declaration
// which is not generic itself. So each usual column names those behind it in K, and
// they are compiled here only.
type (
	keptNum[T, K any]              = Num[T]
	keptNullNum[T, K any]          = NullNum[T]
	keptText[T ~string, K any]     = Text[T]
	keptNullText[T ~string, K any] = NullText[T]
	keptCol[T, K any]              = Col[T]
	keptNullCol[T, K any]          = NullCol[T]
)

type (
	ofInt struct {
		_ number[int, int]
		_ Def[int, int]
		_ sql.Num[int, int]
		_ sql.Value[int, int]
		_ sql.Value[int, *int]
	}
	ofNullInt struct {
		_ nullNumber[int]
		_ number[int, *int]
		_ Def[int, *int]
		_ sql.Num[int, int]
		_ sql.Num[int, *int]
		_ sql.Value[int, int]
		_ sql.Value[int, *int]
	}
	ofInt16 struct {
		_ number[int16, int16]
		_ Def[int16, int16]
		_ sql.Num[int16, int16]
		_ sql.Value[int16, int16]
		_ sql.Value[int16, *int16]
	}
	ofNullInt16 struct {
		_ nullNumber[int16]
		_ number[int16, *int16]
		_ Def[int16, *int16]
		_ sql.Num[int16, int16]
		_ sql.Num[int16, *int16]
		_ sql.Value[int16, int16]
		_ sql.Value[int16, *int16]
	}
	ofInt32 struct {
		_ number[int32, int32]
		_ Def[int32, int32]
		_ sql.Num[int32, int32]
		_ sql.Value[int32, int32]
		_ sql.Value[int32, *int32]
	}
	ofNullInt32 struct {
		_ nullNumber[int32]
		_ number[int32, *int32]
		_ Def[int32, *int32]
		_ sql.Num[int32, int32]
		_ sql.Num[int32, *int32]
		_ sql.Value[int32, int32]
		_ sql.Value[int32, *int32]
	}
	ofInt64 struct {
		_ number[int64, int64]
		_ Def[int64, int64]
		_ sql.Num[int64, int64]
		_ sql.Value[int64, int64]
		_ sql.Value[int64, *int64]
	}
	ofNullInt64 struct {
		_ nullNumber[int64]
		_ number[int64, *int64]
		_ Def[int64, *int64]
		_ sql.Num[int64, int64]
		_ sql.Num[int64, *int64]
		_ sql.Value[int64, int64]
		_ sql.Value[int64, *int64]
	}
	ofFloat64 struct {
		_ number[float64, float64]
		_ Def[float64, float64]
		_ sql.Num[float64, float64]
		_ sql.Value[float64, float64]
		_ sql.Value[float64, *float64]
	}
	ofNullFloat64 struct {
		_ nullNumber[float64]
		_ number[float64, *float64]
		_ Def[float64, *float64]
		_ sql.Num[float64, float64]
		_ sql.Num[float64, *float64]
		_ sql.Value[float64, float64]
		_ sql.Value[float64, *float64]
	}
	ofFloat32 struct {
		_ number[float32, float32]
		_ Def[float32, float32]
		_ sql.Num[float32, float32]
		_ sql.Value[float32, float32]
		_ sql.Value[float32, *float32]
	}
	ofNullFloat32 struct {
		_ nullNumber[float32]
		_ number[float32, *float32]
		_ Def[float32, *float32]
		_ sql.Num[float32, float32]
		_ sql.Num[float32, *float32]
		_ sql.Value[float32, float32]
		_ sql.Value[float32, *float32]
	}
	ofString struct {
		_ text[string, string]
		_ Def[string, string]
		_ sql.Str[string, string]
		_ sql.Value[string, string]
		_ sql.Value[string, *string]
	}
	ofNullString struct {
		_ nullText[string]
		_ text[string, *string]
		_ Def[string, *string]
		_ sql.Str[string, string]
		_ sql.Str[string, *string]
		_ sql.Value[string, string]
		_ sql.Value[string, *string]
	}
	ofTime struct {
		_ Def[time.Time, time.Time]
		_ sql.Value[time.Time, time.Time]
		_ sql.Value[time.Time, *time.Time]
	}
	ofNullTime struct {
		_ nullable[time.Time]
		_ Def[time.Time, *time.Time]
		_ sql.Value[time.Time, time.Time]
		_ sql.Value[time.Time, *time.Time]
	}
	ofDuration struct {
		_ Def[time.Duration, time.Duration]
		_ sql.Value[time.Duration, time.Duration]
		_ sql.Value[time.Duration, *time.Duration]
	}
	ofNullDuration struct {
		_ nullable[time.Duration]
		_ Def[time.Duration, *time.Duration]
		_ sql.Value[time.Duration, time.Duration]
		_ sql.Value[time.Duration, *time.Duration]
	}
	ofBytes struct {
		_ Def[[]byte, []byte]
		_ sql.Value[[]byte, []byte]
		_ sql.Value[[]byte, *[]byte]
	}
	ofNullBytes struct {
		_ nullable[[]byte]
		_ Def[[]byte, *[]byte]
		_ sql.Value[[]byte, []byte]
		_ sql.Value[[]byte, *[]byte]
	}
	// What the methods of every Table mention.
	ofTable struct {
		_ sql.Value[any, *any]
		_ sql.Value[bool, *bool]
		_ sql.Value[int64, int64]
		_ sql.Value[int64, *int64]
	}
)
