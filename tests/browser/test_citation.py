"""Citations and addresses as a reader copies them: over the web and from disk, of a page and of a
chart."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import ADDRESS, in_own_theme, served

STORY = "ulsan/slump.html"
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    yield context.new_page()
    context.close()


def copied(page: Page, selector: str) -> str:
    button = page.locator(selector).first
    words = button.inner_text()
    button.click()
    page.wait_for_function(
        "([button, words]) => button.textContent !== words", arg=[button.element_handle(), words]
    )
    return page.evaluate("navigator.clipboard.readText()")


def formats(page: Page, box: str) -> list[str]:
    if (fold := page.locator(f"{box} .chart__take > summary")).count() and box.startswith("#"):
        fold.click()  # of a chart
    page.locator(f"{box} .cite summary").first.click()
    # the day is written in when the browser tells that the box is open, after the click
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    return [
        one.text_content() or "" for one in page.locator(f"{box} .cite").first.locator("dd").all()
    ]


@LANGUAGES
def test_a_citation_has_the_address_and_the_day_of_reading(
    web: str, page: Page, language: str
) -> None:
    folder = "" if language == "ko" else "en/"
    page.goto(f"{web}{folder}{STORY}")
    today = date.today()
    for box, place in (
        (".story > .passing", f"{ADDRESS}/{folder}{STORY}"),
        ("#shipyard-jobs", f"{ADDRESS}/{folder}{STORY}#shipyard-jobs"),
    ):
        korean, chicago, apa, bibtex, ris = formats(page, box)
        assert all(place in one for one in (korean, chicago, apa, bibtex, ris))
        assert f"({today.year}년 {today.month}월 {today.day}일 접속)" in korean
        assert f"Accessed {today:%B} {today.day}, {today.year}." in chicago
        assert apa.startswith("Second Leap. (") and str(today.year) in apa
        assert f"  urldate = {{{today}}},\n" in bibtex
        assert f"\nY2  - {today:%Y/%m/%d}\n" in ris
    chart = "#shipyard-jobs button[data-copy=%s]"
    assert copied(page, chart % "link") == place
    title = page.locator("#shipyard-jobs-title").inner_text()
    assert title in copied(page, chart % "citation")
    assert (
        "@misc{" in bibtex
        and copied(page, "#shipyard-jobs .cite dt:nth-of-type(4) button") in bibtex
    )


def test_paper_and_a_copied_citation_have_the_day_of_reading(web: str, page: Page) -> None:
    """Neither waits for a reader to unfold the citations."""
    page.goto(f"{web}en/{STORY}")
    day = f"Accessed {date.today():%B} {date.today().day}, "
    assert day in copied(page, ".story > .passing button[data-copy=citation]")
    page.reload()
    chicago = page.locator(".story > .passing .cite dd").nth(1)
    page.pdf()
    assert day in (chicago.text_content() or "")


def test_a_title_that_asks_ends_without_a_full_stop(web: str, page: Page) -> None:
    page.goto(f"{web}en/index.html")
    _, chicago, apa, *_ = formats(page, ".story > .passing")
    assert "second time?” " in chicago and "second time?" in apa and "?." not in chicago + apa
    _, chart, *_ = formats(page, "#since-the-peak")
    assert re.search(r"\w\.” ", chart)


def test_without_a_known_address_it_is_where_the_page_is_read(mini: Path, page: Page) -> None:
    unnamed = in_own_theme(mini)
    run = subprocess.run(
        [sys.executable, "-m", "secondleap", "publish"], cwd=unnamed, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert run.stdout.count("SITE_URL") == 1
    site = unnamed / "site"
    assert not (site / "share").exists()
    assert "og:image" not in (site / "city/index.html").read_text(encoding="utf-8")
    with served(site) as home:
        place = f"{home}city/index.html"
        page.goto(f"{place}?h=x#top")
        assert copied(page, ".story > .passing button[data-copy=link]") == place
        assert all(place in one for one in formats(page, ".story > .passing"))
    page.goto((site / "city/index.html").as_uri())
    assert not page.locator(".story > .passing button[data-copy=link]").first.is_visible()
    for one in formats(page, ".story > .passing"):
        assert re.search(r"\d+\.\d+\.\d+", one)  # the edition
        assert "file:" not in one and str(unnamed) not in one and "urldate" not in one
