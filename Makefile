# The edition and its tests.  Two commands are enough: make all, make test.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
PAPER ?= a4
BIN := .venv/bin
BUILD := $(BIN)/python tools/build.py
ENVIRONMENT = command -v "$(PYTHON)" >/dev/null || { echo "no $(PYTHON) here: install Python 3.11 or newer" >&2; exit 1; }; "$(PYTHON)" tools/environment.py
BUILDERS := changes devhelp dirhtml dummy gettext htmlhelp json linkcheck man pickle pseudoxml qthelp singlehtml texinfo text xml

.PHONY: help all html epub latexpdf booklet tei docs docs-outputs docs-pictures docs-figures $(BUILDERS) test test-fast test-versions lint bench bench-import wheel import locale ledger anchors rtd reproduce licences sbom coverage livehtml lock clean tex edition test-tools

help: ## say what every target does
	@sed -n 's/^\([a-z-]*\):[^#]*## /  \1\t/p' Makefile | expand -t 14
	@echo "  and Sphinx's other builders: $(BUILDERS)" | fold -s -w 78 | sed '2,$$s/^/  /'

all: html epub tei latexpdf ## build the site, the e-book and the book
	@$(BUILD) html  # again, for the title page to offer the others

html: edition ## build the site: _build/html/
	@$(BUILD) html

epub: edition ## build the e-book: _build/epub/
	@$(BUILD) epub

latexpdf: edition tex ## build the book: _build/latex/
	@$(BUILD) latex

booklet: latexpdf ## impose the book to print, fold and staple (PAPER=a4 or letter): _build/booklet/
	@$(BIN)/python tools/booklet.py _build/latex/bolshevik-ideology.pdf _build/booklet/bolshevik-ideology.pdf $(PAPER)
	@echo "done: _build/booklet/"

tei: edition ## build the TEI P5 document: _build/tei/
	@$(BUILD) tei

docs: edition ## build the library's handbook: _build/docs/
	@$(BUILD) docs

docs-outputs docs-figures: docs-%: test-tools ## make anew what the handbook shows: docs/
	@$(BIN)/python tools/handbook.py $*

docs-pictures: test-tools all ## take the pictures of the handbook and of README anew: docs/pictures/
	@$(BIN)/python tools/pictures.py

$(BUILDERS): edition  # Sphinx's other builders: _build/BUILDER/
	@$(BUILD) $@

test: test-tools ## build everything, then run every test
	@tools/test.sh tests

test-fast: test-tools html ## run the tests that need no built book, in a minute
	@$(BIN)/pytest -q -n 2 tests --ignore=tests/outputs --ignore=tests/whole --ignore=tests/epub --ignore=tests/project/test_commands.py

test-versions: test-tools ## try every format and the library's tests with each Python, oldest and newest Sphinx
	@$(BIN)/python tools/versions.py $(CELLS)

lint: test-tools ## check the code: ruff, mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: test-tools ## measure weight and speed, as ratios: _build/bench.json
	@PYTHONPATH=_ext:tools $(BIN)/python -m tests.bench

bench-import: test-tools ## measure how well the import reads: _build/bench-import.json
	@PYTHONPATH=_ext:. $(BIN)/python -m tests.bench.importing

import: edition ## make the project of an edition from a text: make import SEED=text.txt OUT=folder
	@test -n "$(SEED)" && test -n "$(OUT)" || { echo "say which text and where to: make import SEED=text.txt OUT=folder" >&2; exit 1; }
	@$(BIN)/python -m sphinx_edition import "$(SEED)" "$(OUT)"

wheel: test-tools ## build the library as others install it: _build/wheel/
	@mkdir -p _build/wheel
	@$(BIN)/python -m flit_core.wheel --outdir _build/wheel _ext

locale: edition ## renew the catalogues of the library's words (ADD=it begins a language)
	@$(BIN)/python tools/catalogues.py $(ADD)

ledger: edition ## propose records for what differs from the seed and no record explains
	@$(BIN)/python -m sphinx_edition ledger

anchors: edition ## record the anchors of new paragraphs, which from then on are for ever
	@$(BIN)/python -m sphinx_edition anchors

rtd: test-tools tex ## build as the hosting service does, and check what it would publish
	@$(BIN)/python tools/rtd.py

reproduce: edition tex ## build twice under different conditions and compare every byte
	@$(BIN)/python tools/reproduce.py

licences: edition ## list the licences of all packages
	@$(BIN)/python tools/licences.py requirements.lock

sbom: test-tools ## write a bill of materials (CycloneDX): _build/sbom.json
	@mkdir -p _build
	@$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON -o _build/sbom.json

coverage: test-tools html ## print line and branch coverage of the extensions
	@$(BIN)/pytest -q -n 2 --dist loadfile --cov --cov-branch --cov-report=term tests --ignore=tests/outputs --ignore=tests/whole

livehtml: test-tools ## serve the site on this machine and rebuild what changes
	@$(BIN)/sphinx-autobuild -d _build/live/doctrees --watch _ext --watch seeds . _build/live/html

LOCK := $(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml
lock: test-tools ## renew the locks from pyproject.toml and show what changed
	@$(LOCK) -o requirements.lock
	@$(LOCK) --group test -c requirements.lock -o requirements-test.lock
	@$(LOCK) --group test --group oldest -o requirements-oldest.lock
	@git diff -U0 -- 'requirements*.lock' | grep '^[+-][^+-].*==' || echo "nothing changed"

clean: ## remove everything that was built
	@rm -rf _build

# -- What the targets stand on --------------------------------------------------------------------

tex: # TeX comes from the system; where it cannot be had, the line that says so is the error
	@$(PYTHON) tools/system_packages.py apt.txt

edition: # what the edition is built with
	@$(ENVIRONMENT) requirements.lock

test-tools: edition # what the tests are run with, besides
	@$(ENVIRONMENT) requirements-test.lock

Makefile: ;

%:
	$(error there is no target $@; make help lists them)
