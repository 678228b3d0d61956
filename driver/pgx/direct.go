package pgx

import (
	"math"
	"unsafe"

	"github.com/aludel/aludel/driver"
)

// direct gives the decoders of the pairs of type and field that most rows are
// made of, without a Value between cell and field; nil for all others.
func direct(f family, t driver.Target) decode {
	wide := t.Size == 0 || t.Size == 8
	switch t.Kind {
	case driver.Int:
		switch {
		case f == famInt8 && wide:
			return either(t.Ptr, int8Field, int8Pointer)
		case f == famInt4 && wide:
			return either(t.Ptr, int4Field[int64], int4Wide)
		case f == famInt4 && t.Size == 4:
			return either(t.Ptr, int4Field[int32], int4Pointer)
		case f == famInt2 && t.Size == 2 && !t.Ptr:
			return int2Field[int16]
		case f == famInt2 && wide && !t.Ptr:
			return int2Field[int64]
		}
	case driver.Float:
		if f == famFloat8 && wide {
			return either(t.Ptr, float8Field, float8Pointer)
		}
	case driver.Bool:
		if f == famBool {
			return either(t.Ptr, boolField, boolPointer)
		}
	case driver.String:
		if f == famText || f == famJSON {
			return either(t.Ptr, textField, textPointer)
		}
	case driver.Time, driver.Wall:
		if f == famTimestamptz || f == famTimestamp {
			return either(t.Ptr, stampField, stampPointer)
		}
	case driver.Date:
		if f == famDate {
			return either(t.Ptr, dateField, datePointer)
		}
	case driver.UUID:
		if f == famUUID {
			return either(t.Ptr, uuidField, uuidPointer)
		}
	}
	return nil
}

func either(ptr bool, field, pointer decode) decode {
	if ptr {
		return pointer
	}
	return field
}

// wrong is the error of a cell that has not the length of its type.
func wrong(b []byte) error {
	if b == nil {
		return errNull
	}
	return errLength
}

func int8Field(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 8 {
		return wrong(b)
	}
	*(*int64)(p) = int64(be.Uint64(b))
	return nil
}

func int8Pointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**int64)(p) = nil
		return nil
	}
	if len(b) != 8 {
		return errLength
	}
	v := a.Int64()
	*v = int64(be.Uint64(b))
	*(**int64)(p) = v
	return nil
}

func int4Field[T int32 | int64](p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 4 {
		return wrong(b)
	}
	*(*T)(p) = T(int32(be.Uint32(b)))
	return nil
}

func int4Pointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**int32)(p) = nil
		return nil
	}
	if len(b) != 4 {
		return errLength
	}
	v := a.Int32()
	*v = int32(be.Uint32(b))
	*(**int32)(p) = v
	return nil
}

func int4Wide(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**int64)(p) = nil
		return nil
	}
	if len(b) != 4 {
		return errLength
	}
	v := a.Int64()
	*v = int64(int32(be.Uint32(b)))
	*(**int64)(p) = v
	return nil
}

func int2Field[T int16 | int64](p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 2 {
		return wrong(b)
	}
	*(*T)(p) = T(int16(be.Uint16(b)))
	return nil
}

func float8Field(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 8 {
		return wrong(b)
	}
	*(*float64)(p) = math.Float64frombits(be.Uint64(b))
	return nil
}

func float8Pointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**float64)(p) = nil
		return nil
	}
	if len(b) != 8 {
		return errLength
	}
	v := a.Float64()
	*v = math.Float64frombits(be.Uint64(b))
	*(**float64)(p) = v
	return nil
}

func boolField(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 1 {
		return wrong(b)
	}
	*(*bool)(p) = b[0] != 0
	return nil
}

func boolPointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**bool)(p) = nil
		return nil
	}
	if len(b) != 1 {
		return errLength
	}
	v := a.Bool()
	*v = b[0] != 0
	*(**bool)(p) = v
	return nil
}

func textField(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		return errNull
	}
	*(*string)(p) = a.Text(b)
	return nil
}

func textPointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**string)(p) = nil
		return nil
	}
	v := a.Str()
	*v = a.Text(b)
	*(**string)(p) = v
	return nil
}

func uuidField(p unsafe.Pointer, b []byte, _ *driver.Arena) error {
	if len(b) != 16 {
		return wrong(b)
	}
	*(*[16]byte)(p) = [16]byte(b)
	return nil
}

func uuidPointer(p unsafe.Pointer, b []byte, a *driver.Arena) error {
	if b == nil {
		*(**[16]byte)(p) = nil
		return nil
	}
	if len(b) != 16 {
		return errLength
	}
	v := a.UUID()
	*v = [16]byte(b)
	*(**[16]byte)(p) = v
	return nil
}
