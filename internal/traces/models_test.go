package traces

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The models of the recorded set.

var Base = orm.NewBase()

type User struct {
	ID        int
	Name      string
	Nick      *string
	Addresses []*Address
}

type Address struct {
	ID     int
	Email  string
	UserID *int
	User   *User
}

type UserTable struct {
	orm.TableOf[User, int]
	ID        schema.Int
	Name      schema.String
	Nick      schema.NullString
	Addresses orm.Many[User, Address]
}

type AddressTable struct {
	orm.TableOf[Address, int]
	ID     schema.Int
	Email  schema.String
	UserID schema.NullInt
	User   orm.One[Address, User]
}

var (
	Users = orm.Declare(Base, "users", func(t *UserTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.Nick.Size(40)
	})
	Addresses = orm.Declare(Base, "addresses", func(t *AddressTable) {
		t.ID.PrimaryKey()
		t.Email.Size(60).Unique()
		t.UserID.References(Users.ID)
		t.User.Inverse(Users.Addresses)
		Users.Addresses.OrderBy(t.ID)
	})
)

// Parent owns what it holds.
type Parent struct {
	ID   int
	Name string
	Kids []*Kid
}

type Kid struct {
	ID       int
	Name     string
	ParentID int
	Parent   *Parent
}

type ParentTable struct {
	orm.TableOf[Parent, int]
	ID   schema.Int
	Name schema.String
	Kids orm.Many[Parent, Kid]
}

type KidTable struct {
	orm.TableOf[Kid, int]
	ID       schema.Int
	Name     schema.String
	ParentID schema.Int
	Parent   orm.One[Kid, Parent]
}

var (
	Parents = orm.Declare(Base, "parent", func(t *ParentTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.Kids.Cascade(orm.CascadeDeleteOrphan)
	})
	Kids = orm.Declare(Base, "kid", func(t *KidTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.ParentID.References(Parents.ID)
		t.Parent.Inverse(Parents.Kids)
		Parents.Kids.OrderBy(t.ID)
	})
)

// Node is a tree.
type Node struct {
	ID       int
	Name     string
	ParentID *int
	Children []*Node
	Parent   *Node
}

type NodeTable struct {
	orm.TableOf[Node, int]
	ID       schema.Int
	Name     schema.String
	ParentID schema.NullInt
	Children orm.Many[Node, Node]
	Parent   orm.One[Node, Node]
}

var Nodes = orm.Declare(Base, "node", func(t *NodeTable) {
	t.ID.PrimaryKey()
	t.Name.Size(20)
	t.ParentID.References(t.ID)
	t.Parent.Inverse(t.Children)
	t.Children.Cascade(orm.CascadeDelete).OrderBy(t.ID)
})

type Post struct {
	ID    int
	Title string
	Kws   []*Kw
}

type Kw struct {
	ID    int
	Word  string
	Posts []*Post
}

type PostTable struct {
	orm.TableOf[Post, int]
	ID    schema.Int
	Title schema.String
	Kws   orm.Many[Post, Kw]
}

type KwTable struct {
	orm.TableOf[Kw, int]
	ID    schema.Int
	Word  schema.String
	Posts orm.Many[Kw, Post]
}

var (
	Posts = orm.Declare(Base, "post", func(t *PostTable) { t.ID.PrimaryKey(); t.Title.Size(20) })
	Kws   = orm.Declare(Base, "kw", func(t *KwTable) {
		t.ID.PrimaryKey()
		t.Word.Size(20)
		Posts.Kws.Through(postKw).Inverse(t.Posts).OrderBy(t.ID)
	})
	postKw = schema.NewTable(Base.MetaData(), "post_kw",
		schema.Column("post_id", sqltype.Integer, schema.References("post.id"), schema.PrimaryKey),
		schema.Column("kw_id", sqltype.Integer, schema.References("kw.id"), schema.PrimaryKey))
)

// Doc has a version.
type Doc struct {
	ID   int
	Body string
	Ver  int
}

type DocTable struct {
	orm.TableOf[Doc, int]
	ID   schema.Int
	Body schema.String
	Ver  schema.Int
}

