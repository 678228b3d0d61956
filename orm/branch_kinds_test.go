package orm_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// A sample has a column of every type that all databases have.
type Sample struct {
	ID      int
	BoxID   int
	Yes     bool
	Small   int16
	Big     int64
	Count   uint32
	Single  float32
	Wider   float64
	Double  float64
	Exact   string
	Name    string
	Long    string
	Raw     []byte
	Day     time.Time
	Hour    time.Duration
	At      time.Time
	Local   time.Time
	Span    time.Duration
	Key     [16]byte
	Doc     map[string]any
	Plain   json.RawMessage
	Color   string
	NBool   *bool
	NInt    *int
	NFloat  *float64
	NText   *string
	NTime   *time.Time
	NRaw    *[]byte
	NDoc    *map[string]any
	NExact  *string
	NKey    *[16]byte
	NClock  *time.Duration
	Generic sql.Null[string]
}

type SampleTable struct {
	orm.TableOf[Sample, int]
	ID      schema.Int
	BoxID   schema.Int
	Yes     schema.Bool
	Small   schema.Int16
	Big     schema.Int64
	Count   schema.Num[uint32]
	Single  schema.Float32
	Wider   schema.Float
	Double  schema.Float
	Exact   schema.Decimal[string]
	Name    schema.String
	Long    schema.String
	Raw     schema.Bytes
	Day     schema.Date[time.Time]
	Hour    schema.Clock
	At      schema.Time
	Local   schema.LocalTime
	Span    schema.Interval
	Key     schema.UUID[[16]byte]
	Doc     schema.JSON[map[string]any]
	Plain   schema.JSON[json.RawMessage]
	Color   schema.Enum[string]
	NBool   schema.NullBool
	NInt    schema.NullInt
	NFloat  schema.NullFloat
	NText   schema.NullString
	NTime   schema.NullTime
	NRaw    schema.NullBytes
	NDoc    schema.NullJSON[map[string]any]
	NExact  schema.NullDecimal[string]
	NKey    schema.NullUUID[[16]byte]
	NClock  schema.NullClock
	Generic schema.NullString
}

type Box struct {
	ID      int
	Samples []*Sample
}

type BoxTable struct {
	orm.TableOf[Box, int]
	ID      schema.Int
	Samples orm.Many[Box, Sample]
}

