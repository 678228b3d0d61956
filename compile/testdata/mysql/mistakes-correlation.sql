-- no correlate, but used
error: sqla_product.id is used, but sqla_product is not part of the statement, which is about sqla_order: add Join(…) or From(…), or use a column of what is there

-- correlate another
error: sqla_product.id is used, but sqla_product is not part of the statement, which is about sqla_order: add Join(…) or From(…), or use a column of what is there

-- nothing left
error: a subquery has no table of its own: all it names are in the query around it; say From, CorrelateExcept, or use an Alias

-- nothing left of one
error: a subquery has no table of its own: all it names are in the query around it; say From, CorrelateExcept, or use an Alias

-- two levels, cut
error: sqla_product.id is used, but sqla_product is not part of the statement, which is about sqla_order, q: add Join(…) or From(…), or use a column of what is there

-- scalar of two columns
error: a subquery with 2 columns is used as a value: it must have one

