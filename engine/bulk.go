package engine

import (
	"context"
	"errors"
	"fmt"
	"iter"
	"reflect"
	"strings"
	"unsafe"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Bulk functions write many rows by the quickest form of the database that is safe:
// arrays or COPY on PostgreSQL, rows of VALUES on MariaDB, a kept statement on SQLite.
//
// A row is a struct, or a pointer to one, whose fields are columns by their names or
// db tags, as [AllAs] reads them; or sql.Params, by the columns' keys; or a
// []sql.Assignment with values. The first row of the last two says which columns all
// the others must have. A field that is no column is an error, unless its tag is
// `db:"-"` or BulkColumns says what is wanted.
//
// Rows go out in pages, so that memory stays constant however many there are; what a
// row points to must not change before the function returns. On an Engine
// everything is one transaction: an error, also one of the rows' iterator or of ctx,
// leaves nothing behind. On a Conn it is a part of its transaction, and after an error
// that is to be rolled back; in autocommit each page is a transaction of its own.

// A BulkOption is an option of BulkInsert, BulkUpsert, BulkUpdate and BulkDelete.
type BulkOption func(*bulk)

// BulkColumns are the columns that are written; all that the rows have, unless said.
func BulkColumns(columns ...sql.Expr) BulkOption {
	return func(b *bulk) { b.given = append(b.given, columns...) }
}

// BulkKey are the columns by which BulkUpdate and BulkDelete find rows, and whose
// unique constraint BulkUpsert is about; the primary key unless said.
func BulkKey(columns ...sql.Expr) BulkOption {
	return func(b *bulk) { b.keyExprs = append(b.keyExprs, columns...) }
}

// BulkReturning stores columns that the database makes up, as generated keys, in the
// fields of the row that they belong to, in whichever order the database answers. The
// rows are pointers to structs. After an error those that the database does not have hold
// no made up key, but for pages of a Seq before the one that failed. For BulkInsert and BulkUpsert.
func BulkReturning(columns ...sql.Expr) BulkOption {
	return func(b *bulk) { b.backExprs = append(b.backExprs, columns...) }
}

// BulkPage is how many rows go out together at most. Fewer do where the database's
// limits of parameters or bytes say so. 10,000 on PostgreSQL and 1,000 elsewhere
// unless said.
func BulkPage(rows int) BulkOption { return func(b *bulk) { b.page = rows } }

// BulkProgress calls f after each page with the number of rows that were sent so far.
// f must not use the connection.
func BulkProgress(f func(rows int64)) BulkOption {
	return func(b *bulk) {
		if b.progress = f; f == nil {
			b.misuse = errors.New("BulkProgress was given a nil function")
		}
	}
}

// BulkSet is what BulkUpsert does to a row that is there: [sql.Excluded] is the one
// that was given. Unless said, all columns that are written but the key's get what was
// given.
func BulkSet(set ...sql.Assignment) BulkOption {
	return func(b *bulk) { b.set = append(b.set, set...) }
}

// BulkNothing lets BulkUpsert leave the rows alone that are there.
func BulkNothing() BulkOption { return func(b *bulk) { b.nothing = true } }

// BulkInsert inserts rows into t and gives their number. A column that the rows do not
// have gets its default, and so does one whose field is zero where that asks for it: a
// time.Time, a UUID, a column with OmitZero, unless BulkColumns names it. The key that the database counts up is written only if
// BulkColumns names it; a row of structs in which it is set already is an error.
func BulkInsert[E any](ctx context.Context, ex Executor, t sql.Target, rows []E, options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkInsert, t, reflect.TypeFor[E](), sliceFeed(rows), len(rows), options)
}

// BulkInsertSeq is [BulkInsert] of rows that come one after the other. An error of
// theirs ends it.
func BulkInsertSeq[E any](ctx context.Context, ex Executor, t sql.Target, rows iter.Seq2[E, error], options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkInsert, t, reflect.TypeFor[E](), seqFeed(rows), 0, options)
}

// BulkUpsert inserts rows into t, and changes those that are there already by the
// unique constraint over the key: see [BulkKey], [BulkSet] and [BulkNothing]. On MariaDB
// and MySQL any unique constraint counts. It gives the number of rows that were
// given. The same key twice in a page is an error on PostgreSQL; elsewhere the later
// row changes what the earlier one has made.
func BulkUpsert[E any](ctx context.Context, ex Executor, t sql.Target, rows []E, options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkUpsert, t, reflect.TypeFor[E](), sliceFeed(rows), len(rows), options)
}

// BulkUpsertSeq is [BulkUpsert] of rows that come one after the other.
func BulkUpsertSeq[E any](ctx context.Context, ex Executor, t sql.Target, rows iter.Seq2[E, error], options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkUpsert, t, reflect.TypeFor[E](), seqFeed(rows), 0, options)
}

// BulkUpdate sets, in the rows of t that have the keys of rows, the other columns to
// what is given, and tells how many rows there were. A key that is not there is passed over;
// the same key twice in a page is an error, for nobody could say which row counts. What
// the table's declaration sets on update is asked for once a page.
func BulkUpdate[E any](ctx context.Context, ex Executor, t sql.Target, rows []E, options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkUpdate, t, reflect.TypeFor[E](), sliceFeed(rows), len(rows), options)
}

