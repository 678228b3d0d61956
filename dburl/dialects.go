package dburl

import (
	"slices"
	"strings"
)

// A Dialect tells the parser about a kind of database.
type Dialect struct {
	Name    string              // as URL.Dialect has it
	Aliases []string            // other spellings of it in a URL
	Drivers map[string][]string // our drivers, each with the names that also mean it
	File    bool                // the database is a file: no user, no host
	Socket  string              // the option that names a unix socket; "host": a host that begins with / or @ does
}

// Bundled are the dialects that Parse knows by itself.
func Bundled() []Dialect {
	return []Dialect{
		{
			Name:    "postgresql",
			Aliases: []string{"postgres", "pgsql"},
			Drivers: map[string][]string{"pgx": {"psycopg", "psycopg2", "psycopg2cffi", "psycopg_async", "asyncpg", "pg8000", "pygresql", "pypostgresql", "aiopg", "pq", "lib-pq", "libpq"}},
			Socket:  "host",
		},
		{
			Name:    "mysql",
			Aliases: []string{"mariadb"},
			Drivers: map[string][]string{"mysql": {"mysqldb", "mysqlclient", "pymysql", "cymysql", "mysqlconnector", "mariadb", "mariadbconnector", "aiomysql", "asyncmy", "go-sql-driver"}},
			Socket:  "unix_socket",
		},
		{
			Name:    "sqlite",
			Aliases: []string{"sqlite3"},
			Drivers: map[string][]string{"ncruces": {"sqlite3", "pysqlite", "pysqlite2", "aiosqlite"}},
			File:    true,
		},
	}
}

// find is the dialect of this name among ds, or nil.
func find(ds []Dialect, name string) *Dialect {
	for i := range ds {
		if ds[i].Name == name || slices.Contains(ds[i].Aliases, name) {
			return &ds[i]
		}
	}
	return nil
}

// driver is our driver for what was written, or "".
func (d *Dialect) driver(written string) string {
	for ours, others := range d.Drivers {
		if ours == written || slices.Contains(others, written) {
			return ours
		}
	}
	return ""
}

// spellings are all names of dialects.
func spellings(ds []Dialect) []string {
	var names []string
	for _, d := range ds {
		names = append(append(names, d.Name), d.Aliases...)
	}
	return names
}

// drivers are all names of d's drivers, ours first.
func (d *Dialect) drivers() []string {
	var ours, others []string
	for name, more := range d.Drivers {
		ours, others = append(ours, name), append(others, more...)
	}
	slices.Sort(ours)
	slices.Sort(others)
	return append(ours, others...)
}

// suggest is a hint at the name among known that is nearest to name, or else at all.
func suggest(name string, known []string) string {
	if near := nearest(name, known); near != "" {
		return "did you mean " + near + "?"
	}
	if len(known) == 0 {
		return ""
	}
	return "known are " + strings.Join(known, ", ")
}

// nearest is the name that differs from name by the fewest letters, if that is at
// most a third of them; or "".
func nearest(name string, known []string) string {
	best, least := "", len(name)/3+1
	for _, k := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(k)); d < least || d == least && best == "" {
			best, least = k, d
		}
	}
	return best
}

// distance is the number of letters to insert, delete or replace.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			cost := diagonal
			if a[i] != b[j] {
				cost = 1 + min(diagonal, row[j], row[j+1])
			}
			diagonal, row[j+1] = row[j+1], cost
		}
	}
	return row[len(b)]
}
