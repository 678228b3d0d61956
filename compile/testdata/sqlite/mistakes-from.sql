-- join of a join, on by key
error: transfer.to_id is used, but transfer is not part of the statement, which is about sqla_product, sqla_order, node: add Join(…) or From(…), or use a column of what is there

