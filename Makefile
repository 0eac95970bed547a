# The two to know: `make run` and `make test`. `make help` lists all.

PORT ?= 8000
ARTICLE ?=
DATA ?=
export PORT ARTICLE DATA
# What is compiled is kept: many tests start programs, each of which would compile all modules anew.
unexport PYTHONDONTWRITEBYTECODE

VENV := .venv
BIN := $(VENV)/bin
RUNTIME := $(VENV)/installed-requirements.txt
DEVELOPMENT := $(VENV)/installed-requirements-dev.txt
TRAINING := var/training
VAR := $(or $(NEWSAPP_VAR),var)
empty :=
STATIC := $(subst $(empty) ,\ ,$(VAR))/static/staticfiles.json
MAKEFLAGS += -s --no-print-directory

# $(call able,pythons,code): the first of the Pythons that is there and does the code.
able = $(shell for python in $(1); do "$$python" -c '$(2)' >/dev/null 2>&1 && echo "$$python" && break; done)
FITS := import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))
FOUND = $(or $(shell "$(or $(PYTHON),python3)" --version 2>&1 | grep '^Python'),none)
FITTING = $(or $(call able,$(or $(PYTHON),python3.13 python3.12 python3.11 python3 python),$(FITS)),$(error \
	newsapp: needs Python 3.11, 3.12 or 3.13 (found: $(FOUND)); install one, or name it with PYTHON=/path/to/python))
BASE_PYTHON = $(or $(call able,$(FITTING),import ensurepip; import venv),$(error \
	newsapp: $(FITTING) cannot make virtual environments; on Debian, apt-get install python3-venv))

LINT := lint-types lint-code lint-layout lint-imports lint-templates lint-migrations lint-packages
TEMPLATES = $$(find templates -name '*.html')
AUDIT := $(BIN)/pip-audit -r requirements.txt --no-deps --disable-pip --progress-spinner=off --timeout=10
PYTEST := $(BIN)/python -m pytest -q -p tests.left_out --hypothesis-profile=ci

.DEFAULT_GOAL := help
.PHONY: help run ready test test-postgresql test-sqlite lint $(LINT) fmt bench screenshots train lock faults python anew

help: ## list these commands
	grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## */make \1\t/' | expand -t 20

run: ## set up what is missing and serve on http://127.0.0.1:8000 (PORT= for another, ARTICLE=path for your own text)
	$(BASE_PYTHON) -m tools.before_run
	$(MAKE) ready
	exec $(BIN)/python -m tools.run

ready: $(RUNTIME) $(STATIC)

test: $(DEVELOPMENT) ## lint and all tests that this machine can run
	failed=; for part in lint test-postgresql test-sqlite; do $(MAKE) $$part || failed="$$failed $$part"; done; \
	[ -z "$$failed" ] || { echo "FAILED:$$failed"; exit 1; }

test-postgresql: $(DEVELOPMENT)
	url=$$($(BIN)/python -m tools.postgresql 2>/dev/null) || exit 0; \
	echo "Tests on PostgreSQL"; exec env DATABASE_URL="$$url" $(PYTEST)

test-sqlite: $(DEVELOPMENT) # after the other: its last lines say of both what was left out
	without=$$($(BIN)/python -m tools.postgresql 2>&1 >/dev/null); \
	echo "Tests on SQLite"; LEFT_OUT="$${without:+the tests on PostgreSQL: $$without}" exec env -u DATABASE_URL $(PYTEST)

lint: $(DEVELOPMENT) ## check the code itself; all checks, even where one fails (-j2 -O: two at a time)
	$(MAKE) --keep-going $(LINT)

$(LINT): $(DEVELOPMENT)

lint-types:
	$(BIN)/mypy

lint-code:
	$(BIN)/ruff check .

lint-layout:
	$(BIN)/ruff format --check .

lint-imports:
	$(BIN)/lint-imports

lint-templates:
	$(BIN)/djade --check --target-version 5.2 $(TEMPLATES)

lint-migrations:
	$(BIN)/python manage.py makemigrations --check --dry-run

lint-packages: # known vulnerabilities; the database of them is on the network
	told=$$($(AUDIT) 2>&1); code=$$?; case "$$told" in \
	*"Found "*) echo "$$told"; exit 1;; \
	*onnect*|*"imed out"*|*"Max retries"*|*ServiceError*) echo "Left out: pip-audit: run \`make lint\` where pypi.org can be reached";; \
	*"could not be audited"*) echo "Left out: pip-audit of packages that this index knows no vulnerabilities of"; exit $$code;; \
	*) echo "$$told"; exit $$code;; esac

fmt: $(DEVELOPMENT) ## lay out code and templates
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djade --target-version 5.2 $(TEMPLATES)

faults: $(DEVELOPMENT) ## kill workers (and connections of PostgreSQL) 200 times in 1,000 articles, then again with tasks in Redis (DATABASE_URL= for PostgreSQL)
	exec env FAULTS=$${FAULTS:-200} FAULTS_ARTICLES=$${FAULTS_ARTICLES:-1000} $(PYTEST) -n 0 tests/management/test_killed_worker.py

bench: $(DEVELOPMENT) ## measure speed (ARGS="--claims 100000")
	exec $(BIN)/python -m benchmarks $(ARGS)

screenshots: $(DEVELOPMENT) ## make the pictures of docs/img
	exec $(BIN)/python -m tests.browser.screenshots

train: ## learn the extraction network anew (DATA=folder of texts and attributions); training/README.md says more
	[ -d "$$DATA/train/attributions" ] || [ -d "$$DATA/attributions" ] || { echo "newsapp: DATA=$$DATA holds neither" \
	"train/ nor text/ and attributions/; manage.py export_training writes such" >&2; exit 2; }
	$(MAKE) $(TRAINING)/venv/installed-requirements.txt
	exec $(TRAINING)/venv/bin/python -m training "$$DATA" --work $(TRAINING) $${INIT:+--init "$$INIT"}

lock: $(DEVELOPMENT) ## pin the packages of requirements*.in anew
	$(BIN)/uv pip compile --universal --python-version 3.11 -q --no-header --upgrade requirements.in -o requirements.txt
	$(BIN)/uv pip compile --universal --python-version 3.11 -q --no-header --upgrade requirements-dev.in -o requirements-dev.txt

python: # the Python that environments are made of
	echo $(BASE_PYTHON)

# The last file that venv writes: an environment broken off half-way has none. One whose Python is gone is made anew too.
$(BIN)/activate: $(if $(call able,$(BIN)/python,$(FITS)),,anew)
	echo "Making a virtual environment in $(VENV)"
	$(BASE_PYTHON) -m venv --clear $(VENV)

$(VENV)/installed-%.txt: %.txt $(BIN)/activate
	echo "Installing what $< names"
	$(BIN)/python -m pip install -qq --disable-pip-version-check -r $<
	cp $< $@

$(DEVELOPMENT): $(RUNTIME) # pip does one thing at a time

$(TRAINING)/venv/installed-%.txt: training/%.txt
	echo "Making a virtual environment in $(TRAINING)/venv"
	$(BASE_PYTHON) -m venv --clear $(TRAINING)/venv
	$(TRAINING)/venv/bin/python -m pip install -qq --disable-pip-version-check -r $<
	cp $< $@

$(STATIC): $(shell find claims/static) newsapp/settings.py $(RUNTIME)
	$(BIN)/python manage.py collectstatic --noinput --verbosity=0
