# The edition and its tests.  Two commands are enough: make all, make test.
# A target that is not listed here is a builder of Sphinx's (make text, make linkcheck, …).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SUFFIXES:
MAKEFLAGS += --no-builtin-rules --no-print-directory

PYTHON ?= python3
PAPER ?= a4
BIN := .venv/bin

.PHONY: help all html epub latexpdf booklet tei test test-fast lint bench ledger anchors rtd reproduce licences sbom coverage livehtml lock clean tex

help: ## say what every target does
	@sed -n 's/^\([a-z-]*\):[^#]*## /  \1\t/p' Makefile | expand -t 14

all: html epub tei latexpdf ## build the site, the e-book and the book
	@tools/build.sh html  # again, for the title page to offer the others

html: .venv/edition ## build the site: _build/html/
	@tools/build.sh html

epub: .venv/edition ## build the e-book: _build/epub/
	@tools/build.sh epub

latexpdf: .venv/edition tex ## build the book: _build/latex/
	@tools/build.sh latex

booklet: latexpdf ## impose the book to print, fold and staple (PAPER=a4 or letter): _build/booklet/
	@$(BIN)/python tools/booklet.py _build/latex/bolshevik-ideology.pdf _build/booklet/bolshevik-ideology.pdf $(PAPER)
	@echo "done: _build/booklet/"

tei: .venv/edition ## build the TEI P5 document: _build/tei/
	@tools/build.sh tei

test: .venv/test ## build everything, then run every test
	@tools/test.sh tests

test-fast: .venv/test html ## run the tests that need no built book, in a minute
	@$(BIN)/pytest -q -n 2 tests --ignore=tests/outputs --ignore=tests/whole --ignore=tests/epub --ignore=tests/project/test_commands.py

lint: .venv/test ## check the code: ruff, mypy --strict
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

bench: .venv/test ## measure weight and speed, as ratios: _build/bench.json
	@PYTHONPATH=_ext:tools $(BIN)/python -m tests.bench

ledger: .venv/edition ## propose records for what differs from the seed and no record explains
	@PYTHONPATH=_ext $(BIN)/python -m sphinx_edition.collation.propose

anchors: .venv/edition ## record the anchors of new paragraphs, which from then on are for ever
	@$(BIN)/python -m sphinx -q -b dummy -D citable_record_new=1 . _build/dummy

rtd: .venv/test tex ## build as the hosting service does, and check what it would publish
	@$(BIN)/python tools/rtd.py

reproduce: .venv/edition tex ## build twice under different conditions and compare every byte
	@$(BIN)/python tools/reproduce.py

licences: .venv/edition ## list the licences of all packages
	@$(BIN)/python tools/licences.py requirements.lock

sbom: .venv/test ## write a bill of materials (CycloneDX): _build/sbom.json
	@mkdir -p _build
	@$(BIN)/cyclonedx-py requirements requirements.lock --output-reproducible --of JSON -o _build/sbom.json

coverage: .venv/test html ## print line and branch coverage of the extensions
	@$(BIN)/pytest -q -n 2 --dist loadfile --cov --cov-branch --cov-report=term tests --ignore=tests/outputs --ignore=tests/whole

livehtml: .venv/test ## serve the site on this machine and rebuild what changes
	@$(BIN)/sphinx-autobuild -d _build/doctrees --watch _ext --watch seeds . _build/html

lock: .venv/test ## renew the locks from pyproject.toml and show what changed
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header pyproject.toml -o requirements.lock
	@$(BIN)/uv pip compile -q --upgrade --universal --python-version 3.11 --generate-hashes --no-header --group test -c requirements.lock pyproject.toml -o requirements-test.lock
	@git diff -U0 -- 'requirements*.lock' | grep '^[+-][^+-].*==' || echo "nothing changed"

clean: ## remove everything that was built
	@rm -rf _build

# -- What the targets stand on --------------------------------------------------------------------

tex: # TeX comes from the system; where it cannot be had, the line that says so is the error
	@$(PYTHON) tools/system_packages.py apt.txt

.venv/python:
	@PYTHON=$(PYTHON) tools/new_venv.sh

.venv/edition: requirements.lock | .venv/python
	@tools/install_lock.sh requirements.lock
	@touch $@

.venv/test: requirements-test.lock .venv/edition
	@tools/install_lock.sh requirements-test.lock
	@touch $@

requirements.lock requirements-test.lock:
	@echo "$@ is missing: fetch it again with git checkout -- $@" >&2; exit 1

Makefile: ;

%: .venv/edition
	@tools/build.sh $@
