// Command inheritance writes invoices to persons, firms and banks: customers that have
// something in common, in several tables, and documents of two kinds, in one.
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
	"github.com/aludel/aludel/sql"
)

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
	if err := fill(ctx, eng); err != nil {
		return err
	}
	s := orm.NewSession(eng)
	defer s.Close()
	for _, step := range []func(context.Context, io.Writer, *orm.Session) error{balances, pay, reminders, move, leave} {
		if err := step(ctx, w, s); err != nil {
			return err
		}
	}
	return nil
}

// fill writes the first customers and their documents.
func fill(ctx context.Context, eng *engine.Engine) error {
	return orm.Begin(ctx, eng, func(s *orm.Session) error {
		ada := &Person{Party: Party{Name: "Ada"}, Birthday: "12-10"}
		mill := &Firm{Party: Party{Name: "Mill"}, VAT: "LV1", Contact: ada}
		bank := &Bank{Firm: Firm{Party: Party{Name: "Riga Bank"}, VAT: "LV2"}, Licence: "B-7"}
		s.Add(ada, mill, bank)
		s.Add(
			&Invoice{Document: Document{Number: "1", Amount: 1000, Party: &ada.Party}},
			&Invoice{Document: Document{Number: "2", Amount: 25000, Party: &mill.Party}, Paid: 5000},
			&CreditNote{Document: Document{Number: "3", Amount: 2000, Party: &mill.Party}, Reason: "damaged"},
			&Invoice{Document: Document{Number: "4", Amount: 990000, Party: &bank.Party}})
		return nil
	})
}

// balances prints what each customer owes: customers and documents as what they are.
func balances(ctx context.Context, w io.Writer, s *orm.Session) error {
	parties, err := orm.Select(Parties).OrderBy(Parties.Name).
		With(orm.SelectIn(Parties.Documents), orm.OfType(Parties, orm.SelectIn(Firms.Contact))).All(ctx, s)
	if err != nil {
		return err
	}
	for _, p := range parties {
		customer, _ := orm.As[Customer](s, p)
		sum := 0
		for _, d := range p.Documents {
			paper, _ := orm.As[Paper](s, d)
			sum += paper.Owes()
		}
		fmt.Fprintf(w, "%s owes %s, within %d days\n", customer.Label(), euros(sum), customer.Terms())
	}
	return nil
}

// pay changes one invoice: only its own column is written.
func pay(ctx context.Context, w io.Writer, s *orm.Session) error {
	invoice, err := orm.Select(Invoices).Where(Invoices.Number.Eq("2")).One(ctx, s)
	if err != nil {
		return err
	}
	invoice.Paid = invoice.Amount
	changes, err := orm.ChangesOf(s, invoice)
	if err != nil {
		return err
	}
	for _, c := range changes {
		fmt.Fprintf(w, "invoice %s: %s was %v, is %v\n", invoice.Number, c.Column, c.Old, c.New)
	}
	return s.Commit(ctx)
}

// reminders finds firms, banks too, with open invoices.
func reminders(ctx context.Context, w io.Writer, s *orm.Session) error {
	open, err := orm.Select(Invoices).Join(Documents.Party).Where(sql.Gt(Invoices.Amount, Invoices.Paid)).OrderBy(Invoices.Number).All(ctx, s)
	if err != nil {
		return err
	}
	for _, i := range open {
		party, err := Documents.Party.Of(ctx, s, &i.Document)
		if err != nil {
			return err
		}
		if bank, ok := orm.As[*Bank](s, party); ok {
			fmt.Fprintf(w, "remind the bank %s, licence %s, of invoice %s\n", bank.Name, bank.Licence, i.Number)
			continue
		}
		fmt.Fprintf(w, "remind %s of invoice %s\n", party.Name, i.Number)
	}
	firms, err := orm.Select(Firms).Where(Firms.VAT.Like("LV%")).Count(ctx, s)
	if err != nil {
		return err
	}
	banks, err := orm.Select(Banks).Count(ctx, s)
	if err != nil {
		return err
	}
	fmt.Fprintf(w, "%d firms, %d of them a bank\n", firms, banks)
	return nil
}

// move changes a firm in both of its tables; someone who has the old version is too late.
func move(ctx context.Context, w io.Writer, s *orm.Session) error {
	mill, err := orm.Select(Firms).Where(Firms.Name.Eq("Mill")).One(ctx, s)
	if err != nil {
		return err
	}
	before := *mill
	mill.Name, mill.VAT = "New Mill", "LV9"
	if err := s.Commit(ctx); err != nil {
		return err
	}
	fmt.Fprintf(w, "%s, %s, version %d\n", mill.Name, mill.VAT, mill.Version)
	before.VAT, before.Documents, before.Contact = "LV8", nil, nil
	_, err = orm.Merge(ctx, s, Firms, &before)
	var stale *orm.StaleDataError
	fmt.Fprintf(w, "the old version is refused: %t\n", errors.As(err, &stale))
	return nil
}

// leave deletes a customer with everything, from the last table to the first.
func leave(ctx context.Context, w io.Writer, s *orm.Session) error {
	bank, err := orm.Select(Banks).One(ctx, s)
	if err != nil {
		return err
	}
	docs, err := Parties.Documents.Of(ctx, s, &bank.Party)
	if err != nil {
		return err
	}
	for _, d := range docs {
		s.Delete(d)
	}
	s.Delete(bank)
	if err := s.Commit(ctx); err != nil {
		return err
	}
	left, err := orm.AllAs[Customer](ctx, s, orm.Select(Parties).OrderBy(Parties.Name))
	if err != nil {
		return err
	}
	for _, c := range left {
		switch c := c.(type) {
		case *Person:
			fmt.Fprintf(w, "%s stays, born on %s\n", c.Label(), c.Birthday)
		case *Firm:
			fmt.Fprintf(w, "%s stays, VAT %s\n", c.Label(), c.VAT)
		}
	}
	return nil
}
