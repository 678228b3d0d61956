package orm

import (
	"fmt"
	"strconv"
	"unsafe"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
	"github.com/aludel/aludel/orm/state"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
	"github.com/aludel/aludel/sqltype"
)

// A tree by one statement: what belongs to a row is one column of it, a JSON array of
// rows that the database puts together in a subquery, and these have columns like that
// in turn. Nothing is multiplied as in a join, and Limit counts what it says.
//
// Such a column is [how many, [row, …]]: a database that cuts long texts is found out.
// A row is the values of its columns as FnJSONCell writes them, which is exact, and read
// back by the way that they would go into the struct in any case.

// AsJSON loads r in the same statement, as a column that holds its rows as JSON: for
// whole trees by one statement, with AsJSON nested in AsJSON. Where, OrderBy and Limit
// work for each owner, as they do with SelectIn, and the query's own Limit counts its
// entities. Values are exact; a column of a type that JSON cannot hold exactly here, as
// an array or a range, is refused before anything is sent. With Distinct it is SelectIn.
func AsJSON[E, T any](r Link[E, T], nested ...Load[T]) Load[E] {
	return (*LoadFor[E])(&loading{p: pathOf(r), tree: true, nested: loadings(nested)})
}

// branch is a relationship that comes as a column of JSON.
type branch struct {
	col  int // of the owner's row
	name string
	sel  *selection // of each row in it
	src  *jsonRows
	plan driver.Plan
	text []byte
}

// manyCells is how many values an array is given at most: functions take no more than 100
// arguments on PostgreSQL. Wider rows are several arrays.
const manyCells = 60

// grow adds a column to the statement that holds what belongs to a row of at.
func (c *composer) grow(owner *joinedPart, at *sql.TableNode, l *loading) error {
	r := l.p.rel
	nested := l.below()
	if l.deep < 0 {
		return fmt.Errorf("a statement has an end: give Recursive a depth, or use SelectIn")
	}
	*c.trees++
	number := strconv.Itoa(*c.trees)
	name := schema.Snake(r.Name) + "_t" + number
	n, to := c.rowsOf(l, at, name)
	in := &composer{f: c.f, n: n, sel: &selection{root: c.f.reader(r.Target, 0)}, next: len(n.Columns()), prefix: "t" + number + "_", trees: c.trees}
	root := in.sel.root
	if _, whole := n.Items[0].(*sql.TableNode); whole {
		root.spots = []spot{{to.Cols, 0}}
	}
	var err error
	if in.next, err = root.inlineAs(n, to, nested, in.next); err != nil {
		return err
	}
	in.next = root.computed(n, to, nested, in.next, false)
	if in.sel.later, err = in.add(nil, r.Target, to, nested); err != nil {
		return err
	}
	src := &jsonRows{rel: r, plans: map[any]driver.Plan{}}
	n.Items = []sql.Node{src.document(n)}
	n.OrderBy = nil
	c.sel.parts = append(c.sel.parts, &joinedPart{rel: r, owner: owner, r: root, owners: map[int32]int{}, part: l.narrowed(),
		tree: &branch{col: c.next, name: name, sel: in.sel, src: src}})
	c.n.Items = append(c.n.Items, &sql.LabelNode{X: &sql.ScalarNode{Query: n}, Name: name})
	c.next++
	return nil
}

// rowsOf is a select of what belongs to a row of at, under a name.
func (c *composer) rowsOf(l *loading, at *sql.TableNode, name string) (n *sql.SelectNode, to *sql.TableNode) {
	r := l.p.rel
	source := r.Source()
	if l.limit == 0 {
		to = named(source, name)
		n = &sql.SelectNode{Items: columnsOf(r.Target, to), From: []*sql.TableNode{to}}
		if r.Pair == nil {
			n.Where = []sql.Node{onRelation(r, at, to)}
		} else {
			table := sql.AliasOf(r.Pair.Pair.Table.Node(), name+"_pair")
			n.Joins = []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair.Far(), table, to)}}
			n.Where = append([]sql.Node{onSide(r.Pair, table, at)}, extraPair(r, at, table, to)...)
		}
		l.within(n, to)
		return n, to
	}
	body := &sql.SelectNode{Items: columnsOf(r.Target, source), From: []*sql.TableNode{source}}
	l.within(body, source)
	var keys []sql.Node
	var referred []*mapping.Column
	if r.Pair != nil && r.View == nil {
		table := r.Pair.Pair.Table.Node()
		body.Joins = []sql.Join{{Kind: sql.InnerJoin, Table: table, On: onSide(r.Pair.Far(), table, source)}}
		for _, k := range r.Pair.Columns {
			keys = append(keys, k)
		}
		referred = r.Pair.Referred
	} else if r.View != nil {
		from := r.Mapper.Source()
		body.Joins = toOwner(r, from, source)
		keys, referred = keysIn(r.Mapper, from), r.Mapper.Key
		if len(body.OrderBy) == 0 {
			body.OrderBy = keysIn(r.Target, source)
		}
	} else {
		for _, k := range columnsIn(source, r.Link.Columns) {
			keys = append(keys, k.Node)
		}
		referred = r.Link.Referred
	}
	n = firstOfEach(body, r.Target, keys, l.limit)
	to = n.From[0]
	to.As, to.Name = name, name
	for i, k := range referred {
		n.Where = append(n.Where, &sql.BinaryNode{Op: sql.OpEq, L: to.Cols[len(r.Target.Source().Cols)+i], R: columnIn(at, k)})
	}
	return n, to
}

