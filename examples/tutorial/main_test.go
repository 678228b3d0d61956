package main

import (
	"bytes"
	"context"
	"io"
	"os"
	"os/exec"
	"strings"
	"testing"

	"github.com/aludel/aludel/internal/golden"
)

// TestGolden runs the whole tutorial on each database and compares every line that
// it prints.
func TestGolden(t *testing.T) {
	for _, db := range []struct{ name, url, variable string }{
		{name: "sqlite", url: "sqlite://"},
		{name: "postgresql", variable: "ALUDEL_TEST_POSTGRES"},
		{name: "mariadb", variable: "ALUDEL_TEST_MYSQL"},
	} {
		t.Run(db.name, func(t *testing.T) {
			url := db.url
			if db.variable != "" {
				if url = os.Getenv(db.variable); url == "" {
					t.Skip(db.variable + " is not set: make test runs this against real servers")
				}
			}
			var out bytes.Buffer
			if err := command(context.Background(), []string{"--url", url, "--drop"}, &out, io.Discard); err != nil {
				t.Fatalf("%v\n%s", err, tail(out.String()))
			}
			if strings.Contains(out.String(), "there is no declaration") || strings.Contains(out.String(), "there is no such mistake") {
				t.Error("a declaration that is shown is not in the source")
			}
			golden.Check(t, "testdata/"+db.name+".golden", out.Bytes())
		})
	}
}

func tail(s string) string { return s[max(0, len(s)-1500):] }

// TestOnePart runs a part alone, and asks for one that is not there.
func TestOnePart(t *testing.T) {
	var whole, one bytes.Buffer
	if err := command(context.Background(), nil, &whole, io.Discard); err != nil {
		t.Fatal(err)
	}
	if err := command(context.Background(), []string{"--only", "foreign-key"}, &one, io.Discard); err != nil {
		t.Fatal(err)
	}
	_, body, _ := strings.Cut(one.String(), "--only foreign-key")
	body, _, _ = strings.Cut(body, "\n\n\n1 parts")
	if body == "" || !strings.Contains(whole.String(), body) {
		t.Error("a part alone prints something else than within the whole")
	}
	err := command(context.Background(), []string{"--only", "foreign"}, io.Discard, io.Discard)
	if err == nil || !strings.Contains(err.Error(), "foreign-key") {
		t.Errorf("an unknown part: %v", err)
	}
}

// TestMistakes compares what the compiler says to each wrong line with what stands
// beside it.
func TestMistakes(t *testing.T) {
	file, err := os.ReadFile("testdata/mistakes/mistakes.go")
	if err != nil {
		t.Fatal(err)
	}
	said, err := exec.Command("go", "build", "-gcflags=-e", "./testdata/mistakes").CombinedOutput()
	if err == nil {
		t.Fatal("it compiles")
	}
	got := strings.Join(strings.Fields(string(said)), " ")
	n := 0
	for line := range strings.Lines(string(file)) {
		_, want, ok := strings.Cut(line, "// ERROR ")
		if !ok {
			continue
		}
		n++
		if !strings.Contains(got, strings.TrimSpace(want)) {
			t.Errorf("the compiler does not say: %s\n%s", want, said)
		}
	}
	if n < 8 {
		t.Errorf("%d mistakes", n)
	}
}
