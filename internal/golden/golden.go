// Package golden compares what a test got with a file that holds what it got
// when somebody last looked, byte by byte. "make golden" rewrites the files
// where they differ; the difference is then read in the commit.
//
// A test that uses it has Golden in its name, because that is what make golden runs.
package golden

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"
)

// updateVar is the environment variable that makes Check rewrite files. It is not
// a flag, because "go test ./... -update" fails for every package without one.
const updateVar = "ALUDEL_UPDATE_GOLDEN"

// Check fails t when the file, relative to the test's directory, does not hold
// got exactly. With ALUDEL_UPDATE_GOLDEN set it writes the file instead.
func Check(t testing.TB, file string, got []byte) {
	t.Helper()
	want, err := os.ReadFile(file)
	if err == nil && bytes.Equal(got, want) {
		return
	}
	if os.Getenv(updateVar) != "" {
		if err := errors.Join(os.MkdirAll(filepath.Dir(file), 0o755), os.WriteFile(file, got, 0o644)); err != nil {
			t.Fatal(err)
		}
		return
	}
	if errors.Is(err, fs.ErrNotExist) {
		t.Fatalf("%s does not exist: make golden writes it. It would hold:\n%s", file, got)
	}
	if err != nil {
		t.Fatal(err)
	}
	line, g, w := firstDifference(got, want)
	t.Errorf("%s:%d differs; if the new text is right, make golden writes it\n got: %s\nwant: %s", file, line, g, w)
}

// firstDifference returns the number of the first line in which a and b differ,
// and that line of each; a text that ended before it has "(end)".
func firstDifference(a, b []byte) (line int, inA, inB string) {
	as, bs := bytes.Split(a, []byte("\n")), bytes.Split(b, []byte("\n"))
	at := func(lines [][]byte, i int) string {
		if i >= len(lines) {
			return "(end)"
		}
		return string(lines[i])
	}
	for i := range max(len(as), len(bs)) {
		if at(as, i) != at(bs, i) {
			return i + 1, at(as, i), at(bs, i)
		}
	}
	return 0, "", ""
}
