package compile

// A schemaNames knows other names for schemas.
type schemaNames interface{ schemaName(string) string }

// translated is a Grammar that writes other names of schemas. translatedDDL is one for schema
// changes, too.
type (
	translated struct {
		Grammar
		names map[string]string
	}
	translatedDDL struct {
		SchemaGrammar
		names map[string]string
	}
)

func (t translated) untranslated() Grammar    { return t.Grammar }
func (t translatedDDL) untranslated() Grammar { return t.SchemaGrammar }

func (t translated) schemaName(s string) string    { return nameIn(t.names, s) }
func (t translatedDDL) schemaName(s string) string { return nameIn(t.names, s) }

func nameIn(names map[string]string, s string) string {
	if to, ok := names[s]; ok {
		return to
	}
	return s
}

// WithSchemas is g with other names for the schemas of tables and what belongs to them: names
// gives, for the name that is declared, the one that is written. "" stands for no name at all, on
// both sides. names must not be changed afterwards.
func WithSchemas(g Grammar, names map[string]string) Grammar {
	if s, ok := g.(SchemaGrammar); ok {
		return translatedDDL{s, names}
	}
	return translated{g, names}
}

// SchemaName is the name that g writes for a schema that is declared under another.
func SchemaName(g Grammar, s string) string {
	if t := renames(g); t != nil {
		return t.schemaName(s)
	}
	return s
}

func renames(g Grammar) schemaNames {
	t, _ := g.(schemaNames)
	return t
}
