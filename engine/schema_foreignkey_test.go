package engine_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// keyOfTwo are two tables, and a foreign key of two columns between them.
func keyOfTwo(options ...schema.FKOption) (m *schema.MetaData, p, c *schema.Table) {
	m = schema.NewMetaData()
	c = schema.NewTable(m, "c", schema.Column("id", sqltype.Integer, schema.PrimaryKey), schema.Column("a", sqltype.Integer), schema.Column("b", sqltype.Integer),
		schema.ForeignKeyOn([]string{"a", "b"}, []string{"p.a", "p.b"}, options...))
	p = schema.NewTable(m, "p", schema.Column("a", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement), schema.Column("b", sqltype.Integer, schema.PrimaryKey, schema.NoAutoincrement))
	return m, p, c
}

// MATCH decides about keys that are NULL in part. Who cannot do what is asked for
// says so before anything is made.
func TestMatchOfForeignKeys(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		insert := func(c *schema.Table, id int, b any) error {
			set := []sql.Assignment{c.C("id").Set(id), c.C("a").Set(1)}
			if b != nil {
				set = append(set, c.C("b").Set(b))
			}
			return try(t, eng, sql.Insert(c).Values(set...))
		}
		for _, match := range []string{"", "SIMPLE", "FULL", "PARTIAL"} {
			var options []schema.FKOption
			if match != "" {
				options = append(options, schema.Match(match))
			}
			m, p, c := keyOfTwo(options...)
			if match == "PARTIAL" || match == "FULL" && eng.Dialect().Name() != "postgresql" {
				var ue *compile.UnsupportedError
				if err := eng.CreateAll(t.Context(), m); !errors.As(err, &ue) || !strings.Contains(err.Error(), "MATCH "+match) {
					t.Errorf("MATCH %s: %v", match, err)
				}
				if left := tables(t, eng); len(left) > 0 {
					t.Errorf("MATCH %s: made all the same: %q", match, left)
				}
				continue
			}
			drop := both(t, eng, m)
			execute(t, eng, sql.Insert(p).Values(p.C("a").Set(1), p.C("b").Set(2)))
			if err := insert(c, 1, 2); err != nil {
				t.Errorf("MATCH %s: the whole key: %v", match, err)
			}
			if err := insert(c, 2, 7); !errors.Is(err, driver.ErrForeignKey) {
				t.Errorf("MATCH %s: a key that is not there: %v", match, err)
			}
			if err := insert(c, 3, nil); (match == "FULL") != errors.Is(err, driver.ErrForeignKey) || match != "FULL" && err != nil {
				t.Errorf("MATCH %s: a key that is NULL in part: %v", match, err)
			}
			drop()
		}
	})
}

// A key that is added afterwards holds like any other, and is gone with its table.
func TestForeignKeyAddedAfterwards(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		m, p, c := keyOfTwo(schema.UseAlter, schema.FKName("fk_late"), schema.OnDelete(schema.Cascade))
		drop := both(t, eng, m)
		for range 2 { // the second time it is there
			if err := eng.CreateAll(t.Context(), m); err != nil {
				t.Fatal(err)
			}
		}
		execute(t, eng, sql.Insert(p).Values(p.C("a").Set(1), p.C("b").Set(2)), sql.Insert(c).Values(c.C("id").Set(1), c.C("a").Set(1), c.C("b").Set(2)))
		err := try(t, eng, sql.Insert(c).Values(c.C("id").Set(2), c.C("a").Set(1), c.C("b").Set(7)))
		if !errors.Is(err, driver.ErrForeignKey) {
			t.Errorf("a key that is not there: %v", err)
		}
		if ie := (*driver.IntegrityError)(nil); !errors.As(err, &ie) || eng.Dialect().Name() != "sqlite" && ie.Name != "fk_late" {
			t.Errorf("the constraint's name is not told: %v", err)
		}
		execute(t, eng, sql.Delete(p).Where(p.C("a").Eq(1)))
		if left := show(t, eng, sql.Select(c.C("id"))); len(left) != 0 {
			t.Errorf("left: %q", left)
		}
		drop()
	})
}

// A table inherits from as many as it names; they are made before it.
func TestInheritsOfSeveral(t *testing.T) {
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		if eng.Dialect().Name() != "postgresql" {
			t.Skip("PostgreSQL's option alone")
		}
		m := schema.NewMetaData()
		one := schema.NewTable(m, "one parent", schema.Column("a", sqltype.Integer))
		two := schema.NewTable(m, "two", schema.Column("b", sqltype.Text))
		child := schema.NewTable(m, "child", schema.Column("c", sqltype.Integer))
		schema.Options(child, postgres.Inherits(one), postgres.Unlogged(), postgres.Inherits(two))
		drop := both(t, eng, m)
		execute(t, eng, sql.Text("INSERT INTO child (a, b, c) VALUES (1, 'x', 3)"))
		got := append(show(t, eng, sql.Select(one.C("a"))), show(t, eng, sql.Select(two.C("b")))...)
		if want := []string{"(1)", "('x')"}; !slices.Equal(got, want) {
			t.Errorf("%q", got)
		}
		drop()
	})
}
