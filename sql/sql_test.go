package sql

import (
	"testing"
	"unsafe"
)

func TestFacadesAreOnePointerWide(t *testing.T) {
	word := unsafe.Sizeof(uintptr(0))
	for name, size := range map[string]uintptr{
		"Value": unsafe.Sizeof(Value[int, *int]{}), "Num": unsafe.Sizeof(Num[int, int]{}), "Str": unsafe.Sizeof(Str[string, string]{}),
		"Bool": unsafe.Sizeof(Cond{}), "Agg": unsafe.Sizeof(Agg[int, int]{}), "Order": unsafe.Sizeof(Order{}), "Subquery": unsafe.Sizeof(Subquery{}),
	} {
		if size != word {
			t.Errorf("%s is %d bytes", name, size)
		}
	}
}
