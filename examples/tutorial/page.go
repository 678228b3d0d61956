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
	slipMargin = "  !!   "
)

// line prints a line of a block; a new block has a blank line above it.
func (p *page) line(margin, colour, text string) {
	if p.open != margin {
		p.print("\n")
		p.open = margin
	} else if margin == outMargin {
		margin = strings.Repeat(" ", len(margin))
	}
	p.print(p.paint(grey, margin) + p.paint(colour, text) + "\n")
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
		p.line("  go   ", "", line)
		for _, l := range fold(message, width-11) {
			p.print("         " + p.paint(yellow, l) + "\n")
		}
	}
	for _, s := range s.slips {
		for i, l := range fold("The tutorial says "+s.says+". Right is: "+s.right, width-len(slipMargin)) {
			if i == 0 {
				p.open = ""
				p.line(slipMargin, yellow, l)
				continue
			}
			p.print(strings.Repeat(" ", len(slipMargin)) + p.paint(yellow, l) + "\n")
		}
	}
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
		for _, part := range fold(strings.TrimRight(l, "\n"), width-len(outMargin)) {
			p.line(outMargin, green, part)
		}
	}
	return len(b), p.err
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
