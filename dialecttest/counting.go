package dialecttest

import (
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// ComputedOfKey is lacking where the number of a column that counts up is made after the
// columns that are computed of it.
const ComputedOfKey Feature = "stored columns of the key that counts up"

// ofKey is a column that is computed of the key that counts up.
func ofKey(name string, needs Feature, stored bool) testCase {
	return object(name, needs, func(e *env, m *schema.MetaData) func() error {
		t := schema.Declare(m, "of_key", func(t *computedTable) {
			t.ID.PrimaryKey()
			if stored {
				t.Total.Stored(t.ID.Mul(2))
			} else {
				t.Total.Virtual(t.ID.Mul(2))
			}
		})
		return func() error {
			e.exec(sql.Insert(t).Rows([]sql.Assignment{t.Price.Set(10)}, []sql.Assignment{t.Price.SetNull()}))
			return e.want(sql.Select(t.ID, t.Total).OrderBy(t.ID), "(1, 2)", "(2, 4)")
		}
	})
}
