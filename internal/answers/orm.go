package answers

import (
	"fmt"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/sql"
)

// Reasons that several cases have.
const (
	keySide  = "the side with the foreign key is written first"
	existsOf = "what EXISTS selects does not matter, and its condition has the foreign key first"
)

// An entity is an object as the recorded set has it.
func entity(name string, key int) []any {
	return []any{map[string]any{"entity": name, "pk": []any{key}}}
}

// found are the objects that a query gives in a session, each as row says.
func found[E any](q orm.Query[E], keys []string, row func(s *orm.Session, e E) []any) func(*Env) (*Answer, error) {
	return func(e *Env) (a *Answer, err error) {
		s := orm.NewSession(e.Engine)
		defer func() { err = joined(err, s.Close()) }()
		a = &Answer{Keys: keys}
		e.Sent.Take()
		objs, err := q.All(e.Ctx, s)
		if texts := e.Sent.Take(); len(texts) > 0 {
			a.SQL = texts[0] // what follows are loads
		}
		for _, o := range objs {
			a.Rows = append(a.Rows, row(s, o))
		}
		return a, err
	}
}

// selected are the rows of a statement in a session, each as row says.
func selected[R any](q sql.Query[R], keys []string, row func(R) []any) func(*Env) (*Answer, error) {
	return func(e *Env) (a *Answer, err error) {
		s := orm.NewSession(e.Engine)
		defer func() { err = joined(err, s.Close()) }()
		a = &Answer{Keys: keys}
		if a.SQL, _, err = e.Engine.Dialect().RenderSQL(sql.StatementOf(q)); err != nil {
			return nil, err
		}
		rows, err := orm.All(e.Ctx, s, q)
		for _, r := range rows {
			a.Rows = append(a.Rows, row(r))
		}
		return a, err
	}
}

func anAuthor(_ *orm.Session, a *Author) []any      { return entity("Author", a.ID) }
func aBook(_ *orm.Session, b *Book) []any           { return entity("Book", b.ID) }
func aBookID(_ *orm.Session, b *Book) []any         { return []any{b.ID} }
func aCategory(_ *orm.Session, c *Category) []any   { return entity("Category", c.ID) }
func aBiography(_ *orm.Session, b *AuthorBio) []any { return entity("AuthorBio", b.ID) }

// aPerson is a person as what it is.
func aPerson(s *orm.Session, p *Person) []any {
	if e, ok := orm.As[*Engineer](s, p); ok {
		return entity("Engineer", e.ID)
	}
	if b, ok := orm.As[*Boss](s, p); ok {
		return entity("Boss", b.ID)
	}
	return entity("Person", p.ID)
}

