# The two to know: `make run` and `make test`. `make help` lists all.

PORT ?= 8000
ARTICLE ?=
DATA ?=
export PORT ARTICLE DATA

WITH_PYTHON := @exec tools/with-python -m
VENV := .venv/bin

.DEFAULT_GOAL := help
.PHONY: help run test lint fmt bench screenshots train lock tools-installed

help: ## list these commands
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/' | expand -t 20

run: ## set up what is missing and serve on http://127.0.0.1:8000 (PORT= for another, ARTICLE=path for your own text)
	$(WITH_PYTHON) tools.run

test: tools-installed ## lint and all tests that this machine can run
	@exec $(VENV)/python -m tools.test

lint: tools-installed ## check the code itself
	@exec $(VENV)/python -m tools.lint

fmt: tools-installed ## lay out code and templates
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .
	@find templates -name '*.html' -exec $(VENV)/djade --target-version 5.2 {} +

bench: tools-installed ## measure speed (ARGS="--claims 100000")
	@exec $(VENV)/python -m benchmarks $(ARGS)

screenshots: tools-installed ## make the pictures of docs/img
	@exec $(VENV)/python -m tests.browser.screenshots

train: ## learn the extraction network anew (DATA=folder of texts and attributions); training/README.md says more
	$(WITH_PYTHON) tools.train

lock: tools-installed ## pin the packages of requirements*.in anew
	@$(VENV)/uv pip compile --universal --python-version 3.11 -q --no-header --upgrade requirements.in -o requirements.txt
	@$(VENV)/uv pip compile --universal --python-version 3.11 -q --no-header --upgrade requirements-dev.in -o requirements-dev.txt

tools-installed:
	$(WITH_PYTHON) tools.environment requirements.txt requirements-dev.txt
