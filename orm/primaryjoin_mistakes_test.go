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
		"relationship Owner: PrimaryJoin is written by columns of OddRemark that its conditions say are equal to the primary key of OddOwner, and none says so of OddOwner.ID; say orm.ViewOnly, if it is to be read only",
		"relationship Other: PrimaryJoin leads to a query, whose rows can only be read",
		"relationship Third: its conditions are its own, by PrimaryJoin, and ForeignKey",
	} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in\n%v", want, err)
		}
	}
}
