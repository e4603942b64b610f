# `make help` lists the commands. Each installs what it needs and this machine lacks (tools/setup.sh).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help serve dev build test check native journeys engines shots bench limits warehouse fuzz fix clean

PORT ?= 8080
# Puts the tools of tools/setup.sh on PATH.
TOOLS := . tools/env.sh;
JOURNEYS := cargo test --locked --quiet --test
WASM := -p faultline --lib --bins --target wasm32-unknown-unknown

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf 'make %-9s %s\n' "$$name" "$$text"; done

serve: setup-build ## Build the release site and serve it at http://127.0.0.1:8080 (PORT=…)
	@echo 'Building; then the page is at http://127.0.0.1:$(PORT)/'
	@$(TOOLS) exec trunk serve --release --port $(PORT)

dev: setup-build ## Serve a debug build that is rebuilt and reloaded when a file is saved (PORT=…)
	@echo 'Building; then the page is at http://127.0.0.1:$(PORT)/'
	@$(TOOLS) exec trunk serve --config Trunk.dev.toml --port $(PORT)

build: setup-build ## Build the release site into dist/
	@$(TOOLS) trunk build --release

test: setup-test check native build ## Format, lints, native tests, release build, size budget, browser journeys
	@node tools/budget.mjs
	@$(MAKE) --no-print-directory journeys

check: setup-test ## Format, lints and links of the documentation
	cargo fmt --all --check
	cargo clippy --locked --workspace --all-targets --test journeys --test shots -- -D warnings
	cargo clippy --locked $(WASM) -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --locked --no-deps -p faultline-core -p faultline-viewer

native: setup-test ## Tests that need no browser
	cargo test --locked --quiet --workspace
	node --test bench/bench.test.mjs

ENGINES ?= chromium firefox webkit
# Two at a time, each with a browser of its own. One journey runs the command line on a file.
journeys: setup-test ## Test dist/ in a real browser (after `make build`)
	cargo build --locked --quiet -p faultline-cli
	$(JOURNEYS) journeys -- --test-threads=2

# One engine after the other, each to its end; docs/support.md says what is not run where.
engines: setup-engines build ## Run the journeys in Chromium, Firefox ESR and WebKitGTK (an hour; ENGINES=…, JOURNEY=… for some)
	cargo build --locked --quiet -p faultline-cli
	@failed=; for engine in $(ENGINES); do \
		printf '%s:\n' "$$engine"; \
		$(TOOLS) FAULTLINE_ENGINE=$$engine $(JOURNEYS) journeys -- --test-threads=2 $(JOURNEY) || failed="$$failed $$engine"; \
	done; [ -z "$$failed" ] || { printf 'Journeys failed in:%s\n' "$$failed"; exit 1; }

shots: setup-test build ## Take pictures of every sample into shots/, wide and narrow, light and dark
	$(JOURNEYS) shots -- --nocapture

bench: setup-test build ## Measure dist/ beside other timelines into bench/results.md (40 minutes; idle machine)
	@cd bench; [ node_modules/.package-lock.json -nt package-lock.json ] || { npm ci --silent --ignore-scripts; touch node_modules/.package-lock.json; }
	@node bench/run.mjs

limits: setup-test ## Measure the limits of dist/ that need no other timeline (8 minutes; BENCH_OTHER=… compares another build)
	@node bench/run.mjs --quick

N ?= 1000000
warehouse: setup-warehouse ## Run the SQL of docs/warehouse.md in DuckDB over generated incidents (N=…), against `faultline stats`
	cargo build --locked --release --quiet -p faultline-cli
	@$(TOOLS) "$$WAREHOUSE_PYTHON" tools/warehouse.py "$${CARGO_TARGET_DIR:-target}/release/faultline" $(N) "$${CARGO_TARGET_DIR:-target}/warehouse"

FUZZ_SECONDS ?= 60
READER ?=
# The target measures processor time and memory itself; what it never comes back from ends after a minute.
# A reader of documents has no seeds of its own: it starts from the documents of the tests.
SEEDS = $(if $(READER),$(if $(wildcard fuzz/seeds/$(READER)-[0-9]*),,crates/core/tests/documents),fuzz/seeds)
fuzz: setup-fuzz ## Read damaged files for a minute (FUZZ_SECONDS=…), from fuzz/seeds, with all readers or one (READER=pagerduty)
	@mkdir -p fuzz/corpus/$(or $(READER),all)
	@for seed in $(if $(READER),$(wildcard fuzz/seeds/$(READER)-[0-9]*)); do \
		tail -n +2 "$$seed" > "fuzz/corpus/$(READER)/$${seed##*/}"; done
	@$(TOOLS) READER=$(READER) cargo +nightly fuzz run --fuzz-dir fuzz read fuzz/corpus/$(or $(READER),all) $(SEEDS) -- \
		-max_total_time=$(FUZZ_SECONDS) -timeout=60 -max_len=65536 -rss_limit_mb=2048

fix: setup-test ## Format, and apply what clippy can fix
	cargo clippy --fix --allow-dirty --allow-staged --workspace --all-targets
	cargo clippy --fix --allow-dirty --allow-staged $(WASM)
	cargo fmt --all

clean: ## Remove what was built here (not the tools in the cache folder)
	cargo clean
	rm -rf dist shots node_modules bench/node_modules bench/site

.PHONY: setup-build setup-test setup-engines setup-warehouse setup-fuzz
setup-build setup-test setup-engines setup-warehouse setup-fuzz: setup-%:
	@tools/setup.sh $*
