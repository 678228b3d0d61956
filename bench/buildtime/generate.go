package buildtime

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"text/template"
)

// perFile is how many tables a generated file declares.
const perFile = 10

// writeProgram writes a program that declares so many tables, each with eight
// columns, a relationship to the one before it in both directions, and two
// queries. It replaces what is in dir.
func writeProgram(dir string, tables int) error {
	old, err := filepath.Glob(filepath.Join(dir, "*.go"))
	if err != nil {
		return err
	}
	for _, f := range old {
		if err := os.Remove(f); err != nil {
			return err
		}
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return err
	}
	if err := write(dir, "main.go", mainText, tables); err != nil {
		return err
	}
	for from := 0; from < tables; from += perFile {
		var ts []table
		for i := from; i < min(from+perFile, tables); i++ {
			ts = append(ts, table{N: i, Before: i - 1, Next: i + 1, HasNext: i+1 < tables})
		}
		if err := write(dir, fmt.Sprintf("tables%03d.go", from), tablesText, ts); err != nil {
			return err
		}
	}
	return nil
}

// A table is what the template needs of one.
type table struct {
	N, Before, Next int
	HasNext         bool
}

func write(dir, file string, text *template.Template, data any) error {
	var b bytes.Buffer
	if err := text.Execute(&b, data); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(dir, file), b.Bytes(), 0o644)
}

var mainText = template.Must(template.New("main").Parse(`package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aludel/aludel"
	"github.com/aludel/aludel/orm"
)

var base = orm.NewBase()

func main() {
	eng, err := aludel.Open(os.Args[1])
	if err != nil {
		panic(err)
	}
	s := orm.NewSession(eng)
	ctx := context.Background()
{{- range $i := .}}
	fmt.Println(query{{$i}}(ctx, s))
{{- end}}
}
`))

var tablesText = template.Must(template.New("tables").Parse(`package main

import (
	"context"
	"time"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)
{{range .}}
type Row{{.N}} struct {
	ID       int
	Name     string
	Price    float64
	Quantity int
	Active   bool
	Made     time.Time
	Expires  *time.Time
	Months   *int
{{- if ge .Before 0}}
	ParentID int
	Parent   *Row{{.Before}}
{{- end}}
{{- if .HasNext}}
	Children []*Row{{.Next}}
{{- end}}
}

type Table{{.N}} struct {
	orm.TableOf[Row{{.N}}, int]
	ID       schema.Int
	Name     schema.String
	Price    schema.Float
	Quantity schema.Int
	Active   schema.Bool
	Made     schema.Time
	Expires  schema.NullDate[time.Time]
	Months   schema.NullInt
{{- if ge .Before 0}}
	ParentID schema.Int
	Parent   orm.One[Row{{.N}}, Row{{.Before}}]
{{- end}}
{{- if .HasNext}}
	Children orm.Many[Row{{.N}}, Row{{.Next}}]
{{- end}}
}

var rows{{.N}} = orm.Declare(base, "table{{.N}}", func(t *Table{{.N}}) {
	t.ID.PrimaryKey().Autoincrement()
	t.Name.Size(100)
{{- if ge .Before 0}}
	t.ParentID.References(rows{{.Before}}.ID)
	t.Parent.Inverse(rows{{.Before}}.Children)
{{- end}}
})

func query{{.N}}(ctx context.Context, s *orm.Session) ([]*Row{{.N}}, *Row{{.N}}, error) {
	list, err := orm.Select(rows{{.N}}).Where(rows{{.N}}.Name.Like("A%"), rows{{.N}}.Price.Gt(3)).OrderBy(rows{{.N}}.ID.Asc()).All(ctx, s)
	if err != nil {
		return nil, nil, err
	}
	one, err := rows{{.N}}.Get(ctx, s, 1)
	return list, one, err
}
{{end}}`))
