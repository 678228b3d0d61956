package orm_test

import (
	"context"
	stdsql "database/sql"
	"testing"
	"time"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Entities of every kind: keys that are not one integer, mixins, value objects,
// nullable values of both forms, documents, unexported fields, columns whose names
// could hide something of ours.

type (
	UserID int64
	UUID   [16]byte
	Status string
	Money  struct {
		Amount   int
		Currency string
	}
	Prefs struct{ Theme string }
)

type MoneyColumns struct {
	orm.Composite[Money]
	Amount   schema.Int
	Currency schema.String
}

type Audit struct {
	CreatedAt time.Time
	UpdatedAt *time.Time
}

type AuditColumns struct {
	CreatedAt schema.Time
	UpdatedAt schema.NullTime
}

var testNow = func() time.Time { return time.Date(2026, 5, 4, 3, 2, 1, 0, time.UTC) }

func (a *AuditColumns) Declare() {
	a.CreatedAt.DefaultFunc(func() time.Time { return testNow() })
	a.UpdatedAt.OnUpdateFunc(func() time.Time { return testNow().Add(time.Hour) })
}

type User struct {
	Audit
	ID      UserID
	Token   UUID
	Email   string
	Balance Money
	Active  bool
	Score   stdsql.Null[float64]
	Prefs   Prefs
	Doc     map[string]any
	Photo   []byte
	Level   int
	Status  Status
	secret  string
	Cached  int
	Members []*Membership
}

type UserTable struct {
	orm.TableOf[User, UserID]
	AuditColumns
	ID      schema.Col[UserID]
	Token   schema.UUID[UUID]
	Email   schema.String
	Balance MoneyColumns
	Active  schema.Bool
	Score   schema.NullFloat
	Prefs   schema.JSON[Prefs]
	Doc     schema.JSON[map[string]any]
	Photo   schema.Bytes
	Level   schema.Int
	Status  schema.Text[Status]
	Secret  schema.String
	Members orm.Many[User, Membership]
}

type Group struct {
	Code    string
	Members []*Membership
}

type GroupTable struct {
	orm.TableOf[Group, string]
	Code    schema.String
	Members orm.Many[Group, Membership]
}

type MembershipKey struct {
	GroupCode string
	UserID    UserID
}

type Membership struct {
	UserID    UserID
	GroupCode string
	Since     time.Time
	User      *User
	Group     *Group
}

type MembershipTable struct {
	orm.TableOf[Membership, MembershipKey]
	UserID    schema.Col[UserID]
	GroupCode schema.String
	Since     schema.LocalTime
	User      orm.One[Membership, User]
	Group     orm.One[Membership, Group]
}

type Token struct {
	ID   UUID
	Note *string
}

type TokenTable struct {
	orm.TableOf[Token, UUID]
	ID   schema.UUID[UUID]
	Note schema.NullString
}

type UserName struct{ Email string }

type UserNameView struct {
	orm.ViewOf[UserName]
	Email schema.String
}

var Kinds = orm.NewBase()

// Memberships are declared before what they refer to.
var Memberships = orm.Declare(Kinds, "orm_membership", func(t *MembershipTable) {
	t.UserID.PrimaryKey().References(orm.Later(func(u *UserTable) schema.Col[UserID] { return u.ID }), schema.OnDelete(schema.Cascade))
	t.GroupCode.Size(20).PrimaryKey()
	t.GroupCode.References(orm.Later(func(g *GroupTable) schema.String { return g.Code }))
})

var Users = orm.Declare(Kinds, "orm_user", func(t *UserTable) {
	t.ID.PrimaryKey().Autoincrement()
	t.Email.Size(200).Unique()
	t.Balance.Currency.Size(3)
	t.Active.Default(true).InNew()
	t.Level.Default(7).OmitZero()
	t.Status.Size(10).ServerDefault(sql.Val(Status("fresh"))).OmitZero()
	t.Secret.Size(20).Named("hidden")
	orm.Ignore(t, "Cached")
})

var Groups = orm.Declare(Kinds, "orm_group", func(t *GroupTable) { t.Code.Size(20).PrimaryKey() })

var Tokens = orm.Declare(Kinds, "orm_token", func(t *TokenTable) {
	t.Note.Size(20)
	t.ID.PrimaryKey().DefaultFunc(func() UUID { return UUID{1, 2, 3} })
})

var UserNames = orm.Declare(Kinds, "orm_user", func(t *UserNameView) {})

func init() {
	Users.Members.Inverse(Memberships.User)
	Memberships.Group.Inverse(Groups.Members)
}

func TestEntitiesOfEveryKind(t *testing.T) {
	each(t, Kinds, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		u, err := orm.New(Users)
		must(t, err)
		if !u.Active {
			t.Fatal("InNew")
		}
		u.Email, u.Token, u.Balance, u.Prefs, u.secret, u.Cached = "a@b", UUID{9}, Money{12, "EUR"}, Prefs{"dark"}, "s", 5
		u.Doc, u.Photo = map[string]any{"k": 1.0}, []byte{0, 1}
		u.Score = stdsql.Null[float64]{V: 1.5, Valid: true}
		g := &Group{Code: "admins"}
		m := &Membership{User: u, Group: g, Since: time.Date(2026, 1, 2, 3, 4, 5, 0, time.UTC)}
		tok := &Token{}
		s.Add(m, tok)
		must(t, s.Commit(ctx))
		if m.UserID != u.ID || u.ID == 0 || m.GroupCode != "admins" || tok.ID != (UUID{1, 2, 3}) || u.Level != 7 || u.Status != "fresh" || !u.CreatedAt.Equal(testNow()) {
			t.Fatalf("%+v %+v", u, m)
		}
		if len(u.Members) != 1 || u.Members[0] != m || len(g.Members) != 1 {
			t.Fatal("collections of new parents follow", u.Members)
		}
		s2 := orm.NewSession(eng)
		defer s2.Close()
		v, err := Users.Get(ctx, s2, u.ID)
		must(t, err)
		if v.Token != u.Token || v.Balance != u.Balance || v.Prefs != u.Prefs || v.secret != "s" || v.Cached != 0 || v.Doc["k"] != 1.0 || string(v.Photo) != "\x00\x01" || v.Score != u.Score || v.UpdatedAt != nil {
			t.Fatalf("%+v", v)
		}
		sent.take()
		must(t, s2.Flush(ctx))
		if got := sent.take(); got != nil {
			t.Fatal("nothing was changed", got)
		}
		v.Doc["k"], v.Photo[1], v.Balance.Amount, v.Score = 2.0, 7, 13, stdsql.Null[float64]{}
		v.Cached = 9 // ignored
		must(t, s2.Commit(ctx))
		if got := sent.take(); len(got) != 1 || v.UpdatedAt == nil || !v.UpdatedAt.Equal(testNow().Add(time.Hour)) {
			t.Fatal(got, v.UpdatedAt)
		}
		x, err := orm.Select(Users).Where(Users.Balance.Eq(Money{13, "EUR"})).With(orm.Joined(Users.Members, orm.Joined(Memberships.Group))).One(ctx, s)
		must(t, err)
		if x != u || x.Doc["k"] != 2.0 || x.Photo[1] != 7 || x.Score.Valid || x.Members[0].Group != g {
			t.Fatalf("%+v", x)
		}
		got, err := Memberships.Get(ctx, s2, MembershipKey{"admins", u.ID})
		must(t, err)
		gg, err := Memberships.Group.Of(ctx, s2, got)
		must(t, err)
		uu, err := Memberships.User.Of(ctx, s2, got)
		must(t, err)
		if gg.Code != "admins" || uu != v || !got.Since.Equal(m.Since) {
			t.Fatalf("%+v", got)
		}
		if tk, err := Tokens.Get(ctx, s2, UUID{1, 2, 3}); err != nil || tk.Note != nil {
			t.Fatal(err)
		}
		names, err := orm.Select(UserNames).All(ctx, s2)
		must(t, err)
		if len(names) != 1 || names[0].Email != "a@b" {
			t.Fatal(names)
		}
		s2.Delete(v)
		must(t, s2.Commit(ctx))
		if n, _ := orm.Select(Memberships).Count(ctx, s2); n != 0 {
			t.Fatal("ON DELETE CASCADE", n)
		}
		if _, found, _ := orm.Lookup(ctx, s2, Memberships, MembershipKey{"admins", u.ID}); found {
			t.Fatal("the session still has what the cascade deleted")
		}
	})
}

