package answers

// ctes are the cases of cte.
func ctes() []Case { return nil }
