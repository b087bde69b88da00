"""A page in its order: the home page's doors at once; a story, the way on right after it, and what
is folded below."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import ADDRESS, PAGES, address, sampled

FRAMED = [page for page in PAGES if page != "index.html"]
CITIES = ("pittsburgh", "ulsan", "detroit", "basque")
LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def bottom(page: Page, selector: str) -> float:
    box = page.locator(selector).last.bounding_box()
    assert box
    return box["y"] + box["height"]


@LANGUAGES
def test_question_doors_and_skylines_are_seen_at_once(
    site: Path, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(address(site, language, "index.html"))
    doors = '.story[data-section="index"] > ul > li'
    assert page.locator(doors).count() == 3
    for part in ("h1", doors, ".block--city > svg", ".block--city > p > a"):
        assert 0 < bottom(page, part) <= 900, part
    page.set_viewport_size({"width": 390, "height": 664})
    assert bottom(page, doors) <= 1.5 * 664
    for door in page.locator(doors).all():
        box = door.bounding_box()
        assert box and box["height"] >= 44


@LANGUAGES
@pytest.mark.parametrize("name", sampled(FRAMED, 12))
def test_the_way_on_follows_the_last_sentence(
    site: Path, page: Page, name: str, language: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 664})
    page.goto(address(site, language, name))
    way = page.locator("nav.next")
    assert way.count() == 1
    before = page.evaluate(
        """Math.max(...[...document.querySelectorAll(".story > :not(.next, .next ~ *)")]
          .map(part => part.getBoundingClientRect().bottom))"""
    )
    box = way.bounding_box()
    assert box and box["y"] - before < 100
    order = page.evaluate(
        "[...document.querySelectorAll('.story > *')].map(part => part.className).slice(-3)"
    )
    assert order in (
        ["next", "passing", "appendix"],
        [order[0], "next", "passing"],
    ), order
    for width in (1300, 1024, 390, 320):
        page.set_viewport_size({"width": width, "height": 800})
        cut = page.evaluate(
            """[...document.querySelectorAll(".next, .next *")].filter(
              part => part.clientWidth && part.scrollWidth > part.clientWidth + 1
            ).map(part => part.className)"""
        )
        assert cut == [], width


@LANGUAGES
@pytest.mark.parametrize("city", CITIES)
def test_the_chapters_lead_through_the_city_to_the_comparison(
    site: Path, page: Page, city: str, language: str
) -> None:
    page.goto(address(site, language, f"{city}/index.html"))
    seen = []
    while f"/{city}/" in page.url:
        seen.append(page.url.rpartition("/")[2])
        heading = page.locator(".next__card .next__title").inner_text()
        page.locator(".next__card").click()
        assert page.locator("h1").inner_text().strip() == heading.strip(" →")
    assert page.url.endswith("compare/index.html")
    assert sorted(seen) == sorted(name.partition("/")[2] for name in PAGES if name.startswith(city))


@LANGUAGES
def test_what_is_folded_is_in_the_page_and_one_press_away(
    site: Path, page: Page, language: str
) -> None:
    page.goto(address(site, language, "ulsan/index.html"))
    folds = page.locator(".appendix details.fold")
    assert folds.count() == 2
    for fold, inside in zip(folds.all(), (".event", ".evidence"), strict=True):
        assert not fold.locator(inside).first.is_visible()
        fold.locator("> summary").click()
        assert fold.locator(inside).first.is_visible()


@LANGUAGES
def test_address_and_citation_are_copied(web: str, browser: Browser, language: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    name = "pittsburgh/collapse.html"
    page.goto(f"{web}{'' if language == 'ko' else 'en/'}{name}")
    buttons = page.locator(".story > .passing > button")
    said = buttons.first.inner_text()
    buttons.first.click()
    page.wait_for_function(
        f"document.querySelector('.story > .passing button').textContent !== '{said}'"
    )
    public = f"{ADDRESS}/{'' if language == 'ko' else 'en/'}{name}"
    assert page.evaluate("navigator.clipboard.readText()") == public
    buttons.nth(1).click()
    page.wait_for_timeout(100)
    cited = page.evaluate("navigator.clipboard.readText()")
    assert page.locator("h1").inner_text() in cited and public in cited
    context.close()


@LANGUAGES
def test_the_brief_is_copied_as_plain_text(web: str, browser: Browser, language: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{web}{'' if language == 'ko' else 'en/'}brief.html")
    heading = page.locator("h1").inner_text()
    page.locator('.passing [data-copy="text"]').click()
    page.wait_for_timeout(100)
    lines = page.evaluate("navigator.clipboard.readText()").split("\n")
    context.close()
    assert lines[0] == heading.replace("\n", " ")
    assert "/brief.html" in lines[-1], "it says where it is from"
    assert [line[0] for line in lines if re.match(r"\d\. ", line)] == list("123451234567")
    assert sum(line.count(" | ") == 3 for line in lines) == 8, "the table of the seven, row by row"
    assert not any(re.search(r"[a-z가-힣]\.\d", line) for line in lines), "a note's number"
