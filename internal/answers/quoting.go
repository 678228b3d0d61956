package answers

// quoting are the cases of quoting.
func quoting() []Case { return nil }
