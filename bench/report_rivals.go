package main

import (
	"fmt"
	"io"
	"runtime/debug"
	"slices"
	"strings"
)

// rivalTable writes what other ORMs take, divided by what Aludel's takes in the same
// repetition, as Markdown: the medians. It writes nothing where no two of them were measured.
func rivalTable(w io.Writer, all []measured) {
	var columns, lines, who []string
	for _, m := range all {
		for _, r := range m.results {
			if m.entry(r.contestant).Aim == "orm" && r.workload != "stream" && !slices.Contains(columns, r.workload) {
				columns = append(columns, r.workload)
			}
		}
	}
	for _, m := range all {
		for _, e := range m.entries {
			if e.Rival == "" {
				continue
			}
			var cells strings.Builder
			found := false
			for _, c := range columns {
				own, rival := m.find(c, func(e Entry) bool { return e.Aim == "orm" }), m.find(c, func(o Entry) bool { return o.Name == e.Name })
				if own == nil || rival == nil {
					cells.WriteString(" – |")
					continue
				}
				found = true
				times := summarize(c, e.Name, rival.each, own.each, Bar{})
				fmt.Fprintf(&cells, " %s / %s |", twoDigits(times.wall), twoDigits(times.cpu))
			}
			if found {
				lines = append(lines, fmt.Sprintf("| %s | %s |%s", m.name, e.Name, cells.String()))
				who = append(who, e.version(m.versions))
			}
		}
	}
	if len(lines) == 0 {
		return
	}
	slices.Sort(who)
	fmt.Fprintf(w, "\nWhat other ORMs take for each that Aludel's takes, wall / client CPU: %s.\n\n", strings.Join(slices.Compact(who), "; "))
	fmt.Fprintf(w, "| database | ORM | %s |\n|---|---|%s\n%s\n", strings.Join(columns, " | "), strings.Repeat("--:|", len(columns)), strings.Join(lines, "\n"))
}

// twoDigits is a ratio with about two of them.
func twoDigits(r float64) string {
	switch {
	case r < 0.995:
		return fmt.Sprintf("%.2f", r)
	case r < 9.95:
		return fmt.Sprintf("%.1f", r)
	}
	return fmt.Sprintf("%.0f", r)
}

// entry is the one with this name.
func (d database) entry(name string) Entry {
	return d.entries[slices.IndexFunc(d.entries, func(e Entry) bool { return e.Name == name })]
}

// find is the result of the first contestant that is one in a workload, or nil.
func (m measured) find(workload string, one func(Entry) bool) *result {
	for i, r := range m.results {
		if r.workload == workload && one(m.entry(r.contestant)) {
			return &m.results[i]
		}
	}
	return nil
}

// version is the name and the version of a rival. told are those of who told it.
func (e Entry) version(told []string) string {
	for _, t := range told {
		if strings.HasPrefix(t, e.Name+" ") {
			return t
		}
	}
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, m := range info.Deps {
			if m.Path == e.Rival {
				return e.Name + " " + strings.TrimPrefix(m.Version, "v")
			}
		}
	}
	return e.Name
}

// absent says who is not on this machine.
func absent(w io.Writer, all []measured) {
	var lines []string
	for _, m := range all {
		for _, a := range m.absent {
			if !slices.Contains(lines, a) {
				lines = append(lines, a)
			}
		}
	}
	for i, l := range lines {
		if i == 0 {
			fmt.Fprint(w, "\nNot on this machine, and so left out:\n\n")
		}
		fmt.Fprintf(w, "- %s\n", l)
	}
}
