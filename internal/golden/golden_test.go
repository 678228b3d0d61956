package golden

import (
	"os"
	"path/filepath"
	"testing"
)

func TestCheck(t *testing.T) {
	file := filepath.Join(t.TempDir(), "new", "x.sql")
	t.Setenv(updateVar, "1")
	Check(t, file, []byte("a\nb\n"))
	t.Setenv(updateVar, "")
	Check(t, file, []byte("a\nb\n"))
	if got, err := os.ReadFile(file); err != nil || string(got) != "a\nb\n" {
		t.Errorf("the file holds %q, %v", got, err)
	}
}

func TestFirstDifference(t *testing.T) {
	for _, c := range []struct {
		a, b     string
		line     int
		inA, inB string
	}{
		{"x\ny\n", "x\nz\n", 2, "y", "z"},
		{"x", "x\ny", 2, "(end)", "y"},
		{"", "x", 1, "", "x"},
		{"x", "x", 0, "", ""},
	} {
		line, inA, inB := firstDifference([]byte(c.a), []byte(c.b))
		if line != c.line || inA != c.inA || inB != c.inB {
			t.Errorf("%q, %q: %d %q %q", c.a, c.b, line, inA, inB)
		}
	}
}
