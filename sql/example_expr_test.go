package sql_test

import (
	"fmt"
	"time"

	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

type stockTable struct {
	schema.Rows
	ID     schema.Int
	Name   schema.String
	Alias  schema.NullString
	Left   schema.Int
	Sold   schema.NullInt
	Price  schema.Float
	Made   schema.Date[time.Time]
	Doc    schema.JSON[map[string]any]
	Nums   schema.Array[int]
	Listed schema.Bool
	Span   schema.Range[int]
}

var Stock = schema.Declare(schema.NewMetaData(), "stock", func(t *stockTable) {
	t.ID.PrimaryKey()
	t.Name.Size(100)
	t.Nums.Type(sqltype.ArrayOf(sqltype.As[int](sqltype.Integer)))
})

// each prints a statement as PostgreSQL, MariaDB and SQLite get it.
func each(s interface {
	SQL(sql.Renderer) (string, []any, error)
}) {
	for _, d := range []sql.Renderer{postgres.Dialect, mysql.Dialect, sqlite.Dialect} {
		text, _, err := s.SQL(d)
		if err != nil {
			text = err.Error()
		}
		fmt.Println(text)
	}
}

// Division of integers rounds down on every database, and bits are those of signed numbers.
func ExampleNum_Div() {
	each(sql.Select(Stock.Left.Div(3), sql.BitXor(Stock.Left, 5)))
	// Output:
	// SELECT stock."left" / $1::INTEGER - CAST(stock."left" % $1::INTEGER != 0 AND (stock."left" < 0) != ($1::INTEGER < 0) AS INTEGER) AS anon_1, stock."left" # $2::INTEGER AS bit_xor_1 FROM stock
	// SELECT stock.`left` DIV ? - (stock.`left` % ? != 0 AND (stock.`left` < 0) != (? < 0)) AS anon_1, CAST(stock.`left` ^ ? AS SIGNED) AS bit_xor_1 FROM stock
	// SELECT stock."left" / ? - (stock."left" % ? != 0 AND (stock."left" < 0) != (? < 0)) AS anon_1, (stock."left" | ?) - (stock."left" & ?) AS bit_xor_1 FROM stock
}

// The negation of a comparison is another comparison.
func ExampleNot() {
	each(sql.Select(Stock.ID).Where(sql.Not(Stock.Price.Between(1, 6)), sql.Not(Stock.Name.HasPrefix("a"))))
	// Output:
	// SELECT stock.id FROM stock WHERE stock.price NOT BETWEEN $1::FLOAT AND $2::FLOAT AND stock.name NOT LIKE $3::VARCHAR ESCAPE '/'
	// SELECT stock.id FROM stock WHERE stock.price NOT BETWEEN ? AND ? AND stock.name NOT LIKE ? ESCAPE '/'
	// SELECT stock.id FROM stock WHERE stock.price NOT BETWEEN ? AND ? AND stock.name NOT LIKE ? ESCAPE '/'
}

// A page after a known row.
func ExampleTuple2() {
	each(sql.Select(Stock.ID).Where(sql.Tuple2(Stock.Name, Stock.ID).Gt(sql.Row2[string, int]{A: "lamp", B: 7})))
	// Output:
	// SELECT stock.id FROM stock WHERE (stock.name, stock.id) > ($1::VARCHAR, $2::INTEGER)
	// SELECT stock.id FROM stock WHERE (stock.name, stock.id) > (?, ?)
	// SELECT stock.id FROM stock WHERE (stock.name, stock.id) > (?, ?)
}

func ExampleMatches() {
	each(sql.Select(Stock.ID).Where(sql.Matches(Stock.Name, "^[a-z]+$")))
	// Output:
	// SELECT stock.id FROM stock WHERE stock.name ~ $1::VARCHAR
	// SELECT stock.id FROM stock WHERE stock.name REGEXP concat('(?-i)', ?)
	// SELECT stock.id FROM stock WHERE stock.name REGEXP ?
}

// What stands in a column is searched for as it is, % and _ included.
func ExampleContainsOf() {
	show(sql.Select(Stock.ID).Where(sql.ContainsOf(Stock.Name, Stock.Alias)))
	// Output:
	// SELECT stock.id FROM stock WHERE stock.name LIKE $1::VARCHAR || replace(replace(replace(stock.alias, $2::VARCHAR, $3::VARCHAR), $4::VARCHAR, $5::VARCHAR), $6::VARCHAR, $7::VARCHAR) || $8::VARCHAR ESCAPE '/' [% / // % /% _ /_ %]
}

func ExampleGreatest() {
	each(sql.Select(sql.Greatest(Stock.Left, Stock.Sold)))
	// Output:
	// SELECT CASE WHEN stock."left" IS NULL OR stock.sold IS NULL THEN NULL ELSE greatest(stock."left", stock.sold) END AS greatest_1 FROM stock
	// SELECT greatest(stock.`left`, stock.sold) AS greatest_1 FROM stock
	// SELECT max(stock."left", stock.sold) AS greatest_1 FROM stock
}

func ExampleExtract() {
	each(sql.Select(sql.Extract(sql.Year, Stock.Made), sql.TruncTo(sql.Month, Stock.Made)))
	// Output:
	// SELECT CAST(EXTRACT(year FROM CAST(stock.made AS TIMESTAMP)) AS BIGINT) AS extract_1, CAST(date_trunc('month', CAST(stock.made AS TIMESTAMP)) AS DATE) AS date_trunc_1 FROM stock
	// SELECT year(stock.made) AS extract_1, CAST(date(stock.made) - INTERVAL dayofmonth(stock.made) - 1 DAY AS DATE) AS date_trunc_1 FROM stock
	// SELECT CAST(strftime('%Y', substr(stock.made, 1, 19)) AS INTEGER) AS extract_1, date(substr(stock.made, 1, 10), 'start of month') AS date_trunc_1 FROM stock
}

// The 31st of January and a month is the last day of February.
func ExampleAddMonths() {
	each(sql.Select(sql.AddMonths(Stock.Made, 1), sql.DaysBetween(sql.Today(), Stock.Made)))
	// Output:
	// SELECT CAST(stock.made + make_interval(months => $1::INTEGER) AS DATE) AS add_units_1, CURRENT_DATE - stock.made AS days_between_1 FROM stock
	// SELECT date_add(stock.made, INTERVAL ? MONTH) AS add_units_1, datediff(CURRENT_DATE, stock.made) AS days_between_1 FROM stock
	// SELECT date(substr(stock.made, 1, 10), ? || ' months', 'floor') AS add_units_1, CAST(julianday(CURRENT_DATE) - julianday(stock.made) AS INTEGER) AS days_between_1 FROM stock
}

func ExampleSwitch() {
	show(sql.Select(sql.Switch(Stock.Left, 0, "none").Case(1, "last").Else("some").As("stock")))
	// Output:
	// SELECT CASE stock."left" WHEN $1::INTEGER THEN $2::VARCHAR WHEN $3::INTEGER THEN $4::VARCHAR ELSE $5::VARCHAR END AS stock FROM stock [0 none 1 last some]
}

// An operator that aludel does not know, with the type of its result.
func ExampleNewOperator() {
	similar := sql.NewOperator("%", sqltype.Boolean)
	show(sql.Select(Stock.ID).Where(similar.Of(Stock.Name, sql.Val("lampp"))))
	// Output:
	// SELECT stock.id FROM stock WHERE stock.name % $1::VARCHAR [lampp]
}

func ExampleStringAgg() {
	each(sql.Select(sql.StringAgg(Stock.Name, "; ").OrderBy(Stock.Name.Desc()).Filter(Stock.Left.Gt(0))))
	// Output:
	// SELECT string_agg(stock.name, '; ' ORDER BY stock.name DESC) FILTER (WHERE stock."left" > $1::INTEGER) AS string_agg_1 FROM stock
	// SELECT group_concat(CASE WHEN stock.`left` > ? THEN stock.name END ORDER BY stock.name DESC SEPARATOR '; ') AS string_agg_1 FROM stock
	// SELECT group_concat(stock.name, '; ' ORDER BY stock.name DESC) FILTER (WHERE stock."left" > ?) AS string_agg_1 FROM stock
}

func ExampleRollup() {
	each(sql.Select(Stock.Listed, Stock.Name, sql.Sum(Stock.Left)).GroupBy(sql.Rollup(Stock.Listed, Stock.Name)))
	// Output:
	// SELECT stock.listed, stock.name, sum(stock."left") AS sum_1 FROM stock GROUP BY ROLLUP (stock.listed, stock.name)
	// SELECT stock.listed, stock.name, sum(stock.`left`) AS sum_1 FROM stock GROUP BY stock.listed, stock.name WITH ROLLUP
	// sqlite has no ROLLUP: unite the queries of each grouping with UnionAll
}

func ExamplePercentileCont() {
	each(sql.Select(sql.PercentileCont(0.5, Stock.Price)))
	// Output:
	// SELECT percentile_cont($1::DOUBLE PRECISION) WITHIN GROUP (ORDER BY stock.price) AS percentile_cont_1 FROM stock
	// mysql has no percentile_cont as an aggregate: number the rows with RowNumber and take the one in the middle
	// SELECT percentile_cont(stock.price, ?) AS percentile_cont_1 FROM stock
}

func ExampleWindow_Rows() {
	w := sql.WindowBy(Stock.Made).Rows(sql.Preceding(2), sql.CurrentRow)
	each(sql.Select(Stock.ID, sql.Avg(Stock.Price).Over(w)))
	// Output:
	// SELECT stock.id, avg(stock.price) OVER (ORDER BY stock.made ROWS BETWEEN $1::INTEGER PRECEDING AND CURRENT ROW) AS avg_1 FROM stock
	// SELECT stock.id, avg(stock.price) OVER (ORDER BY stock.made ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS avg_1 FROM stock
	// SELECT stock.id, avg(stock.price) OVER (ORDER BY stock.made ROWS BETWEEN ? PRECEDING AND CURRENT ROW) AS avg_1 FROM stock
}

// A window with a name is written once.
func ExampleWindow_As() {
	w := sql.PartitionBy(Stock.Listed).OrderBy(Stock.Price.Desc()).As("w")
	show(sql.Select(Stock.ID, sql.Rank().Over(w), sql.Sum(Stock.Left).Over(w)))
	// Output:
	// SELECT stock.id, rank() OVER w AS rank_1, sum(stock."left") OVER w AS sum_1 FROM stock WINDOW w AS (PARTITION BY stock.listed ORDER BY stock.price DESC) []
}

func ExampleWindow_Groups() {
	w := sql.WindowBy(Stock.Made).Groups(sql.Preceding(1), sql.CurrentRow).ExcludeCurrentRow()
	each(sql.Select(Stock.ID, sql.Sum(Stock.Left).Over(w)))
	// Output:
	// SELECT stock.id, sum(stock."left") OVER (ORDER BY stock.made GROUPS BETWEEN $1::INTEGER PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS sum_1 FROM stock
	// mysql has no frame of GROUPS: number the groups with DenseRank in a subquery and use Range
	// SELECT stock.id, sum(stock."left") OVER (ORDER BY stock.made GROUPS BETWEEN ? PRECEDING AND CURRENT ROW EXCLUDE CURRENT ROW) AS sum_1 FROM stock
}

func ExampleLag() {
	show(sql.Select(Stock.ID, sql.Lag(Stock.Price, 1).Over(sql.WindowBy(Stock.Made))))
	// Output:
	// SELECT stock.id, lag(stock.price, $1::INTEGER) OVER (ORDER BY stock.made) AS lag_1 FROM stock [1]
}

// Any text can be a key; a path is never a part of the SQL.
func ExampleJSON_Path() {
	each(sql.Select(Stock.Doc.Path("size", "w").Int(), Stock.Doc.Path(`a"b`).Text()))
	// Output:
	// SELECT CASE json_typeof(stock.doc -> $1::VARCHAR -> $2::VARCHAR) WHEN 'number' THEN CAST(CAST((stock.doc -> $1::VARCHAR -> $2::VARCHAR) #>> '{}' AS NUMERIC) AS BIGINT) END AS json_int_1, (stock.doc -> $3::VARCHAR) #>> '{}' AS json_text_1 FROM stock
	// SELECT CASE WHEN json_type(json_extract(stock.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) IN ('INTEGER', 'UNSIGNED INTEGER', 'DOUBLE', 'DECIMAL') THEN CAST(CAST(json_unquote(json_extract(stock.doc, concat('$', '.', json_quote(?), '.', json_quote(?)))) AS DECIMAL(65, 30)) AS SIGNED) END AS json_int_1, CASE WHEN json_type(json_extract(stock.doc, concat('$', '.', json_quote(?)))) != 'NULL' THEN json_unquote(json_extract(stock.doc, concat('$', '.', json_quote(?)))) END AS json_text_1 FROM stock
	// SELECT CASE json_type(stock.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'integer' THEN json_extract(stock.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '') WHEN 'real' THEN CAST(round(json_extract(stock.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '')) AS INTEGER) END AS json_int_1, CASE json_type(stock.doc, '$.' || json_quote(?) || '') WHEN 'text' THEN json_extract(stock.doc, '$.' || json_quote(?) || '') WHEN 'null' THEN NULL ELSE stock.doc -> ('$.' || json_quote(?) || '') END AS json_text_1 FROM stock
}

// JSON's null is a value; NULL is that nothing is there.
func ExampleJSONPath_IsJSONNull() {
	show(sql.Select(Stock.ID).Where(Stock.Doc.Path("color").IsJSONNull()))
	show(sql.Select(Stock.ID).Where(Stock.Doc.Path("color").IsNull()))
	// Output:
	// SELECT stock.id FROM stock WHERE json_typeof(stock.doc -> $1::VARCHAR) = $2::TEXT [color null]
	// SELECT stock.id FROM stock WHERE stock.doc -> $1::VARCHAR IS NULL [color]
}

func ExampleJSONPath_At() {
	show(sql.Select(Stock.ID).Where(Stock.Doc.Path("tags").At(-1).Text().Eq("new")))
	// Output:
	// SELECT stock.id FROM stock WHERE (stock.doc -> $1::VARCHAR -> $2::INTEGER) #>> '{}' = $3::TEXT [tags -1 new]
}

func ExampleJSONSet() {
	each(sql.Select(sql.JSONSet(Stock.Doc.Path("size", "w"), 10), sql.JSONRemove(Stock.Doc.Path("old"))))
	// Output:
	// SELECT jsonb_set(CAST(stock.doc AS JSONB), ARRAY[CAST($1::VARCHAR AS TEXT), CAST($2::VARCHAR AS TEXT)], coalesce(CAST($3::JSON AS JSONB), 'null'), TRUE) AS json_set_1, CAST(stock.doc AS JSONB) #- ARRAY[CAST($4::VARCHAR AS TEXT)] AS json_remove_1 FROM stock
	// SELECT json_set(stock.doc, concat('$', '.', json_quote(?), '.', json_quote(?)), json_extract(?, '$')) AS json_set_1, json_remove(stock.doc, concat('$', '.', json_quote(?))) AS json_remove_1 FROM stock
	// SELECT CASE WHEN json_type(stock.doc, '$.' || json_quote(?) || '') IS NOT NULL THEN json_set(stock.doc, '$.' || json_quote(?) || '.' || json_quote(?) || '', json(?)) ELSE stock.doc END AS json_set_1, json_remove(stock.doc, '$.' || json_quote(?) || '') AS json_remove_1 FROM stock
}

func ExampleJSONElements() {
	tag := sql.JSONElements("tag", Stock.Doc.Path("tags"))
	each(sql.Select(Stock.ID, tag.Ordinal(), tag.Value()).From(Stock).Join(tag, sql.True()))
	size := sql.JSONMembers("size", Stock.Doc.Path("size"))
	show(sql.Select(Stock.ID).Where(sql.Exists(sql.Select(size.Key()).From(size).Where(size.Value().Int().Gt(10)))))
	// Output:
	// SELECT stock.id, tag.ordinal AS ordinal, tag.value AS json_get_1 FROM stock JOIN json_array_elements(CASE json_typeof(stock.doc -> $1::VARCHAR) WHEN 'array' THEN stock.doc -> $1::VARCHAR END) WITH ORDINALITY AS tag (value, ordinal) ON TRUE
	// SELECT stock.id, tag.ordinal AS ordinal, tag.`value` AS json_get_1 FROM stock JOIN JSON_TABLE(CASE WHEN json_type(json_extract(stock.doc, concat('$', '.', json_quote(?)))) = 'ARRAY' THEN json_extract(stock.doc, concat('$', '.', json_quote(?))) END, '$[*]' COLUMNS (ordinal FOR ORDINALITY, `value` JSON PATH '$')) AS tag ON 1 = 1
	// SELECT stock.id, (tag.key + 1) AS ordinal, CASE WHEN tag.type IN ('text', 'integer') THEN json_quote(tag.value) WHEN tag.type IN ('true', 'false', 'null') THEN tag.type WHEN tag.type = 'real' THEN (stock.doc -> ('$.' || json_quote(?) || '')) -> ('$[' || tag.key || ']') ELSE tag.value END -> '$' AS json_get_1 FROM stock JOIN json_each(CASE json_type(stock.doc -> ('$.' || json_quote(?) || '')) WHEN 'array' THEN stock.doc -> ('$.' || json_quote(?) || '') END) AS tag ON 1 = 1
	// SELECT stock.id FROM stock WHERE EXISTS (SELECT size.key AS key FROM json_each(CASE json_typeof(stock.doc -> $1::VARCHAR) WHEN 'object' THEN stock.doc -> $1::VARCHAR END) AS size (key, value) WHERE CASE json_typeof(size.value) WHEN 'number' THEN CAST(CAST((size.value) #>> '{}' AS NUMERIC) AS BIGINT) END > $2::BIGINT) [size 10]
}

func ExampleJSONObject() {
	each(sql.Select(sql.JSONObject(sql.JSONField{Key: "id", Value: Stock.ID}, sql.JSONField{Key: "listed", Value: Stock.Listed})))
	// Output:
	// SELECT json_build_object($1::VARCHAR, stock.id, $2::VARCHAR, stock.listed) AS json_object_1 FROM stock
	// SELECT json_object(?, stock.id, ?, json_extract(CASE WHEN stock.listed THEN 'true' WHEN NOT stock.listed THEN 'false' END, '$')) AS json_object_1 FROM stock
	// SELECT json_object(?, stock.id, ?, json(CASE WHEN stock.listed THEN 'true' WHEN NOT stock.listed THEN 'false' END)) AS json_object_1 FROM stock
}

// Ranges are asked for what they hold, and for each other.
func ExampleRangeOverlaps() {
	show(sql.Select(Stock.ID).Where(sql.RangeOverlaps(Stock.Span, sqltype.HalfOpen(1, 10)), sql.InRange(7, Stock.Span)))
	// Output:
	// SELECT stock.id FROM stock WHERE stock.span && $1::INT4RANGE AND stock.span @> $2::INTEGER [[1,10) 7]
}

func ExampleAttribute() {
	each(sql.Select(Stock.ID, sql.Attribute(sql.Func("json_each", sqltype.JSON, Stock.Doc), "key", sqltype.Text)))
	// Output:
	// SELECT stock.id, (json_each(stock.doc)).key FROM stock
	// mysql has no values that are rows: keep the attributes in columns, or in a JSON document
	// sqlite has no values that are rows: keep the attributes in columns, or in a JSON document
}

func ExampleArrayContains() {
	each(sql.Select(sql.ArrayAt(Stock.Nums, 1)).Where(sql.ArrayContains(Stock.Nums, 1, 2), sql.Eq(sql.Val(3), sql.AnyOf(Stock.Nums))))
	// Output:
	// SELECT (stock.nums)[$1::INTEGER] AS array_at_1 FROM stock WHERE stock.nums @> $2::INTEGER[] AND $3::INTEGER = ANY (stock.nums)
	// mysql has no arrays: keep the members in a table, or in a JSON document
	// sqlite has no arrays: keep the members in a table, or in a JSON document
}

func ExampleFullText() {
	each(sql.Select(Stock.ID).Where(sql.FullText("lamp", Stock.Name)))
	// Output:
	// SELECT stock.id FROM stock WHERE to_tsvector(concat_ws(' ', stock.name)) @@ websearch_to_tsquery($1::VARCHAR)
	// SELECT stock.id FROM stock WHERE MATCH (stock.name) AGAINST (?)
	// SELECT stock.id FROM stock WHERE stock.name MATCH ?
}

// A soundex is a construct of our own: its key, its SQL and the type of its value.
type soundex struct {
	sql.Extend
	x sql.Node
}

func (s *soundex) WriteKey(k *sql.Key)           { k.Node(s.x) }
func (s *soundex) Result() (*sqltype.Desc, bool) { return sqltype.Text.Desc(), true }
func (s *soundex) WriteSQL(w sql.Writer) {
	if w.Dialect() == "sqlite" {
		w.Unsupported("soundex", "compare in Go")
		return
	}
	w.Raw("soundex(")
	w.Expr(s.x)
	w.Raw(")")
}

// Soundex is how x sounds.
func Soundex(x sql.Textual[string]) sql.Str[string, *string] {
	return sql.StrOf(sql.NewValue[string, *string](&soundex{x: sql.NodeOf(x)}))
}

func ExampleExtension() {
	each(sql.Select(Stock.ID).Where(Soundex(Stock.Name).Eq("L510")))
	// Output:
	// SELECT stock.id FROM stock WHERE (soundex(stock.name)) = $1::TEXT
	// SELECT stock.id FROM stock WHERE (soundex(stock.name)) = ?
	// sqlite has no soundex: compare in Go
}

// A replacement is a statement of our own: REPLACE INTO a table the rows of a query.
type replacement struct {
	sql.ExtendStatement
	to    *sql.TableNode
	query sql.Node
}

func (r *replacement) WriteKey(k *sql.Key) {
	k.Node(r.to)
	k.Node(r.query)
}
func (r *replacement) Result() (*sqltype.Desc, bool) { return nil, false }
func (r *replacement) WriteSQL(w sql.Writer) {
	if w.Dialect() == "postgresql" {
		w.Unsupported("REPLACE", "use OnConflict")
		return
	}
	w.Raw("REPLACE INTO ")
	w.Table(r.to)
	w.Raw(" ")
	w.Query(r.query)
}

// SQL is the text on one dialect.
func (r *replacement) SQL(d sql.Renderer) (string, []any, error) { return d.RenderSQL(r) }

func ExampleExtendStatement() {
	each(&replacement{to: sql.SourceOf(Stock), query: sql.StatementOf(sql.Select(Stock).Where(Stock.ID.Gt(3)))})
	// Output:
	// postgresql has no REPLACE: use OnConflict
	// REPLACE INTO stock SELECT stock.id, stock.name, stock.alias, stock.`left`, stock.sold, stock.price, stock.made, stock.doc, stock.nums, stock.listed, stock.span FROM stock WHERE stock.id > ?
	// REPLACE INTO stock SELECT stock.id, stock.name, stock.alias, stock."left", stock.sold, stock.price, stock.made, stock.doc, stock.nums, stock.listed, stock.span FROM stock WHERE stock.id > ?
}
