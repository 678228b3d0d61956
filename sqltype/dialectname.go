package sqltype

import (
	"fmt"
	"strings"
)

// spellings are what people call databases that have another name as dialects.
var spellings = map[string]string{
	"postgresql": "postgresql", "postgres": "postgresql", "postgre": "postgresql", "pgsql": "postgresql", "psql": "postgresql", "pg": "postgresql", "pgx": "postgresql",
	"mysql": "mysql", "mariadb": "mysql", "maria": "mysql", "mysql8": "mysql",
	"sqlite": "sqlite", "sqlite3": "sqlite",
}

// DialectName reports that no dialect can have this name: it is empty, or a usual word for one
// that has another, as "postgres" for "postgresql". What is said for such a name would be
// left out on every database. Any other name may be that of a dialect from elsewhere.
func DialectName(name string) error {
	plain := strings.ToLower(strings.TrimSpace(name))
	if plain == "" {
		return fmt.Errorf(`%q is no dialect: these are "postgresql", "mysql" (also for MariaDB), "sqlite"`, name)
	}
	if is := spellings[plain]; is != "" && is != name {
		return fmt.Errorf("%q is no dialect: it is %q", name, is)
	}
	return nil
}

// Misnamed is the mistake in a type that has a variant for what is no dialect's name, as
// [DialectName] tells it; else nil.
func (d *Desc) Misnamed() error {
	if d == nil {
		return nil
	}
	for _, v := range d.variants {
		err := DialectName(v.dialect)
		if err != nil {
			err = fmt.Errorf("the variant of %s: %w", d, err)
		} else {
			err = v.d.Misnamed()
		}
		if err != nil {
			return err
		}
	}
	return d.Elem.Misnamed()
}
