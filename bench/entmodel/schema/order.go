package schema

import (
	"entgo.io/ent"
	"entgo.io/ent/dialect/entsql"
	"entgo.io/ent/schema"
	"entgo.io/ent/schema/edge"
	"entgo.io/ent/schema/field"
)

// Order is a row of bench_order.
type Order struct{ ent.Schema }

// Annotations names the table.
func (Order) Annotations() []schema.Annotation {
	return []schema.Annotation{entsql.Annotation{Table: "bench_order"}}
}

// Fields are the columns.
func (Order) Fields() []ent.Field {
	return []ent.Field{field.Int("id"), field.Int("product_id"), field.Int("quantity")}
}

// Edges are its product.
func (Order) Edges() []ent.Edge {
	return []ent.Edge{edge.From("product", Product.Type).Ref("orders").Field("product_id").Unique().Required()}
}
