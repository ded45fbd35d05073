# `make help` lists the commands. Everything is installed into .venv and node_modules; nothing else is touched.
SHELL := /bin/bash
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: help install demo run test nightly unit lint types house format bench audit sbom licences lock clean

help: ## Show every command
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

install: .venv/installed node_modules/.package-lock.json ## Install everything a checkout needs

.venv/installed: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; $(PYTHON) is older. Try: make $(MAKECMDGOALS) PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	$(BIN)/pip install --quiet --no-deps --no-build-isolation -e .
	@touch $@

node_modules/.package-lock.json: package.json package-lock.json .venv/installed
	$(BIN)/npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

demo: install ## Make a region's delivery, take it in, and show the screens on http://localhost:8000
	$(BIN)/zachtelanding demo

run: install ## Show the screens on the data that is already in ./data
	$(BIN)/zachtelanding run

test: install ## Format, lint, types, house rules and every test
	$(BIN)/python -m tests.run

nightly: install ## The simulations at length; prints what they did, and fails when that is too little
	ZL_SIMULATIONS=nightly $(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder --at-length tests/simulation

unit: install ## Only rules and use cases: no database and no network
	$(BIN)/pytest -n 2 --dist loadfile tests/unit tests/law

lint: install ## Formatting and lint
	$(BIN)/ruff format --check . && $(BIN)/ruff check .

types: install ## Strict types
	$(BIN)/mypy

house: install ## The walls between rooms and services
	$(BIN)/lint-imports

format: install ## Put the code in house style
	$(BIN)/ruff format . && $(BIN)/ruff check --fix .

bench: install ## Measure speed and memory; writes tests/benchmarks/RESULTS.md
	$(BIN)/python -m tests.benchmarks

audit: install ## Ask whether a weakness is known of any package that we use
	$(BIN)/pip-audit --requirement requirements.lock --require-hashes --disable-pip --strict
	$(BIN)/npm audit

sbom: install ## Write what the image consists of (CycloneDX) to build/sbom
	$(BIN)/python -m tests.supply_chain sbom

licences: install ## Write the licence of every package in the image to docs/licences.md
	$(BIN)/python -m tests.supply_chain licences

lock: ## Resolve the dependencies again
	$(BIN)/pip install --quiet uv
	$(BIN)/uv pip compile pyproject.toml --extra dev --extra bench --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --no-annotate -q -o requirements.lock

clean: ## Remove what was installed; ./data stays
	rm -rf .venv node_modules build
