# The commands of this project. `make help` lists them.
PYTHON := .venv/bin/python
ifdef UV_PYTHON
export UV_PYTHON
endif

.PHONY: help setup

help: ## list the commands
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

setup: ## make .venv from the locked requirements (does nothing when it is up to date)
	@python3 bootstrap.py
