package engine

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"unsafe"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/internal/valueroom"
	"github.com/aludel/aludel/scan"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A bulk is one call of a bulk function: rows are collected by column, and a page of
// them is sent when it is full.
type bulk struct {
	ctx     context.Context
	eng     *Engine
	c       *Conn
	verb    bulkVerb
	table   *sql.TableNode
	def     *schema.Table
	rowType reflect.Type
	known   int          // rows, where it is known how many come
	record  reflect.Type // the struct of the rows; nil: they are something else
	feat    dialect.Features

	// as the options say
	given, keyExprs, backExprs []sql.Expr
	set                        []sql.Assignment
	nothing                    bool
	page                       int
	progress                   func(int64)
	misuse                     error // of an option

	// the plan, after the first row
	columns, key, back []*schema.ColumnDef
	fields             []bulkField
	exprs              []*schema.ColumnDef // with a default that the database computes
	targets            []driver.Target     // of back
	made               []madeField         // of back: zero in the rows before
	setKey             func(row unsafe.Pointer, key int64) error
	unset              func(row unsafe.Pointer) bool
	same               func(row unsafe.Pointer) error
	unsets             []unsetField
	match              *matcher // of what comes back and the rows; nil: they have no key
	late               *late    // what comes back is read behind the INSERT; nil: the INSERT tells it
	shape              *driver.Shape
	backPlan           driver.Plan
	single             *call          // the statement for one row
	places             []int          // the field of each of its placeholders; -1: a value of its own
	args               []driver.Value // room for those of a flight
	many               *call          // the statement for manyRows rows of VALUES
	manyPlaces         []int
	manyRows           int
	undrawn            bool     // keys cannot be drawn beforehand
	copies             int      // 1: COPY takes the rows, -1: it does not, 0: nobody knows
	types              []uint32 // of the columns, for COPY
	arena              driver.Arena

	waiting []unsafe.Pointer // rows that are not read yet; without room for any, rows are read one by one

	// the page
	rows    []unsafe.Pointer                          // only where something is stored in them
	values  [][]driver.Value                          // by field
	lists   valueroom.Room                            // where they are
	read    func(from int, to [][]driver.Value) error // gives rows; then values hold one of each field, for its kind
	n       int
	bytes   int
	limit   int // in rows
	room    int // in bytes
	asked   bool
	sent    bool  // something
	seen    int64 // rows of the pages before
	written int64
}

func (b *bulk) inserts() bool { return b.verb <= bulkUpsert }

// arrays reports whether a page is an array for each column.
func (b *bulk) arrays() bool { return b.feat.ArrayRows }

// wrong says which bulk an error is of.
func (b *bulk) wrong(err error) error {
	var se *StatementError
	if errors.As(err, &se) {
		var de *driver.Error // of an array for each column
		if errors.As(err, &de) && de.Column == "" && b.feat.ArrayRows && de.Parameter > 0 && de.Parameter <= len(b.fields) {
			se.Err = ofColumn(se.Err, de, b.fields[de.Parameter-1].def.Name)
		}
		return err
	}
	name := "a table that is not declared"
	if b.table != nil {
		name = b.table.Ref()
	}
	return &StatementError{Op: b.verb.name() + name, Err: err}
}

// check looks at the options.
func (b *bulk) check() error {
	if b.misuse != nil {
		return b.misuse
	}
	if b.table.Err != nil {
		return b.table.Err
	}
	if b.def == nil {
		return errors.New("the table's columns are not known: declare it, or use ExecuteMany")
	}
	if p := b.table.Parts; p != nil && len(p.Parts) > 1 { // COPY would write to one of them alone
		return &compile.SeveralTablesError{Statement: b.table.Ref(), Reason: fmt.Sprintf("its rows are in %d tables, and rows in bulk go to one: %s", len(p.Parts), b.instead())}
	}
	if p := b.table.Parts; p != nil && p.Kinds != nil { // which nothing would write, or ask for
		return fmt.Errorf("its rows are those of a table with some value of %s, and rows in bulk know nothing of that: name the table that all kinds are in, with %[1]s among the values, or %[2]s", b.table.Cols[p.Kind].Name, b.instead())
	}
	b.feat = b.eng.dialect.Features()
	if t := b.rowType; t.Kind() == reflect.Struct && scan.IsStruct(t) {
		b.record = t
	} else if t.Kind() == reflect.Pointer && t.Elem().Kind() == reflect.Struct && scan.IsStruct(t.Elem()) {
		b.record = t.Elem()
	}
	var err error
	if b.columns, err = b.columnsOf("BulkColumns", b.given); err != nil {
		return err
	}
	if len(b.given) == 0 {
		b.columns = nil
	}
	if b.key, err = b.columnsOf("BulkKey", b.keyExprs); err != nil {
		return err
	}
	if b.back, err = b.columnsOf("BulkReturning", b.backExprs); err != nil {
		return err
	}
	switch {
	case b.verb == bulkInsert && (len(b.key) > 0):
		return b.useless("BulkKey", "it is for BulkUpsert, BulkUpdate and BulkDelete")
	case b.verb != bulkUpsert && len(b.set) > 0:
		return b.useless("BulkSet", "it is for BulkUpsert")
	case b.verb != bulkUpsert && b.nothing:
		return b.useless("BulkNothing", "it is for BulkUpsert")
	case len(b.set) > 0 && b.nothing:
		return errors.New("BulkSet and BulkNothing exclude each other")
	case !b.inserts() && len(b.back) > 0:
		return b.useless("BulkReturning", "it is for BulkInsert and BulkUpsert; SELECT the rows by their keys, in the same transaction")
	case len(b.back) > 0 && (b.record == nil || b.rowType.Kind() != reflect.Pointer):
		return fmt.Errorf("BulkReturning stores in the rows: they must be pointers to structs, not %v", b.rowType)
	case b.verb == bulkUpsert && b.nothing && len(b.back) > 0:
		return errors.New("BulkNothing leaves rows out, for which BulkReturning would have nothing to store: SELECT what is wanted afterwards")
	case b.page < 0:
		return fmt.Errorf("BulkPage(%d): a page has at least one row", b.page)
	}
	if len(b.key) == 0 && b.verb != bulkInsert {
		if b.key = b.def.PrimaryKey(); len(b.key) == 0 {
			return errors.New("the table has no primary key: say BulkKey")
		}
	}
	return nil
}

