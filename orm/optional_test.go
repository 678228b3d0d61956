package orm_test

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A deposit may have a bond, which is a value of two columns, and a vault, of which a part
// is in another value and a part may be NULL by itself.

type Coin struct {
	Amount   int
	Currency string
}

type Vault struct {
	Row   *int
	Shelf Cabinet
	Tags  []string
}

type Cabinet struct{ Door, Box int }

type Deposit struct {
	ID    int
	Name  string
	Bond  *Coin
	Fee   Coin
	Vault *Vault
}

type CoinColumns struct {
	orm.Composite[Coin]
	Amount   schema.Int
	Currency schema.String
}

func (c *CoinColumns) Declare() { c.Currency.Size(3) }

type VaultColumns struct {
	orm.Composite[Vault]
	Row   schema.NullInt
	Shelf CabinetColumns
	Tags  schema.JSON[[]string]
}

type CabinetColumns struct {
	orm.Composite[Cabinet]
	Door, Box schema.Int
}

type DepositTable struct {
	orm.TableOf[Deposit, int]
	ID    schema.Int
	Name  schema.String
	Bond  CoinColumns
	Fee   CoinColumns
	Vault VaultColumns
}

var (
	Bank     = orm.NewBase()
	Deposits = orm.Declare(Bank, "map_deposit", func(t *DepositTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Bond.Currency.Size(3)
		t.Fee.Currency.Size(3)
	})
)

func (d *Deposit) String() string {
	s := d.Name
	if d.Bond != nil {
		s += fmt.Sprint(" bond ", *d.Bond)
	}
	if d.Vault != nil {
		row := 0
		if d.Vault.Row != nil {
			row = *d.Vault.Row
		}
		s += fmt.Sprint(" vault ", row, d.Vault.Shelf, d.Vault.Tags)
	}
	return s
}

