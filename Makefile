# Guillemet. `make run` and `make test` work on a fresh machine that has Python 3.11 or newer.
.POSIX:
.SUFFIXES:

PYTHON ?= python3
VENV = .venv
PY = $(VENV)/bin/python
PIP = $(PY) -m pip --disable-pip-version-check
TREEBANK = ../shared/training
GOLD = ../shared/gold
DEVELOPED = benchmarks/texts/developed
SAMPLE = from annotator.services.samples import sample_project; print(sample_project())

help:
	@echo 'make run      set up, then the window on the sample project (without a display: demo-output/)'
	@echo 'make test     set up, then every check'
	@echo 'make bench    the benchmarks: a table, and build/bench.json'
	@echo 'make parser   the French parser trained again, into build/fr_parser/ (ten minutes or more)'
	@echo 'make confidence  how often suggestions are right, counted on GOLD, into resources/learning/'
	@echo 'make claims   the French claim model trained again on GOLD and benchmarks/texts/developed'
	@echo 'make judges   exports opened by other readers (large downloads)'
	@echo 'make screens  pictures of the window into build/screens/'
	@echo 'make clean    remove .venv, builds, caches and demo-output/'

$(VENV)/made:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo 'Guillemet needs Python 3.11 or newer: make PYTHON=/path/to/python3.11' >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/installed: $(VENV)/made pyproject.toml constraints.txt
	@echo 'Installing what Guillemet needs into $(VENV): this takes a minute or two.'
	$(PIP) install --quiet --editable . --constraint constraints.txt
	@touch $@

$(VENV)/installed-dev: $(VENV)/made pyproject.toml constraints.txt
	@echo 'Installing what the checks need into $(VENV): this takes a minute or two.'
	$(PIP) install --quiet --editable '.[dev]' --constraint constraints.txt
	@touch $(VENV)/installed $@

run: $(VENV)/installed
	@$(PY) -m annotator.doctor
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		$(PY) main.py "$$($(PY) -c '$(SAMPLE)')"; \
	else \
		$(PY) main.py demo demo-output; \
	fi

test: $(VENV)/installed-dev
	@$(PY) -m annotator.doctor
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(PY) -m pytest -q -n logical --dist loadfile

bench: $(VENV)/installed-dev
	@$(PY) -m annotator.doctor
	$(PY) -m benchmarks

parser: $(VENV)/installed
	OMP_NUM_THREADS=1 nice $(PY) -m annotator.learning.parser_training $(TREEBANK) build/fr_parser

confidence: $(VENV)/installed
	$(PY) -m annotator.learning.confidence_counts $(GOLD) --write

claims: $(VENV)/installed
	$(PIP) install --quiet --editable '.[training]' --constraint constraints.txt
	OMP_NUM_THREADS=1 $(PY) -m annotator.learning.claim_training fr $(GOLD) $(DEVELOPED)

screens: $(VENV)/installed-dev
	@$(PY) -m annotator.doctor
	$(PY) -m benchmarks.screens build/screens

judges: $(VENV)/installed-dev
	$(PIP) install --quiet --editable '.[dev,judges]' --constraint constraints.txt
	$(PY) -m pytest -q -m judges tests

clean:
	rm -rf build dist *.egg-info demo-output .coverage htmlcov .hypothesis .import_linter_cache \
		.mypy_cache .pytest_cache .ruff_cache $(VENV)
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: help run test bench parser confidence claims screens judges clean
