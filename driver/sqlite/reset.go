package sqlite

import (
	"context"
	"errors"

	"github.com/ncruces/go-sqlite3"

	"github.com/aludel/aludel/driver"
)

// touched is what statements have left in the session.
type touched struct {
	session bool              // a statement said that it may leave something
	pragmas map[string]string // as they were before the first change
	temp    bool
	attach  bool
}

func (t *touched) any() bool { return t.session || len(t.pragmas) > 0 || t.temp || t.attach }

// sessionPragmas belong to a connection and can be read, so that they can be put
// back. Others belong to the database (user_version, journal_mode), to the
// transaction (defer_foreign_keys), or only answer (table_info).
var sessionPragmas = set("analysis_limit", "automatic_index", "busy_timeout", "cache_size", "cache_spill", "case_sensitive_like",
	"cell_size_check", "checkpoint_fullfsync", "count_changes", "empty_result_callbacks", "foreign_keys", "full_column_names", "fullfsync",
	"hard_heap_limit", "ignore_check_constraints", "journal_size_limit", "legacy_alter_table", "locking_mode", "max_page_count", "mmap_size",
	"query_only", "read_uncommitted", "recursive_triggers", "reverse_unordered_selects", "secure_delete", "short_column_names",
	"soft_heap_limit", "synchronous", "temp_store", "threads", "trusted_schema", "wal_autocheckpoint", "writable_schema")

func set(names ...string) map[string]bool {
	m := make(map[string]bool, len(names))
	for _, n := range names {
		m[n] = true
	}
	return m
}

// touch notes, before a statement is executed, what it may leave.
func (c *Conn) touch(f *facts) error {
	if !f.session {
		return nil
	}
	t := &c.touched
	t.temp = t.temp || f.temp
	t.attach = t.attach || f.attach
	if _, known := t.pragmas[f.pragma]; f.pragma == "" || known {
		return nil
	}
	was := "0" // of case_sensitive_like, which does not tell
	if f.pragma != "case_sensitive_like" {
		var err error
		if was, err = c.text("PRAGMA " + f.pragma); err != nil {
			return err
		}
	}
	if t.pragmas == nil {
		t.pragmas = map[string]string{}
	}
	t.pragmas[f.pragma] = was
	return nil
}

// Reset puts back the pragmas that were changed, drops what is temporary and
// detaches databases. Pragmas of the database itself stay as they are. An error
// means that the connection should not be used again.
func (c *Conn) Reset(ctx context.Context) error {
	switch {
	case c.broken != nil:
		return c.broken
	case c.results != nil:
		return driver.ErrBusy
	case !c.touched.any():
		return nil
	case !c.lib.GetAutocommit():
		return &driver.Error{Class: driver.Programming, Message: "Reset in a transaction: commit it or roll it back first"}
	case ctx.Err() != nil:
		return cancelled(ctx, "the session was not reset")
	}
	c.interrupt.begin(ctx)
	defer c.interrupt.end()
	err := c.dropTemporary()
	if err == nil && c.touched.attach {
		err = c.detachAll()
	}
	for name, was := range c.touched.pragmas {
		if err == nil && was != "" {
			err = c.exec("PRAGMA " + name + " = " + literal(was))
		}
	}
	if err != nil {
		if ctx.Err() != nil {
			return cancelled(ctx, "the session was not reset")
		}
		return err
	}
	c.touched = touched{}
	return nil
}

func (c *Conn) dropTemporary() error {
	if !c.touched.temp && !c.touched.session {
		return nil
	}
	var drops []string
	// Triggers first: a temporary one may stand on a table that stays. The rest
	// goes with its table or virtual table, in any order.
	err := c.each(`SELECT upper(type), name FROM temp.sqlite_schema WHERE type IN ('trigger', 'view', 'table') AND name NOT LIKE 'sqlite\_%' ESCAPE '\' ORDER BY type = 'trigger' DESC`,
		func(s *sqlite3.Stmt) {
			drops = append(drops, "DROP "+s.ColumnText(0)+" IF EXISTS temp."+identifier(s.ColumnText(1)))
		})
	for _, d := range drops {
		err = errors.Join(err, c.exec(d))
	}
	return err
}

func (c *Conn) detachAll() error {
	var names []string
	err := c.each(`SELECT name FROM pragma_database_list WHERE name NOT IN ('main', 'temp')`, func(s *sqlite3.Stmt) {
		names = append(names, s.ColumnText(0))
	})
	for _, n := range names {
		err = errors.Join(err, c.exec("DETACH "+identifier(n)))
	}
	return err
}
