"""What is made to be passed on: tags for machines and previews, pictures, a page for each claim of
the article."""

from __future__ import annotations

import gzip
import json
import re
import struct
import zipfile
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from support import ADDRESS, PAGES, ROOT

from secondleap.data.dataset import read_dataset
from secondleap.render.strings import VERDICTS

CLAIMS = [claim for claim in read_dataset(ROOT).records["claims"] if claim.article]
FOLDERS = {"ko": "", "en": "en/"}
NAMES = [*PAGES, *(f"evidence/claims/{claim.id}.html" for claim in CLAIMS)]


def read(site: Path, language: str, name: str) -> str:
    return (site / FOLDERS[language] / name).read_text(encoding="utf-8")


def tags(html: str) -> dict[str, str]:
    """Name or property -> content of a page's tags."""
    found = re.findall(r'<meta (?:name|property)="([^"]+)" content="([^"]*)"', html)
    return {name: unescape(content) for name, content in found}


def graph(html: str) -> Iterator[dict[str, Any]]:
    for text in re.findall(r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL):
        value = json.loads(text)
        yield from value.get("@graph", [value])


@pytest.mark.parametrize("language", FOLDERS)
def test_a_shared_link_shows_title_description_and_picture(site: Path, language: str) -> None:
    for name in NAMES:
        found = tags(read(site, language, name))
        public = f"{ADDRESS}/{FOLDERS[language]}"
        assert found["og:url"] == public + name
        assert found["og:title"] == found["citation_title"] and found["og:description"]
        assert found["og:locale"] == {"ko": "ko_KR", "en": "en_US"}[language]
        assert found["twitter:card"] == "summary_large_image"
        picture = site / found["og:image"].removeprefix(f"{ADDRESS}/")
        head = picture.read_bytes()[:24]
        assert head[:8] == b"\x89PNG\r\n\x1a\n", picture
        assert struct.unpack(">II", head[16:]) == (1200, 630)
    assert 'rel="apple-touch-icon" href="assets/icon-192.png"' in read(site, "ko", "index.html")


def test_copies_to_take_along_leave_the_pictures_out(site: Path) -> None:
    for copy in (site / "downloads").glob("*.zip"):
        with zipfile.ZipFile(copy) as archive:
            assert [name for name in archive.namelist() if "/share/" in name] == []
    for folder in FOLDERS.values():
        listed = json.loads((site / folder / "web.json").read_text(encoding="utf-8"))["files"]
        assert [name for name in listed if "share/" in name] == []


@pytest.mark.parametrize("language", FOLDERS)
def test_the_author_is_one_body_in_every_format(site: Path, language: str) -> None:
    """A comma at the end of a name keeps readers of Highwire tags and RIS from splitting it."""
    for name in NAMES:
        html = read(site, language, name)
        assert tags(html)["citation_author"] == "Second Leap,"
        assert "author = {{Second Leap}}" in html and "AU  - Second Leap,\n" in html
        for item in graph(html):
            for role in {"author", "publisher", "creator"} & item.keys():
                assert item[role] == {"@type": "Organization", "name": "Second Leap"}


def test_json_ld_has_absolute_addresses_and_descriptions_of_their_length(site: Path) -> None:
    counted = 0
    for path in site.rglob("*.html"):
        for item in graph(path.read_text(encoding="utf-8")):
            whole = json.dumps(item)
            for key, value in re.findall(r'"(url|contentUrl)": "([^"]*)"', whole):
                assert value.startswith("https://"), (path, key, value)
                counted += 1
            license = item.get("license", "https:")  # an address, or a work with a name
            assert license["name"] if isinstance(license, dict) else license.startswith("https:")
            if item["@type"] == "Dataset":
                assert 50 <= len(item["description"]) <= 5000, item["name"]
    assert counted > 400
    assert not list(site.rglob("sitemap.xml.gz"))  # MkDocs' copy, without the pages of claims


@pytest.mark.parametrize("language", FOLDERS)
def test_a_shared_chart_shows_itself(site: Path, language: str) -> None:
    frames = sorted((site / FOLDERS[language] / "embed").iterdir())
    assert frames
    for frame in frames:
        found = tags(frame.read_text(encoding="utf-8"))
        assert found["og:url"] == f"{ADDRESS}/{frame.relative_to(site).as_posix()}"
        assert found["og:title"] and found["og:description"]
        picture = site / found["og:image"].removeprefix(f"{ADDRESS}/")
        assert struct.unpack(">II", picture.read_bytes()[16:24]) == (1200, 630)


@pytest.mark.parametrize("language", FOLDERS)
def test_every_claim_of_the_article_has_a_light_page(site: Path, language: str) -> None:
    ledger = read(site, language, "evidence/article.html")
    index = json.loads(read(site, language, "search/search_index.json"))["docs"]
    places = {doc["location"] for doc in index}
    sitemap = read(site, language, "sitemap.xml")
    for claim in CLAIMS:
        name = f"evidence/claims/{claim.id}.html"
        html = read(site, language, name)
        assert len(gzip.compress(html.encode(), 9)) < 12_000, name
        assert html.count(f'id="{claim.id}"') == 1
        verdict = VERDICTS[claim.verdict][language]
        assert verdict in tags(html)["og:title"]
        (review,) = graph(html)
        assert (
            review["@type"] == "ClaimReview" and review["reviewRating"]["alternateName"] == verdict
        )
        assert review["url"] == f"{ADDRESS}/{FOLDERS[language]}{name}"
        about = json.dumps(review["itemReviewed"], ensure_ascii=False)
        assert "UNIST" in about and "임성훈" not in about and "Person" not in about
        assert f'href="claims/{claim.id}.html"' in ledger
        assert name in places and f"{FOLDERS[language]}{name}</loc>" in sitemap
        assert html.count("evidence__sources") >= 1
        for item in claim.evidence:
            assert item.quote is None or len(re.findall("<q[ >]", html)) >= 1


@pytest.mark.parametrize("language", FOLDERS)
def test_every_link_of_a_claim_s_page_leads_somewhere(site: Path, language: str) -> None:
    for claim in CLAIMS:
        page = site / FOLDERS[language] / f"evidence/claims/{claim.id}.html"
        html = page.read_text(encoding="utf-8")
        for target in re.findall(r'(?:href|src)="([^"#?]+)', html):
            if not re.match("[a-z]+:", target):
                assert (page.parent / target).is_file(), (page, target)


def test_no_title_in_bibtex_holds_what_tex_takes_for_markup(site: Path) -> None:
    html = read(site, "en", "evidence/claims/pgh-steel-share-60.html")
    (entry,) = re.findall(r"@misc\{.*?\n\}", re.sub("<[^>]+>", "", html), re.DOTALL)
    (title,) = re.findall(r"  title = \{(.*)\},", entry)
    assert r"60\% of total" in title and not re.search(r"(?<!\\)[%$#_&]", unescape(title))
