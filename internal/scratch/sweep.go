package scratch

import (
	"context"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

// A run that is killed leaves its databases on the server. The next run that makes one of
// its own drops them: those whose name says that they were made by a test, long ago, and
// that nobody is connected to.

// leftAfter is how old a database is that no run can need any more.
const leftAfter = 12 * time.Hour

var begun = time.Now()

// Place is a name for a database of this process: what it is for (letters a to z, others are
// left out), when it was made, and by which process. What a killed run leaves under such a
// name is dropped by a later one.
func Place(what string) string {
	clean := strings.Map(func(r rune) rune {
		if r >= 'a' && r <= 'z' {
			return r
		}
		return -1
	}, what)
	return "aludel_" + clean + "_" + strconv.FormatInt(begun.Unix(), 36) + "_" + strconv.Itoa(os.Getpid())
}

// left reports whether a name is that of a database that a run has left at least leftAfter
// before now.
func left(name string, now time.Time) bool {
	parts := strings.Split(name, "_")
	if len(parts) != 4 || parts[0] != "aludel" {
		return false
	}
	made, err := strconv.ParseInt(parts[2], 36, 64)
	if _, bad := strconv.ParseUint(parts[3], 10, 32); err != nil || bad != nil {
		return false
	}
	age := now.Sub(time.Unix(made, 0))
	return made > 1_500_000_000 && age > leftAfter
}

// sweep drops what killed runs have left on a server. What cannot be dropped is said and
// stays: another run may be at it.
func sweep(t testing.TB, d Database, server string) {
	t.Helper()
	eng, err := engine.Open(d.Dialect, server)
	if err != nil {
		return // which the test itself will say
	}
	ctx := context.Background()
	defer eng.Close(ctx)
	names, used := "SELECT datname FROM pg_database", "SELECT count(*) FROM pg_stat_activity WHERE datname = :name"
	if d.Name == "mysql" {
		names, used = "SELECT schema_name FROM information_schema.schemata", "SELECT count(*) FROM information_schema.processlist WHERE db = :name"
	}
	all, err := engine.AllAs[string](ctx, eng, sql.Text(sql.SQL(names)))
	if err != nil {
		t.Logf("scratch: what killed runs have left is not known: %v", err)
		return
	}
	for _, name := range all {
		if !left(name, time.Now()) {
			continue
		}
		if n, err := engine.OneAs[int](ctx, eng, sql.Text(sql.SQL(used)).Bind("name", name)); err != nil || n > 0 {
			continue
		}
		if err := statement(d, server, "DROP DATABASE "+name); err != nil {
			t.Logf("scratch: database %s, which a killed run has left, stays: %v", name, err)
		}
	}
}
