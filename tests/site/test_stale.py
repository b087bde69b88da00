"""What is kept between builds never hides a change of page, record, series or template."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from support import ROOT

from secondleap.build.publish import publish

STORY, ARTICLE, LEDGER, GLOSSARY, SOURCES = (
    "city/index.html",
    "evidence/article.html",
    "evidence/pittsburgh.html",
    "glossary.html",
    "evidence/sources.html",
)
# The input, what is changed in it and to what, and the pages of the next build with the new text.
CHANGES = {
    "page": ("docs/ko/city/index.md", "아직 다 모른다", "아직 조금 모른다", [STORY]),
    "claim": (
        "data/claims/pittsburgh.yml",
        "일자리 4만 개가 사라졌다",
        "일자리 4만 개가 없어졌다",
        [STORY, LEDGER, "index.html", "data/claims.json"],
    ),
    "evidence": (
        "data/claims/pittsburgh.yml",
        "230만 톤으로 73% 줄었다",
        "230만 톤으로 73% 내렸다",
        [STORY, ARTICLE, "data/claims.json"],
    ),
    "source": (
        "data/sources/pittsburgh.yml",
        "The valley without mills",
        "The valley with no mill",
        [STORY, ARTICLE, LEDGER, SOURCES, GLOSSARY, "data/sources.bib"],
    ),
    "event": (
        "data/events/pittsburgh.yml",
        "제철소가 문을 닫다",
        "제철소가 멈추다",
        [STORY, "data/events.csv"],
    ),
    "term": (
        "data/terms.yml",
        "처음 굳힌 강철",
        "맨 처음 굳힌 강철",
        [GLOSSARY, "data/terms.json"],
    ),
    "place": ("data/places.yml", "ko: 몬 밸리", "ko: 몬 골짜기", [ARTICLE, LEDGER]),
    "unit": ("data/units.yml", 'ko: "{}개"', 'ko: "{}곳"', [STORY]),
    "chart": (
        "data/charts.yml",
        "67만 6,806명에서 줄었다",
        "67만 6,806명에서 내렸다",
        [
            "index.html",
            "data/charts/population.ko.svg",
            "embed/population.html",
            "evidence/data.html",
        ],
    ),
    "series": (
        "data/series/pittsburgh-population.csv",
        "302971",
        "302970",
        [
            "index.html",
            "data/charts/population.ko.svg",
            "data/series/pittsburgh-population.csv",
            "data/v1/values.csv",
        ],
    ),
    "template": ("theme/main.html", "모든 글의 끝", "글마다의 끝", [STORY, ARTICLE, GLOSSARY]),
}
THEME = '{% extends "base.html" %}{% block content %}{{ super() }}모든 글의 끝{% endblock %}'
SHOWN = {
    "unit": '<span class="facts__unit"> 곳</span>',
    "series": r"30만 2,970|302,?970",
    "place": "몬 골짜기",
}


def told(folder: Path, name: str) -> set[str]:
    """The files of the site that say what ``name`` was changed to."""
    pattern = SHOWN.get(name) or re.escape(CHANGES[name][2])
    files = [
        path
        for path in folder.rglob("*")
        if path.suffix in {".html", ".json", ".csv", ".svg", ".bib"} and "search" not in path.parts
    ]
    return {
        path.relative_to(folder).as_posix()
        for path in files
        if re.search(pattern, path.read_text(encoding="utf-8"))
    }


@pytest.fixture(scope="module")
def builds(
    tmp_path_factory: pytest.TempPathFactory,
) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
    """For each kind of input, the files with the changed text, before the change and after it.

    The second build starts with all that the first kept.
    """
    mini = Path(shutil.copytree(ROOT / "tests" / "mini", tmp_path_factory.mktemp("stale") / "mini"))
    (mini / "theme").mkdir()
    (mini / "theme/main.html").write_text(THEME, encoding="utf-8")
    for name, theme in {"mkdocs.yml": "theme", "projects/en/mkdocs.yml": "../../theme"}.items():
        text = (
            (mini / name)
            .read_text(encoding="utf-8")
            .replace("theme: {name: material, font: false}\n", "")
        )
        (mini / name).write_text(
            f"{text}theme: {{name: material, font: false, custom_dir: {theme}}}\n", encoding="utf-8"
        )
    assert publish(mini) == 0
    before = {name: told(mini / "site", name) for name in CHANGES}
    for file, old, new, _ in CHANGES.values():
        text = (mini / file).read_text(encoding="utf-8")
        assert old in text, (file, old)
        (mini / file).write_text(text.replace(old, new), encoding="utf-8")
    assert publish(mini) == 0
    return before, {name: told(mini / "site", name) for name in CHANGES}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_reaches_every_file_that_depends_on_it(
    builds: tuple[dict[str, set[str]], dict[str, set[str]]], name: str
) -> None:
    before, after = builds
    assert before[name] == set()
    assert set(CHANGES[name][3]) <= after[name]
