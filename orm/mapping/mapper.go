package mapping

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
	"sync"

	"github.com/aludel/aludel/orm/snapshot"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A Mapper says how the rows of a table become structs and back.
type Mapper struct {
	Registry      *Registry
	Index         int // among the registry's mappers
	Table         *schema.Table
	Decl          reflect.Type // the table struct
	Struct        reflect.Type // the entity's struct
	Facade        any          // the table struct that Declare returned
	KeyType       reflect.Type // K of TableOf[E, K]; nil for a view
	Columns       []*Column    // as Table.Columns; nil where the struct has no field
	Key           []*Column    // of the primary key
	Generated     *Column      // whose value the database makes up; nil when none is
	Rels          []*Relationship
	Links         []*Link      // foreign keys that rows of this table hold
	Conditional   bool         // one of Links is
	Optional      bool         // some of Columns are in a value object behind a pointer
	Back          []*Link      // foreign keys that refer to rows of this table
	Pairs         []*PairSide  // association tables that refer to rows of this table
	Uniques       []*[]*Column // no two rows have the same values in these
	partial       []*[]*Column // those of Uniques of which that holds for some rows only, or on some databases
	Hooks         Hooks
	lets          bool
	sole          bool    // see Sole
	Version       *Column // nil when rows have none
	VersionKind   VersionKind
	Rank          int // tables that are referred to have lower ones; equal in a cycle
	Snapshot      *snapshot.Plan
	Super         *Mapper // what it inherits from; nil: nothing
	How           Inheritance
	Family        *Hierarchy     // nil when nothing inherits by its tables
	Kind          uint8          // among Family.Members
	Abstract      bool           // no row is its own
	IdentityValue any            // the discriminator of its own rows
	Heirs         []*Mapper      // that inherit from it and have tables of their own
	Parts         []Part         // the tables in which its rows are, the root's first
	promises      []reflect.Type // interfaces
	kind          *sql.BindNode
	source        *sql.TableNode // of what inherits
	Identity      *KeyReader     // of an entity
	KeyOf         *KeyReader     // of a K

	blindly   sync.Once
	blindPlan *snapshot.Plan
	slab      snapshot.Slab     // of entities, as it begins
	Where     []sql.Node        // policies: conditions of every session
	Deleted   *schema.ColumnDef // of a soft delete
	Tenant    *schema.ColumnDef

	Groups   map[*schema.ColumnDef]string // of columns that queries leave out
	Deferred []bool                       // … by Column.Index; nil: none

	Props   []*Property
	Choices []*Choice

	loose      []*Relationship
	ignored    []string
	version    *schema.ColumnDef
	references []*schema.ColumnDef // compared by reference
	paths      []schema.Field
	problems   []Problem
	structural bool // some field does not fit: nothing else can be checked
	noStruct   bool
	configured bool
}

// New makes a mapper and adds it to r. entity is *E, key is K, or nil for a view;
// columns are what the table struct's fields became.
func New(r *Registry, t *schema.Table, decl, entity, key reflect.Type, columns []schema.Field) *Mapper {
	m := &Mapper{Registry: r, Table: t, Decl: decl, KeyType: key, paths: columns}
	if entity.Kind() == reflect.Pointer && entity.Elem().Kind() == reflect.Struct {
		m.Struct = entity.Elem()
	} else {
		m.Struct = reflect.TypeFor[struct{}]()
		m.structural, m.noStruct = true, true
		m.problem(Problem{What: fmt.Sprintf("%s is no struct: TableOf[Entity, Key] names the struct of the rows", indirect(entity))})
	}
	m.Parts = []Part{{Table: t, Owner: m}}
	m.slab = snapshot.NewSlab(m.Struct, min(max(slabSize/max(int(m.Struct.Size()), 1), 16), 128))
	r.add(m)
	return m
}

func indirect(t reflect.Type) string {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	return t.String()
}

// Name is the entity's name, as Product.
func (m *Mapper) Name() string { return m.Struct.Name() }

