package stdsql

import (
	"context"
	"errors"
	"fmt"
	"io"
	"testing"
	"time"

	"github.com/aludel/aludel/driver"
)

func TestWords(t *testing.T) {
	for _, x := range []struct {
		text  string
		mysql bool
		want  string // first second main, and what holds
	}{
		{"select 1", true, "SELECT 1 SELECT rows"},
		{"(SELECT 1) UNION (SELECT 2)", false, "SELECT 1 SELECT rows"},
		{"WITH a AS (DELETE FROM t RETURNING x) INSERT INTO u SELECT * FROM a", false, "WITH A INSERT rows"},
		{"WITH RECURSIVE a (x) AS (SELECT 1) UPDATE t SET x = 1", true, "WITH RECURSIVE UPDATE"},
		{`INSERT INTO t VALUES ('\' RETURNING ')`, true, "INSERT INTO INSERT"},
		{`INSERT INTO t VALUES ('\') RETURNING id`, false, "INSERT INTO INSERT rows"},
		{"INSERT INTO t VALUES ('it''s') -- RETURNING\n", false, "INSERT INTO INSERT"},
		{"INSERT INTO t VALUES (5--1) RETURNING id", true, "INSERT INTO INSERT rows"},
		{"INSERT INTO t VALUES (1) # RETURNING", true, "INSERT INTO INSERT"},
		{"INSERT INTO t VALUES ($$ RETURNING $$, $1)", false, "INSERT INTO INSERT"},
		{"INSERT INTO t VALUES ($x$ RETURNING $x$) RETURNING 1", false, "INSERT INTO INSERT rows"},
		{"UPDATE t SET t.returning = 1, `returning` = 2, \"RETURNING\" = @returning", true, "UPDATE T UPDATE"},
		{"/* a */ -- b\n commit", true, "COMMIT  COMMIT"},
		{"SET @@session.autocommit = 0", true, "SET 0 SET autocommit"},
		{"set AutoCommit=1", true, "SET AUTOCOMMIT SET autocommit"},
		{"'", true, "  "}, {"/*", true, "  "}, {"$", false, "  "}, {"", true, "  "}, {`"\`, true, "  "}, {"--", true, "  "}, {"@", true, "  "},
	} {
		w := read(x.text, x.mysql)
		got := w.first + " " + w.second + " " + w.main
		if w.rows(driver.Write) {
			got += " rows"
		}
		if w.autocommit {
			got += " autocommit"
		}
		if got != x.want {
			t.Errorf("%s: %q, want %q", x.text, got, x.want)
		}
	}
}

func FuzzWords(f *testing.F) {
	f.Add("SELECT '\\' /* $$", true)
	f.Fuzz(func(t *testing.T, text string, mysql bool) { read(text, mysql) })
}

type stated string

func (s stated) Error() string    { return "the database says " + string(s) }
func (s stated) SQLState() string { return string(s) }

func TestClassify(t *testing.T) {
	for err, want := range map[error]string{
		stated("23505"): "integrity error unique", stated("23503"): "integrity error foreign key", stated("22001"): "data error",
		stated("40001"): "operational error retryable", stated("57014"): "operational error cancelled", stated("08006"): "operational error disconnected",
		stated("57P01"): "operational error disconnected", stated("42P01"): "programming error", stated("0A000"): "not supported",
		stated("XX000"): "internal error", stated("99999"): "internal error", stated("x"): "internal error",
		fmt.Errorf("read: %w", io.ErrUnexpectedEOF): "operational error disconnected", errors.New("what"): "internal error",
		context.DeadlineExceeded: "operational error cancelled",
	} {
		e := Classify(err)
		got := e.Class.String()
		if e.Class == driver.Integrity {
			got += " " + e.Constraint.String()
		}
		for _, x := range []struct {
			on   bool
			text string
		}{{e.Disconnected, " disconnected"}, {e.Retryable, " retryable"}, {e.Cancelled, " cancelled"}} {
			if x.on {
				got += x.text
			}
		}
		if got != want || !errors.Is(e, err) {
			t.Errorf("%v: %s, want %s", err, got, want)
		}
	}
}

func TestMoments(t *testing.T) {
	for s, want := range map[string]string{
		"2024-02-29":                       "2024-02-29T00:00:00Z",
		"2024-02-29 23:59:59.000001":       "2024-02-29T23:59:59.000001Z",
		"2024-02-29T23:59:59.123456789Z":   "2024-02-29T23:59:59.123456789Z",
		"2024-02-29 23:59:59+02:00":        "2024-02-29T21:59:59Z",
		"2024-02-29 23:59:59.5-01":         "2024-03-01T00:59:59.5Z",
		"2023-02-29":                       "",
		"2024-13-01":                       "",
		"2024-1-1":                         "",
		"2024-01-01 24:00:00":              "",
		"2024-01-01 10:00:00.":             "",
		"2024-01-01 10:00:00 Europe/Paris": "",
		"0000-00-00":                       "zero",
		"2024-02-00 00:00:00":              "zero",
		"":                                 "",
	} {
		at, err := parseMoment(s)
		got := ""
		switch {
		case errors.Is(err, errZeroDate):
			got = "zero"
		case err == nil:
			got = at.Format(time.RFC3339Nano)
		}
		if got != want {
			t.Errorf("%q: %q %v, want %q", s, got, err, want)
		}
	}
	for day := time.Date(0, 1, 1, 0, 0, 0, 0, time.UTC); day.Year() < 10000; day = day.AddDate(0, 0, 13) {
		if at, err := parseMoment(day.Format("2006-01-02")); err != nil || !at.Equal(day) {
			t.Fatal(day, at, err)
		}
	}
	for s, want := range map[string]time.Duration{"00:00:00": 0, "-838:59:59.000001": -(838*time.Hour + 59*time.Minute + 59*time.Second + time.Microsecond),
		"23:59:59.5": 24*time.Hour - 500*time.Millisecond} {
		if d, err := toDuration(s); d != want || err != nil {
			t.Error(s, d, err)
		}
	}
	for _, s := range []string{"", "-", "1:2:3", "10:60:00", "10:00", "10:00:00x", "99999999999:00:00"} {
		if d, err := toDuration(s); err == nil {
			t.Error(s, d)
		}
	}
}