func TestManyRowsGoTogether(t *testing.T) {
	each(t, Kinds, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		for i := range 700 {
			s.Add(&Group{Code: time.Duration(i).String()})
		}
		must(t, s.Commit(ctx))
		want := 2
		if eng.Dialect().Features().ArrayRows {
			want = 1
		}
		if got := sent.take(); len(got) != want {
			t.Fatal(len(got), "statements")
		}
		n, err := engine.One(ctx, eng, sql.Select1(sql.Count()).From(Groups))
		must(t, err)
		stmt := orm.Insert(Groups, &Group{Code: "x"}, &Group{Code: "y"})
		if _, err := eng.Execute(ctx, stmt); err != nil || n != 700 {
			t.Fatal(err, n)
		}
		gs, err := orm.Select(Groups).All(ctx, s)
		must(t, err)
		if len(gs) != 702 {
			t.Fatal(len(gs))
		}
		for _, g := range gs {
			s.Delete(g)
		}
		must(t, s.Commit(ctx))
		if n, err := orm.Select(Groups).Count(ctx, s); err != nil || n != 0 || s.Len() != 0 {
			t.Fatal(n, err, s.Len())
		}
	})
}

// Node has a column for every name that could hide one of ours.
type Node struct {
	Columns                                                                                                                      string
	ID                                                                                                                           int
	ParentID                                                                                                                     *int
	Check                                                                                                                        string
	Item                                                                                                                         int
	Name, Get, Table, Key, Select, Source, Target, Index, Alias, Reads, Where, Query, Node, Expr, String, Handle, TableFor, Type string
	Parent                                                                                                                       *Node
	Children                                                                                                                     []*Node
}

