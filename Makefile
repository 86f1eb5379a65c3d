# make demo    see a real multi-page scan sorted
# make test    run all tests
# make docs    the documentation as a site, in build/site; whatever is wrong with it is an error
# make check   lint, types, contracts, generated files and all tests
# make fuzz    change bytes until something breaks; RUNS=number of inputs for each target, TARGETS=names
# make package build the zips of the Lambda function in dist/, with bills of materials; tells what they weigh
# make wheel   build wheel and source distribution in dist/, and try them as a user would
# make browser tests of the review page, in Chromium
# make e2e     end-to-end tests, in containers on an emulated AWS; as root
# make faults  try sequences of faults that are chosen at random, and each single one; EXAMPLES=number
# make bench   measure it beside other ways, into docs/benchmarks.md; DATA=folder DOCUMENTS=number QUICK=1
# make terraform  check what is made at AWS, without an account
# make audit   ask which of all that is pinned is known to be vulnerable; needs a network
# make deploy  bring it to an account of AWS, and see that it works
# Each of them sets up what it needs.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: help setup demo test docs fuzz package wheel browser e2e faults bench check lint format types contracts generated generate terraform audit deploy starter-model lock clean

help:
	@sed -n 's/^# //p' Makefile

setup: $(READY)

# All of it is pinned by digest, the installer and what builds an editable install, too.
$(READY): pyproject.toml locks/dev.txt scripts/system-packages
	scripts/system-packages
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --requirement locks/dev.txt
	$(BIN)/python -m pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

demo: $(READY)
	$(BIN)/smartcat classify examples/packet.pdf --out results

test: $(READY)
	$(BIN)/python -m pytest

# The site needs nothing of ours to be made, and has an environment of its own. It is made anew each
# time: pages that did not change would not be looked at again.
SITE := build/docs
docs: $(SITE)/.ready
	rm -rf build/site
	$(SITE)/bin/sphinx-build --quiet --nitpicky --fail-on-warning --keep-going --jobs auto \
	  --doctree-dir $(SITE)/doctrees --fresh-env --conf-dir docs . build/site
	@echo 'The site: build/site/index.html'

$(SITE)/.ready: locks/docs.txt
	$(PYTHON) -m venv --clear $(SITE)
	$(SITE)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	touch $@

# The fuzzer has wheels for few versions of Python, and lies beside the environment that all share.
FUZZ := build/fuzz
RUNS ?= 1500
fuzz: $(READY) $(FUZZ)/.ready
	PYTHONPATH=src:$(FUZZ):tests/fuzz:tests/hostile $(BIN)/python tests/fuzz/run.py $(TARGETS) \
	  --runs $(RUNS) $(if $(KEEP),--keep '$(KEEP)')

$(FUZZ)/.ready: locks/fuzz.txt
	$(BIN)/python -m pip install --quiet --no-deps --require-hashes --target $(FUZZ) --upgrade \
	  --requirement $<
	touch $@

package: $(READY)
	PYTHONPATH=scripts $(BIN)/python -m lambda_zip dist

# Installed with no extras, as a user would, and tried away from this checkout.
WHEEL := build/wheel
wheel: $(READY)
	rm -f dist/smartcat-*.whl dist/smartcat-*.tar.gz
	$(BIN)/python -m hatchling build -d dist
	$(PYTHON) -m venv --clear $(WHEEL)
	$(WHEEL)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement locks/base.txt
	$(WHEEL)/bin/python -m pip install --quiet --no-deps --no-index dist/smartcat-*.whl
	$(BIN)/python scripts/check_wheel.py $(WHEEL)

browser: $(READY)
	scripts/browser-packages
	$(BIN)/python -m pytest -m browser tests/browser

e2e: $(READY)
	scripts/e2e-packages
	$(BIN)/python -m pytest -m e2e tests/e2e

faults: $(READY)
	SMARTCAT_FAULTS_EXAMPLES=$(or $(EXAMPLES),2000) $(BIN)/python -m pytest tests/faults/test_sequences.py \
	  tests/faults/test_on_moto.py

