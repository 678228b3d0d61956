-- table that is not there
error: the hint "x" is for sqla_order, which is not part of this SELECT

-- comment that does not end
error: the hint "/*+ x" has a quote or a comment that does not end

-- second statement
error: the hint "; DROP TABLE x" has a semicolon

-- parenthesis
error: the hint "x) FROM (y" closes a parenthesis that it did not open

-- quote
error: the hint "'" has a quote or a comment that does not end

