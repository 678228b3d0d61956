package engine

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"os"
	"reflect"
	"strconv"
	"strings"
	"sync"
	"time"
)

// echo writes events for people to read.
type echo struct {
	mu     sync.Mutex
	w      io.Writer
	colour bool
}

func newEcho(w io.Writer) *echo {
	e := &echo{w: w}
	if f, ok := w.(*os.File); ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		if st, err := f.Stat(); err == nil {
			e.colour = st.Mode()&os.ModeCharDevice != 0
		}
	}
	return e
}

const (
	blue  = "\x1b[34m"
	grey  = "\x1b[90m"
	red   = "\x1b[31m"
	plain = "\x1b[0m"
)

func (e *echo) paint(colour, s string) string {
	if !e.colour || s == "" {
		return s
	}
	return colour + s + plain
}

func (e *echo) Before(_ context.Context, ev *Event) {
	var b strings.Builder
	if ev.Step {
		fmt.Fprintf(&b, "%s %s\n", e.paint(blue, ev.Op), e.paint(grey, ev.Site))
	} else {
		b.WriteString(e.paint(blue, printable(ev.SQL)))
		b.WriteString("\n  [" + ev.Cache + "] " + values(ev.Args) + " " + e.paint(grey, ev.Site) + "\n")
	}
	e.write(b.String())
}

func (e *echo) After(ev *Event) {
	switch {
	case ev.Err != nil:
		e.write("  " + e.paint(red, firstLine(ev.Err.Error())) + "\n")
	case !ev.Step:
		end := age(ev.Duration)
		if ev.Autocommit {
			end += ", in autocommit"
		}
		e.write("  " + e.paint(grey, rowsText(ev.Rows)+" in "+end) + "\n")
	}
}

func (e *echo) write(s string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	io.WriteString(e.w, s)
}

// printable keeps a statement from steering the terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			return '\uFFFD'
		}
		return r
	}, s)
}

func rowsText(n int64) string {
	switch n {
	case -1:
		return "done"
	case 1:
		return "1 row"
	}
	return strconv.FormatInt(n, 10) + " rows"
}

// values are the arguments in parentheses; the middle of many is left out.
func values(args []string) string {
	if args == nil {
		return "(values hidden)"
	}
	if n := len(args); n > 20 {
		head := append(append([]string{}, args[:10]...), fmt.Sprintf("… %d more …", n-15))
		args = append(head, args[n-5:]...)
	}
	return "(" + printable(strings.Join(args, ", ")) + ")"
}

// show is a value as people write it.
func show(v any) string {
	switch v := v.(type) {
	case nil:
		return "NULL"
	case string:
		return "'" + shorten(v, 120) + "'"
	case []byte:
		if len(v) > 40 {
			return fmt.Sprintf("x'%x…' (%d bytes)", v[:40], len(v))
		}
		return fmt.Sprintf("x'%x'", v)
	case time.Time:
		if v.Equal(v.Truncate(24*time.Hour)) && v.Location() == time.UTC {
			return v.Format("2006-01-02")
		}
		return v.Format("2006-01-02 15:04:05.999999Z07:00")
	case float64:
		return strconv.FormatFloat(v, 'g', -1, 64)
	}
	if reflect.TypeOf(v).Kind() == reflect.Slice {
		return shorten(fmt.Sprint(v), 200)
	}
	return fmt.Sprint(v)
}

// slogHook gives events to a slog.Logger, with the names that OpenTelemetry's
// semantic conventions for databases have.
type slogHook struct{ l *slog.Logger }

func (s *slogHook) Before(context.Context, *Event) {}

func (s *slogHook) After(ev *Event) {
	level := slog.LevelInfo
	attrs := []slog.Attr{slog.String("db.query.text", ev.SQL), slog.String("code.site", ev.Site)}
	if !ev.Step {
		attrs = append(attrs, slog.String("db.query.parameters", values(ev.Args)), slog.Int64("db.response.returned_rows", ev.Rows),
			slog.Duration("db.client.operation.duration", ev.Duration), slog.String("cache", ev.Cache))
	}
	if ev.Autocommit {
		attrs = append(attrs, slog.Bool("autocommit", true))
	}
	if ev.Err != nil {
		level = slog.LevelError
		attrs = append(attrs, slog.String("error", ev.Err.Error()))
	}
	s.l.LogAttrs(ev.Context(), level, ev.Op, attrs...)
}
