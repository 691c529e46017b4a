# The only door to every tool; nothing needs to be activated or installed first but make, git and python3-venv.
# CI calls `make check` and nothing else.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := bash
.SHELLFLAGS := -euo pipefail -c
MAKEFLAGS += --no-print-directory

PYTHON ?= python3
ARGS ?=
WORKERS ?= 2
UV_VERSION := 0.13.9

# An environment that somebody has activated must not leak into ours; byte-code is wanted, for starts in time.
unexport VIRTUAL_ENV CONDA_PREFIX PYTHONHOME PYTHONPATH PYTHONDONTWRITEBYTECODE
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON_DOWNLOADS := never

BIN := .venv/bin
RUN := $(BIN)/python
TOOLS := .venv-tools
READY := .venv/.synced

.PHONY: help
help: ## List what there is
	@echo "Cầu Nối: the two commands are 'make demo ARGS=--exit' and 'make test'. All of them:"
	@awk -F ':.*## ' '/^##@ / { printf "\n%s\n", substr($$0, 5) } \
	  /^[a-z-]+:.*## / { printf "  %-18s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

##@ Environment

.PHONY: setup
setup: $(READY) ## Make .venv from the lock file (every other target does this first, once)

$(TOOLS)/uv-$(UV_VERSION):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "Python 3.11 or newer is needed; name one with 'make PYTHON=/path/to/python3'" >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' || { echo "Python's venv is missing: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf $(TOOLS)
	$(PYTHON) -m venv $(TOOLS)
	$(TOOLS)/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@

$(READY): pyproject.toml uv.lock | $(TOOLS)/uv-$(UV_VERSION)
	$(TOOLS)/bin/uv sync --quiet --locked --all-extras --compile-bytecode --python $(TOOLS)/bin/python
	@touch $@

.PHONY: lock
lock: | $(TOOLS)/uv-$(UV_VERSION) ## Write uv.lock after a change of dependencies
	$(TOOLS)/bin/uv lock --python $(TOOLS)/bin/python

##@ The suite on this machine

.PHONY: demo
demo: $(READY) ## Play the pilot and compare the figures; ARGS=--exit ends by itself
	$(RUN) -m deploy.pilot $(ARGS)

.PHONY: run
run: $(READY) ## Start the whole suite on http://127.0.0.1:8000 (Ctrl-C stops it)
	$(RUN) -m deploy.local run $(ARGS)

.PHONY: stop
stop: $(READY) ## Stop a suite that runs from this checkout
	$(RUN) -m deploy.local stop

.PHONY: status
status: $(READY) ## Say what runs from this checkout
	@$(RUN) -m deploy.local status || [ $$? -eq 3 ]

.PHONY: clean
clean: ## Forget the suite's data and what tools have cached; the environment stays
	@if [ -x $(RUN) ]; then $(RUN) -m deploy.local clean; \
	  else echo "No environment, so the suite's data (if there is any) stays: 'make setup clean' forgets it."; fi
	rm -rf .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .schemathesis dist build
	find services shared deploy tests bench -name __pycache__ -type d -prune -exec rm -rf {} + 2>/dev/null || true

.PHONY: distclean
distclean: clean ## Forget the environment too
	rm -rf .venv $(TOOLS)

##@ Tests

.PHONY: test
test: $(READY) ## Every test, on embedded PostgreSQL and NATS; ARGS="-k word" for some, WORKERS=0 in one process
	$(RUN) -m pytest --numprocesses=$(WORKERS) --no-loadscope-reorder --max-worker-restart=0 $(ARGS)

.PHONY: test-unit
test-unit: $(READY) ## Tests that need nothing running
	$(RUN) -m pytest -m "not servers and not e2e and not faults and not browser" $(ARGS)

.PHONY: test-browser
test-browser: $(READY) ## The pages in a real Chromium; needs Debian's package chromium
	$(RUN) -m pytest -m browser $(ARGS)

.PHONY: test-containers
test-containers: $(READY) ## The tests that need servers, on testcontainers; needs a Docker daemon, or podman and root
	$(RUN) -m tests.containers -m "servers and not e2e and not faults" $(ARGS)

.PHONY: images
images: $(READY) ## Build the five images and run each on real servers; needs podman and root; ARGS=questions for one
	$(RUN) -m tests.images $(ARGS)

.PHONY: bench
bench: $(READY) ## The table of performance figures, each beside its floor in the same run
	$(RUN) -m bench $(ARGS)

##@ Checks

.PHONY: check
check: lock-check fmt-check lint types contracts-check imports manifests test ## Everything CI runs, in its order

.PHONY: lock-check
lock-check: $(READY) ## uv.lock says what pyproject.toml asks for
	$(TOOLS)/bin/uv lock --check --python $(TOOLS)/bin/python

.PHONY: fmt
fmt: $(READY) ## Format, and mend what can be mended
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: fmt-check
fmt-check: $(READY)
	$(BIN)/ruff format --check .

.PHONY: lint
lint: $(READY) ## Ruff
	$(BIN)/ruff check .

.PHONY: types
types: $(READY) ## Mypy, strict
	$(BIN)/mypy

.PHONY: imports
imports: $(READY) ## Import contracts: layers, and no service imports another
	$(BIN)/lint-imports

.PHONY: manifests
manifests: $(READY) ## Render every Kubernetes overlay with kubectl, and validate each object
	$(RUN) -m deploy.k8s check

.PHONY: manifests-write
manifests-write: $(READY) ## Write the NATS users and streams of the manifests from the code
	$(RUN) -m deploy.k8s write

##@ Contracts

.PHONY: contracts
contracts: $(READY) ## Write schemas, AsyncAPI, OpenAPI and docs/events.md from the code
	$(RUN) -m deploy.contracts write

.PHONY: contracts-check
contracts-check: $(READY) ## Fail on a difference from what is committed, or on a breaking change
	$(RUN) -m deploy.contracts check

.PHONY: release-contracts
release-contracts: $(READY) ## Freeze new event types; never rewrites a frozen one
	$(RUN) -m deploy.contracts release
