package answers

// joins are the cases of joins.
func joins() []Case { return nil }
