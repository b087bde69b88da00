"""The search index that publishing writes is the one that Material's plugin would have written."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from support import PAGES
from material.plugins.search.plugin import Parser

from secondleap.build.search_index import sections, write_index

ODD = """---
description: 시험
tags: [낯선 말]
search: {boost: 0.5}
---

# 닫지 않은 HTML {#odd}

첫 줄<br>둘째 줄 <img src="x.png" alt="">

## 다음 절 `code` & {#next}

- 하나
- 둘<sup>2</sup>
"""


def spaced(text: str) -> str:
    """``text`` as the search reads it: it takes any white space for one space."""
    return " ".join(text.split())


def read(site: Path) -> dict[str, Any]:
    """The index in ``site``, which its script repeats."""
    text = (site / "search/search_index.json").read_text(encoding="utf-8")
    assert (site / "search/search_index.js").read_text(encoding="utf-8") == f"var __index = {text}"
    index = json.loads(text)
    return index | {
        "docs": [
            {
                key: spaced(value) if isinstance(value, str) else value
                for key, value in entry.items()
            }
            for entry in index["docs"]
        ]
    }


@pytest.mark.parametrize("folder", ["", "en"])
def test_pages_of_the_site_are_read_as_the_plugin_reads_them(site: Path, folder: str) -> None:
    for name in PAGES[::4]:  # the plugin takes its time
        html = (site / folder / name).read_text(encoding="utf-8")
        plugin = Parser()
        plugin.feed(
            html[html.index("<h1") : html.index("</article>")].partition('<details class="cite"')[0]
        )
        wanted = [
            (place and one.id or "", spaced("".join(one.title)), spaced("".join(one.text)))
            for place, one in enumerate(plugin.data)
            if not one.is_excluded()
        ]
        found = [
            (place and one.id or "", spaced(one.title), spaced("".join(one.text)))
            for place, one in enumerate(sections(html, name))
        ]
        assert found == wanted and found, name


def test_pages_order_tags_and_weights_are_those_of_the_plugin(mini: Path) -> None:
    (mini / "docs/ko/city/odd.md").write_text(ODD, encoding="utf-8")
    config = mini / "mkdocs.yml"
    text = config.read_text(encoding="utf-8").replace(
        "plugins: {}", "plugins: {search: {lang: ko}, offline: {}}"
    )
    config.write_text(
        text.replace("language: ko}", "language: ko, index: !ENV [SECONDLEAP_INDEX, true]}"),
        encoding="utf-8",
    )
    for site, asked in ("theirs", "true"), ("ours", "false"):
        environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "SECONDLEAP_INDEX": asked}
        subprocess.run(
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", mini / site],
            cwd=mini,
            env=environment,
            check=True,
        )
    assert read(mini / "ours")["docs"] == []
    write_index(mini, "ko", mini / "ours")

    theirs, ours = read(mini / "theirs"), read(mini / "ours")
    assert [entry["location"] for entry in ours["docs"]] == [
        entry["location"] for entry in theirs["docs"]
    ]
    assert [
        pair for pair in zip(ours["docs"], theirs["docs"], strict=True) if pair[0] != pair[1]
    ] == [] and ours == theirs
    odd = [entry for entry in ours["docs"] if entry["location"].startswith("city/odd.html")]
    assert len(odd) == 2 and all(
        entry["tags"] == ["낯선 말"] and entry["boost"] == 0.5 for entry in odd
    )
    assert "원장에서 이 기록 보기" not in str(
        [entry for entry in ours["docs"] if "city" in entry["location"]]
    )  # no endnote
