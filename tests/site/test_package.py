"""The copies to take along: the same bytes each time, whole; a check names what differs."""

from __future__ import annotations

import re
import subprocess
import sys
import zipfile
from importlib.metadata import version
from pathlib import Path

import pytest

from secondleap.build.offline_copies import (
    DOWNLOADS,
    MANIFEST,
    NOTE,
    differences,
    package,
    write_manifest,
)


def unfilled(name: str) -> str:
    """A page with a language switch and the place for the copies."""
    language = '<div class="language"><a href="x">x</a></div>'
    return f'<p>{name}</p>{language}<div class="copies"><p>no</p></div>'


def make(site: Path) -> Path:
    """A small folder in the place of a built site, with its copies and manifest."""
    for name in (
        "index.html",
        "about/offline.html",
        "en/about/offline.html",
        "en/index.html",
        "data/claims.json",
        "404.html",
        "sitemap.xml",
    ):
        (site / name).parent.mkdir(parents=True, exist_ok=True)
        (site / name).write_text(unfilled(name), "utf-8")
    package(site, site, 1_800_000_000, "")
    write_manifest(site)
    return site


@pytest.fixture
def built(tmp_path: Path) -> Path:
    return make(tmp_path / "사이트 하나")


def verify(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "secondleap", "verify", *arguments], capture_output=True, text=True
    )


def names(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        return [name.removeprefix(f"{path.stem}/") for name in archive.namelist()]


def test_a_copy_holds_its_languages_a_note_and_a_manifest(built: Path) -> None:
    stem = f"second-leap-{version('secondleap')}"
    common = ["data/claims.json", MANIFEST, NOTE]
    korean, english = (
        ["about/offline.html", "index.html"],
        ["en/about/offline.html", "en/index.html"],
    )
    assert sorted(names(built / DOWNLOADS / f"{stem}.zip")) == sorted(common + korean + english)
    assert sorted(names(built / DOWNLOADS / f"{stem}-ko.zip")) == sorted(common + korean)
    assert sorted(names(built / DOWNLOADS / f"{stem}-en.zip")) == sorted(
        [*common, *english, "index.html"]
    )
    with zipfile.ZipFile(built / DOWNLOADS / f"{stem}.zip") as archive:
        note = archive.read(f"{stem}/{NOTE}").decode()
    assert "index.html을 열면" in note and "Open index.html" in note and "2027-01-15" in note


def test_the_same_site_gives_the_same_bytes(built: Path, tmp_path: Path) -> None:
    again = make(tmp_path / "again")
    for path in (built / DOWNLOADS).iterdir():
        assert (again / DOWNLOADS / path.name).read_bytes() == path.read_bytes()


def test_the_page_tells_name_size_and_date(built: Path) -> None:
    for page, up, day in (
        ("about/offline.html", "../", "2027년 1월 15일"),
        ("en/about/offline.html", "../../", "January 15, 2027"),
    ):
        text = (built / page).read_text("utf-8")
        assert len(re.findall(rf'href="{up}{DOWNLOADS}/second-leap-[\w.-]+\.zip"', text)) == 3
        assert text.count(" MB") == 3 and day in text and "<p>no</p>" not in text


def test_a_whole_copy_is_told_whole(built: Path) -> None:
    for copy in (built, *(built / DOWNLOADS).iterdir()):
        run = verify(str(copy))
        assert run.returncode == 0 and run.stdout.endswith(": whole\n"), run.stdout


def test_what_differs_is_named(built: Path) -> None:
    (built / "index.html").write_text("changed", "utf-8")
    (built / "en/index.html").unlink()
    (built / "virus.js").touch()
    run = verify(str(built))
    assert run.returncode == 1
    assert run.stdout.splitlines()[:-1] == [
        "changed  index.html",
        "missing  en/index.html",
        "unknown  virus.js",
    ]


def test_a_changed_zip_is_found(built: Path) -> None:
    path = min((built / DOWNLOADS).iterdir())
    with zipfile.ZipFile(path, "a") as archive:
        archive.writestr(f"{path.stem}/extra.html", "x")
    assert differences(path) == ["unknown  extra.html"]


@pytest.mark.parametrize("made", ["nothing", "a folder", "no zip"])
def test_what_is_no_copy_is_told_in_one_line(tmp_path: Path, made: str) -> None:
    path = tmp_path / "copy"
    if made == "a folder":
        path.mkdir()
    elif made == "no zip":
        path.write_bytes(b"PK nothing")
    run = verify(str(path))
    assert (
        run.returncode == 1
        and run.stderr.startswith("secondleap: ")
        and len(run.stderr.splitlines()) == 1
    )


def test_sha256sum_reads_the_manifest(built: Path) -> None:
    run = subprocess.run(
        ["sha256sum", "--check", "--quiet", MANIFEST], cwd=built, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
