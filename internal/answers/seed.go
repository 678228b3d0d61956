package answers

import (
	"time"

	"github.com/aludel/aludel/sql"
)

// sql1 is what the database puts into widgets.rev.
var sql1 = sql.Val(1)

func day(y int, m time.Month, d int) time.Time { return time.Date(y, m, d, 0, 0, 0, 0, time.UTC) }

// Seed are the statements that fill the tables, in order.
func Seed() []sql.Statement {
	u, a, o, p, i, n, w := Users, Addresses, Orders, Products, OrderItems, Nodes, Widgets
	return []sql.Statement{
		sql.Insert(u).Values(u.ID.Set(1), u.Name.Set("ed"), u.Fullname.Set("Ed Jones"), u.Age.Set(30), u.Active.Set(true), u.Balance.Set("100.50"),
			u.CreatedAt.Set(time.Date(2024, 1, 2, 3, 4, 5, 0, time.UTC))),
		sql.Insert(u).Values(u.ID.Set(2), u.Name.Set("wendy"), u.Fullname.Set("Wendy Williams"), u.Age.Set(25), u.Active.Set(true), u.Balance.Set("0.00"),
			u.CreatedAt.Set(day(2024, 2, 29)), u.ManagerID.Set(1)),
		sql.Insert(u).Values(u.ID.Set(3), u.Name.Set("mary"), u.Active.Set(false), u.Balance.Set("-12.25"), u.ManagerID.Set(1)),
		sql.Insert(u).Values(u.ID.Set(4), u.Name.Set("fred"), u.Fullname.Set("Fred_100%"), u.Age.Set(41),
			u.CreatedAt.Set(time.Date(2023, 12, 31, 23, 59, 59, 0, time.UTC)), u.ManagerID.Set(2)),
		sql.Insert(a).
			Values(a.ID.Set(1), a.UserID.Set(1), a.Email.Set("ed@example.com")).
			Values(a.ID.Set(2), a.UserID.Set(1), a.Email.Set("ed@work.com")).
			Values(a.ID.Set(3), a.UserID.Set(2), a.Email.Set("wendy@example.com")).
			Values(a.ID.Set(4), a.UserID.Set(4), a.Email.Set("fred@home.net")),
		sql.Insert(o).Values(o.ID.Set(1), o.UserID.Set(1), o.Total.Set("20.00"), o.Status.Set("paid"), o.PlacedOn.Set(day(2024, 1, 5)), o.Note.Set("first")),
		sql.Insert(o).Values(o.ID.Set(2), o.UserID.Set(1), o.Total.Set("35.50"), o.Status.Set("open"), o.PlacedOn.Set(day(2024, 1, 9))),
		sql.Insert(o).Values(o.ID.Set(3), o.UserID.Set(2), o.Total.Set("12.25"), o.Status.Set("paid"), o.PlacedOn.Set(day(2024, 2, 1)), o.Note.Set("gift")),
		sql.Insert(o).Values(o.ID.Set(4), o.Total.Set("99.99"), o.Status.Set("void"), o.Note.Set("guest")),
		sql.Insert(p).Values(p.ID.Set(1), p.Sku.Set("A-1"), p.Name.Set("anvil"), p.Price.Set(10.5), p.Stock.Set(3),
			p.Meta.Set(map[string]any{"color": "grey", "dims": map[string]any{"w": 10, "h": 4}, "tags": []string{"heavy", "iron"}})),
		sql.Insert(p).Values(p.ID.Set(2), p.Sku.Set("B-2"), p.Name.Set("bolt"), p.Price.Set(0.25), p.Stock.Set(1000),
			p.Meta.Set(map[string]any{"color": nil, "dims": map[string]any{"w": 1}})),
		sql.Insert(p).Values(p.ID.Set(3), p.Sku.Set("C-3"), p.Name.Set("crate"), p.Price.Set(4), p.Stock.Set(0)),
		sql.Insert(i).
			Values(i.OrderID.Set(1), i.ProductID.Set(1), i.Qty.Set(1), i.UnitPrice.Set(10.5)).
			Values(i.OrderID.Set(1), i.ProductID.Set(2), i.Qty.Set(38), i.UnitPrice.Set(0.25)).
			Values(i.OrderID.Set(2), i.ProductID.Set(3), i.Qty.Set(2), i.UnitPrice.Set(4)).
			Values(i.OrderID.Set(3), i.ProductID.Set(2), i.Qty.Set(49), i.UnitPrice.Set(0.25)),
		sql.Insert(n).Values(n.ID.Set(1), n.Label.Set("root")),
		sql.Insert(n).Values(n.ID.Set(2), n.ParentID.Set(1), n.Label.Set("a")),
		sql.Insert(n).Values(n.ID.Set(3), n.ParentID.Set(1), n.Label.Set("b")),
		sql.Insert(n).Values(n.ID.Set(4), n.ParentID.Set(2), n.Label.Set("a1")),
		sql.Insert(Audit).Values(Audit.ID.Set(1), Audit.At.Set(time.Date(2024, 5, 1, 12, 0, 0, 0, time.UTC)), Audit.Kind.Set("create"), Audit.Payload.Set([]byte{0, 1}),
			Audit.Ref.Set([16]byte{0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78, 0x12, 0x34, 0x56, 0x78}), Audit.Took.Set(90*time.Second)),
		sql.Insert(Audit).Values(Audit.ID.Set(2)),
		sql.Insert(Quirks).
			Values(Quirks.Select.Set(1), Quirks.MixedCase.Set("aB"), Quirks.Group.Set("g1"), Quirks.Pct.Set(50), Quirks.WithSpace.Set("s p"), Quirks.Plain.Set(7)),
		sql.Insert(Quirks).Values(Quirks.Select.Set(2), Quirks.MixedCase.Set("cD"), Quirks.Group.Set("g2"), Quirks.Pct.Set(75), Quirks.Plain.Set(8)),
		sql.Insert(w).Values(w.ID.Set(1), w.Name.Set("w1"), w.Code.Set("k"), w.Created.Set(day(2024, 1, 1)), w.Touched.SetNull(), w.Rev.Set(1)),
		sql.Insert(T1).Values(T1.ID.Set(1), T1.X.Set(7), T1.Y.Set(2), T1.Name.Set("one"), T1.Flag.Set(true)),
		sql.Insert(T1).Values(T1.ID.Set(2), T1.X.Set(-7), T1.Y.Set(2), T1.Name.Set("two"), T1.Flag.Set(false)),
		sql.Insert(T1).Values(T1.ID.Set(3), T1.Y.Set(5)),
		sql.Insert(T2).Values(T2.ID.Set(1), T2.T1ID.Set(1), T2.Z.Set(10), T2.Name.Set("one")),
		sql.Insert(T2).Values(T2.ID.Set(2), T2.T1ID.Set(1), T2.Z.Set(20), T2.Name.Set("uno")),
		sql.Insert(T2).Values(T2.ID.Set(3), T2.T1ID.Set(2)),
	}
}

// PgSeed are the statements that fill the tables that only PostgreSQL has.
func PgSeed() []sql.Statement {
	return []sql.Statement{
		sql.Text(`INSERT INTO pgx (id, tags, nums, grid, doc, attrs, ip) VALUES (1, '{a,b}', '{1,2,3}', '{{1,2},{3,4}}',
			'{"k": {"n": 5}, "list": [1, 2], "s": "x", "null": null}', 'c=>red, s=>L', '10.0.0.5')`),
		sql.Text(`INSERT INTO pgx (id, tags) VALUES (2, '{}')`),
	}
}
