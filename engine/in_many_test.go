package engine_test

import (
	"fmt"
	"strconv"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type inManyTable struct {
	schema.Rows
	ID  schema.Int64
	Fee schema.Decimal[string]
	Tag schema.String
	Uid schema.UUID[[16]byte]
}

// TestInOfManyMembers: a list of more members than a statement can have values.
func TestInOfManyMembers(t *testing.T) {
	if testing.Short() {
		t.Skip("lists of 70,000 members: left out by -short")
	}
	onAll(t, func(t *testing.T, eng *engine.Engine) {
		ctx := t.Context()
		m := schema.NewMetaData()
		tab := schema.Declare(m, "in_many", func(t *inManyTable) {
			t.ID.PrimaryKey().NoAutoincrement()
			t.Fee.Precision(20, 4)
			t.Tag.Size(60)
		})
		if err := eng.CreateAll(ctx, m); err != nil {
			t.Fatal(err)
		}
		defer func() {
			if err := eng.DropAll(ctx, m); err != nil {
				t.Error(err)
			}
		}()
		uid := func(n int) [16]byte { return [16]byte{byte(n), byte(n >> 8), byte(n >> 16), 1} }
		tag := func(n int) string { return strconv.Itoa(n) + " \"it's\" \\ <größe>" }
		fee := func(n int) string { return "12345678901234." + fmt.Sprintf("%04d", n%10000) }
		for id := 1; id <= 3; id++ {
			set := []sql.Assignment{tab.ID.Set(int64(id) << 40), tab.Fee.Set(fee(id)), tab.Tag.Set(tag(id)), tab.Uid.Set(uid(id))}
			if _, err := eng.Execute(ctx, sql.Insert(tab).Values(set...)); err != nil {
				t.Fatal(err)
			}
		}
		const n = 70_000
		ids, fees, tags, uids := make([]int64, n), make([]string, n), make([]string, n), make([][16]byte, n)
		for i := range n {
			ids[i], fees[i], tags[i], uids[i] = int64(i+2)<<40, fee(2+i%5000), tag(i+2), uid(i+2)
		}
		ask := func(what string, want string, conds ...sql.Typed[bool]) {
			t.Helper()
			got, err := engine.All(ctx, eng, sql.Select1(tab.ID).Where(conds...).OrderBy(tab.ID))
			for i := range got {
				got[i] >>= 40
			}
			if err != nil || fmt.Sprint(got) != want {
				t.Errorf("%s: %v %.300v, want %s", what, got, err, want)
			}
		}
		ask("integers", "[2 3]", tab.ID.In(ids...))
		ask("not integers", "[1]", tab.ID.NotIn(ids...))
		ask("computed integers", "[2]", tab.ID.Add(1<<40).In(ids[1:2:2]...), tab.ID.Add(1<<40).In(ids...))
		ask("decimals", "[2 3]", tab.Fee.In(fees...))
		ask("not decimals", "[1]", tab.Fee.NotIn(fees...))
		ask("computed decimals", "[1 2 3]", tab.Fee.Add("0.0001").In(fees...))
		ask("texts", "[2 3]", tab.Tag.In(tags...))
		ask("not texts", "[1]", tab.Tag.NotIn(tags...))
		ask("UUIDs", "[2 3]", tab.Uid.In(uids...))
		ask("two lists", "[2 3]", tab.ID.In(ids...), tab.Tag.In(tags...), tab.Fee.In(fees[:20_000]...))
	})
}
