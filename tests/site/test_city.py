"""A new city: one page in each language and its ledger; the shortest that passes is a short one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from cityfill import ESSEN, filled, filled_data
from support import ROOT

from secondleap.checks.run import check_site
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import LANGUAGES
from secondleap.pages.todo import GAP
from secondleap.scaffold import new_city

PARTS = ("data", "docs", "projects", "theme/drawings", "mkdocs.yml", "RECORDS.md")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """What a city is made of in the site's own project."""
    for name in PARTS:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copied = shutil.copytree if (ROOT / name).is_dir() else shutil.copyfile
        copied(ROOT / name, tmp_path / name)
    return tmp_path


def written(project: Path) -> list[str]:
    """The lines that hold something and are no comment, of every file that can grow."""
    return [
        line
        for folder in ("data", "docs", "projects", ".")
        for path in (project / folder).glob("*" if folder == "." else "**/*")
        if path.suffix in (".yml", ".md") and path.name != "RECORDS.md"
        for line in path.read_text(encoding="utf-8").splitlines()
        if line.strip() and not (line.startswith("#") and path.suffix == ".yml")
    ]


def test_the_shortest_city_that_passes_has_eighty_lines_at_most(project: Path) -> None:
    before = len(written(project))
    files = new_city.write(ESSEN, project, "en")
    pages = {file for file in files if "/essen" in file and file.startswith("docs/")}
    assert pages == {
        f"docs/{language}/{page}.md"
        for language in LANGUAGES
        for page in ("essen/index", "evidence/essen")
    }
    faults = check_site(project)[1]
    assert {fault.code for fault in faults} == {GAP}
    told = [str(fault.found) for fault in faults if fault.file == "docs/en/cities/index.md"]
    assert any("`/// city | essen `" in gap for gap in told), "code in a gap is what to write"
    filled(project, "essen")
    assert check_site(project)[1] == []
    assert len(written(project)) - before <= 80
    assert read_dataset(project).claims["essen-changed"].place == "essen"


def test_a_city_at_a_place_that_is_there_has_its_claims_there(project: Path) -> None:
    city = new_city.City("ruhr", "루르", "The Ruhr", place="budapest")
    new_city.write(city, project, "en")
    filled_data(project, "ruhr")
    assert read_dataset(project).claims["ruhr-changed"].place == "budapest"
