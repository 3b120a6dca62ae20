# make demo   install, build the demo data set, open the dashboard        make test   everything that can be checked
# make bench  speed and growth        make lint   style and import rules        make docs   tables.md and measures.md from the code
# make fuzz   a minute of broken files for every reader     make semantic   what the extra needs to compare facts by meaning
# Needs Python 3.11 or later and a package index (the one pip is configured for). Everything lands in .venv/.

VENV := .venv
BIN := $(VENV)/bin
PYTHON := $(shell for python in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
WORKERS ?= 2

.PHONY: demo install install-tests semantic test lint docs bench fuzz pins clean

demo: install
	$(BIN)/parallax demo

install: $(VENV)/program.installed
install-tests: $(VENV)/tests.installed

$(VENV)/program.installed: constraints.txt pyproject.toml
	@test -n "$(PYTHON)" || { echo "No Python 3.11 or later was found. Install one from your system's packages or python.org."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@sed '/^# tests/,$$d' constraints.txt > $(VENV)/program.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $(VENV)/program.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/tests.installed: $(VENV)/program.installed
	@sed '/^# semantic/,$$d' constraints.txt > $(VENV)/tests.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $(VENV)/tests.txt
	@touch $@

semantic: install
	@sed '/^# tests/,/^# semantic/d' constraints.txt > $(VENV)/semantic.txt
	$(BIN)/python -m pip install --quiet --no-compile --disable-pip-version-check --require-hashes -r $(VENV)/semantic.txt

test: install-tests
	@.ci/browser $(BIN) > $(VENV)/browser
	PARALLAX_BROWSER="$$(cat $(VENV)/browser)" $(BIN)/python -m pytest -n $(WORKERS) --dist loadfile

lint: install-tests
	$(BIN)/ruff check .
	$(BIN)/lint-imports

docs: install
	$(BIN)/python -m pipeline.describe docs

bench: install-tests
	$(BIN)/python -m bench

fuzz: install-tests
	$(BIN)/python -m bench.fuzz

pins:
	.ci/pins

clean:
	rm -rf $(VENV) build dist *.egg-info .pytest_cache .ruff_cache .import_linter_cache
