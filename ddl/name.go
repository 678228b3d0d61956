package ddl

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// The names of constraints and indexes: what the declaration says, else what the
// MetaData's convention makes of it, else "", which leaves the name to the
// database. Indexes, and foreign keys that are added later, always have one. A name
// of the convention is cut to what the database keeps; one that the user gave never
// is, the compiler refuses it when it is too long. What has a comment has a name, too, by
// which the comment is set.

// PrimaryKeyName is the name of t's primary key.
func (tr Traits) PrimaryKeyName(t *schema.Table) (string, error) {
	template := naming(t).PrimaryKey
	if template == "" && t.PKComment != "" {
		template = "pk_{table_name}"
	}
	return tr.name(t, t.PKName, template, t.PrimaryKey(), nil)
}

// UniqueName is the name of a unique constraint.
func (tr Traits) UniqueName(u *schema.Unique) (string, error) {
	template := naming(u.Table()).Unique
	if template == "" && u.Comment != "" {
		template = "uq_{table_name}_{column_0_N_name}"
	}
	return tr.name(u.Table(), u.Name, template, u.Columns, nil)
}

// CheckName is the name of a check.
func (tr Traits) CheckName(c *schema.Check) (string, error) {
	name, err := tr.name(c.Table(), c.Name, naming(c.Table()).Check, nil, nil)
	if name == "" && err == nil && c.Comment != "" {
		err = fmt.Errorf("a check with a comment has no name: give it one with Named")
	}
	return name, err
}

// ExcludeName is the name of an exclusion constraint.
func (tr Traits) ExcludeName(x *schema.Exclude) (string, error) {
	if x.Name != "" {
		return x.Name, nil
	}
	var columns []*schema.ColumnDef
	for _, n := range x.Items {
		if c := schema.DefOf(n); c != nil {
			columns = append(columns, c)
		}
	}
	if len(columns) == 0 {
		return tr.name(x.Table(), "", "ex_{table_name}", nil, nil)
	}
	return tr.name(x.Table(), "", "ex_{table_name}_{column_0_N_name}", columns, nil)
}

// ForeignKeyName is the name of a foreign key inside CREATE TABLE.
func (tr Traits) ForeignKeyName(f *schema.ForeignKey) (string, error) {
	if f.Comment != "" {
		return tr.AlteredKeyName(f)
	}
	return tr.name(f.Table(), f.Name, naming(f.Table()).ForeignKey, f.Columns, f.Referred())
}

// AlteredKeyName is the name of a foreign key that is added by ALTER TABLE: where
// nothing else names it, fk_table_columns_referred.
func (tr Traits) AlteredKeyName(f *schema.ForeignKey) (string, error) {
	name, err := tr.name(f.Table(), f.Name, naming(f.Table()).ForeignKey, f.Columns, f.Referred())
	if name != "" || err != nil {
		return name, err
	}
	return tr.name(f.Table(), "", "fk_{table_name}_{column_0_N_name}_{referred_table_name}", f.Columns, f.Referred())
}

// IndexName is the name of an index: where nothing else names it, ix_table_columns.
func (tr Traits) IndexName(i *schema.Index) (string, error) {
	var columns []*schema.ColumnDef
	for _, n := range i.Items {
		if o, ok := n.(*sql.OrderNode); ok {
			n = o.X
		}
		if c := schema.DefOf(n); c != nil {
			columns = append(columns, c)
		}
	}
	template := naming(i.Table()).Index
	if template == "" {
		template = "ix_{table_name}_{column_0_N_name}"
		if len(columns) == 0 {
			template = "ix_{table_name}_expr"
		}
	}
	return tr.name(i.Table(), i.Name, template, columns, nil)
}

func naming(t *schema.Table) schema.Naming {
	if t.MetaData() == nil {
		return schema.Naming{}
	}
	return t.MetaData().Naming()
}

// name is the name of something of t: given is the user's own, columns and referred
// are what the template may speak of.
func (tr Traits) name(t *schema.Table, given, template string, columns, referred []*schema.ColumnDef) (string, error) {
	if given != "" && !strings.Contains(template, "{constraint_name}") {
		return given, nil
	}
	if template == "" {
		return "", nil
	}
	own := naming(t).Tokens
	name, err := expand(template, func(token string) (string, error) {
		if f := own[token]; f != nil {
			return called(token, f, t, columns)
		}
		return meaning(token, t, given, columns, referred)
	})
	if err != nil {
		return "", fmt.Errorf("the naming convention %q: %w", template, err)
	}
	return tr.Cut(name), nil
}

// called asks a token's function, which is the program's own and may panic.
func called(token string, f func(*schema.Table, []*schema.ColumnDef) string, t *schema.Table, columns []*schema.ColumnDef) (s string, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("the function of the token {%s} panicked: %v", token, p)
		}
	}()
	return f(t, columns), nil
}

// expand replaces the tokens in braces.
func expand(template string, value func(string) (string, error)) (string, error) {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String(), nil
		}
		token, after, closed := strings.Cut(rest, "}")
		if !closed {
			return "", fmt.Errorf("{%s is not closed", token)
		}
		v, err := value(token)
		if err != nil {
			return "", err
		}
		b.WriteString(v)
		template = after
	}
}

const tokens = "{table_name}, {column_0_name} (1, 2, …), {column_0_label} (table_column), {column_0_N_name} (all, joined by _), {column_0N_name} (all, without it), " +
	"{column_0_N_label}, {column_0N_label}, {referred_table_name}, {referred_column_0_name} (1, 2, …), {referred_column_0_N_name}, {referred_column_0N_name} and {constraint_name}"

// meaning is what one token stands for.
func meaning(token string, t *schema.Table, given string, columns, referred []*schema.ColumnDef) (string, error) {
	switch token {
	case "table_name":
		return t.Name, nil
	case "constraint_name":
		if given == "" {
			return "", fmt.Errorf("{constraint_name} wants a constraint with a name: give it one with Named")
		}
		return given, nil
	case "referred_table_name":
		if len(referred) == 0 {
			return "", fmt.Errorf("{%s} has a meaning for foreign keys only", token)
		}
		return referred[0].Table().Name, nil
	}
	rest, of := token, columns
	if r, ok := strings.CutPrefix(token, "referred_"); ok {
		rest, of = r, referred
	}
	which, ok := strings.CutPrefix(rest, "column_")
	at, label := strings.CutSuffix(which, "_label")
	if !label {
		var named bool
		at, named = strings.CutSuffix(which, "_name")
		ok = ok && named
	}
	between, all := "", at == "0N"
	if at == "0_N" {
		between, all = "_", true
	}
	n, err := strconv.Atoi(at)
	if !ok || !all && (err != nil || n < 0) || label && rest != token {
		return "", fmt.Errorf("{%s} means nothing: there are %s", token, tokens)
	}
	switch {
	case len(of) == 0 && rest != token:
		return "", fmt.Errorf("{%s} has a meaning for foreign keys only", token)
	case len(of) == 0:
		return "", fmt.Errorf("{%s} stands for a column, and there is none: give the constraint a name with Named", token)
	case !all && n >= len(of):
		return "", fmt.Errorf("{%s} stands for a column, and there are %d: give the constraint a name with Named", token, len(of))
	case !all:
		of = of[n : n+1]
	}
	names := make([]string, len(of))
	for i, c := range of {
		names[i] = c.Name
		if label {
			names[i] = c.Table().Name + "_" + c.Name
		}
	}
	return strings.Join(names, between), nil
}
