# The verbs. Each installs what it needs the first time, and nothing the second.
PY := .venv/bin/python
PIP := $(PY) -m pip install --quiet --disable-pip-version-check --no-deps# every version is pinned, also of what packages bring along
export NO_MKDOCS_2_WARNING := 1

.PHONY: site book serve check unit test
site: .venv/site      ## both languages, checked, in site/
	$(PY) -m secondleap publish
book: .venv/book      ## the site with an EPUB and a PDF of each language in site/downloads/
	$(PY) -m secondleap book
serve: .venv/site     ## live previews, Korean at http://127.0.0.1:8000 and English at :8001: an edited page at once, all anew when a record, the theme or the package changes
	SECONDLEAP_STRICT=false SECONDLEAP_PROJECTS=false .venv/bin/watchmedo auto-restart --signal SIGTERM --directory secondleap --directory data --directory theme \
	  --recursive --pattern '*.py;*.yml;*.csv;*.json;*.html;*.svg' -- sh -c '\
	    SECONDLEAP_OTHER=http://127.0.0.1:8000/ $(PY) -m mkdocs serve --dirty --dev-addr 127.0.0.1:8001 --config-file projects/en/mkdocs.yml & \
	    SECONDLEAP_OTHER=http://127.0.0.1:8001/ exec $(PY) -m mkdocs serve --dirty --dev-addr 127.0.0.1:8000'
check: .venv/site     ## data and pages only, in a few seconds
	$(PY) -m secondleap check
unit: .venv/test      ## the tests that need no browser and no build, in seconds
	$(PY) -m pytest tests/unit
test: .venv/test      ## everything, in a real browser
	tests/prepare && .venv/bin/ruff check . && .venv/bin/ruff format --check . && $(PY) -m pytest --numprocesses 3 --dist loadfile

.venv/site: requirements.lock pyproject.toml
	python3 -m venv .venv && $(PIP) --require-hashes -r requirements.lock && $(PIP) -e . && touch $@
.venv/book: .venv/site requirements-book.txt
	$(PIP) -r requirements-book.txt && touch $@
.venv/test: .venv/site requirements-test.txt requirements-book.txt
	$(PIP) -r requirements-test.txt && $(PY) -m pip check && touch $@
