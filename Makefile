# 民情 Minqing. `make help` lists every target; `make check` runs all that CI runs.
# Works with GNU make 3.81 (macOS) and newer.

PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	if command -v $$p >/dev/null 2>&1 && $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; \
	then command -v $$p; exit; fi; done; echo none)
BIN := .venv/bin
PYTEST = MINQING_CHROMIUM="$$(cat .venv/.minqing-chromium 2>/dev/null)" $(BIN)/pytest
# Two processes, whole files to one process: fixtures of a file are made once.
SPREAD = -n 2 --dist loadfile

.DEFAULT_GOAL := help
.PHONY: help demo stop test check rules rooms scenarios desks browser guards runtime lint types migrations bench bench-hall evaluate \
	screenshots docs clean messages python setup-run setup-develop setup-test

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sort | awk -F ':.*## ' '{printf "  make %-12s %s\n", $$1, $$2}'

python:
	@if [ "$(PYTHON)" = none ]; then echo "✗ 需要 Python 3.11 或更新版本 · Python >= 3.11 is needed"; \
	echo "  Debian: sudo apt install python3 python3-venv    macOS: brew install python@3.13"; exit 1; fi

setup-run: python
	@$(PYTHON) tools/setup.py run
setup-develop: python
	@$(PYTHON) tools/setup.py develop
setup-test: python
	@$(PYTHON) tools/setup.py test

demo: setup-run ## set up everything and serve a demo county at http://127.0.0.1:8000 (MINQING_PORT); Ctrl-C stops all
	@exec $(BIN)/minqing serve --demo

stop: ## stop whatever a demo left running
	@if [ -x $(BIN)/minqing ]; then $(BIN)/minqing stop; else echo "没有运行 · nothing is running"; fi

test: setup-test ## set up everything, Chromium included, and run the whole suite
	@$(PYTEST) $(SPREAD)

check: setup-test lint types migrations ## everything CI runs: lint, types, contracts, migrations, the whole suite
	@$(PYTEST) $(SPREAD)

rules: setup-develop ## the pure rules, no database needed (seconds)
	@$(PYTEST) tests/rules
rooms: setup-develop ## one room after another, on the database
	@$(PYTEST) $(SPREAD) tests/rooms
scenarios: setup-develop ## stories along the path of the law
	@$(PYTEST) $(SPREAD) tests/scenarios
desks: setup-develop ## the pages, without a browser
	@$(PYTEST) $(SPREAD) tests/desks
browser: setup-test ## the pages in a real Chromium, with axe
	@$(PYTEST) $(SPREAD) tests/browser
guards: setup-develop ## what keeps the house in order
	@$(PYTEST) tests/guards
runtime: setup-test ## start, stop, kill, overload: the installation itself
	@$(PYTEST) tests/runtime

lint: setup-develop ## ruff, import contracts, templates
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/lint-imports --no-cache
	@$(BIN)/djlint --lint --quiet src
types: setup-develop ## mypy --strict
	@$(BIN)/mypy
migrations: setup-develop ## models and migrations agree
	@$(BIN)/minqing makemigrations --check --dry-run

EVALUATE ?= ../shared/data

bench: setup-develop ## the measurements, as tables (BENCH="--help" lists its options)
	@$(BIN)/python -m benchmarks $(BENCH)

bench-hall: setup-develop ## a day of the hall: 200 numbers, 16 windows, 20 displays, cut off for a minute and killed once
	@$(BIN)/python -m benchmarks.hall $(BENCH)

evaluate: setup-develop ## 100,000 generated walks; figures others made (EVALUATE=folder of the records, beside the project)
	@$(BIN)/python -m benchmarks.walk --matters 100000
	@$(BIN)/python -m benchmarks.history $(EVALUATE)/boston_311_2011H2.parquet --var "$${TMPDIR:-/tmp}/minqing-evaluate"
screenshots: setup-test ## pictures of every desk into docs/pictures
	@MINQING_PICTURES=1 $(PYTEST) tests/browser
messages: setup-develop ## collect the words of the interface, convert and compile; says what English lacks
	@$(BIN)/python tools/messages.py
docs: setup-develop ## the documentation site, into site/
	@$(BIN)/mkdocs build --strict --quiet && echo "site/index.html"
clean: stop ## remove what can be made again; data in var/ stay
	@rm -rf .venv frontend/node_modules src/minqing/desks/shared/static/built site src/minqing/locale/*/LC_MESSAGES/*.mo* \
	.mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
