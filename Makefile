VENV := .venv
BIN := $(VENV)/bin

.PHONY: help demo test lint types check bench lock figures browser clean

help:  ## what there is to make
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

$(VENV)/run: requirements.lock pyproject.toml
	python3 -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(BIN)/python -m compileall -q src/kg  # so that the first call is as quick as the next
	@touch $@

$(VENV)/dev: $(VENV)/run requirements-dev.lock
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(VENV)/run  ## set up, build the graph and say what to open
	@$(BIN)/kg build
	@echo "then ask it: $(BIN)/kg query --list"

test: $(VENV)/dev  ## set up and run all tests
	$(BIN)/python -m pytest

lint: $(VENV)/dev  ## ruff
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev  ## mypy
	$(BIN)/mypy

check: lint types test  ## everything that CI checks

bench: $(VENV)/dev  ## the benchmarks, as ratios in one run
	$(BIN)/python benchmarks/start_up.py
	$(BIN)/python benchmarks/explorer.py
	$(BIN)/python benchmarks/temporal.py
	$(BIN)/python benchmarks/extract.py

browser:  ## install what the browser tests need (Debian, as root)
	apt-get update -qq && apt-get install -y -qq chromium fonts-noto-cjk

figures: $(VENV)/dev  ## the picture of the page that the README shows (needs Chromium)
	$(BIN)/kg build --quiet
	$(BIN)/python docs/figures.py

lock: $(VENV)/dev  ## renew the lock files
	$(BIN)/pip-compile -q --upgrade $(LOCK) --extra validate -o requirements.lock pyproject.toml
	$(BIN)/pip-compile -q --upgrade $(LOCK) --extra validate --extra reference --extra notebook --extra charts --extra measures --extra dev -o requirements-dev.lock pyproject.toml

LOCK := --generate-hashes --allow-unsafe --strip-extras --build-deps-for editable --no-header --no-annotate \
	--no-emit-index-url --no-emit-trusted-host --no-emit-find-links

clean:  ## remove what was made
	rm -rf $(VENV) build build.old