// entities are the cases of orm.
func entities() []Case {
	a, b, c := Authors, Books, Categories
	child := orm.Alias(c, "category_1")
	author, book, bio, category := []string{"Author"}, []string{"Book"}, []string{"AuthorBio"}, []string{"Category"}
	ann := &Author{ID: 1, Name: "Ann"}
	count := sql.Scalar(sql.Select1(sql.Count(b.ID)).Where(sql.Eq(b.AuthorID, a.ID)))
	young := sql.Select(a).Where(a.Born.Gt(1900)).Subquery("anon_1")
	youngs := orm.From(a, young)
	both := orm.From(a, sql.Select(a).Where(a.ID.Eq(1)).UnionAll(sql.Select(a).Where(a.ID.Eq(2))).Subquery("anon_1"))
	first := orm.From(a, sql.Text("SELECT id, name, born FROM author WHERE id = 1").Columns(a.ID, a.Name, a.Born).Subquery("anon_1"))
	tree := sql.WithRecursive("t", sql.Query[sql.Record](sql.Select(c.ID, c.ParentID).Where(c.ParentID.IsNull())), func(self *sql.CTE) sql.Query[sql.Record] {
		return sql.Select(c.ID, c.ParentID).Join(self, sql.Eq(c.ParentID, sql.Col(self, c.ID)))
	})
	return []Case{
		{Name: "join_relationship", Stmt: sql.Select(a.Name, b.Title).From(a).Join(b),
			Text: map[string]string{"*": keySide}},
		{Name: "join_and_criteria", Stmt: sql.Select(a.Name).Join(b, sql.Eq(a.ID, b.AuthorID), b.Published.Eq(true)),
			Text: map[string]string{"*": alwaysBound}},
		{Name: "self_ref_children_alias", Stmt: sql.Select(c.Name, child.Name).From(c).Join(child, sql.Eq(c.ID, child.ParentID))},
		{Name: "not_any", Stmt: sql.Select(a.ID).Where(sql.Not(a.Books.Any())),
			Text: map[string]string{"*": existsOf}},
		{Name: "has_kwargs", Stmt: sql.Select(b.ID).Where(b.Author.Has(a.Name.Eq("Ann"))),
			Text: map[string]string{"*": existsOf}},
		{Name: "m2o_eq_none", Stmt: sql.Select(b.ID).Where(b.Author.IsNull())},
		{Name: "m2o_eq_instance", Stmt: sql.Select(b.ID).Where(b.Author.Eq(&Author{ID: 2, Name: "Bob"})),
			Text: map[string]string{"*": "the column is on the left"}},
		{Name: "contains_m2m", Stmt: sql.Select(b.ID).Where(b.Tags.Contains(&Tag{ID: 1})),
			Text: map[string]string{"*": "a condition adds no rows: it is an EXISTS"}},
		{Name: "with_parent", Run: found(a.Books.Select(ann), []string{"id"}, aBookID),
			Text: map[string]string{"*": "whole objects are selected, in the order that the relationship has"}},
		{Name: "joinedload_m2m", Run: found(orm.Select(b).With(orm.Joined(b.Tags)), book, aBook),
			Text: map[string]string{"*": "what is joined is named by the relationship"}},
		{Name: "joinedload_and", Run: found(orm.Select(a).With(orm.Joined(a.Books).Where(b.Published.Eq(true))).OrderBy(a.ID), author, anAuthor),
			Text: map[string]string{"*": "what is joined is named by the relationship, which has an order, and so has the query"}},
		{Name: "joinedload_of_self_ref", Run: found(orm.Select(c).With(orm.Joined(c.Children)), category, aCategory),
			Text: map[string]string{"*": "what is joined is named by the relationship"}},
		{Name: "contains_eager_alias", Run: found(orm.Select(a).LeftJoin(a.Books.To(orm.Alias(b, "book_1"))).With(orm.Contained(a.Books)), author, anAuthor),
			Text: map[string]string{"*": "the entity that is asked for comes first"}},
		{Name: "deferred_default", Run: found(orm.Select(Bios).Defer(Bios.Body), bio, aBiography)},
		{Name: "column_property_undefer", Run: selected(sql.Select2(a, count), author, func(r sql.Row2[*Author, *int]) []any { return entity("Author", r.A.ID) })},
		{Name: "hybrid_property_select", Stmt: sql.Select(b.PriceWithTax().As("price_with_tax"), a.Display().As("display")).From(b).Join(a),
			Text: map[string]string{"*": keySide}},
		{Name: "scalar_subquery_orm", Stmt: sql.Select(a.Name, count.As("n"))},
		{Name: "aliased_subquery_entity", Stmt: sql.Select(youngs.Name).OrderBy(youngs.ID)},
		{Name: "from_statement_text", Run: found(orm.Select(first), author, anAuthor),
			Text: map[string]string{"*": "raw SQL is a subquery, whose columns are known by their names"}},
		{Name: "union_entities", Run: found(orm.Select(both), []string{}, anAuthor)},
		{Name: "joined_inh_base", Run: found(orm.Select(Persons), []string{"Person"}, aPerson)},
		{Name: "joined_inh_with_poly", Run: found(orm.Select(Persons).With(orm.Inline(Persons, Engineers, Bosses)).Where(sql.Or(Engineers.Lang.Eq("go"), Bosses.Level.Gt(5))), []string{}, aPerson),
			Text: map[string]string{"*": keySide}},
		{Name: "joined_inh_of_type_any", Stmt: sql.Select(Companies.ID).Where(orm.AnyOf(Companies.People, Engineers, Engineers.Lang.Eq("go"))),
			Text: map[string]string{"*": existsOf}},
		{Name: "single_inh_leaf", Run: found(orm.Select(Puppies), []string{"id"}, func(_ *orm.Session, p *Puppy) []any { return []any{p.ID} }),
			Text: map[string]string{"*": "whole objects are selected"}},
		{Name: "orm_delete_subq", Run: func(e *Env) (*Answer, error) {
			d, err := e.Ask(sql.Delete(Reviews).Where(Reviews.BookID.InQuery(sql.Select1(b.ID).Where(b.AuthorID.Eq(1)))))
			if err == nil && d.Count != 2 {
				err = fmt.Errorf("%d reviews were deleted", d.Count)
			}
			return d, err
		}, Differs: map[string]Difference{"*": {Why: "nothing is returned that was not asked for", Keys: []string{}}}},
		{Name: "orm_distinct_on", Run: selected(sql.Select1(b).DistinctOn(b.AuthorID).OrderBy(b.AuthorID, b.Price.Desc()), book, func(x *Book) []any { return entity("Book", x.ID) })},
		{Name: "orm_recursive_cte", Stmt: sql.Select(c.Name).Join(tree, sql.Eq(sql.Col(tree, c.ID), c.ID)).OrderBy(c.ID),
			Text: map[string]string{"*": "a blank is before the names of columns"}},
	}
}

// PriceWithTax and Display are what computes a value of a row, in a query.
func (t *BookTable) PriceWithTax() sql.Num[string, *string] { return t.Price.Mul("1.1") }

// Display is a name with an exclamation mark.
func (t *AuthorTable) Display() sql.Str[string, string] { return t.Name.Concat("!") }
