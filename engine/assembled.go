package engine

import "errors"

// Assembled is one result of several, for callers that send several statements for what is one
// to theirs. Its rows are those of parts, one after the other, which are read into memory and
// closed; RowCount is count. Without parts it is the result of a statement that gives no rows.
func Assembled(count int64, parts ...*Result) (*Result, error) {
	out := &Result{noRows: len(parts) == 0}
	out.sum.Rows = count
	var failed error
	for _, p := range parts {
		rows, err := p.All()
		failed = errors.Join(failed, err, p.Close())
		out.keys, out.rows = p.keys, append(out.rows, rows...)
	}
	if failed != nil {
		return nil, failed
	}
	return out, nil
}
