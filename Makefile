# Newsroom. `make help` says what there is.
.DEFAULT_GOAL := help
.PHONY: help install install-dev run dev test lint format lock screenshots soak clean

PY := .venv/bin/python

help: ## Say what can be made
	@echo "Newsroom: lay the coverage of one news story side by side."
	@echo
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)
	@echo
	@echo "  PORT=8001 make run      another port than 8000"
	@echo "  BIND=0.0.0.0 make run   for other computers too: docs/operations.md"
	@echo "  PYTHON=python3.12 …     the Python that .venv is made with"
	@echo "  SECONDS=600 make soak   shorter than an hour; SEED=4711 repeats what it chose"

install: ## Make .venv and install what Newsroom needs to run
	@scripts/install.sh run

install-dev: ## The same, with what tests and development need
	@scripts/install.sh dev

run: install ## Start Newsroom; the first start loads the sample coverage
	@exec $(PY) -m scripts.serve

dev: install-dev ## Start with DEBUG on and a worker, reloading on every change
	@DEBUG=1 $(PY) manage.py migrate --verbosity 0
	@DEBUG=1 exec $(PY) -m scripts.develop

test: install-dev ## Format, lint, types, checks, and the suite on SQLite and PostgreSQL
	@exec $(PY) -m scripts.test

lint: install-dev ## Only format, lint, types and checks
	@exec $(PY) -m scripts.test --lint

format: install-dev ## Format the code and mend what ruff can
	@$(PY) -m ruff check --fix . ; $(PY) -m ruff format .

lock: ## Pin requirements*.in anew into requirements*.txt (needs uv)
	@scripts/lock.sh

soak: install-dev ## Click, mark and undo at random for an hour, and look for anything lost
	@exec $(PY) -m scripts.soak

screenshots: install-dev ## Take the README's pictures from the running app (needs Chromium)
	@exec $(PY) -m scripts.screenshots

clean: ## Remove .venv and caches; var/ with the database and the secret key stays
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