func TestGoldenOptionalValueObjects(t *testing.T) {
	each(t, Bank, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		var out bytes.Buffer
		s := orm.NewSession(eng)
		defer s.Close()
		sent.take()
		row := 7
		a := &Deposit{Name: "a", Bond: &Coin{5, "EUR"}, Vault: &Vault{Row: &row, Shelf: Cabinet{1, 2}, Tags: []string{"x"}}}
		b := &Deposit{Name: "b"}
		c := &Deposit{Name: "c", Bond: &Coin{}, Vault: &Vault{}} // zeros are values
		s.Add(a, b, c)
		run := func(st sql.Statement) {
			t.Helper()
			res, err := s.Execute(ctx, st)
			must(t, err)
			must(t, res.Close())
		}
		step := func(name string, o *orm.Session) {
			t.Helper()
			must(t, o.Commit(ctx))
			fmt.Fprintf(&out, "-- %s\n%s\n", name, strings.Join(sent.take(), "\n"))
			if p, err := o.Plan(ctx); err != nil || len(p.Statements) != 0 {
				t.Errorf("%s: and then %v %v", name, p, err)
			}
			fresh := orm.NewSession(eng)
			defer fresh.Close()
			all, err := orm.Select(Deposits).OrderBy(Deposits.ID).All(ctx, fresh)
			must(t, err)
			plain, err := engine.All(ctx, eng, orm.Select(Deposits).OrderBy(Deposits.ID))
			must(t, err)
			core, err := engine.All(ctx, eng, sql.Select1(Deposits).OrderBy(Deposits.ID))
			must(t, err)
			for i, x := range []*Deposit{a, b, c} {
				if x.String() != all[i].String() || x.String() != plain[i].String() || x.String() != core[i].String() {
					t.Errorf("%s: %v in memory, and read %v, %v, %v", name, x, all[i], plain[i], core[i])
				}
			}
			sent.take()
		}
		step("new", s)

		coin := a.Bond
		coin.Amount = 6
		step("a part changes: the value is written whole", s)
		a.Bond, a.Vault = nil, nil
		b.Bond = coin
		c.Bond = &Coin{}
		step("to nil, from nil, and another pointer to the same", s)
		a.Bond = &Coin{1, "USD"}
		b.Bond.Currency = "SEK"
		c.Vault.Tags = []string{"t"}
		must(t, s.Rollback(ctx))
		if a.Bond != nil || *b.Bond != (Coin{6, "EUR"}) || c.Vault.Tags != nil || coin.Currency != "SEK" {
			t.Errorf("after Rollback: %v, %v, %v; what was the program's is %v", a, b, c, *coin)
		}
		step("nothing", s)
		b.Vault = &Vault{Shelf: Cabinet{3, 4}}
		step("a value with NULLs of its own", s)

		other := orm.NewSession(eng)
		defer other.Close()
		mine, err := Deposits.Get(ctx, other, b.ID)
		must(t, err)
		mine.Bond.Amount = 100 // and meanwhile it is taken away
		b.Bond = nil
		must(t, s.Commit(ctx))
		_, err = orm.Select(Deposits).Where(Deposits.ID.Eq(b.ID)).NoAutoflush().All(ctx, other)
		must(t, err)
		sent.take()
		must(t, other.Commit(ctx))
		fmt.Fprintf(&out, "-- two who change it\n%s\n", strings.Join(sent.take(), "\n"))
		must(t, s.Refresh(ctx, b))
		if b.Bond == nil || *b.Bond != (Coin{100, "EUR"}) {
			t.Error(b)
		}
		sent.take()

		for name, cond := range map[string]sql.Cond{
			"b": Deposits.Bond.Eq(Coin{100, "EUR"}), "a": orm.AllNull(Deposits.Bond), "b c": orm.AllNull(Deposits.Bond).Not(),
			"c": sql.And(Deposits.Vault.Shelf.Eq(Cabinet{}), orm.AllNull(Deposits.Vault).Not()),
		} {
			found, err := orm.Select(Deposits).Where(cond).OrderBy(Deposits.ID).All(ctx, s)
			must(t, err)
			var names []string
			for _, x := range found {
				names = append(names, x.Name)
			}
			if strings.Join(names, " ") != name {
				t.Errorf("%v, not %s", names, name)
			}
		}
		alias := orm.Alias(Deposits, "other")
		n, err := orm.Select(alias).Where(orm.AllNull(alias.Bond)).Count(ctx, s)
		if err != nil || n != 1 {
			t.Error(n, err)
		}
		sent.take()
		run(sql.Update(Deposits).Set(Deposits.Bond.Set(Coin{2, "DKK"})...).Where(Deposits.ID.Eq(a.ID)))
		run(sql.Update(Deposits).Set(orm.SetNull(Deposits.Bond)...).Where(Deposits.ID.Eq(b.ID)))
		run(sql.Update(Deposits).Set(Deposits.Bond.Amount.Set(9)).Where(Deposits.ID.Eq(c.ID)))
		step("statements over rows, and the objects after them", s)
		if a.Bond == nil || *a.Bond != (Coin{2, "DKK"}) || b.Bond != nil || *c.Bond != (Coin{9, ""}) {
			t.Errorf("%v %v %v", a, b, c)
		}

		must(t, s.Clear())
		part, err := orm.Select(Deposits).LoadOnly(Deposits.Bond.Currency).Where(Deposits.ID.Eq(a.ID)).One(ctx, s)
		must(t, err)
		if part.Bond == nil || *part.Bond != (Coin{2, "DKK"}) || part.Vault != nil || part.Name != "" {
			t.Error(part)
		}
		must(t, orm.LoadColumns(ctx, s, part, Deposits.Vault.Row))
		fmt.Fprintf(&out, "-- read in part\n%s\n", strings.Join(sent.take(), "\n"))
		part2, err := orm.Select(Deposits).LoadOnly(Deposits.Name).Where(Deposits.ID.Eq(c.ID)).One(ctx, s)
		must(t, err)
		must(t, orm.LoadColumns(ctx, s, part2, Deposits.Bond.Amount))
		if part2.Bond == nil || *part2.Bond != (Coin{9, ""}) {
			t.Error(part2)
		}
		if p, err := s.Plan(ctx); err != nil || len(p.Statements) != 0 {
			t.Error(p, err)
		}
		clone, err := orm.Clone(Deposits, part)
		must(t, err)
		if clone.Bond == part.Bond || *clone.Bond != *part.Bond {
			t.Error("the clone shares its value")
		}
		merged, err := orm.Merge(ctx, s, Deposits, &Deposit{ID: a.ID, Name: "m", Vault: &Vault{Shelf: Cabinet{8, 9}}})
		must(t, err)
		if merged != part || merged.Bond != nil || merged.Vault.Shelf.Box != 9 {
			t.Error(merged)
		}
		must(t, s.Commit(ctx))
		sent.take()

		res, err := eng.Execute(ctx, sql.Update(Deposits).Set(sql.AssignNull(Deposits.Bond.Currency)).Where(Deposits.ID.Eq(c.ID)))
		must(t, err)
		must(t, res.Close())
		for _, q := range []orm.Query[*Deposit]{orm.Select(Deposits), orm.Select(Deposits).OrderBy(Deposits.Name)} {
			if _, err := engine.All(ctx, eng, q); err == nil || !strings.Contains(err.Error(), "Deposit.Bond is half NULL") {
				t.Errorf("half NULL: %v", err)
			}
		}
		golden.Check(t, "testdata/optional_"+on(t)+".sql", out.Bytes())
	})
}

