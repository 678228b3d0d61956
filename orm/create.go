package orm

import (
	"context"

	"github.com/aludel/aludel/engine"
)

// CreateAll creates the base's tables that are not there yet, in the order of
// their dependencies; see engine.Engine.CreateAll. Views are not created.
func (b *Base) CreateAll(ctx context.Context, eng *engine.Engine) error {
	if err := b.Configure(); err != nil {
		return err
	}
	return eng.CreateAll(ctx, b.reg.Meta)
}

// DropAll drops the base's tables that are there.
func (b *Base) DropAll(ctx context.Context, eng *engine.Engine) error {
	if err := b.Configure(); err != nil {
		return err
	}
	return eng.DropAll(ctx, b.reg.Meta)
}
