package driver

import (
	"errors"
	"fmt"
	"testing"
	"time"
)

func TestValues(t *testing.T) {
	at := time.Date(2026, 1, 2, 23, 4, 5, 6000, time.FixedZone("x", 3600))
	id := [16]byte{1, 15: 2}
	for _, c := range []struct {
		v    Value
		kind Kind
		want any
	}{
		{Value{}, Null, nil},
		{OfBool(true), Bool, true},
		{OfInt(-3), Int, int64(-3)},
		{OfUint(1 << 63), Uint, uint64(1 << 63)},
		{OfFloat(1.5), Float, 1.5},
		{OfString(""), String, ""},
		{OfString("a\x00b"), String, "a\x00b"},
		{OfBytes(nil), Bytes, []byte(nil)},
		{OfBytes([]byte("x")), Bytes, []byte("x")},
		{OfJSON([]byte("{}")), JSON, []byte("{}")},
		{OfDecimal("1.10"), Decimal, "1.10"},
		{OfTime(at), Time, time.Date(2026, 1, 2, 22, 4, 5, 6000, time.UTC)},
		{OfWall(at), Wall, time.Date(2026, 1, 2, 23, 4, 5, 6000, time.UTC)},
		{OfDate(at), Date, time.Date(2026, 1, 2, 0, 0, 0, 0, time.UTC)},
		{OfDate(time.Date(1, 1, 1, 0, 0, 0, 0, time.UTC)), Date, time.Time{}},
		{OfClock(90 * time.Second), Clock, 90 * time.Second},
		{OfInterval(-time.Hour), Interval, -time.Hour},
		{OfUUID(&id), UUID, id},
		{OfInt64s([]int64{1, 2}), Int64s, []int64{1, 2}},
		{OfStrings([]string{"a"}), Strings, []string{"a"}},
		{OfArray([]Value{OfInt(1), {}}), Array, []any{int64(1), nil}},
	} {
		if c.v.Kind() != c.kind || fmt.Sprintf("%#v", c.v.Go()) != fmt.Sprintf("%#v", c.want) {
			t.Errorf("%v: %v %#v, want %#v", c.kind, c.v.Kind(), c.v.Go(), c.want)
		}
	}
}

func TestErrorIsFoundByItsClass(t *testing.T) {
	cause := errors.New("23505")
	err := fmt.Errorf("insert: %w", &Error{Class: Integrity, Constraint: Unique, Name: "uq_name", Err: cause})
	var ie *IntegrityError
	if !errors.As(err, &ie) || ie.Name != "uq_name" || !errors.Is(err, ErrUnique) || errors.Is(err, ErrCheck) || !errors.Is(err, cause) {
		t.Fatal(err, ie)
	}
	if de := (*DataError)(nil); errors.As(err, &de) {
		t.Fatal("also a DataError")
	}
}
