package orm

import (
	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/orm/mapping"
)

// keysAlone names the plan of rows that consist of a primary key.
type keysAlone struct{ m *mapping.Mapper }

func (k keysAlone) targets() ([]driver.Target, error) {
	ts := make([]driver.Target, len(k.m.Key))
	for i, c := range k.m.Key {
		t, err := c.Target(i)
		if err != nil {
			return nil, err
		}
		ts[i] = t
	}
	return ts, nil
}