// IsView reports whether the mapper's rows have no key and cannot be written.
func (m *Mapper) IsView() bool { return m.KeyType == nil }

// Ignore says of exported fields that they are no columns.
func (m *Mapper) Ignore(fields ...string) { m.ignored = append(m.ignored, fields...) }

func (m *Mapper) problem(p Problem) {
	p.Table, p.Struct = m.Decl.String(), m.Struct.String()
	m.problems = append(m.problems, p)
}

// HoldsValue says that the field at path, of the value object type t, is held in
// columns of its own.
func (m *Mapper) HoldsValue(path string, t reflect.Type) {
	if p, err := lookup(m.Struct, strings.Split(path, ".")); err == nil && p != nil && p.typ != t && p.typ != reflect.PointerTo(t) {
		m.structural = true
		m.problem(Problem{What: fmt.Sprintf("the columns of %s are those of a %s, and field %s.%s is a %s", path, local(t, m.Struct), m.Name(), path, local(p.typ, m.Struct))})
	}
}

// Failf records a mistake in the declaration.
func (m *Mapper) Failf(format string, args ...any) {
	if m.configured {
		format += ": it was declared after the tables came into use; declare in the function given to Declare, or in init"
	}
	m.problem(Problem{What: fmt.Sprintf(format, args...)})
	m.Registry.touch()
}

// Bind finds the field of each column, so that the table's rows can be read before
// anything else is known. Mistakes are kept for Configure; statements that use the
// table fail with them, too.
func (m *Mapper) Bind() {
	if m.inherits() {
		if !m.noStruct {
			m.matchKin()
		}
		m.assemble()
	}
	if m.noStruct {
		m.Source().Err = m.Err()
		return
	}
	if !m.inherits() {
		m.matchFields()
		if h := m.Family; h != nil {
			h.Disc = m.ColumnOf(h.disc)
		}
	}
	m.orderOptional()
	row := &sql.RowMap{Type: m.Struct, Def: m}
	for _, c := range m.Columns {
		if c != nil {
			row.Fields = append(row.Fields, sql.RowField{Column: c.Node, Offset: c.Offset, Type: c.Type, Reader: c.Reader(), Value: c.Through()})
		}
	}
	m.Source().Row = row
	if err := m.Err(); err != nil {
		m.Source().Err = err
	}
}

// Err is what is known to be wrong with this mapper, as an *Error; or nil.
func (m *Mapper) Err() error {
	if len(m.problems) == 0 {
		return nil
	}
	return &Error{Problems: slices.Clone(m.problems)}
}

// Of is the mapper of a table's node, or of an alias of it; nil for others.
func Of(n *sql.TableNode) *Mapper {
	if n == nil || n.Row == nil {
		return nil
	}
	m, _ := n.Row.Def.(*Mapper)
	return m
}

// ColumnOf is the column whose declaration c is; nil when the struct has no field
// for it, or it is another table's.
func (m *Mapper) ColumnOf(c *schema.ColumnDef) *Column {
	for _, x := range m.Columns {
		if x != nil && (x.Def == c || x.own == c && c != nil) {
			return x
		}
	}
	return nil
}

