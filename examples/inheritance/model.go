package main

import (
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Customer is whom documents are written to: a person or a firm.
type Customer interface {
	Label() string
	Terms() int // days until an invoice is due
}

// A Party is what persons and firms have in common. No party is nothing else.
type Party struct {
	ID        int
	Kind      string
	Name      string
	Version   int
	Documents []*Document `json:"-"`
}

// A Person has a birthday to be congratulated on, and pays at once.
type Person struct {
	Party
	Birthday string
}

// Label is how letters begin.
func (p *Person) Label() string { return p.Name }

// Terms are short.
func (p *Person) Terms() int { return 0 }

// A Firm has a person to be asked for.
type Firm struct {
	Party
	VAT       string
	ContactID *int
	Contact   *Person `json:"-"`
}

// Label names the contact, too, where it is loaded.
func (f *Firm) Label() string {
	if f.Contact == nil {
		return f.Name
	}
	return f.Name + ", attn. " + f.Contact.Name
}

// Terms are longer.
func (f *Firm) Terms() int { return 30 }

// A Bank is a firm that is asked for its licence.
type Bank struct {
	Firm
	Licence string
}

// A Paper changes what a customer owes.
type Paper interface{ Owes() int }

// A Document is an invoice or a credit note. Both are rows of one table.
type Document struct {
	ID      int
	Kind    string
	Number  string
	Amount  int // cents
	PartyID int
	Party   *Party `json:"-"`
}

// An Invoice is to be paid.
type Invoice struct {
	Document
	Paid int // cents
}

// Owes is what is not paid yet.
func (i *Invoice) Owes() int { return i.Amount - i.Paid }

// A CreditNote gives back.
type CreditNote struct {
	Document
	Reason string
}

// Owes is negative.
func (c *CreditNote) Owes() int { return -c.Amount }

// PartyColumns are those of all parties.
type PartyColumns struct {
	ID      schema.Int
	Kind    schema.String
	Name    schema.String
	Version schema.Int
}

// Declare is called once, for the table of parties.
func (c *PartyColumns) Declare() {
	c.ID.PrimaryKey()
	c.Kind.Size(10)
	c.Name.Size(80)
}

// PartyTable holds parties.
type PartyTable struct {
	orm.TableOf[Party, int]
	PartyColumns
	Documents orm.Many[Party, Document]
}

// PersonTable holds what only persons have.
type PersonTable struct {
	orm.TableOf[Person, int]
	PartyColumns
	Birthday schema.String
}

// FirmTable holds what only firms have.
type FirmTable struct {
	orm.TableOf[Firm, int]
	PartyColumns
	VAT       schema.String
	ContactID schema.NullInt
	Contact   orm.One[Firm, Person]
}

// BankTable names what banks have; it is in the firms' table.
type BankTable struct {
	orm.TableOf[Bank, int]
	PartyColumns
	Licence schema.String
}

// DocumentColumns are those of all documents.
type DocumentColumns struct {
	ID      schema.Int
	Kind    schema.String
	Number  schema.String
	Amount  schema.Int
	PartyID schema.Int
}

// DocumentTable holds documents of all kinds.
type DocumentTable struct {
	orm.TableOf[Document, int]
	DocumentColumns
	Party orm.One[Document, Party]
}

// InvoiceTable names what invoices have.
type InvoiceTable struct {
	orm.TableOf[Invoice, int]
	DocumentColumns
	Paid schema.Int
}

// CreditNoteTable names what credit notes have.
type CreditNoteTable struct {
	orm.TableOf[CreditNote, int]
	DocumentColumns
	Reason schema.String
}

// Base holds the tables.
var Base = orm.NewBase()

// The parties: persons and firms have tables of their own, banks share the firms'.
var (
	Parties = orm.Declare(Base, "heir_party", func(t *PartyTable) {
		orm.AbstractDiscriminator(t, t.Kind)
		orm.Version(t, t.Version)
		orm.Implements[Customer](t)
	})
	Persons = orm.JoinedTable(Parties, "heir_person", "person", func(t *PersonTable) { t.Birthday.Size(10) })
	Firms   = orm.JoinedTable(Parties, "heir_firm", "firm", func(t *FirmTable) {
		t.VAT.Size(20).Unique()
		t.ContactID.References(Persons.ID)
	})
	Banks = orm.SingleTable(Firms, "bank", func(t *BankTable) { t.Licence.Size(20) })
)

// The documents: all in one table.
var (
	Documents = orm.Declare(Base, "heir_document", func(t *DocumentTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Number.Size(20).Unique()
		t.PartyID.References(Parties.ID)
		orm.AbstractDiscriminator(t, t.Kind)
		orm.Implements[Paper](t)
		t.Party.Inverse(Parties.Documents)
	})
	Invoices    = orm.SingleTable(Documents, "invoice", func(t *InvoiceTable) {})
	CreditNotes = orm.SingleTable(Documents, "credit", func(t *CreditNoteTable) { t.Reason.Size(80) })
)

func euros(cents int) string {
	sign := ""
	if cents < 0 {
		sign, cents = "-", -cents
	}
	return fmt.Sprintf("%s%d.%02d", sign, cents/100, cents%100)
}
