package mapping

import (
	"fmt"
	"reflect"
	"sync"
)

// complaints are mistakes about entities whose table was not there to be told: their
// mappers report them, whenever they are declared.
var complaints struct {
	mu sync.Mutex // protects of
	of map[reflect.Type][]string
}

// Complain notes that what was given a nil table of the entity *T, which is t.
func Complain(t reflect.Type, what string) {
	if t.Kind() == reflect.Pointer {
		t = t.Elem()
	}
	complaints.mu.Lock()
	if complaints.of == nil {
		complaints.of = map[reflect.Type][]string{}
	}
	complaints.of[t] = append(complaints.of[t], what)
	complaints.mu.Unlock()
	for _, m := range ForEntity(t) {
		m.Registry.touch()
	}
}

// complaints are the problems that were told before m was there, or without it.
func (m *Mapper) complaints() []Problem {
	complaints.mu.Lock()
	defer complaints.mu.Unlock()
	var out []Problem
	for _, what := range complaints.of[m.Struct] {
		out = append(out, Problem{Table: m.Decl.String(), Struct: m.Struct.String(), What: fmt.Sprintf("%s was given a nil table: it is declared later, or by another variable", what), Or: "say it in the function given to Declare, or in init"})
	}
	return out
}