// configureColumns is the part of Configure that needs no other mapper.
func (m *Mapper) configureColumns() {
	if m.inherits() && m.Family != nil {
		m.settleKin()
	}
	if m.How == ConcreteTable {
		m.checkEmbedding()
	}
	m.keepPromises()
	m.checkTypes()
	for i, c := range m.Columns {
		if c == nil || !c.Def.PrimaryKey {
			continue
		}
		if m.inherits() && i >= len(m.Super.Columns) {
			m.structural = true
			m.problem(Problem{What: fmt.Sprintf("%s is marked as a part of the primary key, and %s has that of %s: an object and its parent are one row", c.Name(), m.Name(), m.Super.Name())})
			continue
		}
		m.Key = append(m.Key, c)
	}
	if m.structural {
		if len(m.Key) == len(m.Parts[0].Table.PrimaryKey()) && !m.noStruct {
			m.configureKey() // for its mistakes
			m.Identity = nil
		}
		return
	}
	fields := make([]snapshot.Field, len(m.Columns))
	many := make([]bool, len(m.Rels))
	for i, r := range m.Rels {
		many[i] = r.Kind == Many
	}
	for i, c := range m.Columns {
		fields[i] = snapshot.Field{Offset: c.Offset, Type: c.Type, Clock: clockOf(c.Def.Type), ByReference: m.byReference(c)}
		if b := c.behind; b != nil {
			fields[i].Behind, fields[i].Inner = b.typ, b.inner
		}
	}
	plan, err := snapshot.Compile(m.Struct, fields, many)
	if err != nil {
		m.problem(Problem{What: err.Error()})
		return
	}
	m.Snapshot = plan
	if g := m.Parts[0].Table.Generated(); g != nil {
		m.Generated = m.ColumnOf(g)
	}
	m.partKeys()
	m.configureKey()
	m.configureVersion()
	m.configureGroups()
	m.checkProps()
	m.Uniques = m.uniques()
	m.checkDefaults()
}

// Blind is the plan of snapshots for objects whose changes nobody looks for.
func (m *Mapper) Blind() *snapshot.Plan {
	m.blindly.Do(func() {
		many := make([]bool, len(m.Rels))
		for i, r := range m.Rels {
			many[i] = r.Kind == Many
		}
		m.blindPlan = snapshot.Blind(m.Struct, many)
	})
	return m.blindPlan
}

func clockOf(d *sqltype.Desc) snapshot.Clock {
	if d != nil {
		switch d.Kind {
		case sqltype.KindDate:
			return snapshot.Day
		case sqltype.KindTimestamp:
			return snapshot.Wall
		}
	}
	return snapshot.Instant
}

// checkDefaults refuses defaults that would never fire.
func (m *Mapper) checkDefaults() {
	for _, c := range m.Columns[m.first():] {
		d := c.Def
		if d.Default == nil || d.OmitZero || d.InNew || c.Nullable || c.zeroAsks() {
			continue
		}
		if d.PrimaryKey && m.Generated == c {
			continue
		}
		m.problem(Problem{What: fmt.Sprintf("the default of %s would never be used: %s is a %s, whose zero is a value like others", d.Name, c.Name(), c.Type),
			Or: fmt.Sprintf("say Default(…).OmitZero() if %s asks for the default, Default(…).InNew() if orm.New fills it in, or make the field a pointer", zeroOf(c.Type))})
	}
}

func zeroOf(t reflect.Type) string {
	switch t.Kind() {
	case reflect.Bool:
		return "false"
	case reflect.String:
		return `""`
	}
	return "0"
}

// entities finds mappers by the struct that they map, for functions that get an
// entity and no table. It is the only thing that knows of all registries.
var entities struct {
	sync.RWMutex
	byType map[reflect.Type][]*Mapper
	byDecl map[reflect.Type][]*Mapper
}

func enlist(m *Mapper) {
	entities.Lock()
	defer entities.Unlock()
	if entities.byType == nil {
		entities.byType, entities.byDecl = map[reflect.Type][]*Mapper{}, map[reflect.Type][]*Mapper{}
	}
	if m.KeyType != nil {
		entities.byType[m.Struct] = append(entities.byType[m.Struct], m)
	}
	entities.byDecl[m.Decl] = append(entities.byDecl[m.Decl], m)
}

// ForEntity are the mappers of tables whose rows are t, a struct.
func ForEntity(t reflect.Type) []*Mapper {
	entities.RLock()
	defer entities.RUnlock()
	return entities.byType[t]
}

// ForDecl are the mappers that were declared with the table struct t.
func ForDecl(t reflect.Type) []*Mapper {
	entities.RLock()
	defer entities.RUnlock()
	return entities.byDecl[t]
}

// slabSize is about how much memory an object can keep alive of its neighbours', in bytes.
const slabSize = 8<<10 - 8 // with what Go notes before it, a size that it has

// Objects is a slab of entities. Who keeps one of them keeps its chunk.
func (m *Mapper) Objects() snapshot.Slab { return m.slab }
