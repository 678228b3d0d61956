package main

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"testing"

	"github.com/aludel/aludel/internal/golden"
)

// The program says the same on every database.
func TestGoldenOutput(t *testing.T) {
	for name, variable := range map[string]string{"sqlite": "", "postgres": "ALUDEL_TEST_POSTGRES", "mysql": "ALUDEL_TEST_MYSQL"} {
		t.Run(name, func(t *testing.T) {
			url := "sqlite:///" + filepath.Join(t.TempDir(), "genericassociation.db")
			if variable != "" {
				if url = os.Getenv(variable); url == "" {
					t.Skip(variable + " is not set: make test runs this against real servers")
				}
			}
			var out bytes.Buffer
			if err := run(context.Background(), &out, url); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "testdata/output.txt", out.Bytes())
		})
	}
}
