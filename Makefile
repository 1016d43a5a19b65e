# Each target makes .venv when it is missing and installs photoclip into it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: demo test run bench check pictures clean

demo: $(STAMP)
	$(BIN)/photoclip demo

run: $(STAMP)
	$(BIN)/photoclip

bench: $(STAMP)
	$(BIN)/photoclip bench

# Style, imports, types, then behaviour.
test: $(STAMP) check
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -c 'import sys; from photoclip.app import why_no_window; sys.exit(why_no_window() or 0)'
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright

# Pictures of the window in every state, and those of them that the README shows.
README_PICTURES := results-dark all-photos-light viewer-dark
pictures: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py build/pictures
	mkdir -p docs/pictures
	cp $(README_PICTURES:%=build/pictures/%.png) docs/pictures

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "photoclip needs Python 3.11 or newer; name one with make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --upgrade --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist build demo
