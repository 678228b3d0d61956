package orm_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type OddRemark struct {
	ID    int
	Code  string
	Owner *OddOwner
	Other *OddOwner
	Third *OddOwner
}

type OddOwner struct {
	ID   int
	Code string
}

type OddRemarkTable struct {
	orm.TableOf[OddRemark, int]
	ID    schema.Int
	Code  schema.String
	Owner orm.One[OddRemark, OddOwner]
	Other orm.One[OddRemark, OddOwner]
	Third orm.One[OddRemark, OddOwner]
}

type OddOwnerTable struct {
	orm.TableOf[OddOwner, int]
	ID   schema.Int
	Code schema.String
}

func TestPrimaryJoinMistakes(t *testing.T) {
	base := orm.NewBase()
	owner := orm.Declare(base, "odd_owner", func(t *OddOwnerTable) { t.ID.PrimaryKey(); t.Code.Size(9) })
	remark := orm.Declare(base, "odd_remark", func(t *OddRemarkTable) { t.ID.PrimaryKey(); t.Code.Size(9) })
	orm.PrimaryJoin(&remark.Owner, owner, sql.Eq(sql.Lower(remark.Code), owner.Code))
	best := orm.From(owner, sql.Select1(owner).Subquery("best"))
	orm.PrimaryJoin(&remark.Other, best, sql.Eq(best.ID, remark.ID))
	orm.PrimaryJoin(&remark.Third, owner, sql.Eq(owner.ID, remark.ID))
	remark.Third.ForeignKey(remark.ID)
	err := base.Configure()
	for _, want := range []string{
		"relationship Owner: PrimaryJoin is written by columns of OddRemark that its conditions say are equal to the primary key of OddOwner, or to what is unique there, and none says so of OddOwner.ID; say orm.ViewOnly, if it is to be read only",
		"relationship Other: PrimaryJoin leads to a query, whose rows can only be read",
		"relationship Third: its conditions are its own, by PrimaryJoin, and ForeignKey",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}

type Gig struct {
	ID   int
	Name string
	Acts []*Act
}

type Act struct {
	ID     int
	Name   string
	Others []*Act
}

type GigTable struct {
	orm.TableOf[Gig, int]
	ID   schema.Int
	Name schema.String
	Acts orm.Many[Gig, Act]
}

type ActTable struct {
	orm.TableOf[Act, int]
	ID     schema.Int
	Name   schema.String
	Others orm.Many[Act, Act]
}

type GigActTable struct {
	schema.Rows
	GigID schema.Int
	ActID schema.Int
	Role  schema.String
}

func TestPairJoinMistakes(t *testing.T) {
	for want, declare := range map[string]func(base *orm.Base, b *GigTable, a *ActTable, r *GigActTable){
		"none of its conditions says which column of mis_role is the key of Gig, and 0 of the table's foreign keys may be it": func(base *orm.Base, b *GigTable, a *ActTable, r *GigActTable) {
			orm.PrimaryJoin(&b.Acts, a, r.Role.Eq("singer"))
			b.Acts.Through(r)
		},
		"which columns of mis_role are the key of Gig, and ForeignKey says so, too": func(base *orm.Base, b *GigTable, a *ActTable, r *GigActTable) {
			orm.PrimaryJoin(&b.Acts, a, sql.Eq(r.GigID, b.ID))
			b.Acts.Through(r).ForeignKey(r.GigID)
		},
		"it leads from a table to itself: give PrimaryJoin an alias of it": func(base *orm.Base, b *GigTable, a *ActTable, r *GigActTable) {
			orm.PrimaryJoin(&a.Others, a, sql.Eq(r.GigID, a.ID))
			a.Others.Through(r)
		},
		"PrimaryJoin leads to a query, whose rows can only be read": func(base *orm.Base, b *GigTable, a *ActTable, r *GigActTable) {
			orm.PrimaryJoin(&b.Acts, orm.From(a, sql.Select1(a).Subquery("q")), sql.Eq(r.GigID, b.ID))
			b.Acts.Through(r)
		},
	} {
		base := orm.NewBase()
		b := orm.Declare(base, "mis_band", func(t *GigTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
		a := orm.Declare(base, "mis_artist", func(t *ActTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
		r := schema.Declare(base.MetaData(), "mis_role", func(t *GigActTable) {
			t.GigID.PrimaryKey()
			t.ActID.PrimaryKey().References(a.ID)
			t.Role.Size(10).PrimaryKey()
		})
		declare(base, b, a, r)
		if err := base.Configure(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
