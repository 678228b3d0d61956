package answers

import (
	"net/netip"
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The tables of the recorded set.
type (
	UserTable struct {
		schema.Rows
		ID        schema.Int
		Name      schema.String
		Fullname  schema.NullString
		Age       schema.NullInt
		Active    schema.NullBool
		Balance   schema.NullDecimal[string]
		CreatedAt schema.NullLocalTime
		ManagerID schema.NullInt
	}
	AddressTable struct {
		schema.Rows
		ID     schema.Int
		UserID schema.Int
		Email  schema.String
	}
	OrderTable struct {
		schema.Rows
		ID       schema.Int
		UserID   schema.NullInt
		Total    schema.NullDecimal[string]
		Status   schema.NullString
		PlacedOn schema.NullDate[time.Time]
		Note     schema.NullString
	}
	ProductTable struct {
		schema.Rows
		ID    schema.Int
		Sku   schema.NullString
		Name  schema.NullString
		Price schema.NullFloat
		Stock schema.NullInt
		Meta  schema.NullJSON[any]
	}
	ItemTable struct {
		schema.Rows
		OrderID   schema.Int
		ProductID schema.Int
		Qty       schema.NullInt
		UnitPrice schema.NullFloat
	}
	NodeTable struct {
		schema.Rows
		ID       schema.Int
		ParentID schema.NullInt
		Label    schema.NullString
	}
	AuditTable struct {
		schema.Rows
		ID      schema.Int64
		At      schema.NullTime
		Kind    schema.NullEnum[string]
		Payload schema.NullBytes
		Ref     schema.NullUUID[[16]byte]
		Took    schema.NullInterval
	}
	// A QuirkTable has names that need quotes.
	QuirkTable struct {
		schema.Rows
		Select    schema.Int
		MixedCase schema.NullString
		Group     schema.NullString
		Pct       schema.NullInt
		WithSpace schema.NullString
		Plain     schema.NullInt
	}
	WidgetTable struct {
		schema.Rows
		ID      schema.Int
		Name    schema.NullString
		Code    schema.NullString
		Created schema.NullLocalTime
		Touched schema.NullLocalTime
		Rev     schema.NullInt
	}
	// A LedgerTable is in a schema, and in no database.
	LedgerTable struct {
		schema.Rows
		ID     schema.Int
		Amount schema.NullDecimal[string]
		Owner  schema.NullString
	}
	FirstTable struct {
		schema.Rows
		ID   schema.Int
		X    schema.NullInt
		Y    schema.NullInt
		Name schema.NullString
		Flag schema.NullBool
	}
	SecondTable struct {
		schema.Rows
		ID   schema.Int
		T1ID schema.NullInt
		Z    schema.NullInt
		Name schema.NullString
	}
	// A PgxTable has types that only PostgreSQL has.
	PgxTable struct {
		schema.Rows
		ID     schema.Int
		Tags   schema.NullCol[[]string]
		Nums   schema.NullCol[[]int]
		Grid   schema.NullCol[[][]int]
		Doc    schema.NullJSON[any]
		Attrs  schema.NullHStore
		During schema.NullRange[time.Time]
		Span   schema.NullRange[int]
		IP     schema.NullCol[netip.Prefix]
		Tsv    schema.NullCol[string]
	}
)

// Meta holds the tables that are on every database, PgMeta those of PostgreSQL alone,
// NoMeta what is in none.
var (
	Meta   = schema.NewMetaData()
	PgMeta = schema.NewMetaData()
	NoMeta = schema.NewMetaData(schema.InSchema("fin"))
)

// The tables.
var (
	Users = schema.Declare(Meta, "users", func(t *UserTable) {
		t.ID.PrimaryKey()
		t.Name.Size(50)
		t.Fullname.Size(100)
		t.Balance.Precision(10, 2)
		t.ManagerID.References(t.ID)
	})
	Addresses = schema.Declare(Meta, "addresses", func(t *AddressTable) {
		t.ID.PrimaryKey()
		t.UserID.References(Users.ID)
		t.Email.Size(120)
	})
	Orders = schema.Declare(Meta, "orders", func(t *OrderTable) {
		t.ID.PrimaryKey()
		t.UserID.References(Users.ID)
		t.Total.Precision(10, 2)
		t.Status.Size(20)
		t.Note.Type(sqltype.Text)
	})
	Products = schema.Declare(Meta, "products", func(t *ProductTable) {
		t.ID.PrimaryKey()
		t.Sku.Size(20).Unique()
		t.Name.Size(80)
	})
	OrderItems = schema.Declare(Meta, "order_items", func(t *ItemTable) {
		t.OrderID.PrimaryKey().References(Orders.ID)
		t.ProductID.PrimaryKey().References(Products.ID)
	})
	Nodes = schema.Declare(Meta, "nodes", func(t *NodeTable) {
		t.ID.PrimaryKey()
		t.ParentID.References(t.ID)
		t.Label.Size(30)
	})
	Audit = schema.Declare(Meta, "audit", func(t *AuditTable) {
		t.ID.PrimaryKey().NoAutoincrement()
		t.Kind.Values("audit_kind", "create", "update", "delete")
	})
	Quirks = schema.Declare(Meta, "Order Details", func(t *QuirkTable) {
		t.Select.PrimaryKey().NoAutoincrement().Named("Select")
		t.MixedCase.Size(20).Named("mixedCase")
		t.Group.Size(20).Named("group")
		t.Pct.Named("pct%")
		t.WithSpace.Size(20).Named("with space")
	})
	Widgets = schema.Declare(Meta, "widgets", func(t *WidgetTable) {
		t.ID.PrimaryKey()
		t.Name.Size(30)
		t.Code.Size(10).Default("new")
		t.Created.DefaultExpr(sql.LocalNow())
		t.Touched.OnUpdateExpr(sql.LocalNow())
		t.Rev.ServerDefault(sql1)
	})
	Ledger = schema.Declare(NoMeta, "ledger", func(t *LedgerTable) {
		t.ID.PrimaryKey()
		t.Amount.Precision(12, 2)
		t.Owner.Size(40)
	})
	T1 = schema.Declare(Meta, "t1", func(t *FirstTable) { t.ID.PrimaryKey(); t.Name.Size(50) })
	T2 = schema.Declare(Meta, "t2", func(t *SecondTable) {
		t.ID.PrimaryKey()
		t.T1ID.Named("t1_id")
		t.Name.Size(50)
	})
	Pgx = schema.Declare(PgMeta, "pgx", func(t *PgxTable) {
		t.ID.PrimaryKey()
		t.Tags.Type(sqltype.ArrayOf(sqltype.String()))
		t.Nums.Type(sqltype.ArrayOf(sqltype.Integer))
		t.Grid.Type(sqltype.ArrayOf(sqltype.ArrayOf(sqltype.Integer)))
		t.Doc.Type(sqltype.JSONB)
		t.During.Of(sqltype.Timestamp)
		t.IP.Type(sqltype.Inet)
		t.Tsv.Type(sqltype.TSVector)
	})
)
