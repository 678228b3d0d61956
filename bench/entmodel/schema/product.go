package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// Product is a row of bench_product.
type Product struct{ ent.Schema }

// Annotations names the table.
func (Product) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: "bench_product"}}
}

// Fields are the columns.
func (Product) Fields() []ent.Field {
	date := map[string]string{dialect.Postgres: "date", dialect.MySQL: "date", dialect.SQLite: "date"}
	return []ent.Field{
		field.Int("id"),
		field.String("name").MaxLen(100),
		field.Float("price"),
		field.Int("available_quantity"),
		field.Time("production_date").SchemaType(date).Optional().Nillable(),
		field.Time("expiry_date").SchemaType(date).Optional().Nillable(),
		field.Int("expiry_offset_months").Optional().Nillable(),
	}
}

// Edges are its orders.
func (Product) Edges() []ent.Edge {
	return []ent.Edge{edge.To("orders", Order.Type)}
}
