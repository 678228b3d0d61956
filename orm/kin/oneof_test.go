package kin_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Parcels, letters and insured letters are sent to people, to shops and their branches, or to boxes:
// what is sent inherits, and so do those to whom it is sent, each in its own way.

type Addressee interface{ Door() string }

type Mail struct {
	ID   int
	Sort string
	Text string
	Kind *string
	ToID *int
	To   Addressee
}

type Parcel struct {
	Mail
	Weight int
}

type Insured struct {
	Mail
	Worth  int
	WhoIs  *string
	WhoID  *int
	Sender Addressee
}

type Shop struct {
	ID   int
	Sort string
	Name string
	Mail []*Mail
}

func (s *Shop) Door() string { return "shop " + s.Name }

type Branch struct {
	Shop
	Floor int
}

func (b *Branch) Door() string { return fmt.Sprint("branch ", b.Name, " ", b.Floor) }

type Outlet struct {
	Shop
	Cheap bool
}

func (o *Outlet) Door() string { return fmt.Sprint("outlet ", o.Name, " ", o.Cheap) }

type POBox struct {
	ID   int
	No   int
	Mail []*Mail
}

func (b *POBox) Door() string { return fmt.Sprint("box ", b.No) }

type BigBox struct {
	POBox
	Size int
}

func (b *BigBox) Door() string { return fmt.Sprint("big box ", b.No) }

type MailColumns struct {
	ID   schema.Int
	Sort schema.String
	Text schema.String
	Kind schema.NullString
	ToID schema.NullInt
}

type MailTable struct {
	orm.TableOf[Mail, int]
	MailColumns
	To orm.OneOf[Mail, Addressee]
}

type ParcelTable struct {
	orm.TableOf[Parcel, int]
	MailColumns
	Weight schema.Int
	To     orm.OneOf[Mail, Addressee]
}

type InsuredTable struct {
	orm.TableOf[Insured, int]
	MailColumns
	Worth  schema.Int
	WhoIs  schema.NullString
	WhoID  schema.NullInt
	Sender orm.OneOf[Insured, Addressee]
}

type ShopColumns struct {
	ID   schema.Int
	Sort schema.String
	Name schema.String
}

type ShopTable struct {
	orm.TableOf[Shop, int]
	ShopColumns
	Mail orm.Many[Shop, Mail]
}

type BranchTable struct {
	orm.TableOf[Branch, int]
	ShopColumns
	Floor schema.Int
}

type OutletTable struct {
	orm.TableOf[Outlet, int]
	ShopColumns
	Cheap schema.Bool
}

type POBoxTable struct {
	orm.TableOf[POBox, int]
	ID   schema.Int
	No   schema.Int
	Mail orm.Many[POBox, Mail]
}

type BigBoxTable struct {
	orm.TableOf[BigBox, int]
	ID   schema.Int
	No   schema.Int
	Size schema.Int
}

var (
	PostOffice = orm.NewBase()
	Shops      = orm.Declare(PostOffice, "post_shop", func(t *ShopTable) {
		t.ID.PrimaryKey()
		t.Sort.Size(10)
		t.Name.Size(10)
		orm.Discriminator(t, t.Sort, "shop")
	})
	Branches = orm.JoinedTable(Shops, "post_branch", "branch", func(t *BranchTable) {})
	Outlets  = orm.SingleTable(Shops, "outlet", func(t *OutletTable) {})
	POBoxes  = orm.Declare(PostOffice, "post_box", func(t *POBoxTable) { t.ID.PrimaryKey() })
	BigBoxes = orm.ConcreteTable(POBoxes, "post_big_box", func(t *BigBoxTable) { t.ID.PrimaryKey(); orm.Ignore(t, "Mail") })
	Mails    = orm.Declare(PostOffice, "post_mail", func(t *MailTable) {
		t.ID.PrimaryKey()
		t.Sort.Size(10)
		t.Text.Size(10)
		t.Kind.Size(10)
		orm.Discriminator(t, t.Sort, "mail")
		t.To.By(t.Kind, t.ToID)
	})
	Parcels  = orm.JoinedTable(Mails, "post_parcel", "parcel", func(t *ParcelTable) {})
	Insureds = orm.JoinedTable(Mails, "post_insured", "insured", func(t *InsuredTable) {
		t.WhoIs.Size(10)
		t.Sender.By(t.WhoIs, t.WhoID)
	})
	ToShop     = orm.Target(&Mails.To, Shops, "shop")
	ToBox      = orm.Target(&Mails.To, POBoxes, "box")
	ToBigBox   = orm.Target(&Mails.To, BigBoxes, "big")
	FromBranch = orm.Target(&Insureds.Sender, Branches, "branch")
	FromOutlet = orm.Target(&Insureds.Sender, Outlets, "outlet")
)