// instead is what does for entities that inherit what b does for others.
func (b *bulk) instead() string {
	switch b.verb {
	case bulkInsert:
		return "insert objects by orm.Insert, in a session's Execute where they are in several tables, or add them to a session"
	case bulkUpdate:
		return "change objects in a session, or use sql.Update"
	case bulkDelete:
		return "delete objects in a session, or use sql.Delete"
	}
	return "use orm.Insert for those that are new and sql.Update for the others, or add and change objects in a session"
}

// complete adds to the plan what follows from the fields.
func (b *bulk) complete() error {
	if len(b.fields) == 0 && !(b.inserts() && b.record != nil) {
		return errors.New("the first row has no column of the table")
	}
	has := func(c *schema.ColumnDef) bool {
		return slices.ContainsFunc(b.fields, func(f bulkField) bool { return f.def == c })
	}
	for _, c := range b.key {
		if !has(c) && (b.verb != bulkUpsert || c != b.def.Generated()) {
			return fmt.Errorf("column %s of the key is not given", c.Name)
		}
	}
	if b.verb == bulkUpdate && len(b.fields) == len(b.key) {
		return errors.New("there is nothing to set: the rows have the key's columns only")
	}
	for _, c := range b.back {
		if has(c) && !c.Fetched { // a trigger may change what is given
			return fmt.Errorf("BulkReturning: column %s is given by the rows", c.Name)
		}
	}
	if b.verb == bulkDelete {
		b.fields = slices.DeleteFunc(b.fields, func(f bulkField) bool { return !slices.Contains(b.key, f.def) })
	}
	if b.inserts() {
		for _, c := range b.def.Columns {
			d := c.Default
			switch {
			case c.Kinds != nil && c.Computed == nil && !has(c):
				b.fields = append(b.fields, bulkField{def: c, get: func(unsafe.Pointer) (driver.Value, error) { return driver.Value{}, nil }})
			case d == nil || has(c):
			case d.Expr != nil:
				b.exprs = append(b.exprs, c)
			case d.Func != nil:
				b.fields = append(b.fields, bulkField{def: c, get: func(unsafe.Pointer) (driver.Value, error) { return made(d, c) }})
			default:
				b.fields = append(b.fields, bulkField{def: c, get: func(unsafe.Pointer) (driver.Value, error) { return sqltype.EncodeAny(d.Value, c.Type) }})
			}
		}
	}
	for _, f := range b.fields {
		if f.def.Type.Wrapping(b.eng.dialect.Name()) != nil {
			b.copies = -1 // COPY takes values as they are stored
		}
	}
	if err := b.planMatch(); err != nil {
		return err
	}
	if err := b.planLate(); err != nil {
		return err
	}
	b.limits()
	b.values = b.lists.Take(len(b.fields), min(b.limit, max(b.known, 64)))
	if len(b.back) > 0 {
		b.rows = make([]unsafe.Pointer, 0, min(b.limit, max(b.known, 64)))
	}
	if b.listed() {
		b.waiting = make([]unsafe.Pointer, 0, min(b.known, waitingRows))
	}
	return nil
}

// limits says how large a page is.
func (b *bulk) limits() {
	b.limit, b.room = b.page, 16<<20
	if b.limit == 0 {
		b.limit = 1000
		if b.arrays() {
			b.limit = 10_000
		}
	}
	if f := b.feat; f.MaxBinds > 0 && !b.feat.Embedded && (!b.arrays() || !b.arraysFit()) {
		width := 0
		for _, f := range b.fields {
			width += compile.Placeholders(b.eng.grammar, f.def.Type)
		}
		b.limit = max(1, min(b.limit, f.MaxBinds/max(width, 1)))
	}
}

