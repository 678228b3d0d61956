package main

// bars are what Aludel wants to reach, by database, aim and workload. Core is the
// expression language into typed rows on the engine's autocommit path; ORM reads
// and writes mapped objects through a fresh Session (insert1 adds and commits,
// update1 gets, changes and commits); connected reads with a connection of
// its own, from Connect to Close, which sends ROLLBACK.
var bars = map[string]map[string]map[string]Bar{
	"PostgreSQL": {
		"core": {
			"bypk":       {Wall: 1.02, CPU: 1.08, Allocs: 12},
			"list100":    {Wall: 0.87, CPU: 0.85, Allocs: 35},
			"list10000":  {Wall: 0.88, CPU: 0.78, Allocs: 120},
			"in100":      {Wall: 0.97, CPU: 0.85, Allocs: 45},
			"conc4":      {Wall: 1.02, P99: 1.1},
			"conc32":     {Wall: 1.02, P99: 1.1},
			"update1":    {Wall: 1.05, CPU: 1.15, Allocs: 10},
			"update8":    {Wall: 0.45},
			"insert1":    {Wall: 1.05, CPU: 1.15, Allocs: 18},
			"bulk1000":   {Wall: 1.00, CPU: 0.35, Allocs: 60},
			"bulk10000":  {Wall: 0.62, CPU: 0.40, Allocs: 100},
			"mutate1000": {Wall: 1.00, CPU: 1.00, Allocs: 150},
			"stream":     {Wall: 0.90, Peak: 1},
		},
		"orm": {
			"bypk":       {Wall: 1.06, CPU: 1.20, Allocs: 18},
			"list100":    {Wall: 0.97, CPU: 1.05, Allocs: 60},
			"list10000":  {Wall: 0.92, CPU: 0.90, Allocs: 300},
			"in100":      {Wall: 1.02, CPU: 1.05, Allocs: 75},
			"update1":    {Wall: 2.0, CPU: 2.4, Allocs: 50},
			"insert1":    {Wall: 1.4, CPU: 1.6, Allocs: 40},
			"bulk1000":   {Wall: 1.10, CPU: 0.7, Allocs: 1200},
			"bulk10000":  {Wall: 0.75, CPU: 0.9, Allocs: 11000},
			"eager":      {Wall: 1.10, CPU: 1.10, Allocs: 900},
			"mutate1000": {Wall: 1.03, CPU: 1.15, Allocs: 250},
			"conc4":      {Wall: 1.06, P99: 1.2},
			"conc32":     {Wall: 1.06, P99: 1.2},
			"stream":     {Wall: 1.10, Peak: 2},
		},
		"connected": {"bypk": {Wall: 1.7}},
	},
	"MariaDB": {
		"core": {
			"bypk": {Wall: 0.83}, "list100": {Wall: 0.80}, "list10000": {Wall: 0.60},
			"in100": {Wall: 1.00}, "update1": {Wall: 0.88}, "insert1": {Wall: 0.80},
			"bulk1000": {Wall: 1.00}, "bulk10000": {Wall: 1.00}, "mutate1000": {Wall: 1.00},
		},
		"orm": {"bypk": {Wall: 0.90}, "list100": {Wall: 0.90}, "list10000": {Wall: 0.90}, "in100": {Wall: 1.05}, "update1": {Wall: 1.8}, "insert1": {Wall: 1.3},
			"bulk1000": {Wall: 1.15}, "bulk10000": {Wall: 1.15}, "eager": {Wall: 0.90}, "mutate1000": {Wall: 1.08}},
	},
	"SQLite": {
		"core": {
			"bypk": {Wall: 0.85}, "list100": {Wall: 0.40}, "list10000": {Wall: 0.40},
			"in100": {Wall: 0.60}, "update1": {Wall: 1.05}, "insert1": {Wall: 1.10},
			"bulk1000": {Wall: 0.92}, "bulk10000": {Wall: 0.92}, "mutate1000": {Wall: 0.67},
		},
		"orm": {"bypk": {Wall: 1.00}, "list100": {Wall: 0.48}, "list10000": {Wall: 0.48}, "in100": {Wall: 0.65}, "update1": {Wall: 1.9}, "insert1": {Wall: 1.5},
			"bulk1000": {Wall: 1.10}, "bulk10000": {Wall: 1.10}, "eager": {Wall: 0.50}, "mutate1000": {Wall: 0.72}},
	},
}
