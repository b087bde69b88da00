"""The site from disk, unzipped from its own download, the path with spaces and Hangul, offline."""

from __future__ import annotations

import time
import zipfile
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox
from playwright.sync_api import Browser
from support import PAGES, STORY, address, faults_of, sampled

from secondleap.build.offline_copies import DOWNLOADS

SEARCHED = {"ko": "오대호", "en": "Novatus"}
# Style sheets without rules and pictures without pixels are those that did not load.
_MISSING = """[...document.styleSheets]
    .filter(sheet => { try { return !sheet.cssRules.length } catch { return false } })
    .map(sheet => sheet.href)
    .concat([...document.images]
      .filter(image => !image.complete || !image.naturalWidth).map(image => image.src))"""

_SEEN_WITHOUT = """[document.documentElement.className, ...['.story h1', '.search-button']
    .map(part => getComputedStyle(document.querySelector(part)).display)]"""


@pytest.fixture(scope="module")
def unzipped(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole copy that the site offers, unzipped as a reader would."""
    folder = tmp_path_factory.mktemp("reader") / "받은 파일 (1)"
    whole = min((site / DOWNLOADS).glob("*.zip"), key=lambda path: len(path.name))
    with zipfile.ZipFile(whole) as archive:
        archive.extractall(folder)
    return folder / whole.stem


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    opened = Firefox()
    yield opened
    opened.close()


def waited(firefox: Firefox, expression: str, seconds: float = 30) -> Any:
    """The value of ``expression`` once it is true."""
    until = time.monotonic() + seconds
    while not (value := firefox.evaluate(expression)):
        assert time.monotonic() < until, f"never true: {expression}"
        time.sleep(0.1)
    return value


@pytest.mark.parametrize("language", ["ko", "en"])
def test_firefox_opens_pages_from_disk_without_a_failed_or_foreign_request(
    unzipped: Path, firefox: Firefox, language: str
) -> None:
    other, wrong = "ko" if language == "en" else "en", []
    for name in sampled(PAGES, 12):
        firefox.open(address(unzipped, language, name))
        seen = firefox.evaluate(
            "[document.documentElement.lang, document.querySelector('.language__switch').href,"
            f"{_MISSING}]"
        )
        if seen != [language, address(unzipped, other, name), []]:
            wrong.append((name, seen))
        wrong += [
            (name, asked)
            for asked in firefox.requested()
            if not asked.startswith(("file:", "data:", "blob:"))
        ]
    assert wrong == [] and firefox.wrong == []


def test_a_foreign_request_is_seen_in_firefox_and_gets_no_answer(unzipped: Path) -> None:
    firefox = Firefox()
    try:
        firefox.open(address(unzipped, "ko", "index.html"))
        assert "NetworkError" in firefox.evaluate(
            "fetch('https://example.org/').catch(error => String(error))"
        )
        assert firefox.requested() == ["https://example.org/"] and firefox.wrong
    finally:
        firefox.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_firefox_searches_from_disk(unzipped: Path, firefox: Firefox, language: str) -> None:
    firefox.open(address(unzipped, language, STORY))
    firefox.type("k", control=True)
    firefox.type(SEARCHED[language])
    goal = waited(firefox, "document.querySelector('.search__results li a')?.href")
    assert goal.startswith(unzipped.as_uri()) and firefox.wrong == []


def test_firefox_shows_cards_turns_dark_and_prints_from_disk(
    unzipped: Path, firefox: Firefox
) -> None:
    firefox.open(address(unzipped, "ko", STORY))
    firefox.evaluate("document.querySelector('p sup[data-claim] a').click()")
    assert firefox.evaluate("document.querySelectorAll('.card .evidence__sources li').length") > 0
    before = firefox.evaluate("getComputedStyle(document.body).backgroundColor")
    firefox.evaluate(
        "[...document.querySelectorAll('.palette')].find(button => button.offsetWidth).click()"
    )
    assert firefox.evaluate("getComputedStyle(document.body).backgroundColor") != before
    firefox.open(address(unzipped, "ko", "index.html"))
    assert firefox.evaluate("getComputedStyle(document.body).backgroundColor") != before, (
        "the choice is kept on the next page"
    )
    printed = firefox.send("browsingContext.print", context=firefox.window)["data"]
    assert printed.startswith("JVBERi") and len(printed) > 20_000  # "%PDF-" in Base64
    firefox.evaluate("localStorage.clear()")


class _Targets(HTMLParser):
    """Every address that a page names."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value for name, value in attrs if name in ("href", "src") and value]


def test_a_link_to_a_folder_names_its_index(unzipped: Path) -> None:
    folders = []
    for path in unzipped.rglob("*.html"):
        reader = _Targets()
        reader.feed(path.read_text(encoding="utf-8"))
        for target in reader.found:
            file = target.partition("#")[0].partition("?")[0]
            if file and ":" not in file and (file.endswith("/") or (path.parent / file).is_dir()):
                folders.append((path.name, target))
    assert folders == []


@pytest.mark.parametrize("language", ["ko", "en"])
def test_without_javascript_pages_are_styled_and_whole(
    unzipped: Path, browser: Browser, language: str
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    wrong = faults_of(page)
    for name in sampled(PAGES, 12):
        page.goto(address(unzipped, language, name))
        assert (
            page.locator("h1").is_visible() and page.locator(".language__switch").first.is_visible()
        )
        assert (
            page.locator(".search-button").is_hidden()
            and page.locator(".filter").count() == page.locator(".filter:not(:visible)").count()
        )
        wrong += page.evaluate(_MISSING)
    context.close()
    assert wrong == []


def test_without_javascript_firefox_shows_the_same(unzipped: Path) -> None:
    firefox, wrong = Firefox({"javascript.enabled": False}), []
    try:
        for language in ("ko", "en"):
            for name in (
                "index.html",
                STORY,
                "compare/index.html",
                "evidence/article.html",
                "glossary.html",
                "about/offline.html",
            ):
                firefox.open(address(unzipped, language, name))
                seen = firefox.evaluate(f"{_SEEN_WITHOUT}.concat({_MISSING})", scripts=False)
                if seen != ["no-js", "block", "none"]:
                    wrong.append((language, name, seen))
    finally:
        firefox.close()
    assert wrong == []


@pytest.mark.parametrize("suffix", ["-ko", "-en"])
def test_a_copy_of_one_language_opens_by_itself(
    site: Path, browser: Browser, tmp_path: Path, suffix: str
) -> None:
    path = next((site / DOWNLOADS).glob(f"*{suffix}.zip"))
    with zipfile.ZipFile(path) as archive:
        archive.extractall(tmp_path / "한 언어")
    context = browser.new_context(offline=True)
    page = context.new_page()
    wrong = faults_of(page)
    page.goto((tmp_path / "한 언어" / path.stem / "index.html").as_uri())
    page.wait_for_selector(".story")
    assert page.locator("html").get_attribute("lang") == suffix[1:]
    assert page.locator(".language__switch").count() == 0
    for file in (tmp_path / "한 언어").rglob("*.html"):
        reader = _Targets()
        reader.feed(file.read_text(encoding="utf-8"))
        wrong += [
            (file.name, one)
            for one in reader.found
            if ":" not in one
            and not (file.parent / one.partition("#")[0]).is_file()
            and one[0] != "#"
        ]
    context.close()
    assert wrong == []
