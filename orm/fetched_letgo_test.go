package orm_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Candles stand in sconces and shelves. A trigger writes where into their code, and the
// declaration counts their UPDATEs and computes whether they are free.

type Sconce struct {
	ID      int
	Candles []*Candle
	Tapers  []*Taper
}

type Taper struct {
	ID       int
	Free     bool
	SconceID *int
}

type CandleShelf struct {
	ID      int
	Candles []*Candle
}

type Candle struct {
	ID       int
	Text     string
	Code     *string
	Moves    int
	Free     bool
	SconceID *int
	ShelfID  *int
}

type SconceTable struct {
	orm.TableOf[Sconce, int]
	ID      schema.Int
	Candles orm.Many[Sconce, Candle]
	Tapers  orm.Many[Sconce, Taper]
}

type TaperTable struct {
	orm.TableOf[Taper, int]
	ID       schema.Int
	Free     schema.Bool
	SconceID schema.NullInt
}

type CandleShelfTable struct {
	orm.TableOf[CandleShelf, int]
	ID      schema.Int
	Candles orm.Many[CandleShelf, Candle]
}

type CandleTable struct {
	orm.TableOf[Candle, int]
	ID       schema.Int
	Text     schema.String
	Code     schema.NullString
	Moves    schema.Int
	Free     schema.Bool
	SconceID schema.NullInt
	ShelfID  schema.NullInt
}

var (
	Lights        = orm.NewBase()
	Sconces       = orm.Declare(Lights, "light_sconce", func(t *SconceTable) { t.ID.PrimaryKey() })
	CandleShelves = orm.Declare(Lights, "light_shelf", func(t *CandleShelfTable) { t.ID.PrimaryKey() })
	Tapers        = orm.Declare(Lights, "light_taper", func(t *TaperTable) {
		t.ID.PrimaryKey()
		t.Free.Stored(t.SconceID.IsNull())
		t.SconceID.References(Sconces.ID).Index()
	})
	Candles = orm.Declare(Lights, "light_candle", func(t *CandleTable) {
		t.ID.PrimaryKey()
		t.Text.Size(40)
		t.Code.Size(60).Fetched()
		t.Moves.Default(0).OmitZero().OnUpdateExpr(t.Moves.Add(1))
		t.Free.Stored(t.SconceID.IsNull())
		t.SconceID.References(Sconces.ID).Index()
		t.ShelfID.References(CandleShelves.ID, schema.OnDelete(schema.SetNull)).Index()
	})
)

func candleTriggers(t *testing.T, ctx context.Context, eng *engine.Engine) {
	t.Helper()
	for _, text := range map[string][]sql.SQL{
		"sqlite": {
			"CREATE TRIGGER light_in AFTER INSERT ON light_candle FOR EACH ROW BEGIN UPDATE light_candle SET code = upper(NEW.text) || coalesce(NEW.sconce_id, '-') || coalesce(NEW.shelf_id, '-') WHERE id = NEW.id; END",
			"CREATE TRIGGER light_up AFTER UPDATE OF text, sconce_id, shelf_id ON light_candle FOR EACH ROW BEGIN UPDATE light_candle SET code = upper(NEW.text) || coalesce(NEW.sconce_id, '-') || coalesce(NEW.shelf_id, '-') WHERE id = NEW.id; END"},
		"postgresql": {
			"CREATE OR REPLACE FUNCTION light_in() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN NEW.code = upper(NEW.text) || coalesce(NEW.sconce_id::text, ''-'') || coalesce(NEW.shelf_id::text, ''-''); RETURN NEW; END'",
			"CREATE TRIGGER light_in BEFORE INSERT OR UPDATE ON light_candle FOR EACH ROW EXECUTE FUNCTION light_in()"},
		"mysql": {
			"CREATE TRIGGER light_in BEFORE INSERT ON light_candle FOR EACH ROW SET NEW.code = concat(upper(NEW.text), coalesce(NEW.sconce_id, '-'), coalesce(NEW.shelf_id, '-'))",
			"CREATE TRIGGER light_up BEFORE UPDATE ON light_candle FOR EACH ROW SET NEW.code = concat(upper(NEW.text), coalesce(NEW.sconce_id, '-'), coalesce(NEW.shelf_id, '-'))"},
	}[eng.Dialect().Name()] {
		r, err := eng.Execute(ctx, sql.Text(text))
		must(t, err)
		must(t, r.Close())
	}
}

// candlesAre compares memory with the database.
func candlesAre(t *testing.T, ctx context.Context, eng *engine.Engine, cs []*Candle) {
	t.Helper()
	fresh := orm.NewSession(eng)
	defer fresh.Close()
	show := func(c *Candle) string {
		code, sconce, shelf := "", 0, 0
		if c.Code != nil {
			code = *c.Code
		}
		if c.SconceID != nil {
			sconce = *c.SconceID
		}
		if c.ShelfID != nil {
			shelf = *c.ShelfID
		}
		return fmt.Sprint(c.ID, " ", c.Text, " ", code, " ", c.Moves, " ", c.Free, " ", sconce, " ", shelf)
	}
	for _, c := range cs {
		is, err := Candles.Get(ctx, fresh, c.ID)
		must(t, err)
		if show(is) != show(c) {
			t.Errorf("the database has %s\nand memory %s", show(is), show(c))
		}
	}
}

// TestLetGoChildrenHoldWhatTheDatabaseMade lets go of children in each way that there is.
func TestLetGoChildrenHoldWhatTheDatabaseMade(t *testing.T) {
	each(t, Lights, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		candleTriggers(t, ctx, eng)
		for name, let := range map[string]func(s *orm.Session, c *Sconce, h *CandleShelf){
			"removed": func(_ *orm.Session, c *Sconce, h *CandleShelf) {
				c.Tapers = nil
				c.Candles, h.Candles = c.Candles[:1], h.Candles[:1]
			},
			"sconce is deleted": func(s *orm.Session, c *Sconce, _ *CandleShelf) { s.Delete(c) },
			"shelf is deleted":  func(s *orm.Session, _ *Sconce, h *CandleShelf) { s.Delete(h) },
			"both and a change": func(s *orm.Session, c *Sconce, h *CandleShelf) {
				c.Candles[0].Text = "new"
				s.Delete(c)
				s.Delete(h)
			},
			"by a statement": func(s *orm.Session, c *Sconce, h *CandleShelf) {
				for _, stmt := range []sql.Statement{sql.Update(Candles).Set(Candles.SconceID.SetNull()).Where(Candles.SconceID.Eq(c.ID)), sql.Delete(CandleShelves).Where(CandleShelves.ID.Eq(h.ID))} {
					r, err := s.Execute(ctx, stmt)
					must(t, err)
					must(t, r.Close())
				}
			},
		} {
			s := orm.NewSession(eng)
			c, h := &Sconce{}, &CandleShelf{}
			all := make([]*Candle, 40)
			for i := range all {
				all[i] = &Candle{Text: fmt.Sprint("t", i)}
				if i%3 != 0 {
					c.Candles = append(c.Candles, all[i])
				}
				if i%3 != 1 {
					h.Candles = append(h.Candles, all[i])
				}
			}
			taper := &Taper{}
			c.Tapers = []*Taper{taper}
			s.Add(c, h)
			must(t, s.Commit(ctx))
			candlesAre(t, ctx, eng, all)
			let(s, c, h)
			must(t, s.Commit(ctx))
			if taper.Free != (taper.SconceID == nil) {
				t.Error(name, *taper)
			}
			t.Run(name, func(t *testing.T) { candlesAre(t, ctx, eng, all) })
			must(t, s.Close())
		}
	})
}