// add takes a row into the page, now or with those that follow.
func (b *bulk) add(row unsafe.Pointer) error {
	if row == nil {
		if err := b.addWaiting(); err != nil {
			return err
		}
		return fmt.Errorf("row %d is nil", b.seen+int64(b.n)+1)
	}
	if b.values == nil {
		if err := b.plan(row); err != nil {
			return err
		}
	}
	if cap(b.waiting) == 0 {
		return b.addOne(row)
	}
	if b.waiting = append(b.waiting, row); len(b.waiting) < cap(b.waiting) {
		return nil
	}
	return b.addWaiting()
}

// addOne takes a row into the page, and sends the page that it has no room in.
func (b *bulk) addOne(row unsafe.Pointer) error {
	if b.n == b.limit || b.n > 0 && b.bytes >= b.room {
		if err := b.flush(); err != nil {
			return err
		}
	}
	if b.same != nil {
		if err := b.same(row); err != nil {
			return fmt.Errorf("row %d: %w", b.seen+int64(b.n)+1, err)
		}
	}
	if len(b.unsets) > 0 {
		if err := b.checkUnset(row); err != nil {
			return fmt.Errorf("row %d: %w", b.seen+int64(b.n)+1, err)
		}
	}
	size := 0
	for i := range b.fields {
		v, err := b.fields[i].value(row)
		if err == nil && b.fields[i].def.Kinds != nil {
			v, err = b.kind(b.fields[i].def, v)
		}
		if err != nil {
			b.cut()
			return fmt.Errorf("row %d: %w", b.seen+int64(b.n)+1, err)
		}
		b.values[i] = append(b.values[i], v)
		size += sizeOf(v)
	}
	if b.unset != nil && !b.unset(row) {
		g := b.def.Generated()
		return fmt.Errorf("row %d: the key %s is set already, and the database would make up another one: name it in BulkColumns, or set it to its zero", b.seen+int64(b.n)+1, g.Name)
	}
	if len(b.back) > 0 {
		b.rows = append(b.rows, row)
	}
	b.n++
	b.bytes += size
	if b.bytes > askedBytes && !b.asked {
		return b.askRoom()
	}
	return nil
}

// cut takes what a row that failed has left out of the columns.
func (b *bulk) cut() {
	for i := range b.values {
		b.values[i] = b.values[i][:b.n]
	}
}

// askedBytes is from how many bytes of a page on the database is asked for its limit.
const askedBytes = 256 << 10

func sizeOf(v driver.Value) int {
	switch v.Kind() {
	case driver.String, driver.Bytes, driver.JSON, driver.Decimal:
		return len(v.Bytes()) + 8
	case driver.Int64s, driver.Strings, driver.Array, driver.Pairs, driver.Range:
		return len(driver.AppendText(nil, v)) + 8
	}
	return 16
}

// askRoom asks the database how large a statement may be, once.
func (b *bulk) askRoom() error {
	b.asked = true
	p, ok := b.eng.dialect.(dialect.PacketLimit)
	if !ok {
		return nil
	}
	n, err := OneAs[int64](b.ctx, b.c, p.MaxPacket())
	if err == nil {
		b.room = int(min(int64(b.room), n/2))
	}
	return err
}

// flush sends the page.
func (b *bulk) flush() error {
	if b.n == 0 {
		return nil
	}
	if b.ctx.Err() != nil {
		return cause(b.ctx)
	}
	b.sent = true
	var n int64
	var err error
	switch {
	case b.inserts():
		n, err = b.insertPage()
	case b.verb == bulkUpdate:
		n, err = b.updatePage()
	default:
		n, err = b.deletePage()
	}
	if err != nil {
		return err
	}
	b.written += n
	b.seen += int64(b.n)
	b.n, b.bytes = 0, 0
	clear(b.rows)
	b.rows = b.rows[:0]
	b.cut()
	if b.progress != nil {
		b.progress(b.seen)
	}
	return nil
}

// rowsNode is the page as a table of values.
func (b *bulk) rowsNode(ordinal string) *sql.TableNode {
	cols := make([]sql.RowColumn, len(b.fields))
	for i, f := range b.fields {
		cols[i] = sql.RowColumn{Name: f.def.Name, Type: f.def.Type, Values: b.values[i]}
	}
	return sql.SourceOf(sql.RowsOf("given", ordinal, cols...))
}

// arraysFit reports whether arrays can carry all fields: an array of arrays cannot be
// taken apart into the arrays that went in, and rarer types have no array known here.
func (b *bulk) arraysFit() bool {
	for _, f := range b.fields {
		if !sqltype.ArrayElement(f.def.Type.In(b.eng.dialect.Name())) {
			return false
		}
	}
	return len(b.fields) > 0
}
