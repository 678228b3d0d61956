package kin_test

import (
	"testing"

	"github.com/aludel/aludel/internal/golden"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type wrongBase struct {
	ID   int
	Kind string
	Name string
}

type wrongColumns struct {
	ID   schema.Int
	Kind schema.String
	Name schema.String
}

type wrongTable struct {
	orm.TableOf[wrongBase, int]
	wrongColumns
}

type late struct { // the parent is not first
	Size int
	wrongBase
}

type lateTable struct {
	orm.TableOf[late, int]
	Size schema.Int
}

type hider struct {
	wrongBase
	Name string // hides the parent's
}

type hiderTable struct {
	orm.TableOf[hider, int]
	wrongColumns
}

type twin struct{ wrongBase }

type twinTable struct{ orm.TableOf[twin, int] }

type number struct{ wrongBase }

type numberTable struct{ orm.TableOf[number, int] }

type keyed struct{ wrongBase }

type keyedTable struct{ orm.TableOf[keyed, string] }

type versioned struct {
	wrongBase
	Version int
}

type versionedTable struct {
	orm.TableOf[versioned, int]
	Version schema.Int
}

type mute struct{ wrongBase }

type muteTable struct{ orm.TableOf[mute, int] }

type lost struct {
	wrongBase
	Size int
}

type lostTable struct{ orm.TableOf[lost, int] }

type loud interface{ Shout() }

func (*twin) Shout()      {}
func (*number) Shout()    {}
func (*keyed) Shout()     {}
func (*versioned) Shout() {}
func (*lost) Shout()      {}

func TestGoldenMistakes(t *testing.T) {
	b := orm.NewBase()
	root := orm.Declare(b, "wrong", func(t *wrongTable) {
		t.ID.PrimaryKey()
		orm.AbstractDiscriminator(t, t.Kind)
		orm.Implements[loud](t)
	})
	orm.SingleTable(root, "late", func(t *lateTable) {})
	orm.SingleTable(root, "hider", func(t *hiderTable) {})
	orm.SingleTable(root, "twin", func(t *twinTable) {})
	orm.JoinedTable(root, "number", 7, func(t *numberTable) {})
	orm.SingleTable(root, "twin", func(t *keyedTable) {})
	orm.SingleTable(root, "versioned", func(t *versionedTable) { orm.Version(t, t.Version) })
	orm.SingleTable(root, "mute", func(t *muteTable) {})
	orm.SingleTable(root, "lost", func(t *lostTable) {})
	plain := orm.Declare(b, "plain", func(t *wrongTable) { t.ID.PrimaryKey() })
	orm.JoinedTable(plain, "twin2", "twin", func(t *twinTable) {})
	err := b.Configure()
	if err == nil {
		t.Fatal("no mistakes")
	}
	golden.Check(t, "testdata/mistakes.txt", []byte(err.Error()+"\n"))
}
