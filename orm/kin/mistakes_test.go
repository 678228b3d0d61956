package kin_test

import (
	"testing"

	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type WrongBase struct {
	ID   int
	Kind string
	Name string
}

type WrongColumns struct {
	ID   schema.Int
	Kind schema.String
	Name schema.String
}

type WrongTable struct {
	orm.TableOf[WrongBase, int]
	WrongColumns
}

type Late struct { // the parent is not first
	Size int
	WrongBase
}

type LateTable struct {
	orm.TableOf[Late, int]
	Size schema.Int
}

type Hider struct {
	WrongBase
	Name string // hides the parent's
}

type HiderTable struct {
	orm.TableOf[Hider, int]
	WrongColumns
}

type Twin struct{ WrongBase }

type TwinTable struct{ orm.TableOf[Twin, int] }

type Number struct{ WrongBase }

type NumberTable struct{ orm.TableOf[Number, int] }

type Keyed struct{ WrongBase }

type KeyedTable struct{ orm.TableOf[Keyed, string] }

type Versioned struct {
	WrongBase
	Version int
}

type VersionedTable struct {
	orm.TableOf[Versioned, int]
	Version schema.Int
}

type Mute struct{ WrongBase }

type MuteTable struct{ orm.TableOf[Mute, int] }

type Lost struct {
	WrongBase
	Size int
}

type LostTable struct{ orm.TableOf[Lost, int] }

type Loud interface{ Shout() }

func (*Twin) Shout()      {}
func (*Number) Shout()    {}
func (*Keyed) Shout()     {}
func (*Versioned) Shout() {}
func (*Lost) Shout()      {}

func TestGoldenMistakes(t *testing.T) {
	b := orm.NewBase()
	root := orm.Declare(b, "wrong", func(t *WrongTable) {
		t.ID.PrimaryKey()
		orm.AbstractDiscriminator(t, t.Kind)
		orm.Implements[Loud](t)
	})
	orm.SingleTable(root, "late", func(t *LateTable) {})
	orm.SingleTable(root, "hider", func(t *HiderTable) {})
	orm.SingleTable(root, "twin", func(t *TwinTable) {})
	orm.JoinedTable(root, "number", 7, func(t *NumberTable) {})
	orm.SingleTable(root, "twin", func(t *KeyedTable) {})
	orm.SingleTable(root, "versioned", func(t *VersionedTable) { orm.Version(t, t.Version) })
	orm.SingleTable(root, "mute", func(t *MuteTable) {})
	orm.SingleTable(root, "lost", func(t *LostTable) {})
	plain := orm.Declare(b, "plain", func(t *WrongTable) { t.ID.PrimaryKey() })
	orm.JoinedTable(plain, "twin2", "twin", func(t *TwinTable) {})
	err := b.Configure()
	if err == nil {
		t.Fatal("no mistakes")
	}
	golden.Check(t, "testdata/mistakes.txt", []byte(err.Error()+"\n"))
}
