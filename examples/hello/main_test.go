package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// maxLines is how long the README's program may be, without its package clause and imports,
// which the README leaves out.
const maxLines = 40

// TestREADME compares the README's program and output with this one's.
func TestREADME(t *testing.T) {
	program, err := os.ReadFile("main.go")
	if err != nil {
		t.Fatal(err)
	}
	readme, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	output, err := exec.Command("go", "run", ".").Output()
	if err != nil {
		t.Fatal(err)
	}
	_, shown, _ := strings.Cut(string(program), "\n)\n\n") // the end of the imports
	if n := strings.Count(shown, "\n"); n < 20 || n > maxLines {
		t.Errorf("the program has %d lines, want some 30", n)
	}
	if want := "```go\n" + shown + "```\n\n```\n" + string(output) + "```\n"; !strings.Contains(string(readme), want) {
		t.Errorf("README.md does not hold the program and what it prints:\n%s", want)
	}
}
