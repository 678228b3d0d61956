package pool

import (
	"context"

	"github.com/aludel/aludel/driver"
)

// ended is the connection of a Lease that has ended.
type ended struct{}

func (ended) Run(context.Context, []driver.Request) (driver.Results, error) { return nil, ErrReleased }
func (ended) State() driver.State                                           { return driver.State{Tx: 'X'} }
func (ended) Cancel(context.Context) error                                  { return ErrReleased }
func (ended) Alive() error                                                  { return ErrReleased }
func (ended) Ping(context.Context) error                                    { return ErrReleased }
func (ended) Reset(context.Context) error                                   { return ErrReleased }
func (ended) Close(context.Context) error                                   { return ErrReleased }
func (ended) Raw() any                                                      { return nil }
