# Teahouse 茶馆: everything that one types. `make help` lists it.
# Needs Python 3.11 or newer (with venv) and make; all else is installed into .venv.

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: run test check bench words lock clean help site dev messages

# The first Python that is new enough; `make PYTHON=/path/to/python3` names another.
PYTHON ?= $(firstword $(shell for name in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$name -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$name; done))

VENV := .venv
BIN := $(VENV)/bin
UV := uv==0.13.9
WORKERS ?= 2

# Stamps: a set of packages is installed again only when its list is newer.
MADE := $(VENV)/.made
SITE := $(VENV)/.site
DEV := $(VENV)/.dev

CATALOGUES := $(patsubst %.po,%.mo,$(wildcard community/translations/*/LC_MESSAGES/messages.po))

# The exact versions with their hashes; plain pip takes the same list where uv will not do.
export UV_SYSTEM_CERTS := 1
install = { test -x $(BIN)/uv && \
	$(BIN)/uv pip install --quiet --compile-bytecode --python $(BIN)/python --require-hashes -r $(1); } || \
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

run: site messages ## Set up what is missing and serve the site on http://127.0.0.1:8000
	@exec $(BIN)/python -m community

test: dev messages ## Run every test, on SQLite and on PostgreSQL, and in a browser
	@exec $(BIN)/python -m pytest -n $(WORKERS) --dist worksteal --database all $(or $(ARGS),--whole)

check: dev messages ## Lint, formatting, types, import layers, templates, catalogues
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(BIN)/djlint templates --lint --quiet
	@$(BIN)/python -m pytest tests/test_architecture.py tests/test_catalogues.py -q --no-header
	@$(BIN)/python -m tests.sizes

bench: dev messages ## Measure the site beside a bare Flask page, as ratios
	@exec $(BIN)/python -m tests.bench $(ARGS)

words: dev ## Bring the catalogues up to date with the words in code and templates
	@mkdir -p .cache
	$(BIN)/pybabel --quiet extract -F pyproject.toml -k _l -k lazy_gettext -k lazy_ngettext:1,2 \
		--omit-header --sort-by-file --add-location file -o .cache/messages.pot .
	$(BIN)/python community/translations/catalogues.py .cache/messages.pot

lock: dev ## Choose the newest versions that requirements*.in allow, with hashes
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header -p 3.11 \
		requirements.in -o requirements.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header -p 3.11 \
		-c requirements.txt requirements-dev.in -o requirements-dev.txt

clean: ## Remove what was installed and compiled; the instance folder stays
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
	rm -f $(CATALOGUES)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## /{printf "  make %-6s %s\n", $$1, $$2}' $(firstword $(MAKEFILE_LIST))

site: $(SITE)
dev: $(DEV)
messages: $(CATALOGUES)

$(MADE):
	@test -n "$(PYTHON)" || { echo "Teahouse needs Python 3.11 or newer with venv (Debian: apt install python3-venv)." >&2; exit 1; }
	@echo "Setting up .venv with $$($(PYTHON) --version)…"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check $(UV) \
		|| echo "uv could not be installed; pip will do, a little slower."
	@touch $@

$(SITE): requirements.txt | $(MADE)
	@echo "Installing what the site needs…"
	@$(call install,requirements.txt)
	@touch $@

$(DEV): requirements-dev.txt requirements.txt | $(MADE)
	@echo "Installing what the tests need…"
	@$(call install,requirements-dev.txt)
	@touch $(SITE) $@

%.mo: %.po | $(MADE)
	@test -e $(SITE) || $(MAKE) --no-print-directory site
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@
