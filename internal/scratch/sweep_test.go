package scratch

import (
	"context"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func TestMain(m *testing.M) { os.Exit(Main(m)) }

func TestWhichNamesAreLeft(t *testing.T) {
	now := time.Unix(1_800_000_000, 0)
	at := func(age time.Duration) string { return strconv.FormatInt(now.Add(-age).Unix(), 36) }
	for name, want := range map[string]bool{
		"aludel_graphs_" + at(13*time.Hour) + "_77": true,
		"aludel__" + at(300*24*time.Hour) + "_1":    true,
		"aludel_graphs_" + at(11*time.Hour) + "_77": false,
		"aludel_graphs_" + at(-time.Hour) + "_77":   false,
		"aludel_graphs_zz_77":                       false, // 1970
		"aludel_graphs_77":                          false,
		"aludel_test":                               false,
		"aludel_graphs_" + at(13*time.Hour) + "_x":  false,
		"other_graphs_" + at(13*time.Hour) + "_77":  false,
		"aludel_a_b_" + at(13*time.Hour) + "_77":    false,
		"aludel_graphs_!_77":                        false,
	} {
		if got := left(name, now); got != want {
			t.Errorf("%s: %v", name, got)
		}
	}
	if left(Place("x y"), time.Now()) || !left(Place("x y"), time.Now().Add(2*leftAfter)) {
		t.Error(Place("x y"))
	}
}

// TestKilledRunsAreSweptUp makes databases as a run leaves them that is killed. Only the old
// one that nobody uses goes.
func TestKilledRunsAreSweptUp(t *testing.T) {
	for _, d := range Databases()[1:] {
		t.Run(d.Name, func(t *testing.T) {
			ctx := context.Background()
			eng := d.Open(t)
			defer eng.Close(ctx)
			server := os.Getenv(d.variable)
			old := func(what string) string {
				return "aludel_" + what + "_" + strconv.FormatInt(time.Now().Add(-30*time.Hour).Unix(), 36) + "_" + strconv.Itoa(os.Getpid())
			}
			gone, used, young, other := old("gone"), old("used"), Place("young"), "swept_"+strconv.Itoa(os.Getpid())
			for _, name := range []string{gone, used, young, other} {
				if err := statement(d, server, "CREATE DATABASE "+name); err != nil {
					t.Fatal(err)
				}
				if name != gone {
					defer func() {
						if err := statement(d, server, "DROP DATABASE "+name); err != nil {
							t.Error(err)
						}
					}()
				}
			}
			busy, err := engine.Open(d.Dialect, on(t, server, used))
			if err != nil {
				t.Fatal(err)
			}
			defer busy.Close(ctx)
			if _, err := engine.OneAs[int](ctx, busy, sql.Text("SELECT 1")); err != nil {
				t.Fatal(err)
			}
			sweep(t, d, server)
			names := sql.Text("SELECT datname FROM pg_database")
			if d.Name == "mysql" {
				names = sql.Text("SELECT schema_name FROM information_schema.schemata")
			}
			all, err := engine.AllAs[string](ctx, eng, names)
			if err != nil {
				t.Fatal(err)
			}
			for name, want := range map[string]bool{gone: false, used: true, young: true, other: true} {
				if slices.Contains(all, name) != want {
					t.Errorf("%s is there: %v", name, !want)
				}
			}
		})
	}
}
