# make run · make test · make help

SHELL := /bin/bash
.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

VENV := .venv
BIN := $(VENV)/bin
# Arguments for the tool: make run ARGS="resume c-7k3m9q"
ARGS ?=
# Test processes at once, and more words for pytest: make pytest TESTS="tests/test_dates.py -x"
JOBS ?= 2
# For make mutants: how many changes at random, from which seed, in files with these words in their path
RANDOM ?=
SEED ?= 1
PATHS ?=
TESTS ?=

# The first interpreter found that is new enough.
OLDEST := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for p in python3.11 python3 python3.12 python3.13 python3.14; do \
	if "$$p" -c "$(OLDEST)" >/dev/null 2>&1; then echo "$$p"; break; fi; done)

export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Relative: pip cuts this at blanks, and the folder may have one in its path.
export PIP_CONSTRAINT := constraints.txt
PIP := $(BIN)/python -m pip install --quiet

.PHONY: help run test check lint types imports trees pytest mutants fuzz kill bench rights examples names pins clean

help: ## This list
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{ printf "  make %-10s %s\n", $$1, $$2 }'

run: $(BIN)/.run ## Start the tool (installs what it needs into .venv first)
	@$(BIN)/interview $(ARGS)

test: check ## Install, then all checks and all tests, as the build machine does

check: lint types imports trees pytest ## The same, in this order: lint, types, imports, trees, pytest

lint: $(BIN)/.dev ## Ruff: its rules, and its way of laying out code
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(BIN)/.dev ## mypy --strict, tests too
	$(BIN)/mypy

imports: $(BIN)/.dev ## The direction of imports
	$(BIN)/lint-imports

trees: $(BIN)/.dev ## Every question tree and letter: checked, and every path walked (a minute)
	$(BIN)/interview tree check
	$(BIN)/interview tree walk

pytest: $(BIN)/.dev ## The tests alone
	$(BIN)/python -m pytest -n $(JOBS) $(TESTS)

mutants: $(BIN)/.dev ## Break the code, one place at a time; RANDOM=200 SEED=7 at random places, PATHS=sitting/ in these files
	$(BIN)/python scripts/mutants.py $(if $(RANDOM),--random $(RANDOM) --seed $(SEED)) $(PATHS)

fuzz: $(BIN)/.dev ## Feed it 100,000 mutated files and 10,000 hostile values (COUNT=… SEED=… VALUES=…); an hour
	COUNT=$(COUNT) SEED=$(SEED) VALUES=$(VALUES) ONLY=$(ONLY) $(BIN)/python -m tests.fuzz

kill: $(BIN)/.dev ## Kill 1,000 sittings in line mode and on the screen (KILLS=… SEED=…); nothing may be lost
	KILLS=$(KILLS) SEED=$(SEED) $(BIN)/python -m tests.fuzz.kill

bench: $(BIN)/.dev ## Measure, and write docs/performance.md
	$(BIN)/python -m benchmarks.run

rights: $(BIN)/.dev ## Write docs/rights.md anew from the facts on appeals
	$(BIN)/python scripts/make_rights_page.py

examples: $(BIN)/.dev ## Write transcripts/examples anew from its answer files
	$(BIN)/python scripts/make_examples.py

names: $(BIN)/.dev ## Write docs/templates.md anew from the question trees
	$(BIN)/python scripts/make_template_names.py

# What the tool needs to run. Made anew when what is needed changes, and only then.
$(BIN)/.run: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing what the tool needs into $(VENV) ..."
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable '.[heic]'
	@touch $@

$(BIN)/.dev: pyproject.toml constraints.txt | $(BIN)/python
	@echo "Installing the tool and what its tests need into $(VENV) ..."
	@$(PIP) hatchling editables
	@$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@ $(BIN)/.run

$(BIN)/python:
	@if [ -z "$(PYTHON)" ] || ! "$(PYTHON)" -c "$(OLDEST)"; then \
		echo "Python 3.11 or newer is needed, and none was found. Please install one, or name it: make run PYTHON=/path/to/python3" >&2; \
		exit 1; fi
	@"$(PYTHON)" -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make a virtual environment. On Debian and Ubuntu: apt install python3-venv" >&2; exit 1; }

pins: ## Move constraints.txt to the newest versions that fit pyproject.toml
	@rm -rf $(VENV)/pins && mkdir -p $(VENV) && "$(PYTHON)" -m venv $(VENV)/pins
	@env -u PIP_CONSTRAINT $(VENV)/pins/bin/python -m pip install --quiet '.[dev]'
	@{ head -1 constraints.txt; $(VENV)/pins/bin/python -m pip freeze | grep -v '^denial-interview'; } > $(VENV)/constraints.txt
	@mv $(VENV)/constraints.txt constraints.txt && rm -rf $(VENV)/pins

clean: ## Remove everything that make made; never a transcript
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find interview tests benchmarks scripts -name __pycache__ -type d -prune -exec rm -rf {} +
