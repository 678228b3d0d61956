package orm_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type (
	mStatus string
	mDate   struct {
		Year  int
		Month time.Month
		Day   int
	}
	mMoney struct {
		Amount   int
		Currency string
	}
	mMoneyColumns struct {
		orm.Composite[mMoney]
		Amount   schema.Int
		Currency schema.String
	}
)

// No column for many fields, in every type.
type mProduct struct {
	ID         int
	Name       *string
	ExpiryDate *time.Time
	Made       time.Time
	Day        mDate
	Status     mStatus
	Token      [16]byte
	Prefs      map[string]any
	Tags       []string
	Total      int
	Rate       *float64
	Balance    mMoney
	Orders     []mOrder
	Callback   func()
	scratch    int //lint:ignore U1000 an unexported field that no column has
}

type mProductTable struct {
	orm.TableOf[mProduct, string]
	ID      schema.Int
	Name    schema.String
	Price   schema.Float
	Total   schema.NullInt
	Balance mMoneyColumns
	Orders  orm.Many[mProduct, mOrder]
}

type mOrder struct {
	ID        int
	BuyerID   int
	SellerID  int
	Buyer     *mUser
	Seller    *mUser
	Product   *mProduct
	ProductID int
	Lines     []*mLine
	Active    bool
}

type mOrderTable struct {
	orm.TableOf[mOrder, int]
	ID        schema.Int
	BuyerID   schema.Int
	SellerID  schema.Int
	ProductID schema.Int
	Buyer     orm.One[mOrder, mUser]
	Lines     orm.Many[mOrder, mLine]
	Active    schema.Bool
}

type mUser struct {
	ID   int
	Name string
}

type mUserTable struct {
	orm.TableOf[mUser, int]
	ID   schema.Int
	Name schema.String
}

type mLine struct{ OrderID, No int }

//lint:ignore U1000 it is the key type of a mapping that is wrong
type mLineKey struct{ OrderID, Number int }

type mLineTable struct {
	orm.TableOf[mLine, mLineKey]
	OrderID schema.Int
	No      schema.Int
}

func mistakes() error {
	b := orm.NewBase()
	users := orm.Declare(b, "m_user", func(t *mUserTable) { t.ID.PrimaryKey() })
	orm.Declare(b, "m_order", func(t *mOrderTable) {
		t.ID.PrimaryKey()
		t.BuyerID.References(users.ID)
		t.SellerID.References(users.ID)
		t.Active.Default(true)
		orm.Ignore(t, "Seller", "Product", "Nothing")
	})
	orm.Declare(b, "m_product", func(t *mProductTable) { t.ID.PrimaryKey() })
	orm.Declare(b, "m_line", func(t *mLineTable) { t.OrderID.PrimaryKey(); t.No.PrimaryKey() })
	return b.Configure()
}

func TestGoldenMistakesAreReportedTogether(t *testing.T) {
	err := mistakes()
	var ce *orm.ConfigureError
	if !errors.As(err, &ce) {
		t.Fatal(err)
	}
	golden.Check(t, "testdata/mistakes.txt", []byte(strings.ReplaceAll(err.Error(), "\t", "    ")+"\n"))
}

// mOneWay are mistakes that show only when all fields fit.
type mBox struct {
	ID     int
	Count  int
	Things []*mThing
	Users  []*mUser
}

type mBoxTable struct {
	orm.TableOf[mBox, int]
	ID     schema.Int
	Count  schema.Int
	Things orm.Many[mBox, mThing]
	Users  orm.Many[mBox, mUser]
}

type mThing struct {
	ID    int
	BoxID int
	OldID int
	Box   *mBox
	Old   *mBox
}

type mThingTable struct {
	orm.TableOf[mThing, int]
	ID    schema.Int
	BoxID schema.Int
	OldID schema.Int
	Box   orm.One[mThing, mBox]
	Old   orm.One[mThing, mBox]
}

func TestGoldenMistakesBetweenTables(t *testing.T) {
	b := orm.NewBase()
	orm.Declare(b, "m_user", func(t *mUserTable) { t.ID.PrimaryKey(); t.Name.Default("nobody") })
	boxes := orm.Declare(b, "m_box", func(t *mBoxTable) {
		t.ID.PrimaryKey()
		t.Count.Default(1).OmitZero()
	})
	things := orm.Declare(b, "m_thing", func(t *mThingTable) {
		t.ID.PrimaryKey()
		t.BoxID.References(boxes.ID)
		t.OldID.References(boxes.ID)
		t.Old.ForeignKey(t.OldID)
		t.Box.ForeignKey(t.ID)
	})
	boxes.Users.Through(things)
	err := b.Configure()
	if err == nil {
		t.Fatal("no error")
	}
	things.Old.ForeignKey(things.BoxID) // after the tables came into use
	err = b.Configure()
	golden.Check(t, "testdata/mistakes_between.txt", []byte(strings.ReplaceAll(err.Error(), "\t", "    ")+"\n"))
}

//lint:ignore U1000 the row of mTwiceTable, which names it in an alias of a generic type
type mTwice struct{ ID int }

type mTwiceTable struct {
	orm.TableOf[mTwice, int]
	ID schema.Int
}

func TestAnEntityHasOneTable(t *testing.T) {
	b := orm.NewBase()
	for _, name := range []string{"m_one", "m_two"} {
		orm.Declare(b, name, func(t *mTwiceTable) { t.ID.PrimaryKey() })
	}
	if err := b.Configure(); err == nil || !strings.Contains(err.Error(), "orm_test.mTwice is mapped to two tables, m_one and m_two") {
		t.Error(err)
	}
}
