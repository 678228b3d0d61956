package answers

// updates are the cases of update.
func updates() []Case { return nil }
