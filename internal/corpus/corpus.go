// Package corpus holds statements by name and topic, as Go values: what the
// golden SQL of every dialect is made from, and what tests of keys, caches and
// servers run through.
package corpus

import "github.com/aludel/aludel/sql"

// A Case is one statement. Statements are not changed by being used, so a case may
// be compiled and executed any number of times.
type Case struct {
	Name string
	Stmt sql.Statement
}

// A Topic is cases that belong together.
type Topic struct {
	Name  string
	Cases []Case
}

// Topics are all topics.
func Topics() []Topic {
	out := []Topic{
		{"select", selects()}, {"where", wheres()}, {"operators", operators()}, {"functions", functions()},
		{"joins", joins()}, {"subqueries", subqueries()}, {"sets", sets()}, {"cte", ctes()},
		{"insert", inserts()}, {"upsert", upserts()}, {"update", updates()}, {"delete", deletes()},
		{"names", names()}, {"text", texts()}, {"types", types()}, {"mistakes", append(mistakes(), exprMistakes()...)},
		{"comparisons", comparisons()}, {"bitwise", bitwise()}, {"strings", textFunctions()}, {"numbers", numbers()}, {"dates", dates()},
		{"switch", switches()}, {"documents", documents()}, {"arrays", arrays()}, {"ranges", ranges()}, {"aggregates", aggregates()}, {"windows", windows()},
		{"tables", tableValues()},
		{"dml", dmls()}, {"dml_mistakes", dmlMistakes()},
	}
	for _, both := range []struct {
		name  string
		cases func() (right, wrong []Case)
	}{{"from", froms}, {"correlation", correlations}, {"members", members}, {"common", commons}, {"rows", rowLimits}, {"hints", hints}, {"labels", labels}, {"wrapped", wrapped}, {"compositions", compositions}} {
		right, wrong := both.cases()
		out = append(out, Topic{both.name, right}, Topic{"mistakes-" + both.name, wrong})
	}
	return out
}

// All are the cases of all topics, named topic/name.
func All() []Case {
	var out []Case
	for _, t := range Topics() {
		for _, c := range t.Cases {
			out = append(out, Case{t.Name + "/" + c.Name, c.Stmt})
		}
	}
	return out
}
