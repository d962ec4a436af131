# Names for what the project does; the logic is in `aqwal` and scripts/.
PYTHON ?= python3
AQWAL = .venv/bin/python -m aqwal
FORMAT ?= text
REF ?= HEAD

.PHONY: site serve test validate diff release bench lock clean

site:            ## set up, validate, build site/ and verify it
	@$(PYTHON) scripts/bootstrap.py
	@$(AQWAL) build

test:            ## set up and run everything: style, types, tests, browser
	@$(PYTHON) scripts/bootstrap.py --test
	@.venv/bin/python scripts/check.py

serve:           ## show the site while records are edited
	@$(PYTHON) scripts/bootstrap.py
	@$(AQWAL) serve

validate:        ## check the records; FORMAT=github or json for programs
	@$(PYTHON) scripts/bootstrap.py
	@$(AQWAL) validate --format $(FORMAT)

diff:            ## say in words what has changed in the records since OLD, a repository, a release or a manifest
	@$(PYTHON) scripts/bootstrap.py
	@$(AQWAL) diff "$(OLD)" . --format markdown --ref "$(REF)"

release:         ## make dist/VERSION: downloads, manifest, sums, changes; PREVIOUS=folder or zip of the one before
	@$(PYTHON) scripts/bootstrap.py
	@$(AQWAL) release "$(VERSION)" $(if $(PREVIOUS),--previous "$(PREVIOUS)")

bench:           ## measure the claims of the documentation
	@$(PYTHON) scripts/bootstrap.py --test
	@cd scripts && ../.venv/bin/python -m bench.pages
	@cd scripts && ../.venv/bin/python -m bench.search
	@cd scripts && ../.venv/bin/python -m bench.ingest
	@cd scripts && ../.venv/bin/python -m bench.serving

lock:            ## rewrite the locked requirements (needs uv)
	@for name in requirements requirements-dev requirements-node; do \
	  uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	    --quiet $$name.in -o $$name.txt || exit 2; done
	@uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-annotate \
	    --no-deps --quiet requirements-data.in -o requirements-data.txt

clean:           ## remove what can be made again
	@rm -rf site .cache
