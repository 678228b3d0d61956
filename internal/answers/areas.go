package answers

// An Area is the cases of one area of the recorded set.
type Area struct {
	Name    string
	Cases   []Case
	Pending bool // what it lacks is logged, and no failure
}

// Areas are all areas of the recorded set.
func Areas() []Area {
	return []Area{
		{Name: "select", Cases: selects()},
		{Name: "joins", Cases: joins()},
		{Name: "subquery", Cases: subqueries()},
		{Name: "cte", Cases: ctes()},
		{Name: "setops", Cases: setops()},
		{Name: "limit_order", Cases: limits()},
		{Name: "locking_hints", Cases: locks()},
		{Name: "text_literal", Cases: texts()},
		{Name: "quoting", Cases: quoting()},
		{Name: "operators", Cases: operators()},
		{Name: "functions", Cases: functions()},
		{Name: "window", Cases: windows()},
		{Name: "json", Cases: documents()},
		{Name: "array_hstore_range", Cases: arrays()},
		{Name: "custom", Cases: customs()},
		{Name: "insert", Cases: inserts()},
		{Name: "update", Cases: updates()},
		{Name: "delete", Cases: deletes()},
		{Name: "ddl", Cases: changes()},
		{Name: "ddl_types", Cases: columnTypes()},
		{Name: "orm", Cases: entities()},
	}
}
