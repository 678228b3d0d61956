package graphs_test

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// Everything that makes an order of statements hard, in seven tables: a tree, rows
// that refer to each other in circles, a graph and pairs through association tables,
// unique columns of which one is nullable and one is composite, a natural key that
// others refer to, a composite key whose part is the parent's, and one that is
// referred to; a hierarchy in two tables and in one.

type Node struct {
	ID        int
	Label     string
	Slot      *int
	Rank      int
	V         int
	ParentID  *int
	PartnerID *int
	HomeCode  *string
	Parent    *Node
	Children  []*Node
	Partner   *Node
	Home      *Place
	Lines     []*Line
	Tags      []*Tag
	Links     []*Node
	Assets    []*Asset
}

type Place struct {
	Code  string
	Title string
	Nodes []*Node
}

type Tag struct {
	ID    int
	Word  string
	Nodes []*Node
}

type Line struct {
	NodeID int
	No     int
	Text   string
	Node   *Node
	Marks  []*Mark
}

type Mark struct {
	ID     int
	Note   string
	NodeID *int
	LineNo *int
	Line   *Line
}

type Asset struct {
	ID       int
	Kind     string
	Name     string
	HolderID *int
	Holder   *Node
}

type Car struct {
	Asset
	Plate string
}

type House struct {
	Asset
	Rooms int
}

type NodeTable struct {
	orm.TableOf[Node, int]
	ID        schema.Int
	Label     schema.String
	Slot      schema.NullInt
	Rank      schema.Int
	V         schema.Int
	ParentID  schema.NullInt
	PartnerID schema.NullInt
	HomeCode  schema.NullString
	Parent    orm.One[Node, Node]
	Children  orm.Many[Node, Node]
	Partner   orm.One[Node, Node]
	Home      orm.One[Node, Place]
	Lines     orm.Many[Node, Line]
	Tags      orm.Many[Node, Tag]
	Links     orm.Many[Node, Node]
	Assets    orm.Many[Node, Asset]
}

type PlaceTable struct {
	orm.TableOf[Place, string]
	Code  schema.String
	Title schema.String
	Nodes orm.Many[Place, Node]
}

type TagTable struct {
	orm.TableOf[Tag, int]
	ID    schema.Int
	Word  schema.String
	Nodes orm.Many[Tag, Node]
}

type lineKey struct{ NodeID, No int }

type LineTable struct {
	orm.TableOf[Line, lineKey]
	NodeID schema.Int
	No     schema.Int
	Text   schema.String
	Node   orm.One[Line, Node]
	Marks  orm.Many[Line, Mark]
}

type MarkTable struct {
	orm.TableOf[Mark, int]
	ID     schema.Int
	Note   schema.String
	NodeID schema.NullInt
	LineNo schema.NullInt
	Line   orm.One[Mark, Line]
}

type AssetColumns struct {
	ID       schema.Int
	Kind     schema.String
	Name     schema.String
	HolderID schema.NullInt
}

type AssetTable struct {
	orm.TableOf[Asset, int]
	AssetColumns
	Holder orm.One[Asset, Node]
}

type CarTable struct {
	orm.TableOf[Car, int]
	AssetColumns
	Plate schema.String
}

type HouseTable struct {
	orm.TableOf[House, int]
	AssetColumns
	Rooms schema.Int
}

type taggedTable struct {
	schema.Rows
	NodeID schema.Int
	TagID  schema.Int
}

type linkedTable struct {
	schema.Rows
	NodeID  schema.Int
	OtherID schema.Int
}

var (
	World  = orm.NewBase()
	Places = orm.Declare(World, "place", func(t *PlaceTable) {
		t.Code.Size(20).PrimaryKey()
		t.Title.Size(20)
	})
	Nodes = orm.Declare(World, "node", func(t *NodeTable) {
		t.ID.PrimaryKey()
		t.Label.Size(20).Unique()
		t.Slot.Unique()
		t.ParentID.References(t.ID)
		t.PartnerID.References(t.ID)
		t.HomeCode.Size(20).References(Places.Code, schema.OnUpdate(schema.Cascade))
		t.UniqueOn(t.HomeCode, t.Rank)
		orm.Version(t, t.V)
		t.Parent.ForeignKey(t.ParentID).Inverse(t.Children)
		t.Children.ForeignKey(t.ParentID)
		t.Partner.ForeignKey(t.PartnerID).PostUpdate()
		t.Home.Inverse(Places.Nodes)
	})
	Tags = orm.Declare(World, "tag", func(t *TagTable) {
		t.ID.PrimaryKey()
		t.Word.Size(20).Unique()
	})
	Lines = orm.Declare(World, "line", func(t *LineTable) {
		t.NodeID.PrimaryKey().References(Nodes.ID)
		t.No.PrimaryKey()
		t.Text.Size(20)
		t.Node.Inverse(Nodes.Lines)
	})
	Marks = orm.Declare(World, "mark", func(t *MarkTable) {
		t.ID.PrimaryKey()
		t.Note.Size(20)
		schema.AddForeignKey(t, []sql.Expr{t.NodeID, t.LineNo}, []sql.Expr{Lines.NodeID, Lines.No})
		t.Line.Inverse(Lines.Marks)
	})
	Assets = orm.Declare(World, "asset", func(t *AssetTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Name.Size(20).Unique()
		t.HolderID.References(Nodes.ID)
		orm.Discriminator(t, t.Kind, "asset")
		t.Holder.Inverse(Nodes.Assets)
	})
	Cars   = orm.JoinedTable(Assets, "car", "car", func(t *CarTable) { t.Plate.Size(20).Unique() })
	Houses = orm.SingleTable(Assets, "house", func(t *HouseTable) {})
	Tagged = schema.Declare(World.MetaData(), "tagged", func(t *taggedTable) {
		t.NodeID.PrimaryKey().References(Nodes.ID)
		t.TagID.PrimaryKey().References(Tags.ID)
	})
	Linked = schema.Declare(World.MetaData(), "linked", func(t *linkedTable) {
		t.NodeID.PrimaryKey().References(Nodes.ID)
		t.OtherID.PrimaryKey().References(Nodes.ID)
	})
)

func init() {
	Nodes.Tags.Through(Tagged).Inverse(Tags.Nodes)
	Tags.Nodes.Through(Tagged)
	Nodes.Links.Through(Linked).ForeignKey(Linked.NodeID)
	Nodes.Lines.Cascade(orm.CascadeDeleteOrphan)
}