// document is [how many, [row, …]] of n's rows, in their order.
func (j *jsonRows) document(n *sql.SelectNode) sql.Node {
	columns := n.Columns()
	cells := make([]sql.Node, len(columns))
	j.types = make([]*sqltype.Desc, len(columns))
	for i, x := range columns {
		if l, ok := x.(*sql.LabelNode); ok {
			cells[i] = l.X // a branch
			continue
		}
		j.types[i] = sql.TypeOf(x)
		cells[i] = &sql.CallNode{Fn: sql.FnJSONCell, Name: sql.FnJSONCell.Name(), Type: sqltype.Text.Desc(), Null: sql.NullAlways, Args: []sql.Node{x}}
	}
	if len(cells) > manyCells {
		j.wide = true
		var arrays []sql.Node
		for len(cells) > 0 {
			w := min(len(cells), manyCells)
			arrays, cells = append(arrays, jsonArray(cells[:w])), cells[w:]
		}
		cells = arrays
	}
	count := &sql.CallNode{Name: "count", Star: true, Agg: true, Null: sql.NullNever, Type: sqltype.BigInt.Desc()}
	rows := &sql.CallNode{Fn: sql.FnJSONAgg, Name: sql.FnJSONAgg.Name(), Agg: true, Null: sql.NullAlways, Type: sqltype.JSON.Desc(), Args: []sql.Node{jsonArray(cells)}, OrderBy: n.OrderBy}
	return jsonArray([]sql.Node{count, rows})
}

func jsonArray(xs []sql.Node) sql.Node {
	return &sql.CallNode{Fn: sql.FnJSONArray, Name: sql.FnJSONArray.Name(), Null: sql.NullNever, Type: sqltype.JSON.Desc(), Args: xs}
}

// branchKey names the plan of a branch's column.
type branchKey struct{ col int }

func (b *branch) prepare(cur rowSource) (err error) {
	b.plan, err = cur.Plan(branchKey{b.col}, func() ([]driver.Target, error) {
		return []driver.Target{{Col: b.col, Kind: driver.JSON, Set: func(p unsafe.Pointer, v driver.Value, _ *driver.Arena) error {
			*(*[]byte)(p) = append((*(*[]byte)(p))[:0], v.Bytes()...)
			return nil
		}}}, nil
	})
	if err != nil {
		return err
	}
	if err = b.sel.root.prepare(b.src); err != nil {
		return err
	}
	for _, p := range b.sel.parts {
		if err = p.prepare(b.src); err != nil {
			return err
		}
	}
	return nil
}

// unfold reads the rows of a branch, which belong to owner.
func (p *joinedPart) unfold(cur rowSource, a *driver.Arena, owner *state.Record) error {
	i, been := p.place(owner)
	if been {
		return nil // a join has repeated the row
	}
	b := p.tree
	if err := cur.Fill(b.plan, unsafe.Pointer(&b.text), a); err != nil {
		return err
	}
	wrong := func(err error) error {
		return fmt.Errorf("AsJSON(%s): %s: %w", p.rel.FullName(), b.name, err)
	}
	want, rows, err := b.src.open(b.text)
	if err != nil {
		return wrong(err)
	}
	got := 0
	for rows.more() {
		if err := b.src.next(rows); err != nil {
			return wrong(err)
		}
		got++
		rec, err := b.sel.row(b.src, a)
		if err != nil {
			return wrong(err)
		}
		p.kids[i] = append(p.kids[i], rec)
	}
	if rows.err != nil {
		return wrong(rows.err)
	}
	if got != want {
		return wrong(fmt.Errorf("%d of %d rows have come: the database has cut them (group_concat_max_len and max_allowed_packet are its limits on MariaDB): use SelectIn", got, want))
	}
	return nil
}

// row reads one row: the root, and what comes with it.
func (sel *selection) row(cur rowSource, a *driver.Arena) (*state.Record, error) {
	rec, err := sel.root.read(cur, a)
	if err != nil {
		return nil, err
	}
	for _, p := range sel.parts {
		if err := p.read(cur, a, rec); err != nil {
			return nil, err
		}
	}
	return rec, nil
}