func init() {
	Shops.Mail.OrderBy(Mails.ID).Inverse(ToShop)
	POBoxes.Mail.OrderBy(Mails.ID).Inverse(ToBox)
}

func doors(ms []*Mail) string {
	var out []string
	for _, m := range ms {
		d := "nobody"
		if m.To != nil {
			d = m.To.Door()
		}
		out = append(out, m.Text+" "+d)
	}
	return strings.Join(out, ", ")
}

func TestOneOfInHierarchies(t *testing.T) {
	each(t, PostOffice, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		shop, branch, outlet := &Shop{Name: "s"}, &Branch{Shop: Shop{Name: "b"}, Floor: 3}, &Outlet{Shop: Shop{Name: "o"}, Cheap: true}
		box, big := &POBox{No: 7}, &BigBox{POBox: POBox{No: 8}}
		m1, m2 := &Mail{Text: "1", To: shop}, &Mail{Text: "2", To: branch}
		p := &Parcel{Mail: Mail{Text: "3", To: outlet}, Weight: 4}
		i := &Insured{Mail: Mail{Text: "4", To: box}, Sender: branch}
		j := &Insured{Mail: Mail{Text: "5", To: big}, Sender: outlet}
		s.Add(m1)
		s.Add(m2)
		s.Add(p)
		s.Add(i)
		s.Add(j, &Mail{Text: "6"})
		must(t, s.Commit(ctx))
		if *p.Kind != "shop" || *p.ToID != outlet.ID || *i.WhoIs != "branch" || *i.WhoID != branch.ID || *j.Kind != "big" || len(branch.Mail) != 1 || branch.Mail[0] != m2 || len(outlet.Mail) != 1 {
			t.Errorf("%+v %+v %+v", p, i, j)
		}
		const want = "1 shop s, 2 branch b 3, 3 outlet o true, 4 box 7, 5 big box 8, 6 nobody"
		q := orm.Select(Mails).OrderBy(Mails.Text)
		for name, with := range map[string][]orm.Load[*Mail]{
			"targets": {orm.SelectInTargets(&Mails.To)},
			"each":    {orm.SelectIn(ToShop), orm.SelectIn(ToBox), orm.SelectIn(ToBigBox)},
			"joined":  {orm.Joined(ToShop), orm.Joined(ToBox), orm.Joined(ToBigBox)},
			"json":    {orm.AsJSON(ToShop), orm.AsJSON(ToBox), orm.AsJSON(ToBigBox)},
			"of":      nil,
		} {
			s := orm.NewSession(eng)
			ms, err := q.With(with...).All(ctx, s)
			if err != nil {
				t.Errorf("%s: %v", name, err)
				continue
			}
			for _, m := range ms {
				_, err := Mails.To.Of(ctx, s, m)
				must(t, err)
			}
			if got := doors(ms); got != want {
				t.Errorf("%s: %s", name, got)
			}
			is, err := orm.Select(Insureds).OrderBy(Insureds.Text).With(orm.SelectInTargets(&Insureds.Sender)).All(ctx, s)
			must(t, err)
			if is[0].Sender.Door() != "branch b 3" || is[1].Sender.Door() != "outlet o true" || &is[0].Mail != ms[3] {
				t.Errorf("%s: %+v", name, is[0])
			}
			if pl, err := s.Plan(ctx); err != nil || len(pl.Statements) != 0 {
				t.Errorf("%s: %v %v", name, pl, err)
			}
			s.Close()
		}
		for n, c := range []struct {
			want int
			cond sql.Cond
		}{
			{1, Mails.To.Eq(outlet)},
			{1, Mails.To.IsNull()},
			{1, ToShop.Has(Shops.Name.Eq("b"))},
			{3, ToShop.Has()},
			{5, Mails.To.Ne(box)},
		} {
			if got, err := orm.Select(Mails).Where(c.cond).Count(ctx, s); err != nil || got != c.want {
				t.Errorf("%d: %d, not %d: %v", n, got, c.want, err)
			}
		}
		if got, err := orm.Select(Insureds).Where(FromOutlet.Has(Outlets.Cheap.Eq(true)), Insureds.Sender.Eq(outlet)).Count(ctx, s); err != nil || got != 1 {
			t.Errorf("%d %v", got, err)
		}

		p.To = branch // another of the same hierarchy
		i.To, i.Sender = outlet, outlet
		must(t, Mails.To.Set(s, m1, box))
		must(t, s.Commit(ctx))
		if len(branch.Mail) != 2 || len(shop.Mail) != 0 || *m1.Kind != "box" || *i.WhoIs != "outlet" || *i.ToID != outlet.ID || len(box.Mail) != 1 {
			t.Errorf("%+v %+v", branch, i)
		}
		i.Sender = nil
		s.Delete(branch)
		must(t, s.Commit(ctx))
		if p.To != nil || p.ToID != nil || i.WhoID != nil {
			t.Errorf("%+v %+v", p, i)
		}
		fresh := orm.NewSession(eng)
		defer fresh.Close()
		ms, err := q.With(orm.SelectInTargets(&Mails.To)).All(ctx, fresh)
		must(t, err)
		if got := doors(ms); got != "1 box 7, 2 nobody, 3 nobody, 4 outlet o true, 5 big box 8, 6 nobody" {
			t.Error(got)
		}
	})
}

