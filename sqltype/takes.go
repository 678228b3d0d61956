package sqltype

// unfit is the error for a value of a Go type that d takes in no case: it says which d
// does take.
func unfit(x any, d *Desc) error { return bad(x, d, "it takes %s", takes(d)) }

// takes says in the user's words which Go values a type takes.
func takes(d *Desc) string {
	switch kindOf(d) {
	case KindBoolean:
		return "a bool"
	case KindSmallInt, KindInteger, KindBigInt, KindOID:
		return "an integer (int, int64 and the like)"
	case KindReal, KindFloat, KindDouble:
		return "a number (float64, int and the like)"
	case KindNumeric, KindMoney:
		return "a decimal number (a decimal type, a number, or a text that is one)"
	case KindString, KindChar, KindText, KindCIText, KindXML:
		return "a text (string)"
	case KindBytes:
		return "bytes ([]byte or string)"
	case KindDate, KindTimestamp, KindTimestampTZ:
		return "a time.Time"
	case KindTime:
		return "a time of day (a time.Duration since midnight, or a time.Time)"
	case KindTimeTZ:
		return "a time of day (a sqltype.TimeTZ, or a time.Duration since midnight)"
	case KindInterval:
		return "a time.Duration or a sqltype.Period"
	case KindUUID:
		return "a UUID (a [16]byte, or its text)"
	case KindJSON, KindJSONB:
		return "what encoding/json can write"
	case KindEnum:
		return "one of its values, as a text (string)"
	case KindSet:
		return "texts of its values ([]string)"
	case KindArray:
		return "a slice"
	case KindRange:
		return "a sqltype.Range"
	case KindMultirange:
		return "a slice of sqltype.Range"
	case KindHStore:
		return "a sqltype.HStore"
	case KindInet, KindCIDR, KindMACAddr:
		return "an address (of net or net/netip, or its text)"
	case KindBit, KindVarBit:
		return "a text of the digits 0 and 1"
	}
	return "what the database writes it as: a text (string)"
}
