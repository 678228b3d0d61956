package answers

// limits are the cases of limit_order.
func limits() []Case { return nil }
