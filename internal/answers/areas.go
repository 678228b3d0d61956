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
		{Name: "select", Cases: selects(), Pending: true},
		{Name: "joins", Cases: joins(), Pending: true},
		{Name: "subquery", Cases: subqueries(), Pending: true},
		{Name: "cte", Cases: ctes(), Pending: true},
		{Name: "setops", Cases: setops(), Pending: true},
		{Name: "limit_order", Cases: limits(), Pending: true},
		{Name: "locking_hints", Cases: locks(), Pending: true},
		{Name: "text_literal", Cases: texts(), Pending: true},
		{Name: "quoting", Cases: quoting(), Pending: true},
		{Name: "operators", Cases: operators(), Pending: true},
		{Name: "functions", Cases: functions(), Pending: true},
		{Name: "window", Cases: windows(), Pending: true},
		{Name: "json", Cases: documents(), Pending: true},
		{Name: "array_hstore_range", Cases: arrays(), Pending: true},
		{Name: "custom", Cases: customs(), Pending: true},
		{Name: "insert", Cases: inserts(), Pending: true},
		{Name: "update", Cases: updates(), Pending: true},
		{Name: "delete", Cases: deletes(), Pending: true},
		{Name: "ddl", Cases: changes(), Pending: true},
		{Name: "ddl_types", Cases: columnTypes(), Pending: true},
		{Name: "orm", Cases: entities(), Pending: true},
	}
}
