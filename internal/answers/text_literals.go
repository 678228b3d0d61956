package answers

// texts are the cases of text_literal.
func texts() []Case { return nil }
