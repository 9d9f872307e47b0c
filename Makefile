# Every command of the project. `make site` and `make serve` need Python 3.11 or newer and make, nothing else;
# `make test` also needs a Chromium and installs one where it finds none. Environments are set up once, and again when a
# lock file in requirements/ changes: a stamp file inside the environment says which lock it was made from.

PYTHON ?= python3
UV ?= uv

ENV := .venv
RUN := $(ENV)/bin/python
RUNTIME := $(ENV)/.runtime-stamp
DEVELOPMENT := $(ENV)/.development-stamp
ZENSICAL := .venv-zensical/.stamp
INSTALL := -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --requirement
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 --no-emit-index-url --no-emit-find-links $(UPGRADE)

# The interpreter is looked at before anything is made, so that an old one leaves nothing behind.
define new_environment
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo 'Python 3.11 or newer is needed; "$(PYTHON)" is' "$$($(PYTHON) --version 2>&1 || true)." >&2; \
	  echo 'Name another one like this: make PYTHON=python3.12 $(MAKECMDGOALS)' >&2; exit 1; }
	@echo 'Setting up $(1) …'
	@$(PYTHON) -m venv --clear $(1) || { \
	  echo 'The environment could not be made. On Debian and Ubuntu: apt-get install python3-venv' >&2; exit 1; }
endef

.DELETE_ON_ERROR:
.PHONY: help site serve check test bench lint format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-8s %s\n", $$1, $$2}' Makefile

site: $(RUNTIME) ## build the site from content/ into site/
	@$(RUN) -m generator build
	@echo "The site is in $$(pwd)/site (start at site/index.html; \`make serve\` shows it in the browser)."

serve: $(RUNTIME) ## preview the site; every change shows in the browser
	@$(RUN) -m generator serve $(ARGS)

check: $(RUNTIME) ## check the content, offline and without building
	@$(RUN) -m generator check $(ARGS)

test: $(DEVELOPMENT) $(ZENSICAL) ## run all tests, also those in a real browser
	@chromium=$$($(RUN) -m tests.browser.chromium) && CHROMIUM="$$chromium" $(RUN) -m pytest $(ARGS)

bench: $(DEVELOPMENT) ## time and memory of the generator and of the site engine, side by side
	@$(RUN) -m tests.bench $(ARGS)

lint: $(DEVELOPMENT) ## style, format and types
	@$(RUN) -m ruff check .
	@$(RUN) -m ruff format --check .
	@$(RUN) -m mypy --strict generator

format: $(DEVELOPMENT) ## put the code into the project's format
	@$(RUN) -m ruff check --fix .
	@$(RUN) -m ruff format .

lock: ## lock the dependencies anew (UPGRADE=--upgrade takes newer versions)
	@command -v $(UV) >/dev/null || { echo 'uv is needed to lock: pip install uv' >&2; exit 1; }
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) pyproject.toml --group build --output-file requirements/runtime.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) pyproject.toml --group build --group dev \
	  --constraint requirements/runtime.txt --output-file requirements/dev.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --group zensical --output-file requirements/zensical.txt

clean: ## remove everything that was generated, also the environments
	@rm -rf build site $(ENV) .venv-zensical .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find generator tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(RUNTIME): requirements/runtime.txt
	$(call new_environment,$(ENV))
	@$(RUN) $(INSTALL) requirements/runtime.txt
	@$(RUN) -m pip --disable-pip-version-check --no-input install --quiet --no-deps --no-build-isolation --editable .
	@touch $@

$(DEVELOPMENT): requirements/dev.txt $(RUNTIME)
	@echo 'Adding the tools for development …'
	@$(RUN) $(INSTALL) requirements/dev.txt
	@touch $@

$(ZENSICAL): requirements/zensical.txt
	$(call new_environment,.venv-zensical)
	@.venv-zensical/bin/python $(INSTALL) requirements/zensical.txt
	@touch $@
