package sql

// BindIndex is the place of b in Binds, or -1.
func (k *Key) BindIndex(b *BindNode) int {
	if k.index != nil {
		if i, ok := k.index[b]; ok {
			return i
		}
		return -1
	}
	for i, x := range k.Binds {
		if x == b {
			return i
		}
	}
	return -1
}

func (k *Key) bind(b *BindNode) {
	if i := k.BindIndex(b); i >= 0 {
		k.Byte(tagBindAgain)
		k.Int(i)
		return
	}
	k.fail(b.Err)
	k.Binds = append(k.Binds, b)
	if k.index != nil {
		k.index[b] = len(k.Binds) - 1
	} else if len(k.Binds) == 24 {
		k.index = make(map[*BindNode]int, 64)
		for i, x := range k.Binds {
			k.index[x] = i
		}
	}
	if b.Name != "" {
		k.Byte(tagParam)
		k.Str(b.Name)
		k.Type(b.Type)
		return
	}
	if b.Type != nil && b.Type.IsPlain() {
		k.Bytes = append(k.Bytes, tagBind, bit(b.Value.IsNull()), byte(b.Type.Kind))
		return
	}
	k.Bytes = append(k.Bytes, tagBind, bit(b.Value.IsNull()))
	k.Type(b.Type)
}

// list writes the size of a list only rounded up, so that lists of any length need
// few texts.
func (k *Key) list(l *ListNode) {
	k.fail(l.Err)
	k.Lists = append(k.Lists, l)
	k.Byte(tagList)
	k.Int(PaddedLen(len(l.Values)))
	k.Type(l.Type)
}

// PaddedLen is n rounded up: how many placeholders a list of n gets where each
// member has one of its own. It is a power of two, above 4,096 a multiple of that, and
// n itself where that would be more than a database takes in one statement (32,766 on
// SQLite, 65,535 elsewhere): there the rest of the statement needs the room. Beyond that,
// where lists are bound whole or not at all, it is a power of two again.
func PaddedLen(n int) int {
	const step = 4096
	switch {
	case n == 0:
		return 0
	case n > step:
		p := (n + step - 1) / step * step
		for _, limit := range [...]int{32766, 65535} {
			if n <= limit {
				if p > limit {
					return n
				}
				return p
			}
		}
	}
	p := 1
	for p < n {
		p *= 2
	}
	return p
}
