package orm_test

import (
	"testing"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
)

// What a session has is given without an allocation, whichever way it is asked for.
func TestGetOfWhatIsThereAllocatesNothing(t *testing.T) {
	ctx := t.Context()
	eng, err := aludel.Open("sqlite://")
	must(t, err)
	defer eng.Close(ctx)
	must(t, Base.CreateAll(ctx, eng))
	s := orm.NewSession(eng)
	defer s.Close()
	p := &Product{Name: "p"}
	s.Add(p)
	must(t, s.Flush(ctx))
	for name, get := range map[string]func(key int) (*Product, error){
		"Table.Get": func(key int) (*Product, error) { return Products.Get(ctx, s, key) },
		"Get":       func(key int) (*Product, error) { return orm.Get(ctx, s, Products, key) },
		"Lookup": func(key int) (*Product, error) {
			p, _, err := orm.Lookup(ctx, s, Products, key)
			return p, err
		},
	} {
		n := testing.AllocsPerRun(100, func() {
			if got, err := get(p.ID); err != nil || got != p {
				t.Errorf("%s: %v, %v", name, got, err)
			}
		})
		if n != 0 {
			t.Errorf("%s allocates %v times", name, n)
		}
	}
	s.Delete(p) // and what is not there any more is not given
	must(t, s.Flush(ctx))
	if got, err := Products.Get(ctx, s, p.ID); err == nil {
		t.Errorf("deleted, and still there: %v", got)
	}
}
