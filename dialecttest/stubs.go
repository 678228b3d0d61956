package dialecttest

func lossyCases() []testCase       { return nil }
func defaultCases() []testCase     { return nil }
func manyCases() []testCase        { return nil }
func resultCases() []testCase      { return nil }
func typedCases() []testCase       { return nil }
func streamCases() []testCase      { return nil }
func transactionCases() []testCase { return nil }
func savepointCases() []testCase   { return nil }
func isolationCases() []testCase   { return nil }
func cacheCases() []testCase       { return nil }
func echoCases() []testCase        { return nil }
func errorCases() []testCase       { return nil }
func hostileCases() []testCase     { return nil }
func poolCases() []testCase        { return nil }
func asyncCases() []testCase       { return nil }
func cancelCases() []testCase      { return nil }
func killCases() []testCase        { return nil }
func commitCases() []testCase      { return nil }
