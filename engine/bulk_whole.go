package engine

import "context"

// whole runs f, which sends the page in several statements. In autocommit they are a transaction
// of their own, so that an error leaves nothing of the page behind; where the program has begun one
// by a statement of its own, they are a part of that.
func (b *bulk) whole(f func() error) (err error) {
	c := b.c
	if !c.auto || b.n == 1 || c.broken != nil || c.gone || c.free() != nil || c.dc.State().Tx != 'I' {
		return f()
	}
	c.auto = false
	finished := false
	defer func() {
		if !finished && !c.gone { // an error or a panic
			if rerr := c.rollback(context.WithoutCancel(b.ctx)); err == nil {
				err = rerr
			}
		}
		c.auto = true
	}()
	if err = f(); err == nil {
		err = c.commit(b.ctx)
		finished = true
	}
	return err
}
