# The commands of this project. `make help` lists them.
PYTHON := .venv/bin/python
UV := .tools/uv/bin/uv
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.12 --generate-hashes --no-header --no-emit-index-url
BESIDE := $(shell test "$$(getconf _NPROCESSORS_ONLN 2>/dev/null || echo 1)" -ge 2 && echo "-n 2")
ifdef UV_PYTHON
export UV_PYTHON
endif

.DEFAULT_GOAL := help
.PHONY: help setup demo reset examples check test browser nightly format messages sbom bench vendor lock clean

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup: ## make .venv from the locked requirements (at once when it is up to date)
	@python3 bootstrap.py

demo: setup ## the site with an example neighbourhood, until Ctrl-C; `make demo PORT=8010` elsewhere
	@$(PYTHON) -m wijkwaarde.demo

reset: setup ## throw away the data of `make demo`
	@$(PYTHON) -m wijkwaarde.demo.reset

examples: setup ## analyse the shipped cases: a summary here, a page and a PDF per case
	@$(PYTHON) -m wijkwaarde.demo.examples

check: setup ## the gates, in seconds; `make check GATES="sizes types"` for some
	@$(PYTHON) -m gates $(GATES)

test: check browser ## everything: gates, tests, browser; in two processes where there are two processors, TESTS="-n 0" in one
	@$(PYTHON) -m pytest $(BESIDE) $(TESTS)

nightly: setup ## anything at all sent to every form, ten minutes long (`make nightly MINUTES=60`), and 100,000 bookings under kills
	@WIJKWAARDE_FUZZ_MINUTES=$(or $(MINUTES),10) $(PYTHON) -m pytest -q tests/hardening/nightly.py
	@WIJKWAARDE_LEDGER_EXAMPLES=2000 $(PYTHON) -m pytest -q tests/ledger/nightly.py tests/ledger/test_model.py tests/budgets/test_model.py

browser: ## install Debian's Chromium and hledger where that is allowed
	@sh tests/browser/chromium.sh
	@sh tests/ledger/hledger.sh

format: setup ## bring code and templates into form
	@.venv/bin/ruff check --quiet --fix-only
	@.venv/bin/ruff format --quiet
	@git ls-files --cached --others --exclude-standard 'src/*/templates/*.html' | xargs -r .venv/bin/djade --target-version 6.1

messages: setup ## bring the catalogues up to date with the texts in the code
	@$(PYTHON) -m gates.messages

sbom: setup ## write the bill of materials of what runs on a site, build/wijkwaarde.cdx.json
	@$(PYTHON) -m gates.sbom

bench: setup ## measure, and write docs/reference/benchmarks.md
	@$(PYTHON) -m bench $(SIZE)

vendor: ## refresh the committed CSS, fonts and scripts of others (needs Node)
	@sh vendor/vendor.sh

lock: setup ## lock the newest versions that requirements/*.in allow
	@cd requirements && for name in uv base dev; do ../$(COMPILE) --upgrade $$name.in --output-file $$name.txt > /dev/null || exit 1; done

clean: ## remove all that set-up and the tools made
	@rm -rf .venv .tools .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .grimp_cache .hypothesis
