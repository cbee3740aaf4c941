# make run    sets up what is missing and serves http://127.0.0.1:8050 with the published figures loaded
# make test   sets up what is missing (a browser included) and passes every test

PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

.PHONY: run test format benchmark clean

run: $(VENV)/run.stamp
	$(BIN)/python app.py

test: $(VENV)/test.stamp
	sh tests/browser/find_browser.sh
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest -m clocked
	$(BIN)/pytest -m "not clocked" -n 2 --dist loadfile

format: $(VENV)/test.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

benchmark: $(VENV)/test.stamp
	sh tests/browser/find_browser.sh
	$(BIN)/python -m benchmarks.page
	$(BIN)/python -m benchmarks.checks
	$(BIN)/python -m benchmarks.slips

clean:
	rm -rf $(VENV)

$(VENV)/run.stamp: requirements.txt
	$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Waymark needs Python 3.11 or newer.")'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.txt
	touch $@

$(VENV)/test.stamp: requirements-dev.txt $(VENV)/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	touch $@
