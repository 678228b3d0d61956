package snapshot

import (
	"fmt"
	"reflect"
	"unsafe"
)

// referenceTo compares and copies what refers to something, and not what it refers to.
func referenceTo(t reflect.Type) (*codec, error) {
	type words [2]unsafe.Pointer // of an interface
	switch t.Kind() {
	case reflect.Slice:
		return &codec{
			equal: func(a, b unsafe.Pointer) bool {
				x, y := *(*[]byte)(a), *(*[]byte)(b)
				return len(x) == len(y) && unsafe.SliceData(x) == unsafe.SliceData(y)
			},
			clone: func(d, s unsafe.Pointer) { *(*[]byte)(d) = *(*[]byte)(s) },
		}, nil
	case reflect.Map, reflect.Pointer:
		return &codec{
			equal: func(a, b unsafe.Pointer) bool { return *(*unsafe.Pointer)(a) == *(*unsafe.Pointer)(b) },
			clone: func(d, s unsafe.Pointer) { *(*unsafe.Pointer)(d) = *(*unsafe.Pointer)(s) },
		}, nil
	case reflect.Interface:
		return &codec{
			equal: func(a, b unsafe.Pointer) bool { return *(*words)(a) == *(*words)(b) },
			clone: func(d, s unsafe.Pointer) { *(*words)(d) = *(*words)(s) },
		}, nil
	}
	return nil, fmt.Errorf("orm.ByReference is for slices, maps, pointers and interfaces: a %v refers to nothing", t)
}
