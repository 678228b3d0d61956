package orm_test

import (
	"errors"
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
)

func TestCastTakesWhatIsNamed(t *testing.T) {
	p := &Product{ID: 5, Name: "old", Price: 3, AvailableQuantity: 9}
	c, err := orm.Cast(Products, p, []byte(`{"name": "new", "AvailableQuantity": 0, "expiry_date": null}`), Products.Name, Products.AvailableQuantity, Products.ExpiryDate)
	must(t, err)
	if !c.Has(Products.Name) || c.Has(Products.Price) || p.Name != "old" {
		t.Fatal(c, p)
	}
	if v, ok := orm.CastValue(c, Products.Name); !ok || v != "new" {
		t.Fatal(v, ok)
	}
	if _, ok := orm.CastValue(c, Products.Price); ok {
		t.Fatal("not named")
	}
	c.Apply()
	if p.Name != "new" || p.AvailableQuantity != 0 || p.Price != 3 || p.ID != 5 {
		t.Fatal(p)
	}
	_, err = orm.Cast(Products, p, []byte(`{"ID": 7, "Name": null, "Price": "x", "Nothing": 1}`), Products.Name, Products.Price)
	for _, want := range []string{`"ID": this field cannot be set`, `"Name": this field cannot be null`, `"Price": a JSON string is no float64`, `"Nothing": there is no such field`} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Fatal(err)
		}
	}
	var ce *orm.CastError
	for _, body := range []string{`null`, `[]`, ``, `{} {}`, `{"name": "` + strings.Repeat("x", 200) + `"}`, `{"name": "a", "Name": "b"}`, `{"name": "a", "name": "b"}`} {
		if _, err := orm.Cast(Products, p, []byte(body), Products.Name); !errors.As(err, &ce) {
			t.Fatal(body, err)
		}
	}
}
