# gsl-console. `make run` sets up, builds and serves the console; `make test` sets up and runs every test.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DELETE_ON_ERROR:
MAKEFLAGS += --no-print-directory --no-builtin-rules

E2E := tests/e2e
CUTTER := .ci/cutter
# Tools that setup installed come first. trunk rejects the customary NO_COLOR=1.
export PATH := $(CURDIR)/.tools/bin:$(CURDIR)/$(CUTTER)/node_modules/.bin:$(CURDIR)/$(E2E)/node_modules/.bin:$(PATH)
unexport NO_COLOR

# `make run` serves here. Another number of cards is another database.
PORT ?= 8080
CARDS ?= 20000
SEED ?= 1
DB ?= .run/gsl-$(CARDS)-$(SEED).db

# The browser of the tests.
export CHROMIUM ?= /usr/bin/chromium
export CHROMEDRIVER ?= /usr/bin/chromedriver

SERVER := target/release/gsl-server
SIM := target/release/gsl-sim
WEB_SOURCES := index.html Trunk.toml Cargo.toml Cargo.lock rust-toolchain.toml build.rs $(wildcard $(CUTTER)/*.mjs) $(CUTTER)/package-lock.json \
  $(shell find src style public crates/gsl-model crates/gsl-macros crates/gsl-view crates/gsl-sheet -type f)

.PHONY: help setup setup-run setup-test build build-debug server run dev lint audit advisories test test-steps test-native test-conformance test-wasm \
  test-size test-e2e test-e2e-debug bench screenshots clean

help:
	@echo "make run          build and serve the console at http://127.0.0.1:$(PORT) (PORT=, CARDS=, SEED=)"
	@echo "make dev          the same in debug mode: what is saved is built and the page loads itself anew (docs/TESTING.md)"
	@echo "make test         set up, lint, audit, and run every test"
	@echo "make build        the console into dist/, the service and the simulated account, in release mode"
	@echo "make bench        timings of the service, of exports beside Python, and of the console in Chromium"
	@echo "make lint         format, clippy, types of the end-to-end tests"
	@echo "make audit        licences, origins and bans of all crates (make advisories: known weaknesses, from the RustSec database)"
	@echo "make screenshots  pictures of every page into .run/shots and the README's two"
	@echo "make setup        install what is missing"

# ---- setup ----------------------------------------------------------------------------------------------------------

setup: setup-run setup-test

setup-run:
	@.ci/setup run

setup-test:
	@.ci/setup test

# ---- build and run --------------------------------------------------------------------------------------------------

build: setup-run server dist/index.html

server:
	@cargo build --release --locked --quiet -p gsl-server -p gsl-sim

# Only when a source changed. The service writes the compressed copies beside the files. Sources of
# libraries are named from the crate on, so that the files are the same wherever they are built.
dist/index.html: $(WEB_SOURCES) | server
	RUSTFLAGS="$$(printf -- '--remap-path-prefix=%s= ' "$${CARGO_HOME:-$$HOME/.cargo}"/registry/src/*/)" \
	  trunk build --release --cargo-profile wasm-release --offline --locked
	$(SERVER) pack --dist dist

run: build
	@mkdir -p $(dir $(DB))
	@$(SERVER) serve --listen 127.0.0.1:$(PORT) --db $(DB) --dist dist --cards $(CARDS) --seed $(SEED)

# Work on a page: a debug build, again after every change that is saved; see docs/TESTING.md.
dev: setup-run
	@node .ci/dev.mjs $(PORT) $(DB) $(CARDS) $(SEED)

# What the end-to-end tests run on while a test or a page is written: in a minute instead of ten.
build-debug: setup-run
	@cargo build --locked --quiet -p gsl-server -p gsl-sim
	@mkdir -p .run/debug/dist
	@trunk --log warn build --offline --locked --dist .run/debug/dist

# ---- tests ----------------------------------------------------------------------------------------------------------

# One test instead of all, see docs/TESTING.md: make test-e2e-debug SPEC=cards TEST="sorting by header"
SPEC ?=
TEST ?=
WASM_TEST ?=
PYTEST ?=

# Each step leaves a log (or report) in .run/test; the summary reads them, also after a failure.
LOGS := .run/test

test: setup
	@rm -rf $(LOGS) $(E2E)/results && mkdir -p $(LOGS)
	@status=0; $(MAKE) test-steps || status=$$?; node $(E2E)/summary.mjs $(LOGS) $(E2E)/results || status=$$?; exit $$status

test-steps:
	@for step in lint audit test-native build test-conformance test-wasm test-size test-e2e; do \
	  echo "== $$step"; since=$$SECONDS; $(MAKE) $$step; echo "$$step $$((SECONDS - since))" >> $(LOGS)/seconds; \
	done

lint:
	cargo fmt --all --check
	cargo clippy --workspace --all-targets --locked --quiet -- -D warnings
	cargo clippy -p gsl-console -p gsl-view --target wasm32-unknown-unknown --lib --test wasm --locked --quiet -- -D warnings
	cargo clippy -p gsl-sheet --target wasm32-unknown-unknown --lib --locked --quiet -- -D warnings
	tsc --project $(E2E)
	cd $(CUTTER) && node --test

# What may be used, from where, under which licence. Advisories are in a database of their own, which has to be fetched.
audit: setup-test
	cargo deny --locked --workspace check bans licenses sources

advisories: setup-test
	cargo deny --locked --workspace check advisories

test-native:
	@mkdir -p $(LOGS)
	cargo test --workspace --locked 2>&1 | tee $(LOGS)/native.log

test-conformance: setup-test server
	@mkdir -p $(LOGS)
	GSL_SERVER=$(CURDIR)/$(SERVER) GSL_SIM=$(CURDIR)/$(SIM) tests/conformance/.venv/bin/python -m pytest -q tests/conformance $(PYTEST) \
	  --junitxml=$(LOGS)/conformance.xml

test-wasm: setup
	@mkdir -p $(LOGS)
	CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER=wasm-bindgen-test-runner \
	WASM_BINDGEN_TEST_WEBDRIVER_JSON=$(CURDIR)/tests/wasm/webdriver.json \
	WASM_BINDGEN_TEST_TIMEOUT=120 \
	  cargo test -p gsl-console -p gsl-view --target wasm32-unknown-unknown --test wasm --locked -- $(WASM_TEST) 2>&1 | tee $(LOGS)/wasm.log

test-size: build
	node $(E2E)/size.mjs

test-e2e: build
	cd $(E2E) && playwright test $(SPEC) $(if $(TEST),--grep "$(TEST)")

test-e2e-debug: build-debug
	cd $(E2E) && E2E_BUILD=debug playwright test $(SPEC) $(if $(TEST),--grep "$(TEST)")

# ---- figures and pictures ---------------------------------------------------------------------------------------------

bench: setup build
	@for bench in list bulk pools forecast; do \
	  cargo run --release --locked --quiet -p gsl-server --example bench_$$bench; \
	done
	@cargo run --release --locked --quiet -p gsl-server --example bench_export -- \
	  --python tests/conformance/.venv/bin/python
	@cargo run --release --locked --quiet -p gsl-server --example bench_pools -- --make .run/bench-pools.db
	node $(E2E)/bench.mjs
	node crates/gsl-sheet/tests/browser.mjs dist

screenshots: setup build
	node $(E2E)/screenshots.mjs

clean:
	cargo clean
	rm -rf dist .run $(E2E)/results $(E2E)/report
