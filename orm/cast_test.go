package orm_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
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

// A value of several columns is taken as it is marshalled, in part or whole, or column by column.
func TestCastOfValuesOfSeveralColumns(t *testing.T) {
	row := 3
	all := []sql.Expr{Deposits.Name, Deposits.Bond.Amount, Deposits.Bond.Currency, Deposits.Fee.Amount, Deposits.Fee.Currency,
		Deposits.Vault.Row, Deposits.Vault.Shelf.Door, Deposits.Vault.Shelf.Box, Deposits.Vault.Tags}
	fresh := func() *Deposit {
		return &Deposit{ID: 1, Name: "a", Bond: &Coin{5, "EUR"}, Fee: Coin{1, "LVL"}, Vault: &Vault{Row: &row, Shelf: Cabinet{1, 2}, Tags: []string{"t"}}}
	}
	for body, want := range map[string]*Deposit{
		`{"Fee": {"Amount": 7}}`:                               {Bond: &Coin{5, "EUR"}, Fee: Coin{7, "LVL"}},
		`{"fee": {"amount": 7, "Currency": "USD"}}`:            {Bond: &Coin{5, "EUR"}, Fee: Coin{7, "USD"}},
		`{"fee_amount": 8, "bond_amount": 9}`:                  {Bond: &Coin{9, "EUR"}, Fee: Coin{8, "LVL"}},
		`{"Bond": {"Currency": "USD"}}`:                        {Bond: &Coin{5, "USD"}, Fee: Coin{1, "LVL"}},
		`{"Bond": null, "Name": "b"}`:                          {Name: "b", Fee: Coin{1, "LVL"}},
		`{"Vault": {"Row": null, "Shelf": {"Box": 9}}}`:        {Bond: &Coin{5, "EUR"}, Fee: Coin{1, "LVL"}, Vault: &Vault{Shelf: Cabinet{1, 9}, Tags: []string{"t"}}},
		`{"Door": 4, "Tags": ["u"], "Fee": {}}`:                {Bond: &Coin{5, "EUR"}, Fee: Coin{1, "LVL"}, Vault: &Vault{Row: &row, Shelf: Cabinet{4, 2}, Tags: []string{"u"}}},
		`{"Vault": null, "Bond": {"Amount":1,"Currency":"X"}}`: {Bond: &Coin{1, "X"}, Fee: Coin{1, "LVL"}},
	} {
		d := fresh()
		c, err := orm.Cast(Deposits, d, []byte(body), all...)
		if err != nil {
			t.Error(body, err)
			continue
		}
		c.Apply()
		want.ID = 1
		if want.Name == "" {
			want.Name = "a"
		}
		if want.Vault == nil && !strings.Contains(body, `"Vault": null`) {
			want.Vault = fresh().Vault
		}
		if !reflect.DeepEqual(d, want) {
			a, _ := json.Marshal(d)
			b, _ := json.Marshal(want)
			t.Errorf("%s: %s, not %s", body, a, b)
		}
	}
	text, err := json.Marshal(fresh())
	must(t, err)
	to := &Deposit{}
	c, err := orm.Cast(Deposits, to, text, append(all, Deposits.ID)...)
	must(t, err)
	if c.Apply(); !reflect.DeepEqual(to, fresh()) {
		t.Errorf("%s becomes %+v", text, to)
	}
	for body, want := range map[string]string{
		`{"Amount": 7}`:                              `"Amount": several fields are called so: Bond.Amount, Fee.Amount`,
		`{"amount": 7}`:                              `"amount": several fields are called so: Bond.Amount, Fee.Amount`,
		`{"Fee": {"Amount": "x"}}`:                   `"Fee.Amount": a JSON string is no int`,
		`{"Fee": {"Nothing": 1}}`:                    `"Fee.Nothing": there is no such field`,
		`{"Fee": {"Amount": 1}, "fee_amount": 2}`:    `"fee_amount": the field is named twice`,
		`{"Fee": {"Amount": 1, "Amount": 2}}`:        `"Fee.Amount": the field is named twice`,
		`{"Fee": null}`:                              `"Fee": this field cannot be null`,
		`{"Fee": 5}`:                                 `"Fee": it is no JSON object`,
		`{"Vault": {"Shelf": {"Door": null}}}`:       `"Vault.Shelf.Door": this field cannot be null`,
		`{"Fee": {"Currency": "too long a string"}}`: `"Fee.Currency": `,
	} {
		_, err := orm.Cast(Deposits, fresh(), []byte(body), all...)
		var ce *orm.CastError
		if !errors.As(err, &ce) || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", body, err)
		}
	}
	if _, err := orm.Cast(Deposits, fresh(), []byte(`{"Bond": null, "Fee": {"Amount": 1}}`), Deposits.Bond.Amount); err == nil ||
		!strings.Contains(err.Error(), `"Bond": this field cannot be set`) || !strings.Contains(err.Error(), `"Fee.Amount": this field cannot be set`) {
		t.Error(err)
	}
}