type NodeMixin struct {
	Check schema.String // at the depth of TableOf.Check
	Item  schema.Int
}

type NodeTable struct {
	orm.TableOf[Node, int]
	NodeMixin
	ID                                                     schema.Int
	ParentID                                               schema.NullInt
	Name, Get, Table, Columns, Key, Select, Source, Target schema.String
	Index, Alias, Reads, Where, Query, Node, Expr, String  schema.String
	Handle, TableFor, Type                                 schema.String
	Parent                                                 orm.One[Node, Node]
	Children                                               orm.Many[Node, Node]
}

var Clash = orm.NewBase()

var Nodes = orm.Declare(Clash, "orm_node", func(t *NodeTable) {
	t.ID.PrimaryKey()
	t.ParentID.References(t.ID)
	t.Parent.Inverse(t.Children)
	t.TableOf.Check(t.NodeMixin.Item.Ge(0)).Named("ck_orm_node")
	for _, c := range []schema.String{t.Name, t.Get, t.Table, t.Columns, t.Key, t.Select, t.Source, t.Target, t.Index, t.Alias, t.Reads, t.Where, t.Query, t.Node, t.Expr, t.String, t.Handle, t.TableFor, t.Type, t.NodeMixin.Check} {
		c.Size(20)
	}
})

func TestNoColumnHidesAnything(t *testing.T) {
	each(t, Clash, func(t *testing.T, ctx context.Context, eng *engine.Engine, sent *echo) {
		s := orm.NewSession(eng)
		defer s.Close()
		s.Add(&Node{Name: "root", Get: "g", Node: "n", Children: []*Node{{Name: "kid"}}})
		must(t, s.Commit(ctx))
		n, err := orm.Select(Nodes).Where(Nodes.Get.Eq("g"), Nodes.Node.Eq("n"), Nodes.Select.Eq("")).One(ctx, s)
		must(t, err)
		m, err := orm.Get(ctx, s, Nodes, n.ID)
		must(t, err)
		k, err := Nodes.TableOf.Get(ctx, s, n.Children[0].ID)
		must(t, err)
		if m != n || k.Parent != n {
			t.Fatal(m, k)
		}
		// a recursive CTE with the table's own shape
		tree := sql.WithRecursive("tree", sql.Select2(Nodes.ID, Nodes.Name).Where(Nodes.ParentID.IsNull()),
			func(self *sql.CTE) sql.Query[sql.Row2[int, string]] {
				t := orm.From(Nodes, self)
				return sql.Select2(Nodes.ID, Nodes.Name).Join(self, sql.Eq(Nodes.ParentID, t.ID))
			})
		names, err := engine.All(ctx, eng, sql.Select1(orm.From(Nodes, tree).Name))
		must(t, err)
		if len(names) != 2 {
			t.Fatal(names)
		}
	})
}
