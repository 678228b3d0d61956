package house

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// maxLines is how long a Go file may be without a reason.
const maxLines = 500

// files calls do with every file of the repository, but for what git does not
// keep, and its name relative to the root.
func files(t *testing.T, do func(name string, content []byte)) {
	t.Helper()
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		switch {
		case d.IsDir() && (name == ".git" || name == ".cache" || name == "bin"):
			return filepath.SkipDir
		case name == ".git": // in a worktree
			return nil
		case !d.Type().IsRegular() || strings.HasSuffix(name, ".test") || strings.HasSuffix(name, ".prof") || strings.HasSuffix(name, ".out"):
			return nil
		}
		content, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		do(filepath.ToSlash(name), content)
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestFilesAreShort(t *testing.T) {
	files(t, func(name string, content []byte) {
		if !strings.HasSuffix(name, ".go") {
			return
		}
		n := bytes.Count(content, []byte("\n"))
		if n > maxLines && !bytes.Contains(content, []byte("\n// Long file:")) {
			t.Errorf("%s has %d lines: split it, or say why not in a comment that begins with \"// Long file:\"", name, n)
		}
	})
}

// What names one machine, or where somebody downloads from. Each is put
// together, so that this file does not contain it.
var (
	machinePath = regexp.MustCompile("(?m)(^|[\\s\"'`(=:,])/(" + strings.Join([]string{"home", "Users", "root", "work"}, "|") + ")/[A-Za-z0-9._-]")
	tempPath    = regexp.MustCompile("/tmp/" + "(dev|go-build|wt|src)\\b")
	hosts       = regexp.MustCompile(strings.Join([]string{`proxy\.` + `golang\.org`, `sum\.` + `golang\.org`, `goproxy\.` + `(io|cn)`, `registry\.` + `npmjs`, `pypi\.` + `org`, `deb\.` + `debian\.org`}, "|"))
)

func TestNothingNamesOneMachine(t *testing.T) {
	files(t, func(name string, content []byte) {
		if bytes.IndexByte(content[:min(len(content), 8000)], 0) >= 0 {
			return // not text
		}
		for what, pattern := range map[string]*regexp.Regexp{
			"a path of one machine":  machinePath,
			"a path of one checkout": tempPath,
			"a registry's host":      hosts,
		} {
			if m := pattern.FindIndex(content); m != nil {
				line := 1 + bytes.Count(content[:m[1]-1], []byte("\n"))
				t.Errorf("%s:%d names %s: %q", name, line, what, bytes.TrimSpace(content[m[0]:m[1]]))
			}
		}
	})
}
