# Everything starts here: `make help` lists the targets. Each sets up what it needs.
SHELL := bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

VENV := .venv
BIN := $(VENV)/$(if $(filter Windows_NT,$(OS)),Scripts,bin)
# Stored figures have two pixels for one of the page: sharp on the screens of phones and laptops.
SHARP := --InlineBackend.figure_formats={'retina'}
COALESCE := nbconvert.preprocessors.CoalesceStreamsPreprocessor
READY := $(VENV)/.ready
SEPARATOR := $(if $(findstring ;,$(PATH)),;,:)
# Docker images often forbid Python to keep what it has compiled. Every process would then compile
# PyTorch anew, which takes longer than most chapters.
unexport PYTHONDONTWRITEBYTECODE
export PATH := $(CURDIR)/$(BIN)$(SEPARATOR)$(PATH)

.PHONY: help run test copies lint ruff model package release image docs pages download links audit hosted lab \
	notebooks update export prepare hooks constraints clean

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /  make \1@/p' $(firstword $(MAKEFILE_LIST)) \
		| awk -F@ '{ printf "%-18s %s\n", $$1, $$2 }'

run: $(READY) ## set up, then train and test a model on 1,000 tiles: minutes
	@landcover demo

test: $(READY) ## set up, then run every notebook and every check: minutes, no network
	@python -m tools test

copies: $(READY) ## run the learner's copies, each exercise solved: minutes
	@python -m tools copies

lint: $(READY) ## the checks of `make test` that run no notebook: a minute
	@python -m tools check

ruff: $(READY) ## ruff alone, in a second
	@ruff check --quiet --output-format concise $(wildcard nbs landcover tools experiments setup.py)

model: $(READY) ## the pipeline in small, compared with origin/main, and the gate: minutes
	@bash .ci/model

package: $(READY) ## build sdist and wheel, install and try them outside the repository: minutes
	@bash .ci/package

release: $(READY) ## what a release adds to the package: trained model, card, notes: minutes
	@bash .ci/release

image: $(READY) ## build, try and scan an image: NAME=serve or train; needs Docker: minutes
	@bash .ci/image

download: $(READY) ## fetch EuroSAT anew from each address and verify it: 180 MB
	@python -m tools download

links: $(READY) ## ask every address that the course names whether it still answers
	@python -m tools links

audit: $(READY) ## ask whether a package of constraints.txt has a known security hole: a minute
	@uvx --quiet --constraints constraints.txt pip-audit==2.10.1 --requirement constraints.txt \
		--no-deps --disable-pip --progress-spinner off --strict

hosted: $(READY) ## all notebooks beside other versions: HOST=colab, kaggle or lowest: an hour
	@bash .ci/hosted

lab: $(READY) ## open the first chapter's exercises in JupyterLab; nbs/ has the solutions
	@jupyter lab --ServerApp.root_dir=. --LabApp.default_url=/lab/tree/exercises/00_start.ipynb

notebooks: $(READY) ## execute all chapters and store their outputs: needs the real tiles
	@rm -rf nbs/runs
	@for notebook in nbs/[a-z]*.ipynb nbs/[0-9][0-9]*_*.ipynb; do \
		echo "$$notebook"; \
		LANDCOVER_PROFILE=course jupyter nbconvert --to notebook --execute --inplace \
			--log-level ERROR --ExecutePreprocessor.timeout=1800 \
			--ExecutePreprocessor.store_widget_state=False \
			"--ExecutePreprocessor.extra_arguments=$(SHARP)" \
			--NotebookExporter.preprocessors=$(COALESCE) "$$notebook" || exit 1; \
	done
	@nbdev_clean
	@python -m tools update

update: $(READY) ## bring badges, minutes, tables, pages and exercises/ in step
	@python -m tools update

export: $(READY) ## after editing a chapter: export, clean, update
	@nbdev_export
	@nbdev_clean
	@python -m tools update

prepare: export test ## before a pull request: export, then test

hooks: $(READY) ## let git run export and ruff before each commit
	@pre-commit install

docs: $(READY) ## build the website into _docs: needs Quarto
	@command -v quarto > /dev/null || { \
		echo "make docs needs Quarto, which pip cannot install: get it from https://quarto.org" >&2; \
		exit 1; }
	@PYTHONPATH=. nbdev_docs

pages: ## look at _docs in a browser: links, contrast, requests; needs Node and Chrome
	@command -v npm > /dev/null || { \
		echo "make pages needs Node, which pip cannot install: get it from https://nodejs.org" >&2; \
		exit 1; }
	@npm --prefix .ci/site ci --silent --no-audit --no-fund --ignore-scripts
	@node .ci/site/check.mjs _docs

constraints: $(READY) ## choose new versions of all packages: writes constraints.txt
	@printf 'uv\nsetuptools\n' | uv pip compile setup.py - --extra dev --universal \
		--python-version 3.11 --no-header --no-annotate --upgrade --quiet \
		--refresh-package landcover \
		--output-file constraints.txt

clean: ## remove the environment and everything that can be made again
	@rm -rf $(VENV) _docs _proc build dist *.egg-info .ruff_cache nbs/runs

# The environment: once, and again when one of these files has changed.
$(READY): settings.ini setup.py constraints.txt
	@for python in python3.13 python3.12 python3.11 python3 python; do \
		if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2> /dev/null; then \
			found=$$python; break; \
		fi; \
	done; \
	if [ -z "$${found:-}" ]; then \
		echo "No Python 3.11 or newer was found: install one from https://www.python.org" >&2; \
		exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$found" --version); the first time takes minutes"; \
	if ! "$$found" -c 'import ensurepip, venv' 2> /dev/null; then \
		echo "This Python cannot make virtual environments. On Debian and Ubuntu:" \
			"sudo apt install python3-venv" >&2; \
		exit 1; \
	fi; \
	$(BIN)/python -m pip --version > /dev/null 2>&1 || "$$found" -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check uv -c constraints.txt
	@VIRTUAL_ENV="$(CURDIR)/$(VENV)" $(BIN)/uv pip install --quiet -e ".[dev]" \
		-c constraints.txt --build-constraint constraints.txt
	@touch $@
