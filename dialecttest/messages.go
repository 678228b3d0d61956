package dialecttest

import (
	"errors"
	"strings"

	"github.com/aludel/aludel/driver"
	"github.com/aludel/aludel/sql"
)

// messageCases are errors that tell the reader what to write instead.
func messageCases() []testCase {
	return []testCase{
		{name: "placeholders of a driver in raw SQL", run: func(e *env) error {
			for _, text := range []sql.SQL{"SELECT 1 WHERE 1 = ?", "SELECT 1 WHERE 1 = $1"} {
				r, err := e.eng.Execute(e.ctx, sql.Text(text))
				if err == nil {
					_, err = r.All()
				}
				if err == nil || !strings.Contains(err.Error(), ":name") {
					e.Errorf("%s: %v", text, err)
				}
			}
			e.whole(e.eng)
			return nil
		}},
		{name: "a place is counted in characters", run: func(e *env) error {
			r, err := e.eng.Execute(e.ctx, sql.Text("SELECT 'öäü', nowhere_at_all"))
			if err == nil {
				_, err = r.All()
			}
			var de *driver.Error
			if !errors.As(err, &de) || de.Class != driver.Programming {
				return err
			}
			if de.Position > 0 && !strings.HasSuffix(err.Error(), "at character 15: nowhere_at_all") {
				e.Errorf("%v", err)
			}
			return nil
		}},
	}
}
