# The verbs. Each installs what it needs the first time, and nothing the second.
PY := .venv/bin/python
# Every version is pinned, also those of the dependencies' own dependencies.
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps
TESTS := tests/requirements.txt secondleap/ebook/requirements.txt
export NO_MKDOCS_2_WARNING := 1

.PHONY: site book serve check unit test lock
site: .venv/site      ## both languages, checked, in site/
	$(PY) -m secondleap publish
book: .venv/book      ## the site with an EPUB and a PDF of each language in site/downloads/
	$(PY) -m secondleap book
serve: .venv/site     ## live previews, Korean at http://127.0.0.1:8000 and English at :8001; PORT=9000 for others
	$(PY) -m secondleap serve $(if $(PORT),--port $(PORT))
check: .venv/site     ## data and pages only, in a few seconds
	$(PY) -m secondleap check
unit: .venv/test      ## the tests that need no browser and no build, in seconds
	$(PY) -m pytest tests/unit
test: .venv/test      ## everything, in a real browser
	.venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/mypy
	tests/prepare && $(PY) -m pytest --numprocesses 3 --dist loadfile --no-loadscope-reorder
lock:                 ## requirements.lock from requirements.txt: names, versions and hashes only
	python3 -m venv .cache/lock && .cache/lock/bin/python -m pip install --quiet --disable-pip-version-check pip-tools==7.6.2
	grep -v '^-e' requirements.txt | .cache/lock/bin/pip-compile --quiet --generate-hashes --no-annotate --no-header \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-strip-extras --output-file requirements.lock -

.venv/site: requirements.lock pyproject.toml
	python3 -m venv .venv && $(PIP) --require-hashes -r requirements.lock && $(PIP) -e . && touch $@
.venv/book: .venv/site secondleap/ebook/requirements.txt
	$(PIP) -r secondleap/ebook/requirements.txt && touch $@
.venv/test: .venv/site $(TESTS)
	$(PIP) -r tests/requirements.txt && $(PY) -m pip check && touch $@
