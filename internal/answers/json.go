package answers

import (
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Reasons that several cases have.
const (
	aPath   = "each step of a path is a value of its own, so that any text is a key and no key an index, on every database"
	aNumber = "what is no number there is NULL on every database, where the recorded text fails or makes 0 of it"
)

// documents are the cases of json.
func documents() []Case {
	p, x := Products, Pgx
	value := sql.Column("value", sqltype.JSONB)
	e := sql.TableFunc("jsonb_array_elements", x.Doc.Path("list")).As("e", value)
	w := p.Meta.Path("dims", "w")
	return []Case{
		{Name: "index_key", Stmt: sql.Select(p.Meta.Path("color")), Text: map[string]string{"*": aPath}},
		{Name: "index_int", Stmt: sql.Select(p.Meta.Path("tags").At(0)), Text: map[string]string{"*": aPath}},
		{Name: "index_path", Stmt: sql.Select(w), Text: map[string]string{"*": aPath}},
		{Name: "as_integer_gt", Stmt: sql.Select(p.ID).Where(w.Int().Gt(5)), Text: map[string]string{"*": aNumber}},
		{Name: "order_by_path", Stmt: sql.Select(p.ID).OrderBy(w.Int().Desc()), Text: map[string]string{"*": aNumber}},
		{Name: "pg_path_astext", Stmt: sql.Select(sql.Cast(x.Doc.Path("k", "n").Text(), sqltype.Integer).Nullable()), Text: map[string]string{"*": aPath}},
		{Name: "pg_contained_by", Stmt: sql.Select(x.ID).Where(sql.JSONContainedBy(x.Doc, map[string]any{"s": "x"})), Text: map[string]string{"*": "containment is written from the whole to the part"}},
		{Name: "pg_has_any_all", Stmt: sql.Select(x.ID).Where(x.Doc.HasAnyKey("k", "z"), x.Doc.HasAllKeys("k", "s")), Text: map[string]string{"*": "the operators of PostgreSQL find the elements of arrays too, where a key is asked for"}},
		{Name: "pg_json_array_elements", Stmt: sql.Select(x.ID, sql.Col(e, value)).From(x).Join(e, sql.True()), Text: map[string]string{"*": "the function's column is named, and the key bound: a subscript is one of JSONB only"}},
	}
}
