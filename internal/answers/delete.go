package answers

// deletes are the cases of delete.
func deletes() []Case { return nil }
