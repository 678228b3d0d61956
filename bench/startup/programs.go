package startup

// programs read the row with the id 1 and print its name; the first one is what the
// others are compared with.
var programs = []struct{ name, text string }{
	{"pgx", `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/jackc/pgx/v5/pgxpool"
)

func main() {
	ctx := context.Background()
	pool, err := pgxpool.New(ctx, os.Args[1])
	check(err)
	defer pool.Close()
	var name string
	check(pool.QueryRow(ctx, "SELECT name FROM ` + Table + ` WHERE id = $1", 1).Scan(&name))
	fmt.Println(name)
}
` + checked},
	{"aludel", `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

type table struct {
	schema.Rows
	ID   schema.Int
	Name schema.String
}

var rows = schema.Declare(schema.NewMetaData(), "` + Table + `", func(t *table) { t.ID.PrimaryKey() })

func main() {
	ctx := context.Background()
	eng, err := engine.Open(postgres.Dialect, os.Args[1])
	check(err)
	defer eng.Close(ctx)
	names, err := engine.All(ctx, eng, sql.Select1(rows.Name).Where(rows.ID.Eq(1)))
	check(err)
	fmt.Println(names[0])
}
` + checked},
	{"aludel, ORM", `package main

import (
	"context"
	"fmt"
	"os"

	"github.com/aludel/aludel/dialect/postgres"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/schema"
)

type row struct {
	ID   int
	Name string
}

type table struct {
	orm.TableOf[row, int]
	ID   schema.Int
	Name schema.String
}

var (
	base = orm.NewBase()
	rows = orm.Declare(base, "` + Table + `", func(t *table) { t.ID.PrimaryKey() })
)

func main() {
	ctx := context.Background()
	eng, err := engine.Open(postgres.Dialect, os.Args[1])
	check(err)
	defer eng.Close(ctx)
	s := orm.NewSession(eng)
	defer s.Close()
	r, err := rows.Get(ctx, s, 1)
	check(err)
	fmt.Println(r.Name)
}
` + checked},
}

const checked = `
func check(err error) {
	if err != nil {
		panic(err)
	}
}
`
