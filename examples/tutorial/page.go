package main

import (
	"fmt"
	"io"
	"os"
	"strings"
	"unicode/utf8"
)

// width is the number of columns that text and SQL are folded to.
const width = 96

// A page is what the tutorial prints to. Its first error stays.
type page struct {
	w      io.Writer
	colour bool
	err    error
	open   string // the margin of the block that was printed last, "" after text
	last   string // episode
}

func newPage(w io.Writer) *page {
	p := &page{w: w}
	if f, ok := w.(*os.File); ok && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" {
		if st, err := f.Stat(); err == nil {
			p.colour = st.Mode()&os.ModeCharDevice != 0
		}
	}
	return p
}

func (p *page) print(s string) {
	if p.err == nil {
		_, p.err = io.WriteString(p.w, s)
	}
}

// The terminal's colours, used on terminals only.
const (
	bold   = "1"
	blue   = "34"
	green  = "32"
	yellow = "33"
	grey   = "90"
)

func (p *page) paint(colour, s string) string {
	if !p.colour || s == "" {
		return s
	}
	return "\x1b[" + colour + "m" + s + "\x1b[0m"
}

// Margins of the blocks of a step.
const (
	sqlMargin  = "  SQL  "
	outMargin  = "  out  "
	goMargin   = "  go   "
	slipMargin = "  !!   "
)

// item prints one thing of a block: its lines, with the margin before the first. A
// block has a blank line above it.
func (p *page) item(margin, colour string, lines ...string) {
	p.begin(margin)
	for i, l := range lines {
		if i > 0 {
			margin = strings.Repeat(" ", len(margin))
		}
		p.print(p.paint(grey, margin) + p.paint(colour, l) + "\n")
	}
}

// more prints lines that belong to the item before.
func (p *page) more(colour string, lines ...string) {
	for _, l := range lines {
		p.print(strings.Repeat(" ", len(sqlMargin)) + p.paint(colour, l) + "\n")
	}
}

// begin begins a block, unless one of that margin is what was printed last.
func (p *page) begin(margin string) {
	if p.open != margin {
		p.print("\n")
		p.open = margin
	}
}

// part prints the heading of a part, and of an episode when it begins.
func (p *page) part(t part) {
	if t.episode != p.last {
		p.last = t.episode
		p.print("\n" + p.paint(bold, strings.Repeat("=", width)+"\n"+episodes[t.episode]+"\n"+strings.Repeat("=", width)) + "\n")
	}
	side := "--only " + t.name
	gap := max(2, width-utf8.RuneCountInString(t.title)-len(side))
	p.print("\n\n" + p.paint(bold, t.title) + strings.Repeat(" ", gap) + p.paint(grey, side) + "\n" + strings.Repeat("-", width) + "\n")
}

// step prints what a step is about, and its code.
func (p *page) step(i int, s step) {
	if i > 0 {
		p.print("\n\n")
	} else {
		p.print("\n")
	}
	p.open = ""
	if s.title != "" {
		p.print(p.paint(bold, "* "+s.title) + "\n")
	}
	for _, l := range fold(s.about, width-2) {
		p.print("  " + l + "\n")
	}
	for _, name := range s.shows {
		p.code(declaration(name))
	}
	if s.run != nil {
		p.code(body(s.run))
	}
	if s.run == nil {
		p.after(s)
	}
}

// after prints what comes after the output of a step.
func (p *page) after(s step) {
	for _, m := range s.mistakes {
		line, message := mistake(m)
		p.item(goMargin, "", strings.TrimPrefix(line, "_ = "))
		p.more(yellow, indented("  ", fold("does not compile: "+message, width-len(goMargin)-2))...)
	}
	for _, s := range s.slips {
		p.open = ""
		p.item(slipMargin, yellow, fold("The tutorial says "+s.says+".", width-len(slipMargin))...)
		p.more(yellow, fold("Right is: "+s.right, width-len(slipMargin))...)
	}
}

// indented are lines with space before each.
func indented(space string, lines []string) []string {
	for i := range lines {
		lines[i] = space + lines[i]
	}
	return lines
}

// code prints Go code, four columns a tab.
func (p *page) code(text string) {
	p.print("\n")
	for l := range strings.Lines(text + "\n") {
		l = strings.ReplaceAll(strings.TrimRight(l, "\n"), "\t", "    ")
		if l != "" {
			l = "    " + l
		}
		p.print(p.paint(blue, l) + "\n")
	}
}

// end prints what the tour was.
func (p *page) end(parts, slips int) {
	p.print(fmt.Sprintf("\n\n%d parts; %d slips of the tutorial's text were told on the way.\n", parts, slips))
}

// output is where a step prints to.
func (p *page) output() io.Writer { return (*output)(p) }

type output page

func (o *output) Write(b []byte) (int, error) {
	p := (*page)(o)
	for l := range strings.Lines(string(b)) {
		lines := folded(l, width-len(outMargin))
		if p.open != outMargin {
			p.item(outMargin, green, lines...)
		} else {
			p.more(green, lines...)
		}
	}
	return len(b), p.err
}

// folded cuts a line of output or SQL into lines of at most n columns; those after
// the first stand four columns further in.
func folded(line string, n int) []string {
	line = strings.ReplaceAll(strings.TrimRight(line, "\n"), "\t", "    ")
	if utf8.RuneCountInString(line) <= n {
		return []string{line}
	}
	lines := fold(line, n-4)
	indented("    ", lines[1:])
	return lines
}

// fold cuts text into lines of at most n columns, where there are spaces.
// Further lines keep the indentation of the first.
func fold(text string, n int) []string {
	if text == "" {
		return nil
	}
	indent := text[:len(text)-len(strings.TrimLeft(text, " "))]
	var lines []string
	line := indent
	for _, word := range strings.Split(text[len(indent):], " ") {
		if line != indent && utf8.RuneCountInString(line)+1+utf8.RuneCountInString(word) > n {
			lines = append(lines, line)
			line = indent
		}
		if line != indent {
			line += " "
		}
		line += word
	}
	return append(lines, line)
}
