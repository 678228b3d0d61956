package orm_test

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A case file's affidavits are left alone when it is deleted, and so is its clasp.

type Casefile struct {
	ID         int
	Affidavits []*Affidavit
	Clasp      *Clasp
}

type Affidavit struct {
	ID         int
	CasefileID *int
	Casefile   *Casefile `json:"-"`
}

type Clasp struct {
	ID         int
	CasefileID *int
}

type CasefileTable struct {
	orm.TableOf[Casefile, int]
	ID         schema.Int
	Affidavits orm.Many[Casefile, Affidavit]
	Clasp      orm.HasOne[Casefile, Clasp]
}

type AffidavitTable struct {
	orm.TableOf[Affidavit, int]
	ID         schema.Int
	CasefileID schema.NullInt
	Casefile   orm.One[Affidavit, Casefile]
}

type ClaspTable struct {
	orm.TableOf[Clasp, int]
	ID         schema.Int
	CasefileID schema.NullInt
}

var (
	Court     = orm.NewBase()
	Casefiles = orm.Declare(Court, "orm_casefile", func(t *CasefileTable) {
		t.ID.PrimaryKey()
		t.Affidavits.Cascade(orm.PassiveDeletes)
		t.Clasp.Cascade(orm.PassiveDeletes)
	})
	Affidavits = orm.Declare(Court, "orm_affidavit", func(t *AffidavitTable) {
		t.ID.PrimaryKey()
		t.CasefileID.References(Casefiles.ID)
		t.Casefile.Inverse(Casefiles.Affidavits)
	})
	Clasps = orm.Declare(Court, "orm_clasp", func(t *ClaspTable) {
		t.ID.PrimaryKey()
		t.CasefileID.Unique().References(Casefiles.ID)
	})
)

// TestPassiveDeletes: the DELETE goes out alone, whether or not the children are loaded.
func TestPassiveDeletes(t *testing.T) {
	each(t, Court, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		l := &Casefile{Affidavits: []*Affidavit{{}, {}}, Clasp: &Clasp{}}
		s.Add(l)
		must(t, s.Commit(ctx))
		for _, loaded := range []bool{true, false} {
			if !loaded {
				must(t, s.Clear())
				var err error
				l, err = Casefiles.Get(ctx, s, l.ID)
				must(t, err)
			}
			sent.take()
			s.Delete(l)
			if err := s.Commit(ctx); !errors.Is(err, driver.ErrForeignKey) {
				t.Fatal(err)
			}
			for _, sql := range sent.take() {
				if !strings.HasPrefix(sql, "DELETE FROM orm_casefile") {
					t.Fatal(sql)
				}
			}
			must(t, s.Rollback(ctx))
		}
		affidavits, err := Casefiles.Affidavits.Of(ctx, s, l)
		must(t, err)
		if _, err := Casefiles.Clasp.Of(ctx, s, l); err != nil {
			t.Fatal(err)
		}
		l.Affidavits, l.Clasp = slices.Delete(affidavits, 0, 1), nil // what is taken out is let go
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Affidavits).Where(Affidavits.CasefileID.IsNull()).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		if n, err := orm.Select(Clasps).Where(Clasps.CasefileID.IsNull()).Count(ctx, s); err != nil || n != 1 {
			t.Fatal(n, err)
		}
		s.Delete(l.Affidavits[0]) // with its casefile: the children go first
		s.Delete(l)
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Casefiles).Count(ctx, s); err != nil || n != 0 {
			t.Fatal(n, err)
		}
	})
}

// TestPassiveDeletesMistakes: where it would say nothing, or the contrary.
func TestPassiveDeletesMistakes(t *testing.T) {
	for want, declare := range map[string]func(*CasefileTable, *AffidavitTable){
		"say it of the other side": func(_ *CasefileTable, e *AffidavitTable) { e.Casefile.Cascade(orm.PassiveDeletes) },
		"what CascadeDelete deletes": func(l *CasefileTable, _ *AffidavitTable) {
			l.Affidavits.Cascade(orm.PassiveDeletes, orm.CascadeDeleteOrphan)
		},
		"leaves alone what PostUpdate ma": func(l *CasefileTable, _ *AffidavitTable) {
			l.Affidavits.Cascade(orm.PassiveDeletes)
			l.Affidavits.PostUpdate()
		},
	} {
		base := orm.NewBase()
		var lt *CasefileTable
		orm.Declare(base, "orm_casefile", func(t *CasefileTable) { t.ID.PrimaryKey(); lt = t; declare(t, &AffidavitTable{}) })
		orm.Declare(base, "orm_affidavit", func(t *AffidavitTable) {
			t.ID.PrimaryKey()
			t.CasefileID.References(lt.ID)
			t.Casefile.Inverse(lt.Affidavits)
			declare(&CasefileTable{}, t)
		})
		orm.Declare(base, "orm_clasp", func(t *ClaspTable) { t.ID.PrimaryKey(); t.CasefileID.References(lt.ID) })
		if err := base.Configure(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", want, err)
		}
	}
}
