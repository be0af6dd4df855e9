# Everything runs from a virtual environment of its own, made from the locked, hashed requirements.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: run up down deploy test test-long check lint format clean benchmark faults fuzz

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; assert (3, 11) <= sys.version_info < (3, 14), "Python 3.11 to 3.13 is needed"'
	@echo "Setting up $(VENV) from requirements.lock; the first time this takes a minute or two."
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index -e .
	@touch $(STAMP)

run: $(STAMP)  ## set up, then run the flow over raw/ and say what came of it
	@$(BIN)/communique ingest raw --warehouse warehouse

SERVICE = $(BIN)/python -m flows.service
FOLDERS = $(if $(SOURCE),--source '$(SOURCE)') $(if $(WAREHOUSE),--warehouse '$(WAREHOUSE)')

up: $(STAMP)  ## start server, worker and watcher on loopback, and say where to look; SOURCE=DIR WAREHOUSE=DIR PORT=4200
	@$(SERVICE) up $(FOLDERS) $(if $(PORT),--port $(PORT))

down: $(STAMP)  ## stop exactly what `make up` started
	@$(SERVICE) down

deploy: $(STAMP)  ## bring work pool, deployments and automations to the server that runs (PREFECT_API_URL or profile)
	@$(SERVICE) deploy $(FOLDERS)

test: $(STAMP)  ## set up, then run the tests
	@$(BIN)/python -m pytest

test-long: $(STAMP)  ## what `make test` takes a sample of: every point of the crash matrix, 500 documents on Dask, dead runs
	@$(BIN)/python -m pytest -m long -s

check: $(STAMP)  ## format, lint, types, layers, knowledge, dictionary
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/python -m pytest tests/test_layers.py
	@$(BIN)/python -m schemas.knowledge.lint
	@$(BIN)/python -m schemas.dictionary --check
	@$(BIN)/python -m benchmarks.faults --check

format: $(STAMP)
	@$(BIN)/ruff check --fix --quiet . || true
	@$(BIN)/ruff format --quiet .

benchmark: $(STAMP)  ## quality and cost figures; needs the shared evaluation material beside the project
	@$(BIN)/python -m benchmarks

faults: $(STAMP)  ## plant faults in a copy of the product, one at a time; the tests have to find each
	@$(BIN)/python -m benchmarks.faults

fuzz: $(STAMP)  ## feed the readers made-up bytes for ten minutes; needs atheris beside the locked packages
	@$(BIN)/python -m tests.fuzz.readers -max_total_time=600

clean:
	rm -rf $(VENV) warehouse/.state warehouse/*.duckdb
