package sql

import (
	"time"

	"github.com/aludel/aludel/sqltype"
)

// Now is the instant at which the database's transaction (SQLite, MariaDB: the
// statement) began.
func Now() Value[time.Time, time.Time] { return moment[time.Time](FnNow, sqltype.TimestampTZ.Desc()) }

// Today is CURRENT_DATE, in the time zone of the session.
func Today() Value[time.Time, time.Time] { return moment[time.Time](FnToday, sqltype.Date.Desc()) }

// TimeOfDay is CURRENT_TIME, in the time zone of the session.
func TimeOfDay() Value[time.Duration, time.Duration] {
	return moment[time.Duration](FnTimeOfDay, sqltype.Time.Desc())
}

// LocalNow is LOCALTIMESTAMP: date and time of day in the time zone of the session.
func LocalNow() Value[time.Time, time.Time] {
	return moment[time.Time](FnLocalNow, sqltype.Timestamp.Desc())
}

func moment[T any](f Fn, t *sqltype.Desc) Value[T, T] {
	c := fn(f, t)
	c.Null = NullNever
	return Value[T, T]{c: cell(c)}
}

// A Field is a part of a date or time.
type Field string

// Fields. Those of an instant are in UTC.
const (
	Year        Field = "year"
	Quarter     Field = "quarter" // 1 to 4
	Month       Field = "month"
	Week        Field = "week" // of ISO 8601: the first has the year's first Thursday
	Day         Field = "day"
	DayOfYear   Field = "doy"
	DayOfWeek   Field = "dow"    // 0 is Sunday
	ISOWeekday  Field = "isodow" // 1 is Monday, 7 Sunday
	ISOYear     Field = "isoyear"
	Hour        Field = "hour"
	Minute      Field = "minute"
	Second      Field = "second"      // whole
	Microsecond Field = "microsecond" // since the second began
	Epoch       Field = "epoch"       // whole seconds since 1970
)

var fields = map[Field]bool{Year: true, Quarter: true, Month: true, Week: true, Day: true, DayOfYear: true, DayOfWeek: true,
	ISOWeekday: true, ISOYear: true, Hour: true, Minute: true, Second: true, Microsecond: true, Epoch: true}

// Extract is a field of x as a whole number, the same on every database.
func Extract[T DateLike](f Field, x Typed[T]) Num[int64, int64] {
	if !fields[f] {
		return num[int64, int64](errorf("%q is no field of a date or time", string(f)))
	}
	c := fn(FnExtract, bigint, NodeOf(x))
	c.Word = string(f)
	return num[int64, int64](c)
}

// TruncTo is x with all that is smaller than the unit left out: Year, Quarter,
// Month, Week (which begins on Monday), Day, Hour, Minute or Second. An instant is
// cut in UTC.
func TruncTo[T DateLike, R any](unit Field, x ValueOf[T, R]) Value[T, R] {
	switch unit {
	case Year, Quarter, Month, Week, Day, Hour, Minute, Second:
	default:
		return Value[T, R]{c: cell(errorf("a time cannot be truncated to %q", string(unit)))}
	}
	n := NodeOf(x)
	if t := TypeOf(n); t != nil && t.Kind == sqltype.KindDate && (unit == Hour || unit == Minute || unit == Second) {
		return Value[T, R]{c: cell(errorf("a date has no %s to be truncated to", string(unit)))}
	}
	c := fn(FnTruncate, TypeOf(n), n)
	c.Word = string(unit)
	return Value[T, R]{c: cell(c)}
}

// AddTime is the time x moved by d, which may be negative.
func AddTime[R any](x ValueOf[time.Time, R], d time.Duration) Value[time.Time, R] {
	word := ""
	if d%time.Second == 0 {
		word = "whole"
	}
	return Value[time.Time, R]{c: cell(moved(NodeOf(x), bind(d, sqltype.Interval.Desc()), word))}
}

// AddTimeOf is the time x moved by d: an interval of a column, the time between two others.
// Where d may be NULL, read it with Nullable.
func AddTimeOf[R any](x ValueOf[time.Time, R], d Typed[time.Duration]) Value[time.Time, R] {
	n := NodeOf(d)
	if t := TypeOf(n); t != nil && t.Kind == sqltype.KindTime {
		return Value[time.Time, R]{c: cell(errorf("%s is a time of day, and no interval by which a time could be moved", nameOf(n)))}
	}
	return Value[time.Time, R]{c: cell(moved(NodeOf(x), n, ""))}
}

// moved is x + d; word: whole for whole seconds.
func moved(x, d Node, word string) Node {
	t := TypeOf(x)
	if t != nil && t.Kind == sqltype.KindDate {
		return errorf("%s is a date: move it with AddDays, AddMonths or AddYears", nameOf(x))
	}
	c := fn(FnAddTime, t, x, d)
	c.Word = word
	return c
}

// AddDays is x moved by n days, which may be negative. The days of an instant are
// those of UTC.
func AddDays[T DateLike, R any](x ValueOf[T, R], n int) Value[T, R] {
	return addUnits(x, bind(n, integer()), Day)
}

// AddMonths is x moved by n months. Where the month is too short it is its last day.
func AddMonths[T DateLike, R any](x ValueOf[T, R], n int) Value[T, R] {
	return addUnits(x, bind(n, integer()), Month)
}

// AddYears is x moved by n years; February 29th may become the 28th.
func AddYears[T DateLike, R any](x ValueOf[T, R], n int) Value[T, R] {
	return addUnits(x, bind(n, integer()), Year)
}

// AddDaysOf is x moved by as many days as n is.
func AddDaysOf[T DateLike, R any](x ValueOf[T, R], n Numeric[int]) Value[T, R] {
	return addUnits(x, NodeOf(n), Day)
}

// AddMonthsOf is x moved by as many months as n is; see [AddMonths].
func AddMonthsOf[T DateLike, R any](x ValueOf[T, R], n Numeric[int]) Value[T, R] {
	return addUnits(x, NodeOf(n), Month)
}

func addUnits[T, R any](x ValueOf[T, R], by Node, unit Field) Value[T, R] {
	n := NodeOf(x)
	c := fn(FnAddUnits, TypeOf(n), n, by)
	c.Word = string(unit)
	return Value[T, R]{c: cell(c)}
}

// DaysBetween is how many days the date b is before a: a - b.
func DaysBetween[T DateLike](a, b Typed[T]) Num[int, int] {
	return num[int, int](fn(FnDaysBetween, integer(), NodeOf(a), NodeOf(b)))
}

// TimeBetween is how long the time b is before a: a - b.
func TimeBetween(a, b Typed[time.Time]) Value[time.Duration, time.Duration] {
	return Value[time.Duration, time.Duration]{c: cell(fn(FnTimeBetween, sqltype.Interval.Desc(), NodeOf(a), NodeOf(b)))}
}

// AtZone is the date and time of day that clocks of a zone show at the instant x.
// The zone is named as in the IANA database: "Europe/Berlin". PostgreSQL alone has it.
func AtZone[R any](x ValueOf[time.Time, R], zone string) Value[time.Time, R] {
	return Value[time.Time, R]{c: cell(fn(FnAtZone, sqltype.Timestamp.Desc(), NodeOf(x), text(zone)))}
}
