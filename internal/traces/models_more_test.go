package traces

import (
	"errors"
	"strings"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// Bag holds documents, which change in place.
type Bag struct {
	ID    int
	Plain map[string]any
	Mut   map[string]any
}

type BagTable struct {
	orm.TableOf[Bag, int]
	ID    schema.Int
	Plain schema.JSON[map[string]any]
	Mut   schema.JSON[map[string]any]
}

var Bags = orm.Declare(Base, "bag", func(t *BagTable) { t.ID.PrimaryKey() })

// Ordr and Item are tied by Line, which has a quantity.
type Ordr struct {
	ID    int
	Lines []*Line
}

type Item struct {
	ID   int
	Name string
}

type Line struct {
	OrdrID int
	ItemID int
	Qty    int
	Ordr   *Ordr
	Item   *Item
}

type LineKey struct{ OrdrID, ItemID int }

type OrdrTable struct {
	orm.TableOf[Ordr, int]
	ID    schema.Int
	Lines orm.Many[Ordr, Line]
}

type ItemTable struct {
	orm.TableOf[Item, int]
	ID   schema.Int
	Name schema.String
}

type LineTable struct {
	orm.TableOf[Line, LineKey]
	OrdrID schema.Int
	ItemID schema.Int
	Qty    schema.Int
	Ordr   orm.One[Line, Ordr]
	Item   orm.One[Line, Item]
}

var (
	Ordrs = orm.Declare(Base, "ordr", func(t *OrdrTable) {
		t.ID.PrimaryKey()
		t.Lines.Cascade(orm.CascadeDeleteOrphan)
	})
	Items = orm.Declare(Base, "item", func(t *ItemTable) { t.ID.PrimaryKey(); t.Name.Size(20) })
	Lines = orm.Declare(Base, "line", func(t *LineTable) {
		t.OrdrID.PrimaryKey().References(Ordrs.ID)
		t.ItemID.PrimaryKey().References(Items.ID)
		t.Qty.Default(1).OmitZero()
		t.Ordr.Inverse(Ordrs.Lines)
	})
)

// Passport belongs to one Owner.
type Passport struct {
	ID      int
	No      string
	OwnerID *int
	Owner   *Owner
}

type Owner struct {
	ID       int
	Passport *Passport
}

type PassportTable struct {
	orm.TableOf[Passport, int]
	ID      schema.Int
	No      schema.String
	OwnerID schema.NullInt
	Owner   orm.One[Passport, Owner]
}

type OwnerTable struct {
	orm.TableOf[Owner, int]
	ID       schema.Int
	Passport orm.HasOne[Owner, Passport]
}

var (
	Owners    = orm.Declare(Base, "owner", func(t *OwnerTable) { t.ID.PrimaryKey() })
	Passports = orm.Declare(Base, "passport", func(t *PassportTable) {
		t.ID.PrimaryKey()
		t.No.Size(10)
		t.OwnerID.References(Owners.ID)
		t.Owner.Inverse(Owners.Passport)
	})
)

// Deck keeps its cards in order, and a log that is only written.
type Deck struct {
	ID    int
	Cards []*Card
}

type Card struct {
	ID     int
	Face   string
	Pos    *int
	DeckID int
}

type LogRow struct {
	ID     int
	Msg    string
	DeckID int
}

type DeckTable struct {
	orm.TableOf[Deck, int]
	ID    schema.Int
	Cards orm.Many[Deck, Card]
	Logs  orm.WriteOnly[Deck, LogRow]
}

type CardTable struct {
	orm.TableOf[Card, int]
	ID     schema.Int
	Face   schema.String
	Pos    schema.NullInt
	DeckID schema.Int
}

type LogRowTable struct {
	orm.TableOf[LogRow, int]
	ID     schema.Int
	Msg    schema.String
	DeckID schema.Int
}

var (
	Decks = orm.Declare(Base, "deck", func(t *DeckTable) {
		t.ID.PrimaryKey()
		t.Cards.Cascade(orm.CascadeDeleteOrphan)
	})
	Cards = orm.Declare(Base, "card", func(t *CardTable) {
		t.ID.PrimaryKey()
		t.Face.Size(5)
		t.DeckID.References(Decks.ID)
		Decks.Cards.OrderedBy(t.Pos)
	})
	LogRows = orm.Declare(Base, "logrow", func(t *LogRowTable) {
		t.ID.PrimaryKey()
		t.Msg.Size(20)
		t.DeckID.References(Decks.ID, schema.OnDelete(schema.Cascade))
	})
)

// Holder has notes by their key, and an e-mail address with an @.
type Note struct {
	ID       int
	K        string
	V        string
	HolderID *int
}

type Holder struct {
	ID    int
	Notes map[string]*Note
	Email *string
}

type NoteTable struct {
	orm.TableOf[Note, int]
	ID       schema.Int
	K        schema.String
	V        schema.String
	HolderID schema.NullInt
}

type HolderTable struct {
	orm.TableOf[Holder, int]
	ID    schema.Int
	Notes orm.Many[Holder, Note]
	Email schema.NullString
}

var errBadEmail = errors.New("bad email")

var (
	Holders = orm.Declare(Base, "holder", func(t *HolderTable) {
		t.ID.PrimaryKey()
		t.Email.Size(30)
		t.Notes.Cascade(orm.CascadeDeleteOrphan)
		orm.Validate(t, func(c *orm.Change[*Holder]) error {
			if e := c.Object.Email; e != nil && !strings.Contains(*e, "@") {
				return errBadEmail
			}
			return nil
		})
	})
	Notes = orm.Declare(Base, "note", func(t *NoteTable) {
		t.ID.PrimaryKey()
		t.K.Size(10)
		t.V.Size(10)
		t.HolderID.References(Holders.ID)
		Holders.Notes.KeyedBy(t.K)
	})
)

// Manual has a key that the program gives.
type Manual struct {
	Code string
	Val  *int
}

type ManualTable struct {
	orm.TableOf[Manual, string]
	Code schema.String
	Val  schema.NullInt
}

var Manuals = orm.Declare(Base, "manual", func(t *ManualTable) { t.Code.Size(5).PrimaryKey() })