// BulkUpdateSeq is [BulkUpdate] of rows that come one after the other.
func BulkUpdateSeq[E any](ctx context.Context, ex Executor, t sql.Target, rows iter.Seq2[E, error], options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkUpdate, t, reflect.TypeFor[E](), seqFeed(rows), 0, options)
}

// BulkDelete deletes the rows of t that have the keys of rows, and tells how many there
// were. A key of one column may be given as it is: []int{1, 2}.
func BulkDelete[E any](ctx context.Context, ex Executor, t sql.Target, rows []E, options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkDelete, t, reflect.TypeFor[E](), sliceFeed(rows), len(rows), options)
}

// BulkDeleteSeq is [BulkDelete] of rows that come one after the other.
func BulkDeleteSeq[E any](ctx context.Context, ex Executor, t sql.Target, rows iter.Seq2[E, error], options ...BulkOption) (int64, error) {
	return runBulk(ctx, ex, bulkDelete, t, reflect.TypeFor[E](), seqFeed(rows), 0, options)
}

// A feed gives rows one after the other: what they point to is a struct, or what the
// rows' type is. It ends with the first error of add, or one of its own.
type feed func(add func(unsafe.Pointer) error) error

// sliceFeed and seqFeed are all that is made for each type of rows.
func sliceFeed[E any](rows []E) feed {
	pointers := reflect.TypeFor[E]().Kind() == reflect.Pointer
	return func(add func(unsafe.Pointer) error) error {
		for i := range rows {
			p := unsafe.Pointer(&rows[i])
			if pointers {
				p = *(*unsafe.Pointer)(p)
			}
			if err := add(p); err != nil {
				return err
			}
		}
		return nil
	}
}

func seqFeed[E any](rows iter.Seq2[E, error]) feed {
	pointers := reflect.TypeFor[E]().Kind() == reflect.Pointer
	return func(add func(unsafe.Pointer) error) error {
		if rows == nil {
			return errors.New("the rows are a nil iterator")
		}
		var room []E
		for row, err := range rows {
			if err != nil {
				return err
			}
			if len(room) == cap(room) {
				room = make([]E, 0, 128) // the page has pointers into the one before
			}
			room = append(room, row)
			p := unsafe.Pointer(&room[len(room)-1])
			if pointers {
				p = *(*unsafe.Pointer)(p)
			}
			if err := add(p); err != nil {
				return err
			}
		}
		return nil
	}
}

// A bulkVerb is what a bulk does.
type bulkVerb uint8

const (
	bulkInsert bulkVerb = iota
	bulkUpsert
	bulkUpdate
	bulkDelete
)

func (v bulkVerb) name() string {
	return [...]string{"BulkInsert into ", "BulkUpsert into ", "BulkUpdate of ", "BulkDelete from "}[v]
}

// useless is the error of an option that b has no use for.
func (b *bulk) useless(option, reason string) error {
	return &BulkOptionError{option, strings.Fields(b.verb.name())[0], reason}
}

// runBulk is all bulk functions. known is how many rows there are; 0: nobody knows.
func runBulk(ctx context.Context, ex Executor, verb bulkVerb, t sql.Target, rows reflect.Type, f feed, known int, options []BulkOption) (n int64, err error) {
	eng, err := engineOf(ex)
	if err != nil {
		return 0, err
	}
	if ctx == nil {
		return 0, errNoContext
	}
	if t == nil {
		return 0, &StatementError{Op: verb.name() + "a table", Err: errors.New("the table is nil")}
	}
	b := &bulk{ctx: ctx, eng: eng, verb: verb, rowType: rows, known: known}
	switch ex := ex.(type) {
	case *Engine:
		var sent error
		err = ex.Begin(ctx, func(c *Conn) error {
			b.c = c
			n, sent = b.run(t, f, options)
			return sent
		})
		if err != nil && !errors.Is(err, ErrNotReplicated) {
			if n = 0; sent == nil && !errors.Is(err, ErrCommitUnknown) { // COMMIT has failed
				b.undone(f)
			}
		}
		return n, err
	case *Conn:
		b.c = ex
		return b.run(t, f, options)
	}
	return 0, fmt.Errorf("a bulk wants an Engine or a Conn, not a %T", ex)
}

// run does it all on b's connection.
func (b *bulk) run(t sql.Target, f feed, options []BulkOption) (_ int64, err error) {
	for _, o := range options {
		if o == nil {
			b.misuse = errors.New("one of the options is nil")
			continue
		}
		o(b)
	}
	b.table = sql.SourceOf(t)
	b.def, _ = b.table.Def.(*schema.Table)
	if err := b.check(); err != nil {
		return 0, b.wrong(err)
	}
	if err = f(b.add); err == nil {
		err = b.addWaiting()
	}
	if err == nil {
		err = b.flush()
	}
	if err != nil {
		if err = b.wrong(err); b.sent && b.c.broken == nil && !b.c.auto {
			b.c.broken = err // half of the rows must not be committed
		}
		b.undone(f)
		return b.written, err
	}
	b.lists.Give()
	return b.written, nil
}
