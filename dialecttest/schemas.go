package dialecttest

import (
	"errors"
	"fmt"

	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/schema"
	"github.com/aludel/aludel/sql"
)

// schemaCases are about one declaration in several schemas.
func schemaCases() []testCase {
	return []testCase{{name: "a schema for each tenant", needs: DatabaseSchemas, run: func(e *env) (err error) {
		type ownerTable struct {
			schema.Rows
			ID   schema.Int
			Name schema.String
		}
		type petTable struct {
			schema.Rows
			ID      schema.Int
			OwnerID schema.Int
			Name    schema.String
		}
		type owner struct {
			ID   int
			Name string
		}
		ns, m := schema.NewMetaData(), schema.NewMetaData(schema.InSchema("app"))
		schema.NewNamespace(ns, "app")
		owners := schema.Declare(m, "owner", func(t *ownerTable) { t.ID.PrimaryKey(); t.Name.Size(40).Unique() })
		pets := schema.Declare(m, "pet", func(t *petTable) { t.ID.PrimaryKey(); t.OwnerID.References(owners.ID); t.Name.Size(40) })
		prefix := fmt.Sprint(e.h.Name, " it's \"", e.Name()[:4], "\" ")
		var tenants []*engine.Engine
		for i := range 2 {
			te := e.eng.WithSchemas(map[string]string{"app": fmt.Sprint(prefix, i), "other": "nothing"})
			if err := te.CreateAll(e.ctx, ns); err != nil {
				return err
			}
			defer func() {
				err = errors.Join(err, te.DropAll(e.ctx, m), te.DropAll(e.ctx, ns))
			}()
			if err := errors.Join(te.CreateAll(e.ctx, m), te.CreateAll(e.ctx, m)); err != nil {
				return err
			}
			tenants = append(tenants, te)
		}
		use := func(te *engine.Engine, n int) {
			e.Helper()
			rows := make([]*owner, n)
			for i := range rows {
				rows[i] = &owner{Name: fmt.Sprint("owner ", i)}
			}
			_, err := engine.BulkInsert(e.ctx, te, owners, rows, engine.BulkReturning(owners.ID))
			e.must(err)
			last := rows[n-1]
			must := func(r *engine.Result, err error) {
				e.Helper()
				if err == nil {
					err = r.Close()
				}
				e.must(err)
			}
			must(te.Execute(e.ctx, sql.Insert(pets).Values(pets.ID.Set(1), pets.OwnerID.Set(last.ID), pets.Name.Set("Rex"))))
			must(te.Execute(e.ctx, sql.Update(pets).Set(pets.Name.Set("Tom")).Where(pets.ID.Eq(1))))
			e.must(e.wantOn(te, sql.Select(pets.Name, owners.Name).From(pets).Join(owners), fmt.Sprintf("('Tom', 'owner %d')", n-1)))
			last.Name = "renamed"
			_, err = engine.BulkUpdate(e.ctx, te, owners, rows)
			e.must(err)
			must(te.Execute(e.ctx, sql.Delete(pets).Where(pets.OwnerID.InQuery(sql.Select1(owners.ID).Where(owners.Name.Eq("renamed"))))))
		}
		use(tenants[0], 5)
		use(tenants[1], 400)
		e.must(e.wantOn(tenants[0], sql.Select(sql.Count()).From(owners), "5"))
		e.must(e.wantOn(tenants[1], sql.Select(sql.Count()).From(owners), "400"))
		before := e.eng.CachedStatements()
		e.must(e.wantOn(e.eng.WithSchemas(map[string]string{"app": fmt.Sprint(prefix, 0), "other": "nothing"}), sql.Select(sql.Count()).From(owners), "5"))
		equal(e, "statements in the cache", e.eng.CachedStatements(), before)
		if _, err := e.eng.Execute(e.ctx, sql.Select(owners.ID)); err == nil {
			e.Error("the schema that is declared does not exist, and is read")
		}
		return nil
	}}}
}
