package ormtest_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/orm"
	"github.com/aludel/aludel/ormtest"
)

func TestRulesThatAreWrittenTwice(t *testing.T) {
	ctx, eng := library(t)
	s := orm.NewSession(eng)
	defer s.Close()
	early := Shelves.ID.Lt(3)
	ormtest.SameMeaning(t, ctx, s, Shelves, func(x *Shelf) bool { return x.ID < 3 }, early)

	f := &failing{}
	ormtest.SameMeaning(f, ctx, s, Shelves, func(x *Shelf) bool { return x.ID <= 3 }, early)
	if said := f.end(); strings.Count(said, "\n") != 0 || !strings.Contains(said, "the method says true and the condition false of &{ID:3") {
		t.Error(said)
	}
	f = &failing{}
	ormtest.SameMeaning(f, ctx, s, Shelves, func(x *Shelf) bool { return true }, Shelves.ID.Gt(0))
	if said := f.end(); !strings.Contains(said, "shows nothing") {
		t.Error(said)
	}
}
