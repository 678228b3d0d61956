package orm_test

import (
	"errors"
	"fmt"
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Edicts have a time as their version, and so have contracts, in a table of their own,
// and notices, in that of the edicts.

type Edict struct {
	ID    int
	Kind  string
	Title string
	At    time.Time
}

type Contract struct {
	Edict
	Party string
}

type Notice struct {
	Edict
	To string
}

type EdictColumns struct {
	ID    schema.Int
	Kind  schema.String
	Title schema.String
	At    schema.Time
}

type EdictTable struct {
	orm.TableOf[Edict, int]
	EdictColumns
}

type ContractTable struct {
	orm.TableOf[Contract, int]
	EdictColumns
	Party schema.String
}

type NoticeTable struct {
	orm.TableOf[Notice, int]
	EdictColumns
	To schema.String
}

var (
	Files  = orm.NewBase()
	Edicts = orm.Declare(Files, "file_edict", func(t *EdictTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Title.Size(20)
		orm.Version(t, t.At)
		orm.Discriminator(t, t.Kind, "edict")
	})
	Contracts = orm.JoinedTable(Edicts, "file_contract", "contract", func(t *ContractTable) { t.Party.Size(20) })
	Notices   = orm.SingleTable(Edicts, "notice", func(t *NoticeTable) { t.To.Size(20) })
)

// clock lets the versions of a tale be times that are known, a second after each other.
func (x *scene) clock() {
	at := day
	was := orm.SetClock(func() time.Time { at = at.Add(time.Second); return at })
	x.t.Cleanup(func() { orm.SetClock(was) })
}

var versioned = []tale{
	{"a time as version: insert, update, delete", League, func(x *scene) {
		x.clock()
		a, b := &Stamp{Title: "a"}, &Stamp{Title: "b", At: day.AddDate(-1, 0, 0)}
		x.s.Add(a, b)
		x.must(x.s.Commit(x.ctx))
		a.Title = "c"
		x.must(x.s.Commit(x.ctx))
		x.s.Delete(a, b)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: the clock stands still, and goes back", League, func(x *scene) {
		was := orm.SetClock(func() time.Time { return day })
		x.t.Cleanup(func() { orm.SetClock(was) })
		a := &Stamp{Title: "a"}
		x.s.Add(a)
		x.must(x.s.Flush(x.ctx))
		a.Title = "b"
		x.must(x.s.Flush(x.ctx))
		orm.SetClock(func() time.Time { return day.AddDate(0, 0, -1) })
		a.Title = "c"
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: stale", League, func(x *scene) {
		x.clock()
		x.have(&Stamp{Title: "a"}, &Stamp{Title: "b"})
		all := ok[[]*Stamp](x)(orm.Select(Stamps).OrderBy(Stamps.ID).All(x.ctx, x.s))
		x.others(sql.Update(Stamps).Set(Stamps.At.Set(day.AddDate(1, 0, 0))).AllRows())
		x.forget()
		all[0].Title = "c"
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
		x.s.Delete(all[1])
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
		all[0].Title = "c" // what was read again is right
		x.must(x.s.Refresh(x.ctx, all[0]))
		all[0].Title = "d"
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: many rows", League, func(x *scene) {
		x.clock()
		for i := range 12 {
			x.s.Add(&Stamp{ID: i + 1, Title: fmt.Sprint("s", i)})
		}
		x.must(x.s.Commit(x.ctx))
		all := ok[[]*Stamp](x)(orm.Select(Stamps).OrderBy(Stamps.ID).All(x.ctx, x.s))
		x.forget()
		for _, st := range all {
			st.Title += "!"
		}
		x.must(x.s.Flush(x.ctx))
		x.s.Delete(all[0], all[1], all[2])
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: heirs", Files, func(x *scene) {
		x.clock()
		c, n := &Contract{Edict: Edict{Title: "c"}, Party: "p"}, &Notice{Edict: Edict{Title: "n"}, To: "t"}
		x.s.Add(c, n)
		x.must(x.s.Commit(x.ctx))
		c.Party, n.To = "q", "u" // of its own table only: the version is counted all the same
		x.must(x.s.Commit(x.ctx))
		x.others(sql.Update(Edicts).Set(Edicts.At.Set(day.AddDate(1, 0, 0))).Where(Edicts.ID.Eq(c.ID)))
		x.forget()
		c.Party = "r"
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
		x.s.Delete(n)
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: by a statement", League, func(x *scene) {
		x.clock()
		x.have(&Stamp{Title: "a"})
		a := ok[*Stamp](x)(Stamps.Get(x.ctx, x.s, 1))
		x.forget()
		x.must(ok[closer](x)(execute(x, sql.Update(Stamps).Set(Stamps.Title.Set("b"), Stamps.At.Set(day.AddDate(1, 0, 0))).AllRows())).Close())
		a.Title = "c" // what the statement has set is asked for
		x.must(x.s.Commit(x.ctx))
	}},
	{"a time as version: Merge compares", League, func(x *scene) {
		x.clock()
		x.have(&Stamp{Title: "a"})
		a := ok[*Stamp](x)(Stamps.Get(x.ctx, x.s, 1))
		at := a.At
		x.fresh()
		ok[*Stamp](x)(orm.Merge(x.ctx, x.s, Stamps, &Stamp{ID: 1, Title: "b", At: at.In(time.FixedZone("east", 3600))}))
		x.must(x.s.Commit(x.ctx))
		x.fresh()
		_, err := orm.Merge(x.ctx, x.s, Stamps, &Stamp{ID: 1, Title: "c", At: at})
		fails[*orm.StaleDataError](x, err)
	}},
	{"a time as version: ExpectVersion", League, func(x *scene) {
		x.clock()
		x.have(&Stamp{Title: "a"})
		a := ok[*Stamp](x)(Stamps.Get(x.ctx, x.s, 1))
		x.forget()
		x.must(orm.ExpectVersion(x.s, a, a.At.In(time.FixedZone("east", 3600))))
		fails[*orm.StaleDataError](x, orm.ExpectVersion(x.s, a, a.At.Add(time.Microsecond)))
		a.Title = "b"
		x.must(x.s.Commit(x.ctx))
	}},
	{"Set on a Ref: the row's own version is counted, whatever it is", League, func(x *scene) {
		x.clock()
		x.have(&Doc{Title: "a", V: 7}, &Stamp{Title: "a"})
		d, st := ok[*Doc](x)(Docs.Ref(x.s, 1)), ok[*Stamp](x)(Stamps.Ref(x.s, 1))
		x.must(orm.Set(x.s, d, Docs.Title.Set("b")))
		x.must(orm.Set(x.s, st, Stamps.Title.Set("b")))
		x.must(x.s.Flush(x.ctx))
		d.Title = "c" // nobody has read a version meanwhile
		x.must(orm.Set(x.s, d, Docs.Title.Set("c")))
		x.must(x.s.Commit(x.ctx))
		if d = ok[*Doc](x)(Docs.Get(x.ctx, x.s, 1)); d.V != 9 || d.Title != "c" {
			x.t.Fatal(*d)
		}
		d.Title = "d" // now it is known
		x.must(x.s.Commit(x.ctx))
		var refused *orm.SetError
		if err := orm.Set(x.s, d, Docs.V.Set(1)); !errors.As(err, &refused) {
			x.t.Fatal(err)
		}
	}},
	{"Set on Refs of many rows", League, func(x *scene) {
		x.have(&Doc{Title: "a"}, &Doc{Title: "b"}, &Doc{Title: "c"}, &Doc{Title: "d"})
		for id := range 4 {
			d := ok[*Doc](x)(Docs.Ref(x.s, id+1))
			x.must(orm.Set(x.s, d, Docs.Title.Set("z")))
		}
		x.must(x.s.Commit(x.ctx))
	}},
	{"Set on a Ref whose version a client has sent", League, func(x *scene) {
		x.clock()
		x.have(&Doc{Title: "a", V: 7}, &Stamp{Title: "a"})
		d := ok[*Doc](x)(Docs.Ref(x.s, 1))
		x.must(orm.ExpectVersion(x.s, d, 7))
		x.must(orm.Set(x.s, d, Docs.Title.Set("b")))
		x.must(x.s.Commit(x.ctx))
		if d.V != 8 {
			x.t.Fatal(d.V)
		}
		x.fresh()
		d = ok[*Doc](x)(Docs.Ref(x.s, 1))
		x.must(orm.ExpectVersion(x.s, d, 7))
		x.must(orm.Set(x.s, d, Docs.Title.Set("c")))
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
		fails[*orm.StaleDataError](x, orm.ExpectVersion(x.s, d, 6)) // it was told to be 7
	}},
	{"a Ref that is deleted, and one whose row is not there", League, func(x *scene) {
		x.have(&Doc{Title: "a", V: 7}, &Doc{Title: "b"}, &Doc{Title: "c"})
		x.s.Delete(ok[*Doc](x)(Docs.Ref(x.s, 1)), ok[*Doc](x)(Docs.Ref(x.s, 2)), ok[*Doc](x)(Docs.Get(x.ctx, x.s, 3)))
		x.must(x.s.Commit(x.ctx))
		d := ok[*Doc](x)(Docs.Ref(x.s, 99))
		x.must(orm.Set(x.s, d, Docs.Title.Set("z")))
		fails[*orm.StaleDataError](x, x.s.Commit(x.ctx))
		x.must(x.s.Rollback(x.ctx))
	}},
	{"Set on a Ref of an heir", Files, func(x *scene) {
		x.clock()
		x.have(&Contract{Edict: Edict{Title: "c"}, Party: "p"})
		c := ok[*Contract](x)(Contracts.Ref(x.s, 1))
		x.must(orm.Set(x.s, c, Contracts.Party.Set("q")))
		x.must(x.s.Commit(x.ctx))
		if c = ok[*Contract](x)(Contracts.Get(x.ctx, x.s, 1)); c.Title != "c" || c.Party != "q" {
			x.t.Fatal(*c)
		}
		c.Party = "r"
		x.must(x.s.Commit(x.ctx))
	}},
	{"a Ref becomes the row of another object", League, func(x *scene) {
		x.have(&Doc{Title: "a", V: 7})
		x.s.Delete(ok[*Doc](x)(Docs.Ref(x.s, 1)))
		d := &Doc{ID: 1, Title: "b"}
		x.s.Add(d)
		x.must(x.s.Commit(x.ctx))
		if d.V != 8 {
			x.t.Fatal(d.V)
		}
		d.Title = "c"
		x.must(x.s.Commit(x.ctx))
	}},
}
