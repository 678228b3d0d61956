-- members
unsupported: mysql has no ranges: keep both ends in columns of their own

-- contains
unsupported: mysql has no ranges: keep both ends in columns of their own

-- overlaps
unsupported: mysql has no ranges: keep both ends in columns of their own

-- order
unsupported: mysql has no ranges: keep both ends in columns of their own

-- adjacent
unsupported: mysql has no ranges: keep both ends in columns of their own

-- changes
unsupported: mysql has no ranges: keep both ends in columns of their own

-- ends
unsupported: mysql has no ranges: keep both ends in columns of their own

-- hstore
unsupported: mysql has no hstore: use a JSON document

-- hstore conditions
unsupported: mysql has no hstore: use a JSON document

-- networks
unsupported: mysql has no network addresses: compare them in Go