type twiceMail struct {
	ID   int
	Kind *string
	ToID *int
	To   Addressee
}

type twiceMailTable struct {
	orm.TableOf[twiceMail, int]
	ID   schema.Int
	Kind schema.NullString
	ToID schema.NullInt
	To   orm.OneOf[twiceMail, Addressee]
}

func TestOneOfWithAnHeirBesideItsParent(t *testing.T) {
	base := orm.NewBase()
	shops := orm.Declare(base, "twice_shop", func(t *twiceShopTable) { t.ID.PrimaryKey(); t.Sort.Size(10); orm.Discriminator(t, t.Sort, "shop") })
	branches := orm.JoinedTable(shops, "twice_branch", "branch", func(t *twiceBranchTable) {})
	mails := orm.Declare(base, "twice_mail", func(t *twiceMailTable) { t.ID.PrimaryKey(); t.Kind.Size(10); t.To.By(t.Kind, t.ToID) })
	orm.Target(&mails.To, shops, "shop")
	orm.Target(&mails.To, branches, "branch")
	if err := base.Configure(); err == nil || !strings.Contains(err.Error(), "twiceMail.To has the targets twiceShop and twiceBranch, of which one inherits from the other") {
		t.Error(err)
	}
}

//lint:ignore U1000 the row of twiceShopTable, which names it in an alias of a generic type
type twiceShop struct {
	ID   int
	Sort string
}

//lint:ignore U1000 what makes it one of the interface's
func (*twiceShop) Door() string { return "" }

//lint:ignore U1000 the row of twiceBranchTable
type twiceBranch struct{ twiceShop }

type twiceShopTable struct {
	orm.TableOf[twiceShop, int]
	ID   schema.Int
	Sort schema.String
}

type twiceBranchTable struct {
	orm.TableOf[twiceBranch, int]
	ID   schema.Int
	Sort schema.String
}
