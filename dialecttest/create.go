package dialecttest

import (
	"github.com/aludel/aludel/compile"
	"github.com/aludel/aludel/ddl"
	"github.com/aludel/aludel/schema"
)

// create makes tables with what belongs to them. They are dropped at the end of the
// test.
func (e *env) create(tables ...*schema.Table) error {
	e.Helper()
	traits := compile.TraitsOf(e.eng.Dialect().Grammar().(compile.SchemaGrammar))
	meta := tables[0].MetaData()
	plan, err := ddl.CreateAll(meta, traits, tables...)
	e.must(err)
	back, err := ddl.DropAll(meta, traits, tables...)
	e.must(err)
	for _, s := range plan {
		if _, err := e.eng.Execute(e.ctx, s); err != nil {
			return err
		}
	}
	e.Cleanup(func() {
		for _, s := range back {
			e.exec(s)
		}
	})
	return nil
}
