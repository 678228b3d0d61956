package sqltype

import (
	"math"
	"reflect"
	"strings"
	"testing"
	"time"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// What FieldLister makes of a field is what FieldEncoder and Stored make of it, or it refuses;
// what they refuse, it refuses, too.
func TestListerIsTheEncoder(t *testing.T) {
	type status string
	east, west := time.FixedZone("", 14*3600), time.FixedZone("", -12*3600+1)
	at := time.Date(2026, 7, 1, 23, 59, 59, 999_999_999, time.UTC)
	fields := []any{
		[]int{0, 1, -1, math.MaxInt16, math.MaxInt16 + 1, math.MinInt32, math.MinInt32 - 1, math.MaxInt64},
		[]int64{0, math.MinInt64, math.MaxInt64, math.MinInt16 - 1, 7},
		[]int32{0, math.MinInt32, math.MaxInt32, 7},
		[]float64{0, -0.5, math.Inf(1), math.NaN(), math.MaxFloat64},
		[]bool{true, false},
		[]string{"", "x", "Ångström", strings.Repeat("é", 10), strings.Repeat("é", 11), "a\xff", "0\x00"},
		[]status{"", "open"},
		[]time.Time{{}, at, at.In(east), at.In(west), time.Unix(-1, 0).UTC(), time.Unix(-86401, 5).In(west), driver.Infinity(), driver.NegativeInfinity(),
			time.Date(-4000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(300000, 1, 1, 0, 0, 0, 0, time.UTC), time.Date(9999, 12, 31, 23, 0, 0, 0, west)},
	}
	types := []*Desc{{Kind: KindSmallInt}, {Kind: KindInteger}, {Kind: KindBigInt}, {Kind: KindBigInt, Unsigned: true}, {Kind: KindFloat}, {Kind: KindDouble},
		{Kind: KindReal}, {Kind: KindBoolean}, {Kind: KindString, Size: 10}, {Kind: KindText}, {Kind: KindChar, Size: 10}, {Kind: KindNumeric, Precision: 5},
		{Kind: KindDate}, {Kind: KindTimestamp}, {Kind: KindTimestamp, Precision: 3}, {Kind: KindTimestampTZ}, {Kind: KindTime}, {Kind: KindJSON}}
	listed := 0
	check := func(of reflect.Type, d *Desc, p unsafe.Pointer) {
		list := FieldLister(of, d)
		if list == nil {
			return
		}
		before := unsafe.Add(p, -8) // the field is at an offset
		got := []driver.Value{driver.OfString("before")}
		if !list(got, []unsafe.Pointer{before}, 8) {
			return
		}
		listed++
		want, err := FieldEncoder(of, d, false)(p)
		if err == nil {
			want, err = Stored(want, d)
		}
		if err != nil || want.Kind() != got[0].Kind() || want.Uint() != got[0].Uint() || want.Str() != got[0].Str() {
			t.Errorf("%v as %v: listed %v %v, want %v %v, %v", of, d, got[0].Kind(), got[0].Go(), want.Kind(), want.Go(), err)
		}
	}
	for _, f := range fields {
		values := reflect.ValueOf(f)
		for i := range values.Len() {
			for _, d := range types {
				room := reflect.New(reflect.StructOf([]reflect.StructField{{Name: "Before", Type: reflect.TypeFor[int64]()}, {Name: "F", Type: values.Type().Elem()}, {Name: "P", Type: reflect.PointerTo(values.Type().Elem())}, {Name: "Nil", Type: reflect.PointerTo(values.Type().Elem())}})).Elem()
				room.Field(1).Set(values.Index(i))
				room.Field(2).Set(values.Index(i).Addr())
				for k := 1; k <= 3; k++ {
					check(room.Field(k).Type(), d, room.Field(k).Addr().UnsafePointer())
				}
			}
		}
	}
	if listed < 150 {
		t.Errorf("only %d fields were listed", listed)
	}
}
