"""Every page, style sheet and picture is valid; sitemap, addresses and structured data are true."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from frictionless import Package
from support import ADDRESS, JAVA, ROOT, pages_of

from secondleap.text import formatting

VNU = ROOT / "tests/node_modules/vnu-jar/build/dist/vnu.jar"
MAP, LINK = "{http://www.sitemaps.org/schemas/sitemap/0.9}", "{http://www.w3.org/1999/xhtml}"
# Material's style sheets use prefixes and properties newer than the checker's CSS: ours are held.
OWN_CSS = sorted((ROOT / "theme/assets").glob("*.css"))


def checked(*arguments: str | Path) -> list[str]:
    """What the Nu HTML checker calls an error."""
    run = subprocess.run(
        [*JAVA, "-Xss2m", "-jar", VNU, "--errors-only", "--format", "gnu", *arguments],
        capture_output=True,
        text=True,
    )
    return run.stderr.splitlines()


def test_the_checker_finds_a_fault_where_there_is_one(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text(
        '<!doctype html><html lang="en"><title>x</title><p id="a"><p id="a">', encoding="utf-8"
    )
    assert any("Duplicate ID" in line for line in checked(page))


def test_every_page_is_valid_html(site: Path) -> None:
    assert checked(*sorted(site.rglob("*.html"))) == []


def test_our_style_sheets_are_valid() -> None:
    assert OWN_CSS
    assert checked("--css", *OWN_CSS) == []


def test_every_picture_is_valid_svg(site: Path) -> None:
    pictures = sorted(site.rglob("*.svg"))
    assert len(pictures) > 40
    assert checked("--svg", *pictures) == []


def test_the_sitemaps_hold_every_page_with_both_its_languages(site: Path) -> None:
    pages = {
        f"{ADDRESS}/{path.relative_to(site).as_posix()}"
        for path in pages_of(site)
        if path.name != "404.html"
    }
    pairs: dict[str, dict[str, str]] = {}
    for file in ("sitemap.xml", "en/sitemap.xml"):
        for url in ElementTree.parse(site / file).getroot():
            named = {
                link.get("hreflang", ""): link.get("href", "") for link in url.iter(f"{LINK}link")
            }
            place = url.findtext(f"{MAP}loc") or ""
            assert set(named) == {"ko", "en"} and place in named.values()
            pairs[place] = named
    assert set(pairs) == pages
    for named in pairs.values():
        assert pairs[named["ko"]] == pairs[named["en"]] == named


def test_every_page_names_its_canonical_address(site: Path) -> None:
    for path in pages_of(site):
        if path.name != "404.html":
            found = re.findall(
                r'<link rel="canonical" href="([^"]+)"', path.read_text(encoding="utf-8")
            )
            assert found == [f"{ADDRESS}/{path.relative_to(site).as_posix()}"]


def test_structured_data_and_feeds_parse(site: Path) -> None:
    blocks = 0
    for path in site.rglob("*.html"):
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            path.read_text(encoding="utf-8"),
            re.DOTALL,
        ):
            assert json.loads(block)["@context"] == "https://schema.org"
            blocks += 1
    assert blocks > 80
    for path in site.rglob("*.xml"):
        ElementTree.parse(path)


@pytest.mark.parametrize(
    ("page", "language", "name"), [("index.html", "ko", "판"), ("en/index.html", "en", "Edition")]
)
def test_the_footer_names_version_and_day_of_the_commit(
    site: Path, page: str, language: str, name: str
) -> None:
    day, commit = subprocess.run(
        ["git", "log", "-1", "--format=%cs %h"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    assert re.search(
        rf"{name} \d+\.\d+\.\d+ · {formatting.date(day, language)} · {commit}",
        (site / page).read_text(encoding="utf-8"),
    )


def test_the_manifest_holds_every_file(site: Path) -> None:
    listed = dict(
        reversed(line.split("  ", 1))
        for line in (site / "MANIFEST.sha256").read_text(encoding="utf-8").splitlines()
    )
    files = {
        path.relative_to(site).as_posix(): path
        for path in site.rglob("*")
        if path.is_file() and path.name != "MANIFEST.sha256"
    }
    assert listed == {
        name: hashlib.sha256(path.read_bytes()).hexdigest() for name, path in files.items()
    }


@pytest.mark.parametrize("name", ["series", "peaks"])
def test_the_data_package_is_valid(name: str) -> None:
    report = Package(str(ROOT / "data" / name / "datapackage.json")).validate()
    assert report.valid, report.flatten(["title", "message"])[:5]
