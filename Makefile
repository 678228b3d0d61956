# Everything a contributor or CI runs. `make check test` is what CI runs.
# The servers of the tests are private ones, or the user's own where
# ALUDEL_TEST_POSTGRES and ALUDEL_TEST_MYSQL name them.

GO ?= go
SERVERS := $(GO) run ./internal/testservers
STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
# No target has a use for DWARF, which costs a fifth of the time and of the memory of compiling.
export GOFLAGS := $(GOFLAGS) -gcflags=github.com/aludel/aludel/...=-dwarf=false
FUZZTIME ?= 20s
SOAKTIME ?= 10m

# Modules of their own, so that rivals and tools never enter the library's requirements.
MODULES := $(sort $(dir $(shell find . -name go.mod -not -path './.*' -not -path '*/testdata/*')))

.PHONY: run test race check fmt vet aludelvet staticcheck tidy examples bench golden servers fuzz soak property graphs killed

# run walks through the tutorial on the embedded SQLite; nothing needs installing.
run:
	$(GO) run ./examples/tutorial

# test runs everything against SQLite, PostgreSQL and MariaDB, then again with
# the race detector what is not a bulk workload (tests skip that with -short).
test:
	$(SERVERS) -- sh -ec '$(GO) test ./... && $(MAKE) --no-print-directory race'

# What only reads files and writes texts, in one goroutine.
RACELESS := house|answers|corpus

# race needs a C compiler. Without one it says so; with CI set it fails.
race:
	@if command -v "$$($(GO) env CC)" >/dev/null; then \
		echo '$(GO) test -race -short, of all but $(RACELESS)' && CGO_ENABLED=1 $(GO) test -race -short $$($(GO) list ./... | grep -vE '/internal/($(RACELESS))$$'); \
	else \
		echo "race: left out, because the race detector needs a C compiler (Debian: apt-get install gcc libc6-dev)" >&2; \
		test -z "$$CI"; \
	fi

check: fmt vet aludelvet staticcheck tidy examples
	$(GO) test ./internal/house

fmt:
	@unformatted=$$(gofmt -l .); test -z "$$unformatted" || { echo "gofmt -w is needed for:"; echo "$$unformatted"; exit 1; }

vet:
	@set -e; for m in $(MODULES); do echo "go vet ./... in $$m"; (cd $$m && $(GO) vet ./...); done

# aludelvet tests our own analyser (module vet), and runs it over our own code.
aludelvet:
	cd vet && $(GO) test ./...
	cd vet && $(GO) build -o ../bin/aludelvet ./aludelvet
	@set -e; tool=$$PWD/bin/aludelvet; for m in $(MODULES); do echo "aludelvet ./... in $$m"; (cd $$m && $(GO) vet -vettool=$$tool ./...); done

staticcheck:
	@set -e; for m in $(MODULES); do echo "staticcheck ./... in $$m"; (cd $$m && $(GO) run $(STATICCHECK) ./...); done

tidy:
	@set -e; for m in $(MODULES); do echo "go mod tidy -diff in $$m"; (cd $$m && $(GO) mod tidy -diff); done

# examples builds what is not built by a test: every program.
examples:
	$(GO) build -o /dev/null ./...

# bench measures against the raw drivers and other ORMs, and rewrites the tables of
# bench/README.md and of README.md.
bench:
	$(SERVERS) -bench -- sh -ec 'cd bench && $(GO) run . -readme README.md -front ../README.md'

# golden rewrites the golden files, from what the real databases answer.
golden:
	$(SERVERS) -- env ALUDEL_UPDATE_GOLDEN=1 $(GO) test -count=1 -run Golden ./...

# servers keeps the test servers until Ctrl-C and prints how to reach them.
servers:
	@$(SERVERS) -serve

# fuzz runs every fuzz target for FUZZTIME.
fuzz:
	@set -e; $(SERVERS) -- sh -ec 'for p in $$($(GO) list ./...); do \
		for f in $$($(GO) test -list "^Fuzz" $$p | grep "^Fuzz" || true); do \
			echo "$$p $$f"; $(GO) test -run "^$$" -fuzz "^$$f\$$" -fuzztime $(FUZZTIME) $$p; \
		done; done'

# property computes PROPERTIES random expressions on every database and in memory, and as
# many random SELECTs on every database.
PROPERTIES ?= 20000
property:
	$(SERVERS) -- env ALUDEL_PROPERTY=$(PROPERTIES) ALUDEL_SEED=$${SEED:-$$(date +%s)} $(GO) test -count=1 -timeout 0 -run TestProperty -v ./compile

# graphs changes GRAPHS random graphs of objects on every database and compares; what it
# last said stands in internal/graphs/README.md.
GRAPHS ?= 10000
graphs:
	$(SERVERS) -- env ALUDEL_GRAPHS=$(GRAPHS) ALUDEL_SEED=$${SEED:-1} $(GO) test -count=1 -timeout 0 -run 'TestRandom(Graphs|Flushes|Changes|Savepoints|Sessions)' -v ./internal/graphs ./orm

# killed kills the servers' processes, and they come back, at every statement of a flush.
killed:
	$(SERVERS) -restart -- $(GO) test -count=1 -timeout 0 -run Killed -v ./internal/graphs

# soak runs the tests named Soak, which look for leaks and races over SOAKTIME.
soak:
	$(SERVERS) -- env ALUDEL_SOAK=$(SOAKTIME) $(GO) test -race -count=1 -timeout 0 -run Soak ./...
