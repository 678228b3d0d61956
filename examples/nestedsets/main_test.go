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
	urls := map[string]string{"sqlite": "sqlite:///" + filepath.Join(t.TempDir(), "nestedsets.db"), "postgres": os.Getenv("ALUDEL_TEST_POSTGRES"), "mysql": os.Getenv("ALUDEL_TEST_MYSQL")}
	for name, url := range urls {
		t.Run(name, func(t *testing.T) {
			if url == "" {
				t.Skip("no server: see make test")
			}
			var out bytes.Buffer
			if err := run(context.Background(), &out, url); err != nil {
				t.Fatal(err)
			}
			golden.Check(t, "testdata/output.txt", out.Bytes())
		})
	}
}
