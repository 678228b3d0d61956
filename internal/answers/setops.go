package answers

// setops are the cases of setops.
func setops() []Case { return nil }
