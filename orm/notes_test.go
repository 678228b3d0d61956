package orm_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// Dossiers and their imprints lead to each other; so do the dossiers of a chain.

type Dossier struct {
	ID       int
	Sent     bool
	Weight   int
	Note     *string
	NextID   *int
	Next     *Dossier
	Before   []*Dossier
	Imprints []*Imprint
}

type Imprint struct {
	ID        int
	DossierID int
	Dossier   *Dossier `json:"-"`
}

type DossierTable struct {
	orm.TableOf[Dossier, int]
	ID       schema.Int
	Sent     schema.Bool
	Weight   schema.Int
	Note     schema.NullString
	NextID   schema.NullInt
	Next     orm.One[Dossier, Dossier]
	Before   orm.Many[Dossier, Dossier]
	Imprints orm.Many[Dossier, Imprint]
}

type ImprintTable struct {
	orm.TableOf[Imprint, int]
	ID        schema.Int
	DossierID schema.Int
	Dossier   orm.One[Imprint, Dossier]
}

func dossiers(better bool) *orm.Base {
	base := orm.NewBase()
	ps := orm.Declare(base, "notes_dossier", func(t *DossierTable) {
		t.ID.PrimaryKey()
		t.Sent.ServerDefault(sql.Val(true))
		t.Weight.ServerDefault(sql.Val(0)) // as the zero
		t.Note.Size(10).ServerDefault(sql.Val("x"))
		t.NextID.References(t.ID)
		t.Next.Inverse(t.Before)
		if better {
			t.Sent.OmitZero()
		}
	})
	orm.Declare(base, "notes_imprint", func(t *ImprintTable) {
		t.ID.PrimaryKey()
		t.DossierID.References(ps.ID, schema.OnDelete(schema.Cascade))
		t.Dossier.Inverse(ps.Imprints)
		if better {
			t.DossierID.Index()
		}
	})
	return base
}

func TestNotesTellWhatSurprises(t *testing.T) {
	notes, err := dossiers(false).Notes()
	must(t, err)
	for _, want := range []string{"notes_imprint (dossier_id) refers to", "Dossier.Before and Dossier.Next lead to each other", "default of Dossier.Sent is not used"} {
		if !slices.ContainsFunc(notes, func(n string) bool { return strings.Contains(n, want) }) {
			t.Errorf("nothing says %q in\n%s", want, strings.Join(notes, "\n"))
		}
	}
	if len(notes) != 3 {
		t.Error(strings.Join(notes, "\n"))
	}
	if notes, err = dossiers(true).Notes(); err != nil || len(notes) != 1 {
		t.Error(err, strings.Join(notes, "\n"))
	}
	broken := orm.NewBase()
	orm.Declare(broken, "notes_dossier", func(t *DossierTable) {})
	if _, err := broken.Notes(); err == nil {
		t.Error("a mapping that is wrong has notes")
	}
}

type PaddedKey struct{ Code, Kind string }

type PaddedKeyTable struct {
	orm.TableOf[PaddedKey, string]
	Code schema.String
	Kind schema.String
}

// A key of type CHAR is told, other columns of that type are not.
func TestNotesTellOfPaddedKeys(t *testing.T) {
	base := orm.NewBase()
	orm.Declare(base, "notes_depot", func(t *PaddedKeyTable) {
		t.Code.Type(sqltype.Char(4)).PrimaryKey()
		t.Kind.Type(sqltype.Char(1))
	})
	notes, err := base.Notes()
	must(t, err)
	if len(notes) != 1 || !strings.Contains(notes[0], "Code is a key of type CHAR(4)") {
		t.Error(strings.Join(notes, "\n"))
	}
}

func ExampleBase_Notes() {
	notes, err := dossiers(false).Notes()
	check(err)
	for _, n := range notes {
		fmt.Println(n)
	}
	// Output:
	// notes_imprint (dossier_id) refers to notes_dossier with ON DELETE CASCADE, and no index begins with dossier_id: each DELETE of a row of notes_dossier reads all of notes_imprint, where the database does not make that index by itself; declare it with Index
	// Dossier.Before and Dossier.Next lead to each other, and encoding/json follows both: json.Marshal of a loaded object fails with a cycle; say `json:"-"` at Dossier.Next
	// the database's default of Dossier.Sent is not used when an object is added: its false is sent; say OmitZero if false asks for the default, orm.Default(…) with the Add, or make the field a pointer
}
