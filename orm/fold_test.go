package orm_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type Placard struct {
	ID   int
	Word string
}

type PlacardTable struct {
	orm.TableOf[Placard, int]
	ID   schema.Int
	Word schema.String
}

var (
	Fair     = orm.NewBase()
	Placards = orm.Declare(Fair, "fair_placard", func(t *PlacardTable) {
		t.ID.PrimaryKey()
		t.Word.Size(20).Unique()
	})
)

// TestValuesThatACollationTakesForEqual hands unique values on that are the same for the
// database, and not for Go.
func TestValuesThatACollationTakesForEqual(t *testing.T) {
	each(t, Fair, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		run := func(text sql.SQL) {
			t.Helper()
			r, err := eng.Execute(ctx, sql.Text(text))
			must(t, err)
			must(t, r.Close())
		}
		run("DROP TABLE fair_placard")
		pairs := [][2]string{{"Sign", "sIGN"}}
		switch eng.Dialect().Name() {
		case "sqlite":
			run("CREATE TABLE fair_placard (id INTEGER PRIMARY KEY, word VARCHAR(20) COLLATE NOCASE NOT NULL UNIQUE)")
		case "postgresql":
			run("CREATE COLLATION IF NOT EXISTS fair_loose (provider = icu, locale = 'und-u-ks-level1', deterministic = false)")
			run("CREATE TABLE fair_placard (id INTEGER PRIMARY KEY, word VARCHAR(20) COLLATE fair_loose NOT NULL UNIQUE)")
			pairs = append(pairs, [2]string{"é", "e"}, [2]string{"straße", "STRASSE"}, [2]string{"Ａ", "a"}, [2]string{"æ", "ae"}, [2]string{"が", "カ"})
		default:
			run("CREATE TABLE fair_placard (id INTEGER PRIMARY KEY, word VARCHAR(20) COLLATE utf8mb4_unicode_520_ci NOT NULL UNIQUE)")
			pairs = append(pairs, [2]string{"é", "e"}, [2]string{"straße", "STRASSE"}, [2]string{"a ", "a"}, [2]string{"æ", "ae"}, [2]string{"が", "カ"}, [2]string{"x\u200b", "X"})
		}
		s := orm.NewSession(eng)
		defer s.Close()
		a, b := &Placard{ID: 1}, &Placard{ID: 2}
		for i, p := range pairs {
			if i == 0 {
				s.Add(a, b)
			}
			a.Word, b.Word = "first", p[0]
			must(t, s.Commit(ctx))
			a.Word, b.Word = p[1], "second" // the first is written first, as a rule
			if err := s.Commit(ctx); err != nil {
				t.Fatal(p, err)
			}
			a.Word, b.Word = b.Word, p[0] // they swap
			if err := s.Commit(ctx); err != nil {
				t.Fatal(p, err)
			}
			s.Delete(b)
			b = &Placard{ID: 10 + i, Word: p[1]} // and one replaces the other
			s.Add(b)
			if err := s.Commit(ctx); err != nil {
				t.Fatal(p, err)
			}
		}
	})
}

// TestFold holds the fold of every character against the weights that the collations of
// MariaDB give it: what has the same weight has the same fold.
func TestFold(t *testing.T) {
	for _, d := range databases() {
		if d.name != "mysql" {
			continue
		}
		ctx := t.Context()
		eng := d.open(t)
		defer eng.Close(context.Background())
		for _, collation := range []string{"general_ci", "unicode_ci", "unicode_520_ci", "uca1400_ai_ci"} {
			text := fmt.Sprintf("SELECT seq, HEX(WEIGHT_STRING(CONVERT(CHAR(seq USING utf32) USING utf8mb4) COLLATE utf8mb4_%s)) AS weight FROM seq_1_to_65535 WHERE seq NOT BETWEEN 55296 AND 57343", collation)
			res, err := eng.Execute(ctx, sql.Text(sql.SQL(text)))
			must(t, err)
			rows, err := res.All()
			must(t, err)
			if len(rows) < 60_000 {
				t.Fatal(len(rows))
			}
			same := map[string]rune{}
			wrong := 0
			for _, r := range rows {
				values := r.Values()
				c, weight := rune(values[0].(uint64)), values[1].(string)
				first, is := same[weight]
				if !is {
					same[weight] = c
					if weight != "" {
						continue
					}
				}
				if got, want := mapping.Fold("a"+string(c)+"b"), mapping.Fold("a"+string(first)+"b"); got != want || weight == "" && got != "ab" {
					if wrong++; wrong < 10 {
						t.Errorf("%s: %q and %q have one weight, and folds %q and %q", collation, c, first, got, want)
					}
				}
			}
		}
	}
	for _, p := range [][2]string{{"Straße", "STRASSE"}, {"ﬁ", "FI"}, {"½", "1⁄2"}, {"\u0041\u030a", "å"}, {"🍣", "🍺"}, {"\x01a", "A  "}} {
		if mapping.Fold(p[0]) != mapping.Fold(p[1]) {
			t.Errorf("%q and %q: %q and %q", p[0], p[1], mapping.Fold(p[0]), mapping.Fold(p[1]))
		}
	}
	for _, p := range [][2]string{{"11", "1"}, {"a-b", "ab"}, {"東京", "京都"}, {"а", "б"}} {
		if mapping.Fold(p[0]) == mapping.Fold(p[1]) {
			t.Errorf("%q and %q are %q", p[0], p[1], mapping.Fold(p[0]))
		}
	}
	if mapping.FoldShifted("a - b") != mapping.FoldShifted("A.B") {
		t.Error("punctuation")
	}
}
