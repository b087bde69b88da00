"""Access for everyone, beside what tests/test_every_page.py asks of each page: axe with cards and
search open, keyboard, motion, forced colours.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from pathlib import Path

import axe
import pytest
from playwright.sync_api import Browser, BrowserContext
from support import address

STORY, LEDGER = "pittsburgh/collapse.html", "evidence/pittsburgh.html"


@pytest.fixture
def wide(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    yield context
    context.close()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_with_a_card_open(
    site: Path, wide: BrowserContext, language: str
) -> None:
    page = wide.new_page()
    page.goto(address(site, language, STORY))
    page.locator("p sup[data-claim] a").first.click()
    page.wait_for_selector(".card:visible")
    assert [fault for look in axe.LOOKS for fault in axe.violations(page, look)] == []
    assert page.locator(".card:visible").count()


@pytest.mark.parametrize("language", ["ko", "en"])
def test_axe_finds_nothing_with_the_search_open(
    site: Path, wide: BrowserContext, language: str
) -> None:
    page = wide.new_page()
    page.goto(address(site, language, "index.html"))
    page.keyboard.press("Control+k")
    page.locator(".search__input").press_sequentially(
        {"ko": "노바투스", "en": "Novatus"}[language], delay=20
    )
    page.wait_for_selector(".search__results li a")
    assert [fault for look in axe.LOOKS for fault in axe.violations(page, look)] == []


# --- what axe cannot see


# Notes every stop of the keyboard as it gets the focus.
WATCH = """
window.stops = []
addEventListener("focusin", ({target: at}) => {
  const box = at.getBoundingClientRect(), look = getComputedStyle(at)
  const ring = look.outlineStyle !== "none" && parseFloat(look.outlineWidth) > 0
  stops.push({told: at.outerHTML.slice(0, 200), at,
    again: stops.some(stop => stop.at === at), round: stops[0]?.at === at,
    seen: box.width > 0 && box.height > 0 && box.bottom > 0 && box.top < innerHeight,
    outline: ring || look.boxShadow !== "none"})
})"""
MOST = 1500  # stops of one page


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize(
    "name", ["index.html", STORY, LEDGER, "compare/timeline.html", "network/index.html"]
)
def test_the_keyboard_reaches_the_whole_page_and_leaves_it(
    site: Path, wide: BrowserContext, language: str, name: str
) -> None:
    """Tab goes through every stop once, each seen and marked, and comes out at the end: no trap."""
    page = wide.new_page()
    page.goto(address(site, language, name))
    page.evaluate(WATCH)
    for pressed in range(MOST):
        page.keyboard.press("Tab")
        if pressed % 20 == 19 and page.evaluate(
            "document.activeElement === document.body || stops.at(-1).again"
        ):
            break
    stops = page.evaluate("stops.map(({at, ...said}) => said)")
    once = list(itertools.takewhile(lambda stop: not stop["again"], stops))
    assert pressed < MOST - 1, "Tab never came out of the page"
    assert len(once) > 20 and "md-skip" in once[0]["told"]
    assert [stop["told"] for stop in once if not stop["seen"] or not stop["outline"]] == []
    assert not stops[len(once) :] or stops[len(once)]["round"], (
        "the keyboard goes round in a part of the page"
    )


def test_escape_closes_search_and_card(site: Path, wide: BrowserContext) -> None:
    page = wide.new_page()
    page.goto(address(site, "ko", STORY))
    page.locator("p sup[data-claim] a").first.press("Enter")
    page.wait_for_selector(".card:visible")
    page.keyboard.press("Escape")
    assert page.locator(".card").count() == 0
    page.keyboard.press("Control+k")
    assert page.evaluate("document.activeElement.matches('.search__input')")
    page.keyboard.press("Escape")
    page.wait_for_function("!document.activeElement.matches('.search__input')")


def test_no_single_letter_but_the_one_that_can_be_turned_off_is_a_shortcut(
    site: Path, wide: BrowserContext
) -> None:
    page = wide.new_page()
    page.goto(address(site, "en", STORY))
    opened = "document.activeElement.matches('.search__input')"

    def letters() -> bool:
        at = page.url
        for key in "fspn,.":
            page.keyboard.press(key)
        assert page.url == at
        return page.evaluate(opened)

    assert not letters()
    page.keyboard.press("Control+k")
    page.wait_for_function(opened)
    page.keyboard.type("Novatus")
    page.wait_for_selector(".search__results li a")
    page.keyboard.press("Escape")
    page.evaluate("document.activeElement.blur()")
    assert not letters(), "with the search loaded"
    page.keyboard.press("Control+k")
    assert page.evaluate(opened)


def test_nothing_moves_for_those_who_ask_for_stillness(site: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True, reduced_motion="reduce")
    page = context.new_page()
    page.goto(address(site, "ko", STORY))
    moving = page.evaluate("""[...document.querySelectorAll("*")].filter(node => {
          const look = getComputedStyle(node), lasts = time => parseFloat(time) > 0.01
          return lasts(look.animationDuration) && look.animationName !== "none"
            || look.transitionDuration.split(",").some(lasts)
        }).map(node => node.className)""")
    context.close()
    assert moving == []


def test_in_forced_colours_verdicts_and_focus_are_still_told(site: Path, browser: Browser) -> None:
    context = browser.new_context(offline=True, forced_colors="active")
    page = context.new_page()
    page.goto(address(site, "ko", LEDGER))
    assert page.evaluate("matchMedia('(forced-colors: active)').matches")
    for verdict in page.locator(".evidence__claim .verdict").all()[:20]:
        assert re.search(r"[●◐≠✕?]\s*\S+", verdict.text_content() or "")
    page.evaluate(WATCH)
    page.keyboard.press("Tab")
    assert page.evaluate("stops.at(-1).outline")
    context.close()


def test_headings_begin_at_one_and_skip_no_level(site: Path) -> None:
    for path in site.rglob("*.html"):
        levels = [
            int(level) for level in re.findall(r"<h([1-6])[\s>]", path.read_text(encoding="utf-8"))
        ]
        assert levels.count(1) == 1, path
        assert all(low - high <= 1 for high, low in zip(levels, levels[1:], strict=False)), (
            path,
            levels,
        )


VAGUE = {
    "여기",
    "이곳",
    "클릭",
    "더 보기",
    "자세히",
    "링크",
    "here",
    "click here",
    "more",
    "read more",
    "link",
    "this",
}


def test_link_texts_make_sense_alone_and_tables_have_headers(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        for attributes, inner in re.findall(r"<a\b([^>]*)>(.*?)</a>", text, re.DOTALL):
            said = re.sub(r"<[^>]+>", "", inner).strip() or "".join(
                re.findall(r'(?:aria-label|title|alt)="([^"]+)"', attributes + inner)
            )
            assert said and said.casefold() not in VAGUE, (path, attributes)
        for table in re.findall(r"<table\b.*?</table>", text, re.DOTALL):
            assert "<th" in table, path
