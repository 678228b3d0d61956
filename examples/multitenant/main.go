// Command multitenant keeps the invoices of many firms in one table, where no
// statement of a firm's session can see, change or delete those of another one.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// A Firm is a tenant.
type Firm struct {
	ID   int
	Name string
}

// An Invoice belongs to a firm, which no code below ever says.
type Invoice struct {
	ID     int
	FirmID int
	Number string
	Total  int
	Lines  []*Line
}

// A Line is a part of an invoice.
type Line struct {
	ID        int
	FirmID    int
	InvoiceID int
	Text      string
	Amount    int
}

// FirmTable holds the tenants.
type FirmTable struct {
	orm.TableOf[Firm, int]
	ID   schema.Int
	Name schema.String
}

// InvoiceTable holds the invoices of all firms.
type InvoiceTable struct {
	orm.TableOf[Invoice, int]
	ID     schema.Int
	FirmID schema.Int
	Number schema.String
	Total  schema.Int
	Lines  orm.Many[Invoice, Line]
}

// LineTable holds the lines of all invoices.
type LineTable struct {
	orm.TableOf[Line, int]
	ID        schema.Int
	FirmID    schema.Int
	InvoiceID schema.Int
	Text      schema.String
	Amount    schema.Int
}

// Base holds the tables.
var Base = orm.NewBase()

// Firms are the tenants.
var Firms = orm.Declare(Base, "tenant_firm", func(t *FirmTable) {
	t.ID.PrimaryKey()
	t.Name.Size(50)
})

// Invoices have numbers that are unique within their firm.
var Invoices = orm.Declare(Base, "tenant_invoice", func(t *InvoiceTable) {
	t.ID.PrimaryKey()
	t.FirmID.References(Firms.ID)
	t.Number.Size(20)
	t.UniqueOn(t.FirmID, t.Number)
	orm.TenantColumn(t, t.FirmID)
})

// Lines are those of invoices.
var Lines = orm.Declare(Base, "tenant_line", func(t *LineTable) {
	t.ID.PrimaryKey()
	t.FirmID.References(Firms.ID)
	t.InvoiceID.References(Invoices.ID, schema.OnDelete(schema.Cascade))
	t.Text.Size(50)
	orm.TenantColumn(t, t.FirmID)
})

func main() {
	if err := run(context.Background(), os.Stdout, "sqlite://"); err != nil {
		log.Fatal(err)
	}
}

func run(ctx context.Context, w io.Writer, url string) (err error) {
	eng, err := aludel.Open(url)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, Base.DropAll(ctx, eng), eng.Close(ctx)) }()
	if err := Base.CreateAll(ctx, eng); err != nil {
		return err
	}
	acme, bolt := &Firm{Name: "Acme"}, &Firm{Name: "Bolt"}
	if err := orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(acme, bolt); return nil }); err != nil {
		return err
	}

	// The same code for each firm; the session knows whose it is.
	for i, firm := range []*Firm{acme, bolt} {
		err := orm.Begin(ctx, eng, func(s *orm.Session) error {
			s.Add(&Invoice{Number: "2026-1", Total: 100 * (i + 1), Lines: []*Line{{Text: "work", Amount: 90 * (i + 1)}, {Text: "travel", Amount: 10 * (i + 1)}}},
				&Invoice{Number: "2026-2", Total: 7})
			return nil
		}, orm.Tenant(firm.ID))
		if err != nil {
			return err
		}
	}
	return report(ctx, w, eng, acme, bolt)
}

func report(ctx context.Context, w io.Writer, eng *engine.Engine, acme, bolt *Firm) error {
	s := orm.NewSession(eng, orm.Tenant(bolt.ID))
	defer s.Close()
	invoices, err := orm.Select(Invoices).With(orm.SelectIn(Invoices.Lines)).OrderBy(Invoices.Number.Asc()).All(ctx, s)
	if err != nil {
		return err
	}
	for _, i := range invoices {
		fmt.Fprintf(w, "Bolt %s: %d in %d lines\n", i.Number, i.Total, len(i.Lines))
	}
	sums, err := orm.All(ctx, s, sql.Select2(sql.Count(Lines.ID), sql.Sum(Lines.Amount)))
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "Bolt has %d lines over %d\n", sums[0].A, *sums[0].B)

	// A key of another firm finds nothing.
	theirs, err := orm.Select(Invoices).Unscoped().Where(Invoices.FirmID.Eq(acme.ID)).OrderBy(Invoices.Number.Asc()).First(ctx, s)
	if err != nil {
		return err
	}
	_, found, err := orm.Lookup(ctx, s, Invoices, theirs.ID)
	fmt.Fprintf(w, "Acme's invoice by its key: found %t, %v\n", found, err)

	// Nor does a DELETE without any condition.
	res, err := s.Execute(ctx, sql.Delete(Invoices).AllRows())
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "DELETE of all invoices: %d rows\n", res.RowCount())
	if err := errors.Join(res.Close(), s.Commit(ctx)); err != nil {
		return err
	}

	// What says another firm's key is refused before anything is sent.
	err = orm.Begin(ctx, eng, func(s *orm.Session) error {
		s.Add(&Invoice{FirmID: acme.ID, Number: "2026-9"})
		return nil
	}, orm.Tenant(bolt.ID))
	var policy *orm.PolicyError
	fmt.Fprintf(w, "an invoice for Acme by Bolt is refused: %t\n", errors.As(err, &policy))

	// So is a session that says no firm at all.
	none := orm.NewSession(eng)
	defer none.Close()
	_, err = orm.Select(Invoices).All(ctx, none)
	fmt.Fprintf(w, "nobody's session: %v\n", err)
	left, err := orm.Select(Invoices).Unscoped().Count(ctx, none)
	fmt.Fprintf(w, "the operator sees %d invoices\n", left)
	return err
}
