// Command optimisticlocking sells the seats of a hall to many at once, without a lock.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log"
	"os"
	"sync"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

// A Show has seats left. Its version is in the WHERE of each UPDATE.
type Show struct {
	ID      int
	Title   string
	Left    int
	Version int
	Tickets []*Ticket
}

// A Ticket is a seat that was sold. No seat is sold twice, says the database as well.
type Ticket struct {
	ID     int
	ShowID int
	Seat   int
	Buyer  string
	Show   *Show `json:"-"`
}

// ShowTable holds shows.
type ShowTable struct {
	orm.TableOf[Show, int]
	ID      schema.Int
	Title   schema.String
	Left    schema.Int
	Version schema.Int
	Tickets orm.Many[Show, Ticket]
}

// TicketTable holds tickets.
type TicketTable struct {
	orm.TableOf[Ticket, int]
	ID     schema.Int
	ShowID schema.Int
	Seat   schema.Int
	Buyer  schema.String
	Show   orm.One[Ticket, Show]
}

// Base holds the tables.
var Base = orm.NewBase()

// The tables.
var (
	Shows = orm.Declare(Base, "locking_show", func(t *ShowTable) {
		t.ID.PrimaryKey()
		t.Title.Size(50)
		t.Check(t.Left.Ge(0)).Named("ck_locking_left")
		orm.Version(t, t.Version)
	})
	Tickets = orm.Declare(Base, "locking_ticket", func(t *TicketTable) {
		t.ID.PrimaryKey()
		t.ShowID.References(Shows.ID)
		t.Buyer.Size(50)
		t.UniqueOn(t.ShowID, t.Seat)
		t.Show.Inverse(Shows.Tickets)
	})
)

var errSoldOut = errors.New("sold out")

// buy sells one seat: it reads the show, takes the highest seat that is left, and writes
// both. Who was faster makes the version another one, and then all is done again.
func buy(ctx context.Context, eng *engine.Engine, show int, buyer string) (seat, tries int, err error) {
	for tries = 1; ; tries++ {
		err = func() error {
			s := orm.NewSession(eng)
			defer s.Close()
			x, err := Shows.Get(ctx, s, show) // outside of a transaction: nothing is locked while one thinks
			if err != nil {
				return err
			}
			if x.Left == 0 {
				return errSoldOut
			}
			seat = x.Left
			x.Left--
			x.Tickets = append(x.Tickets, &Ticket{Seat: seat, Buyer: buyer})
			return s.Commit(ctx)
		}()
		var stale *orm.StaleDataError
		switch {
		case errors.As(err, &stale), errors.Is(err, driver.ErrUnique), errors.Is(err, driver.ErrRetryable):
			continue // somebody was faster: look again
		}
		return seat, tries, err
	}
}

func main() {
	if err := run(context.Background(), os.Stdout, "sqlite://?vfs=memdb"); err != nil {
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
	const seats, buyers, each = 40, 8, 6
	show := &Show{Title: "premiere", Left: seats}
	if err := orm.Begin(ctx, eng, func(s *orm.Session) error { s.Add(show); return nil }); err != nil {
		return err
	}

	var mu sync.Mutex // guards what follows
	var wg sync.WaitGroup
	sold, refused, failed := map[int]string{}, 0, []error{}
	for i := range buyers {
		wg.Go(func() {
			buyer := fmt.Sprint("buyer ", i)
			for range each {
				seat, _, err := buy(ctx, eng, show.ID, buyer)
				mu.Lock()
				switch {
				case errors.Is(err, errSoldOut):
					refused++
				case err != nil:
					failed = append(failed, err)
				case sold[seat] != "":
					failed = append(failed, fmt.Errorf("seat %d was sold to %s and to %s", seat, sold[seat], buyer))
				default:
					sold[seat] = buyer
				}
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if err := errors.Join(failed...); err != nil {
		return err
	}
	fmt.Fprintf(w, "%d wanted a seat, %d have one, %d were told that it is sold out\n", buyers*each, len(sold), refused)

	s := orm.NewSession(eng)
	defer s.Close()
	x, err := orm.Select(Shows).With(orm.SelectIn(Shows.Tickets)).One(ctx, s)
	if err != nil {
		return err
	}
	right := 0
	for _, t := range x.Tickets {
		if sold[t.Seat] == t.Buyer {
			right++
		}
	}
	fmt.Fprintf(w, "the database has %d tickets, %d of those who were told so; %d seats are left\n", len(x.Tickets), right, x.Left)
	fmt.Fprintf(w, "the show was written %d times\n", x.Version)

	// A form that was open for long: the version that it began with is checked, too.
	began := x.Version - 1
	var stale *orm.StaleDataError
	fmt.Fprintf(w, "an old form is refused: %t\n", errors.As(orm.ExpectVersion(s, x, began), &stale))
	return nil
}
