package corpus

import (
	"strings"
	"time"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sqltype"
)

// The tables of the corpus: those of the tutorial, one with a column of each type,
// and some whose names want to get out of their quotes.
type (
	// A ProductTable is the tutorial's.
	ProductTable struct {
		schema.Rows
		ID                 schema.Int
		Name               schema.String
		Price              schema.Float
		AvailableQuantity  schema.Int
		ProductionDate     schema.NullDate[time.Time]
		ExpiryDate         schema.NullDate[time.Time]
		ExpiryOffsetMonths schema.NullInt
	}
	// An OrderTable is the tutorial's.
	OrderTable struct {
		schema.Rows
		ID        schema.Int
		Quantity  schema.Int
		OrderDate schema.Time
		ProductID schema.Int
	}
	// A TransferTable refers to products twice.
	TransferTable struct {
		schema.Rows
		ID     schema.Int
		FromID schema.Int
		ToID   schema.Int
	}
	// A NodeTable refers to itself.
	NodeTable struct {
		schema.Rows
		ID       schema.Int
		ParentID schema.NullInt
		Title    schema.NullString
	}
	// A KindTable has a column of each type.
	KindTable struct {
		schema.Rows
		ID     schema.Int
		Small  schema.Num[int16]
		Big    schema.Num[int64]
		Real   schema.Num[float32]
		Dbl    schema.Float
		Dec    schema.Decimal[string]
		Str    schema.String
		Chr    schema.String
		Txt    schema.NullString
		Flag   schema.Bool
		Day    schema.Date[time.Time]
		At     schema.Time
		Wall   schema.LocalTime
		Clock  schema.Clock
		Span   schema.NullInterval
		UUID   schema.UUID[[16]byte]
		Doc    schema.NullJSON[map[string]int]
		Bin    schema.NullBytes
		Mood   schema.Enum[string]
		MaybeB schema.NullBool
	}
	// A HostileTable has names that must be quoted.
	HostileTable struct {
		schema.Rows
		ID    schema.Int
		Quote schema.String
		Space schema.String
		Order schema.Int
		Uni   schema.String
		Upper schema.String
	}
)

// Meta holds the tables.
var Meta = schema.NewMetaData()

// The tables.
var (
	Products = schema.Declare(Meta, "sqla_product", func(t *ProductTable) {
		t.ID.PrimaryKey()
		t.Name.Size(100).Unique()
	})
	Orders = schema.Declare(Meta, "sqla_order", func(t *OrderTable) {
		t.ID.PrimaryKey()
		t.ProductID.References(Products.ID, schema.OnDelete(schema.Cascade), schema.OnUpdate(schema.Cascade))
	})
	Transfers = schema.Declare(Meta, "transfer", func(t *TransferTable) {
		t.ID.PrimaryKey()
		t.FromID.References(Products.ID, schema.OnDelete(schema.Cascade), schema.OnUpdate(schema.Cascade))
		t.ToID.References(Products.ID, schema.OnDelete(schema.Cascade), schema.OnUpdate(schema.Cascade))
	})
	Nodes = schema.Declare(Meta, "node", func(t *NodeTable) {
		t.ID.PrimaryKey()
		t.ParentID.References(t.ID)
		t.Title.Size(100)
	})
	Kinds = schema.Declare(Meta, "kind", func(t *KindTable) {
		t.ID.PrimaryKey()
		t.Dec.Precision(10, 2)
		t.Str.Size(50)
		t.Chr.Type(sqltype.Char(5))
		t.Dbl.Type(sqltype.Double)
		t.Txt.Type(sqltype.Text)
		t.Mood.Values("mood", "happy", "sad", "it's")
	})
	Hostile = schema.Declare(Meta, `se"lect`, func(t *HostileTable) {
		t.ID.PrimaryKey()
		t.Quote.Size(50).Named("a\"b`c]d")
		t.Space.Size(50).Named("two words; --x")
		t.Order.Named("order")
		t.Uni.Size(50).Named("größe")
		t.Upper.Size(50).Named("Upper")
	})
	Long = schema.Declare(Meta, strings.Repeat("l", 63), func(t *ProductTable) {
		t.ID.PrimaryKey()
		t.Name.Size(50).Named(strings.Repeat("n", 63))
	})
)
