package orm_test

import (
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Payments are rows of one table.

type Payable interface{ By() string }

type Payment struct {
	ID     int
	Kind   string
	Amount int
}

func (*Payment) By() string { return "cash" }

type CardPayment struct {
	Payment
	Last4 string
}

func (p *CardPayment) By() string { return "card …" + p.Last4 }

type Transfer struct {
	Payment
	IBAN string
}

func (p *Transfer) By() string { return "transfer from " + p.IBAN }

type PaymentColumns struct {
	ID     schema.Int
	Kind   schema.String
	Amount schema.Int
}

func (c *PaymentColumns) Declare() {
	c.ID.PrimaryKey()
	c.Kind.Size(20)
}

type PaymentTable struct {
	orm.TableOf[Payment, int]
	PaymentColumns
}

type CardPaymentTable struct {
	orm.TableOf[CardPayment, int]
	PaymentColumns
	Last4 schema.String
}

type TransferTable struct {
	orm.TableOf[Transfer, int]
	PaymentColumns
	IBAN schema.String
}

var (
	Till     = orm.NewBase()
	Payments = orm.Declare(Till, "till_payment", func(t *PaymentTable) {
		orm.Discriminator(t, t.Kind, "cash")
		orm.Implements[Payable](t)
	})
	CardPayments = orm.SingleTable(Payments, "card", func(t *CardPaymentTable) { t.Last4.Size(4) })
	Transfers    = orm.SingleTable(Payments, "transfer", func(t *TransferTable) { t.IBAN.Size(34) })
)

// Publications have what they do not share in tables of their own.

type Publication struct {
	ID    int
	Kind  string
	Title string
}

type Novel struct {
	Publication
	Pages int
}

type Magazine struct {
	Publication
	Issue  int
	Papers []*Paper
}

type Paper struct {
	ID         int
	Subject    string
	MagazineID int
}

type PublicationColumns struct {
	ID    schema.Int
	Kind  schema.String
	Title schema.String
}

type PublicationTable struct {
	orm.TableOf[Publication, int]
	PublicationColumns
}

type NovelTable struct {
	orm.TableOf[Novel, int]
	PublicationColumns
	Pages schema.Int
}

type MagazineTable struct {
	orm.TableOf[Magazine, int]
	PublicationColumns
	Issue  schema.Int
	Papers orm.Many[Magazine, Paper]
}

type PaperTable struct {
	orm.TableOf[Paper, int]
	ID         schema.Int
	Subject    schema.String
	MagazineID schema.Int
}

var (
	Press        = orm.NewBase()
	Publications = orm.Declare(Press, "press_publication", func(t *PublicationTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(20)
		t.Title.Size(80)
		orm.AbstractDiscriminator(t, t.Kind) // every publication is something else, too
	})
	Novels    = orm.JoinedTable(Publications, "press_novel", "novel", func(t *NovelTable) {})
	Magazines = orm.JoinedTable(Publications, "press_magazine", "magazine", func(t *MagazineTable) {})
	Papers    = orm.Declare(Press, "press_paper", func(t *PaperTable) {
		t.ID.PrimaryKey()
		t.Subject.Size(80)
		t.MagazineID.References(Magazines.ID)
	})
)

// Sensors have nothing in common but their columns.

type Sensor struct {
	ID   int
	Room string
}

type Thermometer struct {
	Sensor
	Celsius float64
}

type Barometer struct {
	Sensor
	Pascal int
}

type SensorColumns struct {
	ID   schema.Int
	Room schema.String
}

func (c *SensorColumns) Declare() {
	c.ID.PrimaryKey()
	c.Room.Size(40)
}

type SensorTable struct {
	orm.TableOf[Sensor, int]
	SensorColumns
}

type ThermometerTable struct {
	orm.TableOf[Thermometer, int]
	SensorColumns
	Celsius schema.Float
}

type BarometerTable struct {
	orm.TableOf[Barometer, int]
	SensorColumns
	Pascal schema.Int
}

var (
	Lab          = orm.NewBase()
	Sensors      = orm.Declare(Lab, "lab_sensor", func(t *SensorTable) { orm.AbstractTable(t) })
	Thermometers = orm.ConcreteTable(Sensors, "lab_thermometer", func(t *ThermometerTable) {})
	Barometers   = orm.ConcreteTable(Sensors, "lab_barometer", func(t *BarometerTable) {})
)

func ExampleSingleTable() {
	ctx, s, done := with(Till)
	defer done()

	s.Add(&Payment{ID: 1, Amount: 5}, &CardPayment{Payment: Payment{ID: 2, Amount: 70}, Last4: "4242"}, &Transfer{Payment: Payment{ID: 3, Amount: 900}, IBAN: "LV80"})
	check(s.Commit(ctx))

	all, err := orm.Select(Payments).OrderBy(Payments.Amount.Desc()).All(ctx, s) // []*Payment
	check(err)
	for _, p := range all {
		if card, ok := orm.As[*CardPayment](s, p); ok {
			fmt.Println(p.Amount, p.Kind, card.Last4)
			continue
		}
		fmt.Println(p.Amount, p.Kind)
	}
	n, err := orm.Select(CardPayments).Where(CardPayments.Amount.Gt(1)).Count(ctx, s) // … AND kind = 'card'
	check(err)
	fmt.Println(n)
	// Output:
	// 900 transfer
	// 70 card 4242
	// 5 cash
	// 1
}

func ExampleAllAs() {
	ctx, s, done := with(Till)
	defer done()

	s.Add(&Payment{ID: 1, Amount: 5}, &CardPayment{Payment: Payment{ID: 2, Amount: 70}, Last4: "4242"})
	check(s.Commit(ctx))

	all, err := orm.AllAs[Payable](ctx, s, orm.Select(Payments).OrderBy(Payments.ID)) // []Payable
	check(err)
	for _, p := range all {
		switch p := p.(type) {
		case *CardPayment:
			fmt.Println("fee of 1 %:", p.Amount/100, p.By())
		default:
			fmt.Println("no fee:", p.By())
		}
	}
	// Output:
	// no fee: cash
	// fee of 1 %: 0 card …4242
}

func ExampleJoinedTable() {
	ctx, s, done := with(Press)
	defer done()

	s.Add(&Novel{Publication: Publication{Title: "Emma"}, Pages: 474}, &Magazine{Publication: Publication{Title: "Nature"}, Issue: 7})
	plan, err := s.Plan(ctx)
	check(err)
	fmt.Println(plan.Statements[0].SQL)
	fmt.Println(plan.Statements[2].SQL)
	check(s.Commit(ctx))

	novel, err := orm.Select(Novels).Where(Novels.Title.Eq("Emma"), Novels.Pages.Gt(400)).One(ctx, s)
	check(err)
	same, err := Publications.Get(ctx, s, novel.ID) // one object for each key
	check(err)
	fmt.Println(&novel.Publication == same)
	// Output:
	// INSERT INTO press_publication (kind, title) VALUES (?, ?) RETURNING id
	// INSERT INTO press_novel (id, pages) VALUES (?, ?)
	// true
}

func ExampleInline() {
	ctx, s, done := with(Press)
	defer done()

	s.Add(&Novel{Publication: Publication{ID: 1, Title: "Emma"}, Pages: 474}, &Magazine{Publication: Publication{ID: 2, Title: "Nature"}, Issue: 7})
	check(s.Commit(ctx))

	// one statement, and conditions on what only some have
	all, err := orm.Select(Publications).With(orm.Inline(Publications, Novels, Magazines)).
		Where(Novels.Pages.Gt(400)).All(ctx, s)
	check(err)
	for _, p := range all {
		fmt.Println(p.Title)
	}
	// Output:
	// Emma
}

func ExampleOfType() {
	ctx, s, done := with(Press)
	defer done()

	s.Add(&Novel{Publication: Publication{ID: 1, Title: "Emma"}}, &Magazine{Publication: Publication{ID: 2, Title: "Nature"}, Papers: []*Paper{{Subject: "DNA"}}})
	check(s.Commit(ctx))
	check(s.Clear())

	all, err := orm.Select(Publications).With(orm.OfType(Publications, orm.SelectIn(Magazines.Papers))).OrderBy(Publications.ID).All(ctx, s)
	check(err)
	for _, p := range all {
		if j, ok := orm.As[*Magazine](s, p); ok {
			fmt.Println(j.Title, j.Papers[0].Subject)
		}
	}
	// Output:
	// Nature DNA
}

func ExampleConcreteTable() {
	ctx, s, done := with(Lab)
	defer done()

	s.Add(&Thermometer{Sensor: Sensor{ID: 1, Room: "b"}, Celsius: 21.5}, &Barometer{Sensor: Sensor{ID: 1, Room: "a"}, Pascal: 101300})
	check(s.Commit(ctx))

	all, err := orm.Select(Sensors).OrderBy(Sensors.Room).All(ctx, s) // UNION ALL over the tables
	check(err)
	for _, x := range all {
		if b, ok := orm.As[*Barometer](s, x); ok {
			fmt.Println(b.Room, b.ID, b.Pascal)
		} else {
			fmt.Println(x.Room, x.ID)
		}
	}
	// Output:
	// a 1 101300
	// b 1
}

func ExampleEachAs() {
	ctx, s, done := with(Till)
	defer done()

	s.Add(&Payment{ID: 1, Amount: 5}, &CardPayment{Payment: Payment{ID: 2, Amount: 70}, Last4: "4242"})
	check(s.Commit(ctx))

	for p, err := range orm.EachAs[Payable](ctx, s, orm.Select(Payments).OrderBy(Payments.ID)) {
		check(err)
		fmt.Println(p.By())
	}
	// Output:
	// cash
	// card …4242
}

func ExampleSession_Execute_tables() {
	ctx, s, done := with(Press)
	defer done()

	r, err := s.Execute(ctx, orm.Insert(Novels, &Novel{Publication: Publication{ID: 1, Title: "Emma"}, Pages: 474}, &Novel{Publication: Publication{ID: 2, Title: "Ulysses"}, Pages: 732}))
	check(err)
	fmt.Println(r.RowCount())
	long, err := orm.FromStatement(ctx, s, Novels, sql.Update(Novels).Set(Novels.Title.Set("long"), Novels.Pages.Set(0)).Where(Novels.Pages.Gt(500)).Returning(Novels))
	check(err)
	fmt.Println(long[0].ID, long[0].Title, long[0].Pages)
	r, err = s.Execute(ctx, sql.Delete(Publications).Where(Publications.Title.Eq("long"))) // from press_novel, too
	check(err)
	fmt.Println(r.RowCount())
	// Output:
	// 2
	// 2 long 0
	// 1
}
