# Two commands do everything: `make build` and `make test`. Both install what they need.
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
READY_DEV := $(VENV)/.ready-dev

.PHONY: build test lint format sign schema rules lock jlreq corpus bench pictures compare makers clean

build: $(READY)
	@$(BIN)/declaration-print build

test: lint
	@tools/need pdffonts poppler-utils exiftool libimage-exiftool-perl
	@$(BIN)/pytest

lint: $(READY_DEV)
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check --no-cache .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY_DEV)
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

# What `archive --sign` needs besides: digital signatures.
sign: $(READY) requirements-sign.txt
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-sign.txt
	@echo "Ready: $(BIN)/declaration-print archive --sign …"

schema: $(READY)
	@$(BIN)/python -m declaration_print.read.schema data/declaration.schema.json

# The catalogue of the checker's rules, as a page in each language.
rules: $(READY)
	@$(BIN)/python -m declaration_print.check.rule_catalogue en > docs/rules.md
	@$(BIN)/python -m declaration_print.check.rule_catalogue ja > docs/rules.ja.md

# Line-composition cases from outside; CASES=FILE names others.
jlreq: $(READY)
	@$(BIN)/python tools/jlreq $(CASES)

# PDF/A and PDF/UA files with known verdicts; CORPUS=FOLDER names others.
corpus: $(READY)
	@$(BIN)/python tools/corpus $(CORPUS)

bench: $(READY_DEV)
	@$(BIN)/python benchmarks/cold_build.py
	@$(BIN)/python benchmarks/composition.py
	@$(BIN)/python benchmarks/checking.py

# docs/comparison/: three pages beside Chromium's and Vivliostyle's, where both are installed.
compare: $(READY_DEV)
	@tools/compare

# docs/other-makers.md: PDFs of other makers, as far as they are installed; MAKERS_PYTHON has the libraries.
makers: $(READY)
	@$(BIN)/python tools/makers --write $(DIR)

# The pictures of the README, drawn from the editions.
pictures: $(READY)
	@tools/pictures

# Pins with hashes, from pyproject.toml; the lock names no registry.
lock: $(READY_DEV)
	@$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra build -o requirements.txt pyproject.toml
	@$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra build --extra sign --extra dev -o requirements-dev.txt pyproject.toml
	@$(BIN)/pip-compile -q --generate-hashes --allow-unsafe --strip-extras --no-emit-index-url --no-emit-find-links --no-header --extra build --extra sign -o requirements-sign.txt pyproject.toml

$(READY): requirements.txt pyproject.toml | $(VENV)
	@tools/need libpango-1.0.so.0 libpango-1.0-0 libpangoft2-1.0.so.0 libpangoft2-1.0-0 libharfbuzz-subset.so.0 libharfbuzz-subset0
	@echo "Installing Python packages …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q src/declaration_print
	@touch $@

$(READY_DEV): requirements-dev.txt $(READY)
	@echo "Installing test packages …"
	@$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

$(VENV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; set PYTHON=python3.11"; exit 2; }
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || { tools/need --package python3-venv && $(PYTHON) -m venv $(VENV); }

clean:
	@rm -rf out $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache
