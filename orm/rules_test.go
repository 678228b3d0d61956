package orm_test

import (
	"context"
	"testing"

	"github.com/aludel/aludel/orm"
)

// Plans of what two rules meet in.
var ruled = []script{
	{"a circle that is let go is deleted", Rounds, func(ctx context.Context, s *orm.Session) error {
		a, b := &Dancer{ID: 1}, &Dancer{ID: 2}
		err := begin(ctx, s, a, b)
		a.Partner, b.Partner = b, a
		if err2 := s.Commit(ctx); err == nil {
			err = err2
		}
		s.Delete(a, b)
		return err
	}},
	{"a circle that the database lets go", Rounds, func(ctx context.Context, s *orm.Session) error {
		a, b, c := &Echoing{ID: 1}, &Echoing{ID: 2}, &Echoing{ID: 3}
		err := begin(ctx, s, a, b, c)
		a.Of, b.Of, c.Of = b, c, a
		if err2 := s.Commit(ctx); err == nil {
			err = err2
		}
		s.Delete(a, b, c)
		return err
	}},
	{"kinds of one table", Till, func(ctx context.Context, s *orm.Session) error {
		s.Add(&CardPayment{Payment: Payment{ID: 1}, Last4: "1234"}, &Transfer{Payment: Payment{ID: 2}, IBAN: "x"}, &Payment{ID: 3}, &CardPayment{Payment: Payment{ID: 4}, Last4: "5678"})
		return nil
	}},
	{"kinds of joined tables", Press, func(ctx context.Context, s *orm.Session) error {
		s.Add(&Novel{Publication: Publication{ID: 1, Title: "Emma"}, Pages: 474}, &Magazine{Publication: Publication{ID: 2, Title: "Nature"}, Issue: 7}, &Novel{Publication: Publication{ID: 3, Title: "Persuasion"}, Pages: 249})
		return nil
	}},
	{"kinds whose keys are made up", Till, func(ctx context.Context, s *orm.Session) error {
		s.Add(&CardPayment{Last4: "1234"}, &Transfer{IBAN: "x"}, &CardPayment{Last4: "5678"})
		return nil
	}},
	{"a row becomes what was added before it was deleted", Stock, func(ctx context.Context, s *orm.Session) error {
		old := &Sticker{Code: "a", Text: "old", Tags: []*Stick{{}}}
		err := begin(ctx, s, old)
		s.Add(&Sticker{Code: "a", Text: "new"})
		s.Delete(old)
		return err
	}},
	{"what shares its key is taken out", Clinic, func(ctx context.Context, s *orm.Session) error {
		w := &Ward{House: 1, No: 7, Cots: []*Cot{{No: 1}, {No: 2}}}
		err := begin(ctx, s, w)
		w.Cots = w.Cots[:1]
		return err
	}},
}

func TestGoldenPlansOfRules(t *testing.T) { goldenPlans(t, "rules", ruled) }
