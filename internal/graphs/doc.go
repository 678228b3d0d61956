// Package graphs holds tests that change random graphs of objects at random, flush
// them, and compare what another session loads with a model that knows nothing of
// the ORM. README.md says how many of them were tried, and how.
package graphs
