package sql

import "github.com/aludel/aludel/sqltype"

// FullText reports whether the words of query are in the texts, by the database's
// full-text search: websearch_to_tsquery on PostgreSQL, MATCH … AGAINST on MySQL, which
// needs a FULLTEXT index over the texts, MATCH on SQLite, for one column of an FTS5 table.
func FullText(query string, texts ...Expr) Cond { return fullText("", query, texts) }

// FullTextBoolean is FullText in the database's own language of queries: to_tsquery on
// PostgreSQL, BOOLEAN MODE on MySQL, that of FTS5 on SQLite.
func FullTextBoolean(query string, texts ...Expr) Cond { return fullText("boolean", query, texts) }

func fullText(mode, query string, texts []Expr) Cond {
	if len(texts) == 0 {
		return cond(errorf("FullText wants the texts that are searched"))
	}
	c := fn(FnFullText, boolean, append([]Node{text(query)}, nodes(texts)...)...)
	c.Word = mode
	return cond(c)
}

// A TSVector is a text made ready for PostgreSQL's full-text search, and TSQuery what
// it is searched for. Both are read as they are written.
type (
	TSVector = Value[string, *string]
	TSQuery  = Value[string, *string]
)

var (
	tsvector = sqltype.Named[string]("tsvector").Desc()
	tsquery  = sqltype.Named[string]("tsquery").Desc()
)

func ts(f Fn, t *sqltype.Desc, word string, args ...Node) *CallNode {
	c := fn(f, t, args...)
	c.Word, c.Null = word, NullAlways
	return c
}

// ToTSVector is x as the configuration ("english", "simple") takes it apart.
func ToTSVector(config string, x Expr) TSVector {
	return TSVector{c: cell(ts(FnTSVector, tsvector, "", text(config), NodeOf(x)))}
}

// PlainTSQuery finds what has all the words of query.
func PlainTSQuery(config, query string) TSQuery {
	return TSQuery{c: cell(ts(FnTSQuery, tsquery, "plainto_tsquery", text(config), text(query)))}
}

// PhraseTSQuery finds what has the words of query one after the other.
func PhraseTSQuery(config, query string) TSQuery {
	return TSQuery{c: cell(ts(FnTSQuery, tsquery, "phraseto_tsquery", text(config), text(query)))}
}

// WebTSQuery finds what a search engine would: "in quotes", or, -without.
func WebTSQuery(config, query string) TSQuery {
	return TSQuery{c: cell(ts(FnTSQuery, tsquery, "websearch_to_tsquery", text(config), text(query)))}
}

// TSMatches reports whether the query finds the vector.
func TSMatches(v TSVector, q TSQuery) Cond { return cond(fn(FnTSMatch, boolean, v.node(), q.node())) }

// TSRank says how well the query finds the vector: more is better.
func TSRank(v TSVector, q TSQuery) Num[float32, *float32] {
	return num[float32, *float32](ts(FnTSRank, sqltype.Real.Desc(), "", v.node(), q.node()))
}

// TSHeadline is the part of x where the query finds something, with <b> around it.
func TSHeadline(config string, x Expr, q TSQuery) Str[string, *string] {
	return textual[string, *string](ts(FnTSHeadline, sqltype.Text.Desc(), "", text(config), NodeOf(x), q.node()))
}
