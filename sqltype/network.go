package sqltype

import (
	"net"
	"net/netip"
	"reflect"
	"strings"
	"unsafe"

	dbapi "github.com/aludel/aludel/driver"
)

var (
	addrType     = reflect.TypeFor[netip.Addr]()
	prefixType   = reflect.TypeFor[netip.Prefix]()
	ipType       = reflect.TypeFor[net.IP]()
	ipNetType    = reflect.TypeFor[net.IPNet]()
	hardwareType = reflect.TypeFor[net.HardwareAddr]()
)

// networkDesc is the usual type of an address, or nil.
func networkDesc(t reflect.Type) *Desc {
	switch t {
	case addrType, ipType, prefixType:
		return Inet.d
	case ipNetType:
		return CIDR.d
	case hardwareType:
		return MACAddr.d
	}
	return nil
}

// encodeNetwork binds an address as its text.
func encodeNetwork(x any, d *Desc) (v dbapi.Value, is bool, err error) {
	text := ""
	switch a := x.(type) {
	case netip.Addr:
		if !a.IsValid() || a.Zone() != "" {
			return v, true, bad(x, d, "%q is no address that a database holds", a)
		}
		text = a.String()
	case netip.Prefix:
		if !a.IsValid() {
			return v, true, bad(x, d, "it is no network")
		}
		if kindOf(d) == KindCIDR && a != a.Masked() {
			return v, true, bad(x, d, "%s has bits to the right of its mask; %s has not", a, a.Masked())
		}
		text = a.String()
	case net.IP:
		if a == nil {
			return v, true, nil
		}
		addr, ok := netip.AddrFromSlice(a)
		if !ok {
			return v, true, bad(x, d, "an address has 4 or 16 bytes, this has %d", len(a))
		}
		text = addr.Unmap().String()
	case net.IPNet:
		if len(a.Mask) == 0 {
			return v, true, bad(x, d, "it has no mask")
		}
		text = a.String()
	case net.HardwareAddr:
		if a == nil {
			return v, true, nil
		}
		text = a.String()
		if n := len(a); n != 6 && n != 8 || d != nil && d.Kind == KindMACAddr && d.Size > 0 && n != d.Size {
			return v, true, bad(x, d, "it has %d bytes", n)
		}
	default:
		return v, false, nil
	}
	return dbapi.OfString(text), true, nil
}

// networkInto reads an address from its text; ok is false for other types.
func networkInto(t reflect.Type) (to dbapi.Target, ok bool) {
	var set func(p unsafe.Pointer, s string) error
	switch t {
	case addrType:
		set = func(p unsafe.Pointer, s string) (err error) { *(*netip.Addr)(p), err = netip.ParseAddr(s); return }
	case prefixType:
		set = func(p unsafe.Pointer, s string) error {
			if !strings.Contains(s, "/") {
				a, err := netip.ParseAddr(s)
				*(*netip.Prefix)(p) = netip.PrefixFrom(a, a.BitLen())
				return err
			}
			x, err := netip.ParsePrefix(s)
			*(*netip.Prefix)(p) = x
			return err
		}
	case ipType:
		set = func(p unsafe.Pointer, s string) error {
			a, err := netip.ParseAddr(s)
			*(*net.IP)(p) = a.AsSlice()
			return err
		}
	case ipNetType:
		set = func(p unsafe.Pointer, s string) error {
			if !strings.Contains(s, "/") {
				s += map[bool]string{true: "/128", false: "/32"}[strings.Contains(s, ":")]
			}
			ip, n, err := net.ParseCIDR(s)
			if err == nil {
				*(*net.IPNet)(p) = net.IPNet{IP: ip, Mask: n.Mask}
			}
			return err
		}
	case hardwareType:
		set = func(p unsafe.Pointer, s string) (err error) { *(*net.HardwareAddr)(p), err = net.ParseMAC(s); return }
	default:
		return to, false
	}
	nilable := t.Kind() == reflect.Slice
	return dbapi.Target{Kind: dbapi.String, Set: func(p unsafe.Pointer, v dbapi.Value, _ *dbapi.Arena) error {
		if v.IsNull() {
			if nilable {
				*(*[]byte)(p) = nil
				return nil
			}
			return errNull
		}
		return set(p, v.Str())
	}}, true
}
