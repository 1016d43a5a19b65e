# Each target makes .venv when it is missing and installs photoclip into it.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/installed

.PHONY: audit appimage bundle clean check deb demo docs bench figures notices pictures rivals run soak tables test

demo: $(STAMP)
	$(BIN)/photoclip demo

run: $(STAMP)
	$(BIN)/photoclip

# Every figure with its limit, and rclip's beside them where it could be installed.
bench: $(STAMP)
	-$(MAKE) rivals
	$(BIN)/photoclip bench --out build/bench

# Longer runs: what tests/soak holds, memory over 5,000 photos, five million vectors, copies
# among a million photos.
soak: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -q tests/soak
	QT_QPA_PLATFORM=offscreen PHOTOCLIP_CRASH_POINTS=40 $(BIN)/python -m pytest -q tests/test_upgrade.py
	QT_QPA_PLATFORM=offscreen PHOTOCLIP_FUZZ=3000 PHOTOCLIP_SWITCHES=300 $(BIN)/python -m pytest -q \
		tests/test_untrusted_models.py tests/test_untrusted_text.py tests/test_model_switch.py
	$(BIN)/photoclip bench --sizes large --only pipeline,vectors,copies --out build/soak

# Other programs to measure beside photoclip, each in an environment of its own.
rivals: build/rivals/rclip/index.py
build/rivals/rclip/index.py: packaging/rival_rclip.py packaging/rival_rclip_index.py $(STAMP)
	$(BIN)/python packaging/rival_rclip.py build/rivals/rclip

# Style, imports, types, then behaviour: the tests of one file in one of three processes, each of
# which computes with one thread (with more they wait for each other, and take a quarter longer).
test: $(STAMP) check
	@QT_QPA_PLATFORM=offscreen $(BIN)/python -c 'import sys; from photoclip.app import why_no_window; sys.exit(why_no_window() or 0)'
	QT_QPA_PLATFORM=offscreen OMP_NUM_THREADS=1 $(BIN)/python -m pytest -q --numprocesses 3 --dist loadfile --no-loadscope-reorder

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/lint-imports
	$(BIN)/basedpyright

# Known weaknesses of what is installed; --strict fails where their data cannot be reached.
audit: $(STAMP)
	$(PYTHON) -m venv build/audit
	build/audit/bin/python -m pip install --quiet --upgrade pip-audit
	$(BIN)/python -m pip freeze --exclude-editable > build/audit/installed.txt
	build/audit/bin/pip-audit --strict --no-deps --disable-pip -r build/audit/installed.txt

# Every figure of the built-in model's card. DATA is the folder with caltech101 and captioned.
DATA ?= $(PHOTOCLIP_TEST_DATA)/data
WORDS := beach city forest dog cat people mountain flower car house
EVALUATE := $(BIN)/photoclip evaluate
figures: $(STAMP)
	test -f build/heldout/captions.json || $(BIN)/photoclip samples build/heldout --count 1000 --split heldout --seed 1
	$(EVALUATE) zero-shot --data $(DATA)/caltech101/manifest.csv --heldout 0.1 --model photoclip-mini --confusion build/confusion.png
	$(EVALUATE) questions --data $(DATA)/caltech101/manifest.csv --heldout 0.1 --model photoclip-mini
	$(EVALUATE) attributes --data build/heldout --model photoclip-mini
	$(EVALUATE) retrieval --data build/heldout --model photoclip-mini
	$(EVALUATE) words --data $(DATA)/captioned/manifest.csv --heldout 0.1 --model photoclip-mini $(WORDS:%=--word %)
	$(EVALUATE) retrieval --data $(DATA)/captioned/manifest.csv --heldout 0.1 --model photoclip-mini
	$(EVALUATE) speed --model photoclip-mini

# The tables of docs/clip.md: an hour of short trainings.
tables: $(STAMP)
	$(BIN)/python packaging/training_tables.py $(DATA) build/tables

# Pictures of the window in every state, and those of them that the README shows.
GUIDE_PICTURES := welcome-light exportLibraryDialog-light
README_PICTURES := results-dark all-photos-light viewer-dark labels-light chips-light
pictures: $(STAMP)
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/screenshots.py build/pictures
	mkdir -p docs/pictures
	cp $(README_PICTURES:%=build/pictures/%.png) $(GUIDE_PICTURES:%=build/pictures/%.png) docs/pictures

# The documentation as a site in build/site, its reference of commands and the man page.
docs: $(STAMP)
	$(BIN)/python packaging/reference.py docs
	NO_MKDOCS_2_WARNING=1 $(BIN)/mkdocs build --strict -f packaging/mkdocs.yml
	$(BIN)/python packaging/docs_check.py build/site

# The program in one folder that needs no Python, and a try of it; packages of it for Linux.
# RUNTIME is what an AppImage begins with: runtime-x86_64 of the AppImage project.
bundle: $(STAMP)
	$(BIN)/python packaging/bundle.py

deb: bundle
	$(BIN)/python packaging/deb.py build/bundle/photoclip build/dist

appimage: bundle
	$(BIN)/python packaging/appimage.py build/bundle/photoclip build/dist $(RUNTIME)

# Who made what photoclip stands on.
notices: $(STAMP)
	$(BIN)/python packaging/notices.py

$(STAMP): pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "photoclip needs Python 3.11 or newer; name one with make PYTHON=python3.12 ...")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip
	$(BIN)/python -m pip install --quiet --upgrade --editable '.[dev]'
	touch $@

clean:
	rm -rf $(VENV) dist build demo
