package scan

import "testing"

func TestIsPlain(t *testing.T) {
	names := []string{"", "_", "a", "A_", "_a", "product_id", "ProductID", "productid", "Productid2", "ÄRGER", "är_ger", "\xff", "a\xffb", "�", "İ", "i̇", "ſ", "S", "product_i"}
	for _, a := range names {
		for _, b := range names {
			if got, want := isPlain(plain(a), b), plain(a) == plain(b); got != want {
				t.Errorf("isPlain(plain(%q), %q) = %v, want %v", a, b, got, want)
			}
		}
	}
}