var (
	Warehouse = orm.NewBase()
	Boxes     = orm.Declare(Warehouse, "branch_box", func(t *BoxTable) { t.ID.PrimaryKey() })
	Samples   = orm.Declare(Warehouse, "branch_sample", func(t *SampleTable) {
		t.ID.PrimaryKey()
		t.BoxID.References(Boxes.ID)
		t.Wider.Type(sqltype.As[float64](sqltype.Real))
		t.Exact.Precision(30, 10)
		t.NExact.Precision(30, 10)
		t.Name.Size(200)
		t.Long.Type(sqltype.Text)
		t.NText.Size(200)
		t.Generic.Size(20)
		t.Color.Values("branch_color", "red", `o'"r\`)
		Boxes.Samples.OrderBy(t.ID)
	})
)

// naughty are the strings of the big list, where it lies beside the repository, and some more.
func naughty(t *testing.T) []string {
	out := []string{"", " ", "a\\", `"`, `\u0041`, "\u2028\u2029", "\x01\x1f\x7f", "a\tb\r\nc\b\f", "😀 \U0010ffff", "[1,2]", `{"a":1}`, "null", "'", "\\\"", strings.Repeat("x]", 300)}
	for _, up := range []string{"../..", "../../.."} {
		content, err := os.ReadFile(filepath.Join(up, "shared", "data", "naughty-strings.json"))
		if err != nil {
			continue
		}
		var more []string
		must(t, json.Unmarshal(content, &more))
		return append(out, more...)
	}
	return out
}

func samples(t *testing.T) []*Sample {
	at := time.Date(2024, 2, 29, 23, 59, 59, 999999000, time.UTC)
	base := func() *Sample {
		return &Sample{Exact: "0", Day: at.Truncate(24 * time.Hour), At: at, Local: at, Raw: []byte{}, Doc: map[string]any{}, Plain: json.RawMessage("1"), Color: "red"}
	}
	var out []*Sample
	add := func(f func(s *Sample)) {
		s := base()
		f(s)
		out = append(out, s)
	}
	for _, text := range naughty(t) {
		if !utf8.ValidString(text) || strings.ContainsRune(text, 0) {
			continue
		}
		add(func(s *Sample) {
			s.Long, s.NText = text, &text
			s.Doc = map[string]any{text: []any{text, 1.5}}
			raw := []byte(text)
			s.Raw, s.NRaw = raw, &raw
			if utf8.RuneCountInString(text) < 190 {
				s.Name = text
			} else {
				s.NText = nil
			}
		})
	}
	if len(out) > 600 {
		out = out[:600]
	}
	for _, f := range []float64{0, 1, -1, 0.1, 1e15, 123456789.123456789, math.MaxFloat64, 1 / 3.0, 5e-324, 2.2250738585072014e-308, -1e-300, 1 << 53} {
		add(func(s *Sample) { s.Double, s.NFloat = f, &f; s.Single, s.Wider = float32(0.1), float64(float32(0.1)) })
	}
	add(func(s *Sample) { s.Single, s.Wider = math.MaxFloat32, -math.SmallestNonzeroFloat32*1e10 })
	for _, n := range []int64{0, math.MaxInt64, math.MinInt64, 1<<53 + 1} {
		add(func(s *Sample) { s.Big, s.Small, s.Count, s.Yes = n, -32768, math.MaxUint32, true })
	}
	for _, d := range []string{"0.0000000001", "-99999999999999999999.9999999999", "12345678901234567890.1000000000", "1"} {
		add(func(s *Sample) { s.Exact, s.NExact = d, &d })
	}
	for _, moment := range []time.Time{time.Date(1, 1, 1, 0, 0, 0, 1000, time.UTC), time.Date(1969, 12, 31, 23, 59, 59, 1000, time.UTC), time.Date(9999, 12, 31, 23, 59, 59, 999999000, time.UTC), time.Date(1880, 6, 1, 12, 0, 0, 0, time.UTC)} {
		add(func(s *Sample) {
			s.At, s.Local, s.NTime, s.Day = moment, moment, &moment, moment.Truncate(24*time.Hour)
			clock := 23*time.Hour + time.Microsecond
			s.Hour, s.NClock = 86399*time.Second+999999*time.Microsecond, &clock
		})
	}
	for _, d := range []time.Duration{-90061*time.Second - time.Microsecond, 400*24*time.Hour + time.Microsecond, math.MaxInt64 / 1000 * 1000} {
		add(func(s *Sample) { s.Span = d })
	}
	all, yes, n := make([]byte, 256), true, -7
	for i := range all {
		all[i] = byte(i)
	}
	key := [16]byte(all[240:])
	add(func(s *Sample) {
		s.Raw, s.NRaw, s.Key, s.NKey, s.NBool, s.NInt = all, &all, key, &key, &yes, &n
		s.Doc = map[string]any{"a": []any{1.5, "x", nil, true, map[string]any{"b": "]\""}}}
		s.NDoc, s.Plain, s.Color = &s.Doc, json.RawMessage(`{"z":  1.50, "a":[ ]}`), `o'"r\`
		s.Generic = sql.Null[string]{V: "text", Valid: true}
	})
	return out
}

// What comes as JSON is bit for bit what comes as columns.
func TestAsJSONGivesEveryValueExactly(t *testing.T) {
	each(t, Warehouse, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		rows := samples(t)
		must(t, orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Box{}, &Box{Samples: rows})
			return nil
		}))
		load := func(l orm.Load[*Box]) []*Box {
			t.Helper()
			s := orm.NewSession(eng)
			defer s.Close()
			sent.take()
			q := orm.Select(Boxes).With(l).OrderBy(Boxes.ID)
			boxes, err := q.All(ctx, s)
			must(t, err)
			if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("what was loaded is taken for changed: %v %v", p, err)
			}
			return boxes
		}
		want := load(orm.SelectIn(Boxes.Samples))
		got := load(orm.AsJSON(Boxes.Samples))
		if n := sent.take(); len(n) != 1 {
			t.Errorf("%d statements", len(n))
		}
		sameBoxes(t, want, got)
	})
}

func sameBoxes(t *testing.T, want, got []*Box) {
	t.Helper()
	if len(want) != len(got) {
		t.Fatalf("%d and %d boxes", len(want), len(got))
	}
	for i := range want {
		if len(want[i].Samples) != len(got[i].Samples) {
			t.Fatalf("%d and %d samples", len(want[i].Samples), len(got[i].Samples))
		}
		for j, w := range want[i].Samples {
			g := got[i].Samples[j]
			if !reflect.DeepEqual(w, g) || math.Float64bits(w.Double) != math.Float64bits(g.Double) {
				t.Errorf("sample %d:\n%s\n%s", w.ID, fmt.Sprintf("%+v", *w), fmt.Sprintf("%+v", *g))
			}
		}
	}
}
