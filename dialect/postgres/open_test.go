package postgres_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/dburl"
	"github.com/aludel/aludel/dialect/postgres"
)

func TestOptionsThatAreWrong(t *testing.T) {
	for url, want := range map[string]string{
		"postgresql:///db?host=/run/postgresql&sslmode=dissable": "option sslmode",
		"postgresql://h/db?statement_cache=0":                    "option statement_cache",
		"postgresql://h/db?pooler=session":                       "option pooler",
		"postgresql://h/db?sslmod=disable":                       "did you mean sslmode",
	} {
		u, err := dburl.Parse(url)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := postgres.Dialect.Driver(u); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", url, err)
		}
	}
	for _, mode := range []string{"disable", "require", "verify-full"} {
		u, err := dburl.Parse("postgresql://h/db?sslmode=" + mode)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := postgres.Dialect.Driver(u); err != nil {
			t.Error(err)
		}
	}
}
