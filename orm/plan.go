package orm

import (
	"context"
	"fmt"
	"strings"
)

// A Plan is the statements of a flush, in their order.
type Plan struct{ Statements []PlannedStatement }

// A PlannedStatement is one statement of a flush.
type PlannedStatement struct {
	Trip int    // statements of one trip go out together, where the database can
	What string // the rows, in words
	SQL  string
	Args []any // a key that the database is still to make up is NULL or 0
}

// String is the plan as it is read: a line for each statement, with its values.
func (p Plan) String() string {
	var b strings.Builder
	trip := -1
	for _, s := range p.Statements {
		if s.Trip != trip {
			trip = s.Trip
			fmt.Fprintf(&b, "-- trip %d\n", trip+1)
		}
		b.WriteString(s.SQL)
		b.WriteString(";")
		for i, a := range s.Args {
			if i == 0 {
				b.WriteString("  --")
			}
			fmt.Fprintf(&b, " %s", planText(a))
		}
		b.WriteString("\n")
	}
	return b.String()
}

func planText(a any) string {
	switch v := a.(type) {
	case nil:
		return "NULL"
	case string:
		return fmt.Sprintf("%q", v)
	case []byte:
		return fmt.Sprintf("x'%x'", v)
	}
	return fmt.Sprint(a)
}

// Plan is what Flush would send. Nothing is written; rows are read where a cascade
// needs them. The program's defaults are put into the objects already.
//
// BEGIN travels with the first statement of the transaction, and COMMIT with the last one of
// a Commit that needs no answer; neither is in the plan, nor is what a flush reads back of rows
// in which the database has made up more than it tells. Hooks of flushes are not called: what
// they would add is not there. New rows from 2,000 of a kind on, with keys that the database
// makes up, may go by COPY where it has that.
func (s *Session) Plan(ctx context.Context) (Plan, error) {
	if err := s.enter(); err != nil {
		return Plan{}, err
	}
	defer s.leave()
	if err := s.u.sync(); err != nil {
		return Plan{}, err
	}
	clear(s.u.swept)
	defer s.u.takeIn()
	if err := s.settleDeletes(ctx); err != nil {
		return Plan{}, err
	}
	if err := s.u.withdraw(); err != nil {
		return Plan{}, err
	}
	f := &flush{s: s, u: s.u}
	if err := f.plan(); err != nil {
		return Plan{}, err
	}
	if err := f.sequence(); err != nil {
		return Plan{}, err
	}
	var p Plan
	d := s.eng.Dialect()
	for at := 0; at < f.size(); {
		trip := int(f.trip(at))
		end, _ := f.flight(at)
		steps, err := f.steps(at, end, d)
		if err != nil {
			return Plan{}, err
		}
		for _, st := range steps {
			if st.many != nil {
				if err := st.many.whole(); err != nil {
					return Plan{}, err
				}
			}
			if st.rows != nil {
				for row := range st.rows.rows() {
					st.rows.put(row)
					text, args, err := s.eng.SQL(statement(st.rows.stmt))
					if err != nil {
						return Plan{}, err
					}
					p.Statements = append(p.Statements, PlannedStatement{Trip: trip, What: st.rowText(s.u, row), SQL: text, Args: args})
				}
				continue
			}
			text, args, err := s.eng.SQL(statement(st.stmt))
			if err != nil {
				return Plan{}, err
			}
			p.Statements = append(p.Statements, PlannedStatement{Trip: trip, What: st.text(s.u), SQL: text, Args: args})
		}
		at = end
	}
	return p, nil
}
