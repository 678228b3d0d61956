// Package mended holds what the suggested assignment mends.
package mended

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

func cheap(t *schema.Table) sql.SelectStmt[sql.Record] {
	s := sql.Select(t.C("id")).From(t)
	s.Where(t.C("price").Lt(3)) // want `the result of Where is dropped: s does not change; write s = s.…`
	return s
}