//lint:ignore U1000 the row of oddDepositTable, which names it in an alias of a generic type
type oddDeposit struct {
	ID   int
	Key  *Coin
	Bond *Coin
}

type oddDepositTable struct {
	orm.TableOf[oddDeposit, int]
	ID   schema.Int
	Key  CoinColumns
	Bond CoinColumns
}

//lint:ignore U1000 the row of oddDeepTable, which names it in an alias of a generic type
type oddDeep struct {
	ID   int
	Deep *struct{ In *Coin }
}

type oddDeepTable struct {
	orm.TableOf[oddDeep, int]
	ID   schema.Int
	Deep struct{ In CoinColumns }
}

func TestOptionalMistakes(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "odd_deposit", func(t *oddDepositTable) {
		t.ID.PrimaryKey()
		t.Key.Amount.References(t.ID)
		t.Bond.Amount.ServerDefault(sql.Val(5))
	})
	orm.Declare(base, "odd_deep", func(t *oddDeepTable) { t.ID.PrimaryKey() })
	err := base.Configure()
	for _, want := range []string{
		"the value object Deep.In is a pointer in another one",
		"oddDeposit.Key.Amount is in a value object behind a pointer, which may be nil, and cannot be a foreign key; hold the value object by value",
		"oddDeposit.Bond.Amount is in a value object behind a pointer, which may be nil, and cannot have a value that nobody gave it",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

func ExampleAllNull() {
	ctx, s, done := with(Bank)
	defer done()

	// Deposit has Bond *Coin, and its table Bond CoinColumns
	s.Add(&Deposit{Name: "none"}, &Deposit{Name: "bonded", Bond: &Coin{500, "EUR"}})
	check(s.Commit(ctx))

	d, err := orm.Select(Deposits).Where(orm.AllNull(Deposits.Bond)).One(ctx, s)
	check(err)
	fmt.Println(d.Name, d.Bond == nil)
	d.Bond = &Coin{20, "SEK"}
	check(s.Commit(ctx)) // UPDATE … SET bond_amount=20, bond_currency='SEK'
	n, err := orm.Select(Deposits).Where(Deposits.Bond.Eq(Coin{20, "SEK"})).Count(ctx, s)
	check(err)
	fmt.Println(n)
	// Output:
	// none true
	// 1
}
