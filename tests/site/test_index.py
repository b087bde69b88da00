"""The search's files: what the build writes, and what the dialog reads where a plain `mkdocs build`
made the pages.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Browser
from support import PAGES, ROOT, served

from secondleap.build.search_index import write_index
from secondleap.data.dataset import read_dataset

ODD = """---
description: 시험
also: [낯선 말]
search: {boost: 0.5}
---

# 닫지 않은 HTML {#odd}

첫 줄<br>둘째 줄 <img src="x.png" alt="">

## 다음 절 `code` & {#next}

- 하나
- 둘<sup>2</sup>
"""


def read(site: Path, name: str, variable: str) -> Any:
    """A file of the search, which its script repeats."""
    text = (site / f"search/{name}.json").read_text(encoding="utf-8")
    script = (site / f"search/{name}.js").read_text(encoding="utf-8")
    assert script == f"var {variable} = {text}"
    return json.loads(text)


def built(mini: Path, name: str, plugin: bool) -> Path:
    """The pages of ``mini`` by a plain `mkdocs build`, with the project's theme."""
    config = yaml.safe_load((mini / "mkdocs.yml").read_text(encoding="utf-8"))
    palette = [{"scheme": scheme, "toggle": {"icon": "material/circle-half-full", "name": scheme}}
               for scheme in ("default", "slate")]  # fmt: skip
    config |= {
        "INHERIT": str(ROOT / "projects/shared.yml"),
        "theme": {"custom_dir": str(ROOT / "theme"), "language": "leap-ko", "palette": palette},
        "extra": {"language": "ko"},
        "plugins": {"search": {"lang": "ko", "enabled": plugin}},
        "strict": False,
    }
    (mini / f"{name}.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    command += ["--config-file", f"{name}.yml", "--site-dir", str(mini / name)]
    subprocess.run(command, cwd=mini, env={**os.environ, "NO_MKDOCS_2_WARNING": "1"}, check=True)
    return mini / name


@pytest.mark.parametrize("folder", ["", "en"])
def test_the_index_holds_every_page(site: Path, folder: str) -> None:
    docs = read(site / folder, "search_index", "__index")["docs"]
    claims = {
        path.relative_to(site / folder).as_posix()
        for path in (site / folder / "evidence/claims").iterdir()
    }
    assert {entry["location"].partition("#")[0] for entry in docs} == set(PAGES) | claims
    ids = {
        f"{name}#{anchor}"
        for name in PAGES
        for anchor in re.findall(
            r'<(?:h[1-6]|li class="event")[^>]* id="([^"]+)"',
            (site / folder / name).read_text(encoding="utf-8"),
        )
    }
    entries = {entry["location"] for entry in docs if "#" in entry["location"]}
    assert entries <= ids
    events = read_dataset(ROOT).records["events"]
    assert {f"compare/timeline.html#{event.id}" for event in events} <= entries


@pytest.mark.parametrize("folder", ["", "en"])
def test_the_thesaurus_names_every_term_its_entry_and_the_page_about_it(
    site: Path, folder: str
) -> None:
    groups = read(site / folder, "terms", "__terms")
    records = read_dataset(ROOT).records
    wanted = records["terms"]
    terms, others = groups[: len(wanted)], groups[len(wanted) :]
    cities = [group for group in others if "page" in group]
    synonyms = others[len(cities) :]
    assert {"pittsburgh/index.html", "ulsan/index.html"} <= {city["page"] for city in cities}
    assert all((site / folder / city["page"]).is_file() for city in cities)
    assert [term["names"] for term in terms] == [term.names for term in wanted]
    assert [group["names"] for group in synonyms] == [list(x.names) for x in records["synonyms"]]
    entries = {
        entry["location"] for entry in read(site / folder, "search_index", "__index")["docs"]
    }
    for term, record in zip(terms, wanted, strict=True):
        assert term["entry"] in entries
        assert term.get("page") == (record.page and record.page.removesuffix(".md") + ".html")
    hidden = re.findall(r"<li hidden", (site / folder / "glossary.html").read_text("utf-8"))
    assert hidden == [], "the page carries nothing for the search alone"


def test_places_order_and_weights_are_those_of_the_plugin(mini: Path) -> None:
    (mini / "docs/ko/city/odd.md").write_text(ODD, encoding="utf-8")
    theirs = read(built(mini, "theirs", plugin=True), "search_index", "__index")["docs"]
    site = built(mini, "ours", plugin=False)
    assert not (site / "search").exists()
    write_index(mini, "ko", site)
    ours = read(site, "search_index", "__index")["docs"]

    def places(docs: list[dict[str, Any]]) -> list[tuple[Any, ...]]:
        return [
            (entry["location"], re.sub("<.*?>", "", entry["title"]), entry.get("boost"))
            for entry in docs
        ]

    assert places(ours) == places(theirs)
    odd = [entry for entry in ours if entry["location"].startswith("city/odd.html")]
    assert [entry.get("also") for entry in odd] == [["낯선 말"], None]
    assert [entry["text"] for entry in odd] == ["첫 줄 둘째 줄", "하나 · 둘"]
    assert "원장에서 이 기록 보기" not in str(ours), "no endnote"


@pytest.mark.parametrize("way", ["http", "disk"])
def test_a_plain_build_is_searched_too(mini: Path, browser: Browser, way: str) -> None:
    site = built(mini, "plain", plugin=True)
    page = browser.new_page()
    with served(site) as base:
        page.goto((base if way == "http" else f"{site.as_uri()}/") + "index.html")
        page.keyboard.press("Control+k")
        page.keyboard.type("피츠버그")
        page.wait_for_selector(".search__results a[href*='city/index.html']")
    page.close()
