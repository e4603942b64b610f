# `make help` lists the commands. Each does its own set-up first (tools/setup.sh).

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help serve build test check native journeys shots bench warehouse fix clean

PORT ?= 8080
# Puts the tools of tools/setup.sh on PATH.
TOOLS := . tools/env.sh;
JOURNEYS := cargo test --locked --quiet --test

help: ## List the commands
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/\1|\2/p' Makefile | while IFS='|' read -r name text; do printf 'make %-9s %s\n' "$$name" "$$text"; done

serve: setup-build ## Build the release site and serve it at http://127.0.0.1:8080 (PORT=…), with the sample open
	@echo 'Building; then the page is at http://127.0.0.1:$(PORT)/'
	@$(TOOLS) . tools/small.sh; exec trunk serve --release --port $(PORT)

build: setup-build ## Build the release site into dist/
	@$(TOOLS) . tools/small.sh; trunk build --release

test: setup-test check native build ## Format, lints, native tests, release build, size budget, browser journeys
	@node tools/budget.mjs
	@$(MAKE) --no-print-directory journeys

check: setup-test
	cargo fmt --check
	cargo clippy --locked --all-targets --test journeys --test shots -- -D warnings
	cargo clippy --locked --lib --bins --target wasm32-unknown-unknown -- -D warnings

native: setup-test
	cargo test --locked --quiet
	node --test tools/split.test.mjs bench/bench.test.mjs

# Only what the last build left in dist/. Two at a time: each has a browser of its own.
journeys: setup-test ## Walk through dist/ in a real browser (after `make build`)
	$(JOURNEYS) journeys -- --test-threads=2

shots: setup-test build ## Take pictures of every sample into shots/, wide and narrow, light and dark
	$(JOURNEYS) shots -- --nocapture

# Its libraries are its own: nothing else here needs them. Nothing of it is timed in `make test`.
bench: setup-test build ## Measure dist/ beside other timelines into bench/results.md (30 minutes; idle machine)
	@cd bench; [ node_modules/.package-lock.json -nt package-lock.json ] || { npm ci --silent --ignore-scripts; touch node_modules/.package-lock.json; }
	@node bench/run.mjs

N ?= 1000000
warehouse: setup-warehouse ## Run the SQL of docs/warehouse.md in DuckDB over generated incidents (N=…), against `faultline stats`
	cargo build --locked --release --quiet
	@$(TOOLS) "$$WAREHOUSE_PYTHON" tools/warehouse.py "$${CARGO_TARGET_DIR:-target}/release/faultline" $(N) "$${CARGO_TARGET_DIR:-target}/warehouse"

fix: setup-test ## Format, and apply what clippy can mend by itself
	cargo clippy --fix --allow-dirty --allow-staged --all-targets
	cargo clippy --fix --allow-dirty --allow-staged --lib --bins --target wasm32-unknown-unknown
	cargo fmt

clean: ## Remove what was built here (not the tools in the cache folder)
	cargo clean
	rm -rf dist shots node_modules bench/node_modules bench/site

.PHONY: setup-build setup-test setup-warehouse
setup-build setup-test setup-warehouse: setup-%:
	@tools/setup.sh $*
