package postgres

import "github.com/aludel/aludel/sql"

// domainValue is VALUE in the rule of a domain.
var domainValue = &sql.TextNode{Parts: []string{"VALUE"}}
