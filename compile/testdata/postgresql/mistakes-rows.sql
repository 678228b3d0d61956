-- ties without order
error: WithTies wants an OrderBy: it gives the rows that sort as the last one does

-- ties without limit
error: WithTies belongs to a Limit: there is none

-- percent too much
error: LimitPercent(101): a percentage is between 0 and 100

-- lock of another
error: LockOf(sqla_order): the table is not part of this SELECT

-- lock of nothing
error: LockOf() says what is locked, but there is no lock: add ForUpdate() or ForShare()

-- lock distinct
error: rows of a SELECT with DISTINCT, GROUP BY or HAVING cannot be locked, for they are no rows of a table: lock them in a subquery

