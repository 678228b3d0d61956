package ddl

import (
	"slices"
	"strings"

	"github.com/aludel/aludel/schema"
)

// A Kind is a family of things that a database keeps under a name.
type Kind string

// Kinds, as the query of a dialect names them in its first column.
const (
	KindTable      Kind = "table"
	KindTemporary  Kind = "temporary table"
	KindView       Kind = "view"
	KindForeignKey Kind = "foreign key"
	KindEnum       Kind = "enum"
	KindSequence   Kind = "sequence"
	KindDomain     Kind = "domain"
	KindFunction   Kind = "function" // or procedure
	KindTrigger    Kind = "trigger"
)

// Have is what a database has already: what existence checks go by. Its zero is
// empty and is ready. It is filled by one goroutine.
type Have struct {
	tr   Traits
	has  map[object]bool
	keys map[object][]foreignKey // by table
}

type object struct {
	kind         Kind
	schema, name string
}

type foreignKey struct{ name, columns string }

// NewHave is an empty Have for a database with the traits tr.
func NewHave(tr Traits) *Have { return &Have{tr: tr} }

// Add notes a row of a dialect's query for the database schema that was asked for
// ("": the default one): a kind and a name, and of a foreign key the table that it is
// on and its columns, joined by commas.
func (h *Have) Add(schema string, kind Kind, name, table, columns string) {
	if h.has == nil {
		h.has, h.keys = map[object]bool{}, map[object][]foreignKey{}
	}
	if kind == KindForeignKey {
		on := object{KindTable, schema, h.tr.fold(table)}
		h.keys[on] = append(h.keys[on], foreignKey{h.tr.fold(name), h.tr.fold(columns)})
		return
	}
	h.has[object{kind, schema, h.tr.fold(name)}] = true
}

// Has reports whether the thing was noted; it does not know of foreign keys.
func (h *Have) Has(schema string, kind Kind, name string) bool {
	return h.has[object{kind, schema, h.tr.fold(name)}]
}

// key is the name under which the database has f: the one that we would give it, or
// else that of any foreign key over the same columns.
func (h *Have) key(f *schema.ForeignKey) (name string, found bool) {
	t := f.Table()
	name, _ = h.tr.AlteredKeyName(f)
	columns := make([]string, len(f.Columns))
	for i, c := range f.Columns {
		columns[i] = c.Name
	}
	over := h.tr.fold(strings.Join(columns, ","))
	other := ""
	for _, k := range h.keys[object{KindTable, t.Schema, h.tr.fold(t.Name)}] {
		if k.name == h.tr.fold(name) {
			return k.name, true
		}
		if k.columns == over {
			other = k.name
		}
	}
	return other, other != ""
}

func (tr Traits) fold(name string) string {
	if !tr.FoldNames {
		return name
	}
	return strings.Map(func(r rune) rune {
		if r >= 'A' && r <= 'Z' {
			return r + 'a' - 'A'
		}
		return r
	}, name)
}

// Schemas are the database schemas that the statements are about, each once: what
// must be asked for before Missing or Present.
func Schemas(statements []Statement) []string {
	var out []string
	for _, s := range statements {
		if name := Schema(s); !slices.Contains(out, name) {
			out = append(out, name)
		}
	}
	return out
}

// Missing are those of the statements of CreateAll that the database still needs. A
// table that is there, or a view of that name, is left as it is, with its indexes
// and comments; foreign keys that are added later and enumerations are looked for by
// themselves, so that a CreateAll that was interrupted can be run again. Whether a temporary
// table is there that the catalogue hides is left to the statement.
func (h *Have) Missing(statements []Statement) []Statement {
	making := false
	for _, s := range statements {
		if t, ok := s.(CreateTable); ok && !h.table(t.Table) {
			making = true
		}
	}
	return filter(statements, func(s Statement) (Statement, bool) {
		switch s := s.(type) {
		case CreateObject:
			return s, !h.hasObject(s.Object)
		case OwnSequence:
			return s, !h.hasObject(s.Sequence)
		case Hook:
			if s.Table == nil {
				return s, making
			}
			return s, !h.table(s.Table)
		case CreateTable:
			s.IfNotExists = s.IfNotExists || s.Table.Temporary && h.tr.HiddenTemp
			return s, !h.table(s.Table)
		case CreateIndex:
			return s, !h.table(s.Index.Table())
		case SetComment:
			return s, !h.table(s.Table)
		case AddForeignKey:
			_, found := h.key(s.ForeignKey)
			return s, !found
		case CreateEnum:
			return s, !h.Has(s.Type.Schema, KindEnum, s.Type.Name)
		}
		return s, true
	})
}

// Present are those of the statements of DropAll that find something to drop.
func (h *Have) Present(statements []Statement) []Statement {
	dropping := false
	for _, s := range statements {
		if t, ok := s.(DropTable); ok && h.drops(t.Table) {
			dropping = true
		}
	}
	return filter(statements, func(s Statement) (Statement, bool) {
		switch s := s.(type) {
		case DropObject:
			_, space := s.Object.(*schema.Namespace)
			return s, space || h.hasObject(s.Object)
		case Hook:
			if s.Table == nil {
				return s, dropping
			}
			return s, h.drops(s.Table)
		case DropTable:
			s.IfExists = s.IfExists || s.Table.Temporary && h.tr.HiddenTemp
			return s, h.drops(s.Table)
		case DropForeignKey:
			name, found := h.key(s.ForeignKey)
			s.Name = name
			return s, found
		case DropEnum:
			return s, h.Has(s.Type.Schema, KindEnum, s.Type.Name)
		}
		return s, true
	})
}

func (h *Have) table(t *schema.Table) bool {
	if t.Temporary {
		return h.Has(t.Schema, KindTemporary, t.Name)
	}
	return h.Has(t.Schema, KindTable, t.Name) || h.Has(t.Schema, KindView, t.Name)
}

// drops reports whether t is there to be dropped.
func (h *Have) drops(t *schema.Table) bool {
	if t.Temporary {
		return h.tr.HiddenTemp || h.Has(t.Schema, KindTemporary, t.Name)
	}
	return h.Has(t.Schema, KindTable, t.Name)
}

func filter(statements []Statement, keep func(Statement) (Statement, bool)) []Statement {
	var out []Statement
	for _, s := range statements {
		if s, ok := keep(s); ok {
			out = append(out, s)
		}
	}
	return out
}