var Docs = orm.Declare(Base, "doc", func(t *DocTable) {
	t.ID.PrimaryKey()
	t.Body.Size(20)
	orm.Version(t, t.Ver)
})

// Country has a natural key, which the session passes on.
type Country struct {
	Code   string
	Cities []*City
}

type City struct {
	ID int
	Cc *string
}

type CountryTable struct {
	orm.TableOf[Country, string]
	Code   schema.String
	Cities orm.Many[Country, City]
}

type CityTable struct {
	orm.TableOf[City, int]
	ID schema.Int
	Cc schema.NullString
}

var (
	// Geo is for databases that have deferrable constraints.
	Geo       = orm.NewBase()
	Countries = orm.Declare(Geo, "country", func(t *CountryTable) { t.Code.Size(3).PrimaryKey() })
	Cities    = orm.Declare(Geo, "city", func(t *CityTable) {
		t.ID.PrimaryKey()
		t.Cc.Size(3).References(Countries.Code, schema.Deferrable, schema.Initially("DEFERRED"))
		Countries.Cities.OrderBy(t.ID)
	})
)

// Team and Player refer to each other.
type Team struct {
	ID        int
	CaptainID *int
	Captain   *Player
	Players   []*Player
}

type Player struct {
	ID     int
	Name   string
	TeamID *int
	Team   *Team
}

type TeamTable struct {
	orm.TableOf[Team, int]
	ID        schema.Int
	CaptainID schema.NullInt
	Captain   orm.One[Team, Player]
	Players   orm.Many[Team, Player]
}

type PlayerTable struct {
	orm.TableOf[Player, int]
	ID     schema.Int
	Name   schema.String
	TeamID schema.NullInt
	Team   orm.One[Player, Team]
}

var (
	Teams = orm.Declare(Base, "team", func(t *TeamTable) {
		t.ID.PrimaryKey()
		t.CaptainID.References(orm.Later(func(p *PlayerTable) schema.Int { return p.ID }), schema.UseAlter)
		t.Captain.ForeignKey(t.CaptainID).PostUpdate()
	})
	Players = orm.Declare(Base, "player", func(t *PlayerTable) {
		t.ID.PrimaryKey()
		t.Name.Size(20)
		t.TeamID.References(Teams.ID)
		t.Team.ForeignKey(t.TeamID).Inverse(Teams.Players)
		Teams.Players.ForeignKey(t.TeamID)
	})
)

// Cyc1 and Cyc2 do too, and nothing breaks the circle.
type Cyc1 struct {
	ID      int
	OtherID *int
	Other   *Cyc2
}

type Cyc2 struct {
	ID      int
	OtherID *int
	Other   *Cyc1
}

type Cyc1Table struct {
	orm.TableOf[Cyc1, int]
	ID      schema.Int
	OtherID schema.NullInt
	Other   orm.One[Cyc1, Cyc2]
}

type Cyc2Table struct {
	orm.TableOf[Cyc2, int]
	ID      schema.Int
	OtherID schema.NullInt
	Other   orm.One[Cyc2, Cyc1]
}

var (
	Cyc1s = orm.Declare(Base, "cyc1", func(t *Cyc1Table) {
		t.ID.PrimaryKey()
		t.OtherID.References(orm.Later(func(c *Cyc2Table) schema.Int { return c.ID }), schema.UseAlter)
	})
	Cyc2s = orm.Declare(Base, "cyc2", func(t *Cyc2Table) {
		t.ID.PrimaryKey()
		t.OtherID.References(Cyc1s.ID)
	})
)

// Dflt has defaults of every kind.
type Dflt struct {
	ID int
	A  *int
	B  *int
	C  *int
	D  *string
}

type DfltTable struct {
	orm.TableOf[Dflt, int]
	ID schema.Int
	A  schema.NullInt
	B  schema.NullInt
	C  schema.NullInt
	D  schema.NullString
}

var Dflts = orm.Declare(Base, "dflt", func(t *DfltTable) {
	t.ID.PrimaryKey()
	t.A.Default(7)
	t.B.ServerDefault(sql.Val(9))
	t.C.OnUpdateFunc(func() int { return 100 })
	t.D.Size(30)
})
