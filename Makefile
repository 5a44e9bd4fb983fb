# make run     sets everything up and starts Yearlight
# make test    sets everything up and runs all tests, with those in a real browser
# make check   everything a change must pass
# make setup   the virtual environment with the command `yearlight`, and the browser assets

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
SOURCES := src tests tools trials bench

.PHONY: run setup develop test check format lint types contracts trials-short help

run: setup
	@exec $(BIN)/yearlight run

setup: $(VENV)/.product
	@$(BIN)/python tools/assets.py

# What tests and checks need beside it.
develop: $(VENV)/.develop
	@YEARLIGHT_DEVELOPING=1 $(BIN)/python tools/assets.py

test: develop browser
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m pytest -n 2 -m trial

check: develop browser format lint types contracts
	$(BIN)/python -m pytest -n 2
	$(BIN)/python -m pytest -n 2 -m trial

format:
	$(BIN)/ruff format --check $(SOURCES)

lint:
	$(BIN)/ruff check $(SOURCES)

types:
	$(BIN)/mypy

contracts:
	$(BIN)/lint-imports

# Chromium from Debian where that may be installed; elsewhere the tests say what to install.
.PHONY: browser
browser:
	@$(BIN)/python tools/browser.py

trials-short: develop
	$(BIN)/python -m trials.kill --kills 5 --whole 5
	$(BIN)/python -m trials.thirty_years --people 20 --years 2 --faults 0.05

help:
	@sed -n 's/^# make/make/p' Makefile

$(VENV)/bin/python:
	@$(PYTHON) tools/environment.py make $(VENV)

$(VENV)/.product: requirements.lock requirements-build.lock pyproject.toml tools/environment.py $(VENV)/bin/python
	@$(PYTHON) tools/environment.py product $(VENV)
	@touch $@

$(VENV)/.develop: requirements-dev.lock requirements-build.lock pyproject.toml tools/environment.py $(VENV)/bin/python
	@$(PYTHON) tools/environment.py develop $(VENV)
	@touch $@ $(VENV)/.product
