package engine_test

import (
	"strings"
	"testing"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/driver/fake"
	"github.com/aludel/aludel/engine"
	"github.com/aludel/aludel/sql"
)

func wants(t *testing.T, err error, parts ...string) {
	t.Helper()
	if err == nil {
		t.Error("no error")
		return
	}
	for _, p := range parts {
		if n := strings.Count(err.Error(), p); n != 1 {
			t.Errorf("%q is there %d times: %v", p, n, err)
		}
	}
}

func TestPlaceholdersOfADriverGetAHint(t *testing.T) {
	syntax := func(text string) fake.Step {
		return fake.Step{Text: text, Err: &driver.Error{Class: driver.Programming, Message: "syntax error"}}
	}
	const hint = "hint: a parameter of raw SQL is written :name on every database"
	for _, text := range []string{"SELEC x WHERE id = ?", "SELEC x WHERE id = $1"} {
		e := scripted(t, fake.New(syntax(text)))
		wants(t, run(e, sql.SQL(text)), hint, "syntax error")
	}
	for _, text := range []string{"SELEC '?'", "SELEC a -- $1", "SELEC $tag"} { // none of them is one
		e := scripted(t, fake.New(syntax(text)))
		if err := run(e, sql.SQL(text)); err == nil || strings.Contains(err.Error(), "hint") {
			t.Errorf("%s: %v", text, err)
		}
	}
	e := scripted(t, fake.New(fake.Step{Text: "SELEC ?", Err: &driver.Error{Class: driver.Programming, Message: "no", Hint: "of the database"}}))
	wants(t, run(e, "SELEC ?"), "hint: of the database")
	e = scripted(t, fake.New(fake.Step{Text: "SELEC ?", Err: &driver.Error{Class: driver.Integrity, Message: "no"}}))
	if err := run(e, "SELEC ?"); strings.Contains(err.Error(), "hint") {
		t.Error(err)
	}
}

func TestPositionsAreCharacters(t *testing.T) {
	const text = "SELEC 'ööö', größe FORM t"
	e := scripted(t, fake.New(fake.Step{Text: text, Err: &driver.Error{Class: driver.Programming, Message: "syntax error", Position: 20}}))
	wants(t, run(e, text), "at character 20: FORM t")
	e = scripted(t, fake.New(fake.Step{Text: text, Err: &driver.Error{Class: driver.Programming, Message: "syntax error", Position: 200}}))
	if err := run(e, text); strings.Contains(err.Error(), "at character") {
		t.Error(err)
	}
}

func TestConnectAndPingShowTheHint(t *testing.T) {
	refused := &driver.Error{Class: driver.Operational, Message: "refused", Detail: "the detail", Hint: "start it"}
	d := fake.New()
	d.Fail(fake.Connect, refused, refused)
	e := scripted(t, d)
	wants(t, e.Ping(ctx), "connecting to", "refused", "the detail", "hint: start it")
	wants(t, run(e, "SELECT 1"), "connecting to", "refused", "the detail", "hint: start it")
}

func TestParamsErrorSaysWhatToWrite(t *testing.T) {
	wants(t, &engine.ParamsError{Missing: []string{"a", "b"}, Wanted: []string{"a", "b", "c"}}, `no value is given for "a", "b": pass sql.Params{"a": …}`)
	wants(t, &engine.ParamsError{Unknown: []string{"x"}}, `the statement has no parameter "x" (it has none)`)
	wants(t, &engine.ParamsError{Missing: []string{"name"}, Unknown: []string{"nmae"}, Wanted: []string{"name"}},
		`no value is given for "name"`, `the statement has no parameter "nmae" (it has "name")`)
}
