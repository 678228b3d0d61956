package orm_test

import (
	"bufio"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestTyping builds programs that must not compile, and compares what the compiler
// says of each line with what stands beside it.
func TestTyping(t *testing.T) {
	dirs, err := filepath.Glob("testdata/typing/*")
	must(t, err)
	said := regexp.MustCompile(`^(\S+\.go):(\d+):\d+: (.*)$`)
	// two packages called sql are linked, so that the compiler writes the whole path of each
	long := regexp.MustCompile(`"(?:[^"\s]*/)?(\w+)"\.`)
	wanted := regexp.MustCompile(`// ERROR "(.*)"$`)
	for _, dir := range dirs {
		t.Run(filepath.Base(dir), func(t *testing.T) {
			files, err := filepath.Glob(dir + "/*.go")
			must(t, err)
			want := map[string]string{}
			for _, file := range files {
				f, err := os.Open(file)
				must(t, err)
				defer f.Close()
				lines := bufio.NewScanner(f)
				for n := 1; lines.Scan(); n++ {
					if m := wanted.FindStringSubmatch(lines.Text()); m != nil {
						want[filepath.Base(file)+":"+strconv.Itoa(n)] = m[1]
					}
				}
			}
			out, err := exec.Command("go", "build", "-gcflags=-e", "-o", os.DevNull, "./"+dir).CombinedOutput()
			if err == nil {
				t.Fatal("it compiles")
			}
			got := map[string]string{}
			for _, line := range strings.Split(string(out), "\n") {
				if m := said.FindStringSubmatch(line); m != nil {
					got[filepath.Base(m[1])+":"+m[2]] += long.ReplaceAllString(m[3], "$1.") + "\n"
				}
			}
			for at, w := range want {
				if !strings.Contains(got[at], w) {
					t.Errorf("%s: the compiler says %q, want %q", at, got[at], w)
				}
			}
			for at, g := range got {
				if want[at] == "" {
					t.Errorf("%s: unexpected: %s", at, g)
				}
			}
			if len(want) == 0 {
				t.Errorf("nothing is wanted; the compiler says\n%s", out)
			}
		})
	}
}
