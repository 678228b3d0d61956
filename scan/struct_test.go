package scan_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/aludel/aludel/scan"
)

type base struct {
	ID   int
	Name string
}

type side struct{ Name string }

type deep struct{ side }

// TestTheNearestFieldIsFilled: what is embedded is hidden by what is nearer, wherever it stands.
func TestTheNearestFieldIsFilled(t *testing.T) {
	type first struct {
		base
		Name string
	}
	type last struct {
		Name string
		base
	}
	type deeper struct {
		deep
		base
	}
	for _, c := range []struct {
		t    reflect.Type
		want uintptr
	}{
		{reflect.TypeFor[first](), reflect.TypeFor[first]().Field(1).Offset},
		{reflect.TypeFor[last](), 0},
		{reflect.TypeFor[deeper](), reflect.TypeFor[deeper]().Field(1).Offset + reflect.TypeFor[base]().Field(1).Offset},
	} {
		f, ok := scan.FieldsOf(c.t).Of("name")
		if !ok || f.Offset != c.want {
			t.Errorf("%v: the field at %d, want %d", c.t, f.Offset, c.want)
		}
		if _, err := scan.Into(c.t, []scan.Item{{Name: "name"}, {Name: "id"}}); err != nil {
			t.Errorf("%v: %v", c.t, err)
		}
	}
}

// TestFieldsThatAreAsNear are an error of who asks for them.
func TestFieldsThatAreAsNear(t *testing.T) {
	type both struct {
		base
		side
	}
	if _, err := scan.Into(reflect.TypeFor[both](), []scan.Item{{Name: "id"}}); err != nil {
		t.Error(err)
	}
	_, err := scan.Into(reflect.TypeFor[both](), []scan.Item{{Name: "name"}})
	if err == nil || !strings.Contains(err.Error(), "several fields") {
		t.Errorf("%v", err)
	}
}
