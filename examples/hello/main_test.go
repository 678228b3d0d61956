package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

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
	if want := "```go\n" + string(program) + "```\n\n```\n" + string(output) + "```\n"; !strings.Contains(string(readme), want) {
		t.Errorf("README.md does not hold the program and what it prints:\n%s", want)
	}
}
