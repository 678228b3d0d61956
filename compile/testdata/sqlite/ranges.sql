-- members
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- contains
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- overlaps
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- order
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- adjacent
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- changes
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- ends
unsupported: sqlite has no ranges: keep both ends in columns of their own

-- hstore
unsupported: sqlite has no hstore: use a JSON document

-- hstore conditions
unsupported: sqlite has no hstore: use a JSON document

-- networks
unsupported: sqlite has no network addresses: compare them in Go

