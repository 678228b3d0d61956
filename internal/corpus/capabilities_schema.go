package corpus

// SchemaCapabilities are those of types and of schemas. Their cases are those of Schemas, each of which
// package engine creates and drops on every database, or is refused there. Of a refused one nothing is made.
func SchemaCapabilities() []Capability {
	const s, e, n = Supports, Emulates, Refuses
	return []Capability{
		{"enumerations as types", "enumerations", "ENUM", s, s, e},
		{"columns of arrays", "arrays", "[]", s, n, n},
		{"documents", "uuid and json", "JSON", s, s, s},
		{"types that only the database knows", "type of the database", "", s, s, s},
		{"keys that count up", "keys that count up", "", s, s, s},
		{"counting up inside a composite key", "counting up inside a composite key", "", s, s, n},
		{"counting up outside of the key", "counting up outside of the key", "", s, s, n},
		{"expressions as defaults", "default expressions", "DEFAULT (", s, s, s},
		{"a default made of another column", "default made of another column", "DEFAULT", n, s, n},
		{"a default that is a query", "default that is a query", "DEFAULT", n, n, n},
		{"checks", "checks", "CHECK (", s, s, s},
		{"foreign keys", "foreign key with actions", "ON DELETE", s, s, s},
		{"foreign keys that set a default", "foreign key, set default", "SET DEFAULT", s, n, s},
		{"foreign keys that set some columns", "foreign key that sets some columns", "", s, n, n},
		{"foreign keys checked at the end", "foreign key, deferrable", "DEFERRABLE", s, n, s},
		{"MATCH FULL", "foreign key, match full", "MATCH FULL", s, n, n},
		{"MATCH PARTIAL", "foreign key, match partial", "MATCH PARTIAL", n, n, n},
		{"tables that refer to each other", "two tables that refer to each other", "ADD CONSTRAINT", s, s, e},
		{"unique constraints checked at the end", "unique, deferrable", "DEFERRABLE", s, n, n},
		{"primary keys checked at the end", "keys that can be put off", "DEFERRABLE", s, n, n},
		{"keys that cover other columns", "primary key that covers", "INCLUDE", s, n, n},
		{"comments on checks", "comments on a check", "", s, n, s},
		{"comments on foreign keys", "comments on a foreign key", "", s, n, s},
		{"indexes in descending order", "index in descending order", "DESC", s, s, s},
		{"partial indexes", "partial index", "WHERE", s, n, s},
		{"indexes over expressions", "index over an expression", "lower(", s, n, s},
		{"NULLs in their place in an index", "index with NULLs in their place", "NULLS", s, n, n},
	}
}

// SchemaCase is the schema case of that name, or nil.
func (c Capability) SchemaCase() *SchemaCase {
	for _, x := range Schemas() {
		if x.Name == c.Case {
			return x
		}
	}
	return nil
}