# What it is measured against pins much that we do not: it has an environment of its own.
BENCH := build/bench
bench: $(READY) $(BENCH)/.ready
	PYTHONPATH=benchmarks $(BIN)/python -m comparison --ocrmypdf $(BENCH)/bin/python \
	  $(if $(DATA),--data '$(DATA)') $(if $(DOCUMENTS),--documents $(DOCUMENTS)) $(if $(QUICK),--quick)

$(BENCH)/.ready: locks/bench.txt
	$(PYTHON) -m venv --clear $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	touch $@

check: lint types contracts generated test

lint: $(READY)
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(READY)
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

types: $(READY)
	$(BIN)/mypy

contracts: $(READY)
	$(BIN)/lint-imports

# Schemas, the reference of commands, the table of exit codes and those of Terraform are made from the code.
generate: $(READY)
	$(BIN)/python scripts/generate.py
	$(BIN)/python scripts/terraform_docs.py

generated: $(READY)
	$(BIN)/python scripts/generate.py --check
	$(BIN)/python scripts/terraform_docs.py --check

# The scanner pins much that we do not: it has an environment of its own.
CHECKOV := build/checkov
terraform: $(CHECKOV)/.ready
	scripts/check-terraform
	$(CHECKOV)/bin/checkov --config-file infra/terraform/.checkov.yaml

$(CHECKOV)/.ready: locks/checkov.txt
	$(PYTHON) -m venv --clear $(CHECKOV)
	$(CHECKOV)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	touch $@

# The auditor has an environment of its own. AUDIT=--if-reachable lets pass that nobody answers, and says so.
AUDITOR := build/audit
audit: $(AUDITOR)/.ready
	$(AUDITOR)/bin/python scripts/audit.py $(AUDIT)

$(AUDITOR)/.ready: locks/audit.txt
	$(PYTHON) -m venv --clear $(AUDITOR)
	$(AUDITOR)/bin/python -m pip install --quiet --no-deps --require-hashes --requirement $<
	touch $@

deploy: $(READY)
	scripts/deploy

# The command that made the starter model and the example packet; about half an hour.
starter-model: $(READY)
	scripts/make-starter-model

# All that is installed anywhere, with the digests of all files. What is developed with comes first,
# and what is served is the same.
LOCK := $(BIN)/uv pip compile --universal --generate-hashes --quiet \
  --no-emit-index-url --no-header --no-annotate
lock: $(READY)
	$(LOCK) --python-version 3.11 --extra aws --extra ocr --extra parquet --extra train --group dev \
	  --output-file locks/dev.txt pyproject.toml locks/build.in
	$(LOCK) --python-version 3.11 --output-file locks/audit.txt locks/audit.in
	$(LOCK) --python-version 3.11 --constraint locks/dev.txt --output-file locks/base.txt pyproject.toml
	$(LOCK) --python-version 3.13 --extra aws --extra ocr --constraint locks/dev.txt \
	  --output-file locks/serving.txt pyproject.toml
	$(LOCK) --python-version 3.13 --constraint locks/dev.txt \
	  --output-file locks/way-of-2018.txt locks/way-of-2018.in
	$(LOCK) --python-version 3.13 --constraint locks/dev.txt \
	  --output-file locks/lambda-runtime.txt locks/lambda-runtime.in
	$(LOCK) --python-version 3.13 --no-deps \
	  --output-file locks/lambda-interface.txt locks/lambda-interface.in
	$(LOCK) --python-version 3.11 --output-file locks/emulator.txt locks/emulator.in
	$(LOCK) --python-version 3.11 --output-file locks/checkov.txt locks/checkov.in
	$(LOCK) --python-version 3.11 --output-file locks/docs.txt locks/docs.in
	$(LOCK) --python-version 3.11 --output-file locks/fuzz.txt locks/fuzz.in
	$(LOCK) --python-version 3.11 --constraint locks/dev.txt --group bench \
	  --output-file locks/bench.txt

clean:
	rm -rf $(VENV) results build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache
