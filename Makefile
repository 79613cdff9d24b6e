# Two commands: `make run` does the main job, `make test` is the one gate.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PIP    := $(BIN)/python -m pip --disable-pip-version-check --no-input

# What one process compiled is kept for the next, also where the surroundings ask for the contrary:
# tests start hundreds.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run report site docs test unrun packages collected check campaign bench bench-record bench-agreement bench-roadmap mutants fuzz wheelhouse lock clean help

help: ## what can be made
	@grep -E '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed 's/:.*## /\t/'

PORT   ?=

run: report site ## the environment, the report of the shipped Korean case, then the site until Ctrl-C

site: $(READY) ## the site alone: an exercise to sit down in, a replay, the case; PORT=8500 for another port
	@$(BIN)/python -m dipoli.web out/site --demo $(if $(PORT),--port $(PORT))

report: $(READY) ## the report alone
	@$(BIN)/dipoli report cases/korea

docs: $(READY) ## the documentation as a site without a network, in out/docs; AS_KEPT=1 does not run its notebooks
	@sh scripts/system-packages || true # pictures need a browser
	$(BIN)/python -m tools.build_docs out/docs $(if $(AS_KEPT),--as-kept)

test: ## the one gate: format, lint, types, import contracts, tests, docs
	@$(MAKE) --no-print-directory --jobs=3 packages unrun collected
	$(BIN)/python -m pytest --numprocesses auto --dist worksteal

# What needs no test to run, while the machine installs what tests need and reads them once: none
# of the three keeps two cores busy, and every later process finds compiled what was read here.
unrun: $(READY)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports

packages:
	@sh scripts/system-packages || true # a test that misses one fails and tells the command

collected: $(READY) # on a clean checkout; what is wrong is told when tests run
	@test -d tests/__pycache__ || $(BIN)/python -m pytest --collect-only --quiet --quiet >/dev/null || true

check: test ## another name for test

campaign: $(READY) ## the counts that are owed, whole; resumable; tables in docs/measurements
	$(BIN)/python -m benches.campaign
	$(BIN)/python -m tools.write_golden --check

bench: $(READY) ## timings with machine and ratios; tables in docs/measurements
	$(BIN)/python -m benches.bench
	$(BIN)/python -m benches.record
	$(BIN)/python -m benches.forum
	$(BIN)/python -m benches.site
	$(BIN)/python -m benches.workbench
	$(BIN)/python -m benches.search
	$(BIN)/python -m benches.roadmap some
	$(BIN)/python -m benches.workbench_runs
	$(BIN)/python -m benches.discourse
	$(BIN)/python -m benches.discourse_figures

bench-roadmap: $(READY) ## roadmaps on all 120 frozen itineraries, about two hours; resumable; tables
	$(BIN)/python -m benches.roadmap
	$(BIN)/python -m benches.explanations

bench-record: $(READY) ## a million acts verified on one core (minutes, and 5 GB under out/)
	$(BIN)/python -m benches.record million

bench-agreement: $(READY) ## the finder on frozen bargains; frontiers beside NegMAS, in an environment of its own under out/ (4 GB); tables
	$(BIN)/python -m benches.agreement
	$(BIN)/python -m benches.agreement frontiers
	$(BIN)/python -m benches.agreement commands
	$(BIN)/python -m benches.negmas_peer

mutants: $(READY) ## mutants of the record, of the forum and of its tables; resumable; tables in docs/measurements
	$(BIN)/python -m benches.mutants record
	$(BIN)/python -m benches.mutants forum
	$(BIN)/python -m benches.forum_mutants

fuzz: $(READY) ## the parsers of the record under atheris, laid under out/; resumable; a table
	@test -d out/atheris || $(PIP) install --quiet --no-deps --only-binary :all: --target out/atheris atheris==3.0.0
	PYTHONPATH=out/atheris $(BIN)/python -m benches.fuzz

wheelhouse: $(READY) ## wheels of the site and of all that it needs, for a machine without a network
	$(BIN)/python -m tools.wheelhouse out/wheelhouse

lock: $(READY) ## renew requirements.lock (needs pip-tools in the environment)
	$(BIN)/python -m piptools compile --quiet --generate-hashes --no-header --strip-extras \
	  --allow-unsafe --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --no-emit-options --extra docs --extra embed --extra fast --extra files --extra notebook --extra postgres --extra print --extra roadmap --extra site --extra sweep --extra texts --extra dev \
	  --output-file requirements.lock pyproject.toml

clean: ## removes the environment and what was made
	rm -rf $(VENV) out dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

$(READY): requirements.lock pyproject.toml
	@command -v $(PYTHON) >/dev/null || { echo "python3 is missing: apt-get install python3 python3-venv"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Dipoli needs Python 3.11 or newer; found: $$($(PYTHON) --version)"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	@echo "Making the environment in $(VENV) (once; a few minutes)"
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@$(PIP) install --quiet --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) install --quiet --no-deps --no-build-isolation --editable .
	@touch $@