// A value that decodes itself is taken whole.
func TestCastOfAValueThatDecodesItself(t *testing.T) {
	v := &Voyage{ID: 1, From: Place{1, 2}}
	c, err := orm.Cast(Voyages, v, []byte(`{"start": "5;6"}`), Voyages.From.Lat, Voyages.From.Lon)
	must(t, err)
	if c.Apply(); v.From != (Place{5, 6}) || !c.Has(Voyages.From.Lat) {
		t.Error(v)
	}
	for body, want := range map[string]string{`{"start": "x"}`: `"start": `, `{"start": null}`: `"start": this field cannot be null`, `{"From": "1;2"}`: `"From": there is no such field`} {
		if _, err := orm.Cast(Voyages, v, []byte(body), Voyages.From.Lat, Voyages.From.Lon); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", body, err)
		}
	}
	if _, err := orm.Cast(Voyages, v, []byte(`{"start": "5;6"}`), Voyages.From.Lat); err == nil || !strings.Contains(err.Error(), "cannot be set") {
		t.Error(err)
	}
	all := []sql.Expr{Voyages.Code.Letter, Voyages.Code.Number}
	d, err := orm.Cast(Voyages, v, []byte(`{"code": "AB7"}`), all...) // as a text, into fields that nobody else sees
	must(t, err)
	if d.Apply(); v.Code != (FlightCode{"AB", 7}) {
		t.Error(v)
	}
	for body, want := range map[string]string{`{"code": "A"}`: "index out of range", `{"code": 5}`: "it is no JSON object", `{"code": {"Letter": "X", "Number": "x"}}`: "a JSON string is no int"} {
		if _, err := orm.Cast(Voyages, v, []byte(body), all...); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v", body, err)
		}
	}
}

type FlightCode struct {
	letter string
	number int
}

// UnmarshalText panics where the text is short.
func (c *FlightCode) UnmarshalText(b []byte) error {
	c.letter, c.number = string(b[:2]), int(b[2]-'0')
	return nil
}

type FlightColumns struct {
	orm.Composite[FlightCode]
	Letter schema.String
	Number schema.Int
}

type Place struct{ Lat, Lon int }

func (p *Place) UnmarshalJSON(b []byte) error {
	_, err := fmt.Sscanf(string(b), `"%d;%d"`, &p.Lat, &p.Lon)
	return err
}

type Voyage struct {
	ID   int
	From Place      `json:"start"`
	Code FlightCode `json:"code"`
}

type PlaceColumns struct {
	orm.Composite[Place]
	Lat, Lon schema.Int
}

type VoyageTable struct {
	orm.TableOf[Voyage, int]
	ID   schema.Int
	From PlaceColumns
	Code FlightColumns
}

var Voyages = orm.Declare(orm.NewBase(), "cast_voyage", func(t *VoyageTable) { t.ID.PrimaryKey() })
