package schema_test

import (
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/dialect/mysql"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/dialect/sqlite"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// create shows what CreateAll sends, on each of the dialects that are given.
func create(m *schema.MetaData, grammars ...compile.Grammar) {
	for _, g := range grammars {
		g := g.(compile.SchemaGrammar)
		fmt.Println("--", g.Name())
		changes, err := ddl.CreateAll(m, compile.TraitsOf(g))
		if err != nil {
			fmt.Println(err)
			continue
		}
		texts, err := compile.AllDDL(g, changes)
		if err != nil {
			fmt.Println(err)
			continue
		}
		for _, text := range texts {
			fmt.Println(text)
		}
	}
}

var (
	pg   = postgres.Dialect.Grammar()
	my   = mysql.Dialect.Grammar()
	lite = sqlite.Dialect.Grammar()
)

type bookingTable struct {
	schema.Rows
	ID      schema.Int
	During  schema.Range[time.Time]
	Tags    schema.NullArray[string]
	Client  schema.NullCol[netip.Prefix]
	Renewal schema.Period
}

func ExampleRange() {
	meta := schema.NewMetaData()
	t := schema.Declare(meta, "booking", func(t *bookingTable) {
		t.ID.PrimaryKey()
		t.Tags.Elem(sqltype.Text)
	})
	schema.AddExclude(t, schema.Without{Item: t.During, Operator: "&&"}).Named("no_overlap")
	create(meta, pg, lite)
	// Output:
	// -- postgresql
	// CREATE TABLE booking (
	// 	id SERIAL NOT NULL,
	// 	during TSTZRANGE NOT NULL,
	// 	tags TEXT[],
	// 	client INET,
	// 	renewal INTERVAL NOT NULL,
	// 	PRIMARY KEY (id),
	// 	CONSTRAINT no_overlap EXCLUDE USING gist (during WITH &&)
	// )
	// -- sqlite
	// column booking.during: sqlite has no RANGE of TIMESTAMP WITH TIME ZONE: say with WithVariant what it is here; sqltype.String(n) holds its text
	// column booking.tags: sqlite has no arrays: use a JSON column, or a table of its own
	// column booking.client: sqlite has no INET: say with WithVariant what it is here; sqltype.String(n) holds its text
	// table booking: sqlite has no exclusion constraints: say with Only which dialects have it
}

// A hue is an angle in Go and a text like "120°" in the database.
type hue int

var hueType = sqltype.Decorate(sqltype.String(8),
	func(h hue) (string, error) {
		if h < 0 || h >= 360 {
			return "", fmt.Errorf("%d is no angle of a circle", h)
		}
		return fmt.Sprintf("%d°", int(h)), nil
	},
	func(s string) (h hue, err error) {
		_, err = fmt.Sscanf(s, "%d°", &h)
		return h, err
	})

type colourTable struct {
	schema.Rows
	ID   schema.Int
	Hue  schema.Col[hue]
	Meta schema.JSON[map[string]string]
}

func Example_decorate() {
	meta := schema.NewMetaData()
	t := schema.Declare(meta, "colour", func(t *colourTable) {
		t.ID.PrimaryKey()
		t.Hue.Type(hueType)
		t.Meta.Type(sqltype.As[map[string]string](sqltype.JSON).WithVariant("postgresql", sqltype.JSONB))
	})
	text, args, err := sql.Select(t.ID).Where(t.Hue.In(120, 240)).SQL(sqlite.Dialect)
	fmt.Println(text, args, err)
	_, _, err = sql.Select(t.ID).Where(t.Hue.Eq(400)).SQL(sqlite.Dialect)
	fmt.Println(err)
	create(meta, pg, my, lite)
	// Output:
	// SELECT colour.id FROM colour WHERE colour.hue IN (SELECT value FROM json_each(?)) [[120° 240°]] <nil>
	// colour.hue: a schema_test.hue does not fit VARCHAR(8): 400 is no angle of a circle
	// -- postgresql
	// CREATE TABLE colour (
	// 	id SERIAL NOT NULL,
	// 	hue VARCHAR(8) NOT NULL,
	// 	meta JSONB NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// -- mysql
	// CREATE TABLE colour (
	// 	id INTEGER NOT NULL AUTO_INCREMENT,
	// 	hue VARCHAR(8) NOT NULL,
	// 	meta JSON NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// -- sqlite
	// CREATE TABLE colour (
	// 	id INTEGER NOT NULL,
	// 	hue VARCHAR(8) NOT NULL,
	// 	meta JSON_TEXT NOT NULL,
	// 	PRIMARY KEY (id)
	// )
}

type letterTable struct {
	schema.Rows
	ID   schema.Int
	Body schema.String
}

func Example_wrap() {
	packed := sql.Wrap(sqltype.Text, sqltype.Bytes,
		func(text sql.Value[string, string]) sql.Expr { return sql.Func("compress", sqltype.Bytes, text) },
		func(column sql.Value[[]byte, []byte]) sql.Expr { return sql.Func("uncompress", sqltype.Text, column) }).
		WithVariant("postgresql", sqltype.Text) // which packs long texts by itself
	t := schema.Declare(schema.NewMetaData(), "letter", func(t *letterTable) {
		t.ID.PrimaryKey()
		t.Body.Type(packed)
	})
	for _, d := range []sql.Renderer{mysql.Dialect, postgres.Dialect} {
		for _, stmt := range []interface {
			SQL(sql.Renderer) (string, []any, error)
		}{
			sql.Insert(t).Values(t.Body.Set("Dear Ada")),
			sql.Select(t.ID, t.Body).Where(t.Body.In("Dear Ada", "Dear Bo")),
		} {
			text, args, err := stmt.SQL(d)
			fmt.Println(text, args, err)
		}
	}
	// Output:
	// INSERT INTO letter (body) VALUES (compress(?)) [Dear Ada] <nil>
	// SELECT letter.id, uncompress(letter.body) AS body FROM letter WHERE letter.body IN (compress(?), compress(?)) [Dear Ada Dear Bo] <nil>
	// INSERT INTO letter (body) VALUES ($1::TEXT) [Dear Ada] <nil>
	// SELECT letter.id, letter.body FROM letter WHERE letter.body = ANY ($1::TEXT[]) [[Dear Ada Dear Bo]] <nil>
}

func Example_sequence() {
	meta := schema.NewMetaData()
	numbers := schema.NewSequence(meta, "invoice_number", schema.StartWith(1000), schema.Cache(1))
	schema.NewTable(meta, "invoice",
		schema.Column("id", sqltype.BigInt, schema.PrimaryKey, schema.WithIdentityAlways(schema.StartWith(10))),
		schema.Column("number", sqltype.BigInt, schema.NotNull, schema.ServerDefault(numbers.Next())))
	create(meta, pg, my, lite)
	// Output:
	// -- postgresql
	// CREATE SEQUENCE invoice_number START WITH 1000 CACHE 1
	// CREATE TABLE invoice (
	// 	id BIGINT GENERATED ALWAYS AS IDENTITY (START WITH 10) NOT NULL,
	// 	number BIGINT DEFAULT (nextval('invoice_number'::REGCLASS)) NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// -- mysql
	// column invoice.id: mysql has no GENERATED ALWAYS AS IDENTITY: use Identity: a value that is given is taken
	// -- sqlite
	// sqlite has no sequences: let the column count up: Autoincrement or Identity
	// column invoice.id: sqlite has no GENERATED ALWAYS AS IDENTITY: use Identity: a value that is given is taken
	// column invoice.number: sqlite has no sequences: let the column count up: Autoincrement or Identity
}

type lineTable struct {
	schema.Rows
	ID     schema.Int
	Name   schema.String
	Amount schema.Int
	Price  schema.Int
	Total  schema.Int
}

func Example_computed() {
	meta := schema.NewMetaData()
	t := schema.Declare(meta, "line", func(t *lineTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.Total.Stored(sql.Mul(t.Amount, t.Price))
	})
	d := schema.Of(t)
	d.AddIndex(sql.Lower(t.Name)).UniqueIndex().Where(t.Amount.Gt(0)).Only("postgresql", "sqlite").Named("one_name")
	d.AddIndex(t.Price.Desc(), t.ID).Include(t.Total).Only("postgresql").Named("by_price")
	schema.Options(t, mysql.Engine("InnoDB"), postgres.Storage("fillfactor", "70"))
	create(meta, pg, my, lite)
	// Output:
	// -- postgresql
	// CREATE TABLE line (
	// 	id SERIAL NOT NULL,
	// 	name VARCHAR(40) NOT NULL,
	// 	amount INTEGER NOT NULL,
	// 	price INTEGER NOT NULL,
	// 	total INTEGER GENERATED ALWAYS AS (amount * price) STORED NOT NULL,
	// 	PRIMARY KEY (id)
	// ) WITH (fillfactor = 70)
	// CREATE UNIQUE INDEX one_name ON line ((lower(name))) WHERE amount > 0
	// CREATE INDEX by_price ON line (price DESC, id) INCLUDE (total)
	// -- mysql
	// CREATE TABLE line (
	// 	id INTEGER NOT NULL AUTO_INCREMENT,
	// 	name VARCHAR(40) NOT NULL,
	// 	amount INTEGER NOT NULL,
	// 	price INTEGER NOT NULL,
	// 	total INTEGER GENERATED ALWAYS AS (amount * price) STORED,
	// 	PRIMARY KEY (id)
	// ) ENGINE=InnoDB
	// -- sqlite
	// CREATE TABLE line (
	// 	id INTEGER NOT NULL,
	// 	name VARCHAR(40) NOT NULL,
	// 	amount INTEGER NOT NULL,
	// 	price INTEGER NOT NULL,
	// 	total INTEGER GENERATED ALWAYS AS (amount * price) STORED NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// CREATE UNIQUE INDEX one_name ON line ((lower(name))) WHERE amount > 0
}

func ExampleNewView() {
	meta := schema.NewMetaData()
	t := schema.NewTable(meta, "person",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("name", sqltype.String(50), schema.NotNull))
	v := schema.NewView(meta, "anonymous", sql.Select(t.C("id")).Where(t.C("name").Eq("o'Hara")))
	schema.NewProgram(meta, schema.Program{Kind: schema.Trigger, Name: "trim", Table: t, Create: map[string]sql.SQL{
		"mysql": "CREATE TRIGGER trim BEFORE INSERT ON person FOR EACH ROW SET NEW.name = trim(NEW.name)"}})
	schema.On(t, schema.AfterCreate, sql.Insert(t).Values(t.C("id").Set(1), t.C("name").Set("root")))
	create(meta, pg, my)
	text, _, err := sql.Select(sql.Count()).From(v).Where(v.C("id").Gt(7)).SQL(sqlite.Dialect)
	fmt.Println(strings.TrimSpace(text), err)
	// Output:
	// -- postgresql
	// CREATE TABLE person (
	// 	id SERIAL NOT NULL,
	// 	name VARCHAR(50) NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// INSERT INTO person (id, name) VALUES (1, 'root')
	// CREATE VIEW anonymous AS SELECT person.id FROM person WHERE person.name = 'o''Hara'
	// -- mysql
	// CREATE TABLE person (
	// 	id INTEGER NOT NULL AUTO_INCREMENT,
	// 	name VARCHAR(50) NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// INSERT INTO person (id, name) VALUES (1, 'root')
	// CREATE VIEW anonymous AS SELECT person.id FROM person WHERE person.name = 'o''Hara'
	// CREATE TRIGGER trim BEFORE INSERT ON person FOR EACH ROW SET NEW.name = trim(NEW.name)
	// SELECT count(*) AS count_1 FROM anonymous WHERE anonymous.id > ? <nil>
}

func ExampleNewDomain() {
	meta := schema.NewMetaData()
	zip := schema.NewDomain(meta, "zip", sqltype.String(10), func(v sql.Value[string, string]) sql.Cond { return v.Ne("") })
	schema.NewTable(meta, "address",
		schema.Column("id", sqltype.Integer, schema.PrimaryKey),
		schema.Column("zip", zip, schema.NotNull))
	create(meta, pg, my, lite)
	// Output:
	// -- postgresql
	// CREATE DOMAIN zip AS VARCHAR(10) CHECK ((VALUE) != '')
	// CREATE TABLE address (
	// 	id SERIAL NOT NULL,
	// 	zip zip NOT NULL,
	// 	PRIMARY KEY (id)
	// )
	// -- mysql
	// CREATE TABLE address (
	// 	id INTEGER NOT NULL AUTO_INCREMENT,
	// 	zip VARCHAR(10) NOT NULL CHECK (zip != ''),
	// 	PRIMARY KEY (id)
	// )
	// -- sqlite
	// CREATE TABLE address (
	// 	id INTEGER NOT NULL,
	// 	zip VARCHAR(10) NOT NULL CHECK (zip != ''),
	// 	PRIMARY KEY (id)
	// )
}
