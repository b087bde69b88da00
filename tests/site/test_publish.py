"""Publishing: a whole new site or the former one, never anything between."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from support import ROOT

from secondleap.build.publish import put_in_place

COMMAND = [sys.executable, "-m", "secondleap", "publish"]


def publish(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(COMMAND, cwd=root, capture_output=True, text=True)


def former_site(root: Path) -> Path:
    """A site of an earlier run, with a page that a new build would not make."""
    (root / "site").mkdir()
    page = root / "site" / "former.html"
    page.write_text("former", encoding="utf-8")
    return page


def test_a_whole_site_takes_the_place_of_the_former(mini: Path) -> None:
    former = former_site(mini)
    run = publish(mini)
    assert run.returncode == 0, run.stderr
    assert (mini / "site/index.html").is_file() and (mini / "site/en/index.html").is_file()
    assert not former.exists()
    assert sorted(path.name for path in mini.glob(".site-*")) == []
    for said in (
        "figures  6 found, 6 bound",
        "claims   2",
        "pages    7 ko, 7 en",
        "seconds",
        f"open     {mini / 'site' / 'index.html'}",
    ):
        assert said in run.stdout


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (
            "data/claims/pittsburgh.yml",
            "verdict: close",
            "verdict: true",
            "'article.verdict' is 'true'",
        ),
        ("docs/ko/city/index.md", "[^jobs-lost]", "[^job-lost]", "the unknown claim 'job-lost'"),
        (
            "mkdocs.yml",
            "site_name: 시험",
            "site_name: 시험\nnonsense: 1",
            "Unrecognised configuration name: nonsense",
        ),
    ],
)
def test_a_fault_leaves_the_former_site_untouched(
    mini: Path, file: str, old: str, new: str, told: str
) -> None:
    former = former_site(mini)
    path = mini / file
    path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    run = publish(mini)
    assert run.returncode == 1
    assert told in run.stderr
    assert former.read_text(encoding="utf-8") == "former"
    assert not list(mini.glob(".site-*"))


LATE = """
import pathlib, time

def on_config(config):
    end = time.monotonic() + 60
    folder = pathlib.Path(config.config_file_path).parent
    while not list(folder.glob(".site-fresh/*en/index.html")) and time.monotonic() < end:
        time.sleep(0.05)
"""


def test_a_language_that_is_late_to_begin_takes_nothing_from_the_other(mini: Path) -> None:
    (mini / "late.py").write_text(LATE, encoding="utf-8")
    for name, hooks in {"mkdocs.yml": "[late.py]", "projects/en/mkdocs.yml": "[]"}.items():
        config = mini / name
        config.write_text(
            config.read_text(encoding="utf-8") + f"hooks: {hooks}\n", encoding="utf-8"
        )
    run = publish(mini)
    assert run.returncode == 0, run.stderr
    assert {page.relative_to(mini / "site/en") for page in (mini / "site/en").rglob("*.html")} == {
        page.relative_to(mini / "site")
        for page in (mini / "site").rglob("*.html")
        if "en" not in page.relative_to(mini / "site").parts
    }


def test_a_run_stopped_between_two_renames_is_mended(mini: Path) -> None:
    former_site(mini)
    (mini / "site").rename(mini / ".site-former")
    (mini / "docs/ko/index.md").write_text("no heading", encoding="utf-8")
    assert publish(mini).returncode == 1
    assert (mini / "site/former.html").is_file()


def test_put_in_place_replaces_the_whole_folder(tmp_path: Path) -> None:
    for name in ("fresh", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / f"{name}.html").touch()
    put_in_place(tmp_path / "fresh", tmp_path / "site", tmp_path / "former")
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["fresh.html"]
    assert not (tmp_path / "former").exists()


def test_outside_a_project_one_clear_line(tmp_path: Path) -> None:
    run = publish(tmp_path)
    assert run.returncode == 1
    assert (
        run.stderr.startswith("secondleap: no data/claims in ")
        and len(run.stderr.splitlines()) == 1
    )


KEPT = "https://archive.example.org/valley"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the mini project, one of whose sources has an archived copy."""
    mini = tmp_path_factory.mktemp("published") / "mini"
    shutil.copytree(ROOT / "tests/mini", mini)
    (file,) = (mini / "data/sources").glob("*.yml")
    text = file.read_text(encoding="utf-8")
    file.write_text(
        text.replace("  language: en", f"  archived: {KEPT}\n  language: en"), encoding="utf-8"
    )
    run = publish(mini)
    assert run.returncode == 0, run.stderr
    return mini / "site"


def test_sources_are_exported_in_the_terms_of_reference_managers(published: Path) -> None:
    items = json.loads((published / "data/sources.csl.json").read_text(encoding="utf-8"))
    assert items == [
        {
            "id": "daily",
            "type": "article-newspaper",
            "title": "The valley without mills",
            "publisher": "The Daily",
            "container-title": "The Daily",
            "issued": {"date-parts": [[1990, 5, 1]]},
            "URL": "https://example.org/valley",
            "language": "en",
            "archive_location": KEPT,
        }
    ]


def test_an_archived_copy_is_linked_beside_its_original(published: Path) -> None:
    page = (published / "evidence/pittsburgh.html").read_text(encoding="utf-8")
    assert re.search(
        r'href="https://example.org/valley"[^>]*>The valley without mills</a>'
        rf' \(<a class="external" href="{KEPT}" rel="external">보관된 사본</a>\)',
        page,
    )


def test_the_data_is_exported_whole(published: Path) -> None:
    folder = published / "data"
    claims = json.loads((folder / "claims.json").read_text(encoding="utf-8"))
    assert [(claim["id"], claim["ledger"], claim["standing"]) for claim in claims] == [
        ("mill-capacity", "article", "thin"),
        ("jobs-lost", "pittsburgh", "thin"),
    ]
    assert claims[0]["figures"] == [{"value": "73", "unit": "percent"}]
    assert (
        (folder / "events.csv")
        .read_text(encoding="utf-8")
        .splitlines()[1]
        .startswith("1986-homestead,1986-07-25,pittsburgh,industry,")
    )
    assert (folder / "sources.bib").read_text(encoding="utf-8").startswith("@article{daily,")
    assert sorted(path.name for path in (folder / "series").iterdir()) == [
        "datapackage.json",
        "pittsburgh-population.csv",
        "shares.csv",
    ]
    drawing = (folder / "charts/population.ko.svg").read_text(encoding="utf-8")
    assert (
        "67만 6,806명에서 줄었다" in drawing
        and "출처: The Daily" in drawing
        and "data/charts/population.ko.svg" in drawing
    )
