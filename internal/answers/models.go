package answers

import (
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// The entities of the recorded set.
type (
	Author struct {
		ID    int
		Name  string
		Born  *int
		Books []*Book
		Bio   *AuthorBio
	}
	AuthorBio struct {
		ID       int
		AuthorID int
		Body     *string
		Author   *Author
	}
	Book struct {
		ID        int
		Title     string
		AuthorID  *int
		Price     *string
		Published bool
		Author    *Author
		Tags      []*Tag
		Reviews   []*Review
	}
	Tag struct {
		ID    int
		Label string
		Books []*Book
	}
	Review struct {
		ID     int
		BookID int
		Stars  int
		Body   *string
		Book   *Book
	}
	Category struct {
		ID       int
		Name     string
		ParentID *int
		Parent   *Category
		Children []*Category
	}
	Company struct {
		ID     int
		Name   string
		People []*Person
	}
	Person struct {
		ID        int
		Name      string
		Type      string
		CompanyID *int
		Company   *Company
	}
	Engineer struct {
		Person
		Lang *string
	}
	Boss struct {
		Person
		Level *int
	}
	Animal struct {
		ID   int
		Kind string
		Name string
	}
	Dog struct {
		Animal
		Tricks *int
	}
	Cat struct {
		Animal
		Lives *int
	}
	Puppy struct{ Dog }
)

// Their tables.
type (
	AuthorTable struct {
		orm.TableOf[Author, int]
		ID    schema.Int
		Name  schema.String
		Born  schema.NullInt
		Books orm.Many[Author, Book]
		Bio   orm.HasOne[Author, AuthorBio]
	}
	BioTable struct {
		orm.TableOf[AuthorBio, int]
		ID       schema.Int
		AuthorID schema.Int
		Body     schema.NullString
		Author   orm.One[AuthorBio, Author]
	}
	BookTable struct {
		orm.TableOf[Book, int]
		ID        schema.Int
		Title     schema.String
		AuthorID  schema.NullInt
		Price     schema.NullDecimal[string]
		Published schema.Bool
		Author    orm.One[Book, Author]
		Tags      orm.Many[Book, Tag]
		Reviews   orm.Many[Book, Review]
	}
	TagTable struct {
		orm.TableOf[Tag, int]
		ID    schema.Int
		Label schema.String
		Books orm.Many[Tag, Book]
	}
	ReviewTable struct {
		orm.TableOf[Review, int]
		ID     schema.Int
		BookID schema.Int
		Stars  schema.Int
		Body   schema.NullString
		Book   orm.One[Review, Book]
	}
	CategoryTable struct {
		orm.TableOf[Category, int]
		ID       schema.Int
		Name     schema.String
		ParentID schema.NullInt
		Parent   orm.One[Category, Category]
		Children orm.Many[Category, Category]
	}
	CompanyTable struct {
		orm.TableOf[Company, int]
		ID     schema.Int
		Name   schema.String
		People orm.Many[Company, Person]
	}
	PersonColumns struct {
		ID        schema.Int
		Name      schema.String
		Type      schema.String
		CompanyID schema.NullInt
	}
	PersonTable struct {
		orm.TableOf[Person, int]
		PersonColumns
		Company orm.One[Person, Company]
	}
	EngineerTable struct {
		orm.TableOf[Engineer, int]
		PersonColumns
		Lang schema.NullString
	}
	BossTable struct {
		orm.TableOf[Boss, int]
		PersonColumns
		Level schema.NullInt
	}
	AnimalColumns struct {
		ID   schema.Int
		Kind schema.String
		Name schema.String
	}
	AnimalTable struct {
		orm.TableOf[Animal, int]
		AnimalColumns
	}
	DogTable struct {
		orm.TableOf[Dog, int]
		AnimalColumns
		Tricks schema.NullInt
	}
	CatTable struct {
		orm.TableOf[Cat, int]
		AnimalColumns
		Lives schema.NullInt
	}
	PuppyTable struct {
		orm.TableOf[Puppy, int]
		AnimalColumns
	}
)

// Models has the entities.
var Models = orm.NewBase()

// The entities' tables.
var (
	Authors = orm.Declare(Models, "author", func(t *AuthorTable) {
		t.ID.PrimaryKey()
		t.Name.Size(60)
	})
	Bios = orm.Declare(Models, "author_bio", func(t *BioTable) {
		t.ID.PrimaryKey()
		t.AuthorID.References(Authors.ID).Unique()
		t.Body.Type(sqltype.Text)
		t.Author.Inverse(Authors.Bio)
	})
	Books = orm.Declare(Models, "book", func(t *BookTable) {
		t.ID.PrimaryKey()
		t.Title.Size(100)
		t.AuthorID.References(Authors.ID)
		t.Price.Precision(8, 2)
		t.Author.Inverse(Authors.Books)
	})
	Tags = orm.Declare(Models, "tag", func(t *TagTable) {
		t.ID.PrimaryKey()
		t.Label.Size(30)
	})
	BookTags = schema.NewTable(Models.MetaData(), "book_tag",
		schema.Column("book_id", sqltype.Integer, schema.PrimaryKey, schema.References("book.id")),
		schema.Column("tag_id", sqltype.Integer, schema.PrimaryKey, schema.References("tag.id")))
	Reviews = orm.Declare(Models, "review", func(t *ReviewTable) {
		t.ID.PrimaryKey()
		t.BookID.References(Books.ID)
		t.Body.Type(sqltype.Text)
		t.Book.Inverse(Books.Reviews)
	})
	Categories = orm.Declare(Models, "category", func(t *CategoryTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.ParentID.References(t.ID)
		t.Parent.Inverse(t.Children)
	})
	Companies = orm.Declare(Models, "company", func(t *CompanyTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
	})
	Persons = orm.Declare(Models, "person", func(t *PersonTable) {
		t.ID.PrimaryKey()
		t.Name.Size(40)
		t.Type.Size(20)
		t.CompanyID.References(Companies.ID)
		t.Company.Inverse(Companies.People)
		orm.Discriminator(t, t.Type, "person")
	})
	Engineers = orm.JoinedTable(Persons, "engineer", "engineer", func(t *EngineerTable) { t.Lang.Size(20) })
	Bosses    = orm.JoinedTable[*BossTable](Persons, "boss", "boss", nil)
	Animals   = orm.Declare(Models, "animal", func(t *AnimalTable) {
		t.ID.PrimaryKey()
		t.Kind.Size(10)
		t.Name.Size(20)
		orm.Discriminator(t, t.Kind, "animal")
	})
	Dogs    = orm.SingleTable[*DogTable](Animals, "dog", nil)
	Cats    = orm.SingleTable[*CatTable](Animals, "cat", nil)
	Puppies = orm.SingleTable[*PuppyTable](Dogs, "puppy", nil)
)

func init() {
	Authors.Books.OrderBy(Books.ID.Asc())
	Books.Tags.Through(BookTags).Inverse(Tags.Books)
	Tags.Books.Through(BookTags)
}

// ModelSeed are the statements that fill the entities' tables, in order.
func ModelSeed() []sql.Statement {
	return []sql.Statement{
		sql.Text("INSERT INTO author (id, name, born) VALUES (1, 'Ann', 1950), (2, 'Bob', NULL), (3, 'Cyd', 1980)"),
		sql.Text("INSERT INTO author_bio (id, author_id, body) VALUES (1, 1, 'bio of ann')"),
		sql.Insert(Books).Values(Books.ID.Set(1), Books.Title.Set("Alpha"), Books.AuthorID.Set(1), Books.Price.Set("10.00"), Books.Published.Set(true)).
			Values(Books.ID.Set(2), Books.Title.Set("Beta"), Books.AuthorID.Set(1), Books.Price.Set("20.00"), Books.Published.Set(false)).
			Values(Books.ID.Set(3), Books.Title.Set("Gamma"), Books.AuthorID.Set(2), Books.Price.SetNull(), Books.Published.Set(true)).
			Values(Books.ID.Set(4), Books.Title.Set("Orphan"), Books.AuthorID.SetNull(), Books.Price.Set("5.00"), Books.Published.Set(true)),
		sql.Text("INSERT INTO tag (id, label) VALUES (1, 'sf'), (2, 'old')"),
		sql.Text("INSERT INTO book_tag (book_id, tag_id) VALUES (1, 1), (1, 2), (3, 1)"),
		sql.Text("INSERT INTO review (id, book_id, stars, body) VALUES (1, 1, 5, 'great'), (2, 1, 2, NULL), (3, 3, 4, 'ok')"),
		sql.Text("INSERT INTO category (id, name, parent_id) VALUES (1, 'top', NULL), (2, 'mid', 1), (3, 'leaf', 2)"),
		sql.Text("INSERT INTO company (id, name) VALUES (1, 'Acme')"),
		sql.Text("INSERT INTO person (id, name, type, company_id) VALUES (1, 'Pat', 'person', 1), (2, 'Eve', 'engineer', 1), (3, 'Max', 'boss', NULL)"),
		sql.Text("INSERT INTO engineer (id, lang) VALUES (2, 'go')"),
		sql.Text("INSERT INTO boss (id, level) VALUES (3, 9)"),
		sql.Text("INSERT INTO animal (id, kind, name, tricks, lives) VALUES (1, 'dog', 'Rex', 3, NULL), (2, 'cat', 'Tom', NULL, 9), (3, 'puppy', 'Bit', 0, NULL)"),
	}
}
