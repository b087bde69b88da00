"""Places hold: an address lands where it says, and what a reader sees stays there."""

from __future__ import annotations

import json
import os
import random
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from firefox import Firefox
from playwright.sync_api import Browser, Page
from support import PAGES, address, sampled

LINE = 34  # px: the tallest line of running text
STORIES = [page for page in PAGES if page.startswith(("pittsburgh/", "ulsan/", "basque/"))]
READ = sampled(PAGES, 20)
# Goes to a dozen ids of the page in turn, by their address, from one on that is drawn anew in
# each run, and to the last. Lands each just below the header, or, where the page ends first,
# anywhere in sight.
START = random.Random(os.environ["SECONDLEAP_SEED"]).random()
ASTRAY = """async start => {
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom
  const settled = () => new Promise(done => requestAnimationFrame(() => setTimeout(done)))
  const ids = [...document.querySelectorAll(".story [id]:not(svg *)")].map(node => node.id)
  const step = Math.ceil(ids.length / 12)
  const first = Math.floor(start * step)
  const few = ids.filter((id, index) => index % step === first || index === ids.length - 1)
  const astray = []
  for (const id of few) {
    location.hash = "#" + encodeURIComponent(id)
    await settled()
    const box = document.getElementById(id).getBoundingClientRect()
    const end = innerHeight + scrollY >= document.documentElement.scrollHeight - 2
    const off = Math.round(box.top - header)
    const there = box.width && off >= -1 && (off <= 60 || (end && box.top < innerHeight))
    if (!there) astray.push([id, off])
  }
  return astray
}"""
# The item at the upper edge of the text, and how far below the header it begins.
FIRST = """() => {
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom
  for (const node of document.querySelectorAll(".story :is(h2, p, li)")) {
    const box = node.getBoundingClientRect()
    if (box.height && box.top >= header) return [node.textContent.slice(0, 60), box.top]
  }
}"""


def windows(count: int) -> list[tuple[int, int]]:
    """Windows of 1280 by 1000 px at zooms drawn at random, and a phone's."""
    chance = random.Random(os.environ["SECONDLEAP_SEED"])
    zooms = [chance.uniform(1, 4) for _ in range(count)]
    return [(390, 664), *((round(1280 / zoom), round(1000 / zoom)) for zoom in zooms)]


@pytest.fixture(scope="module")
def firefox() -> Iterator[Firefox]:
    opened = Firefox()
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("name", READ)
def test_every_id_is_an_address_in_chromium(site: Path, page: Page, name: str) -> None:
    page.goto(address(site, "ko", name))
    for width, height in [(1300, 900), *windows(1)]:
        page.set_viewport_size({"width": width, "height": height})
        assert page.evaluate(ASTRAY, START) == [], (width, height)


@pytest.mark.parametrize("name", READ)
def test_every_id_is_an_address_in_firefox(site: Path, firefox: Firefox, name: str) -> None:
    for width, height in [(1300, 900), (390, 664)]:
        firefox.width(width, height)
        firefox.open(address(site, "en", name))
        assert firefox.evaluate(f"({ASTRAY})({START})") == [], (width, height)


def landed(evaluate: Callable[[str], Any], name: str) -> bool:
    """Whether ``name`` stands below the header, shown, in the upper half of the window."""
    box, header, height = evaluate(
        f"""(() => {{ const node = document.getElementById({json.dumps(name)})
          const header = document.querySelector(".md-header").getBoundingClientRect().bottom
          const top = node.getClientRects().length ? node.getBoundingClientRect().top : -1
          return [top, header, innerHeight] }})()"""
    )
    return header - 1 <= box < header + height / 2


FOLDED = [
    ("ulsan/index.html", "#timeline"),
    ("ulsan/index.html", ".timeline > li:last-child"),
    ("pittsburgh/collapse.html", "#endnotes"),
    ("pittsburgh/collapse.html", ".footnote ol > li[id]:last-child"),
    ("about/contribute.html", "details.rule:last-of-type"),
]


def named(page: Page, site: Path, name: str, place: str) -> tuple[str, str]:
    """The id of ``place`` on the page ``name``, and its address."""
    page.goto(address(site, "ko", name))
    found = page.locator(place).last.get_attribute("id") or ""
    page.goto("about:blank")
    return found, f"{address(site, 'ko', name)}#{found}"


@pytest.mark.parametrize(("name", "place"), FOLDED)
def test_an_address_opens_what_is_folded(
    site: Path, page: Page, firefox: Firefox, name: str, place: str
) -> None:
    found, there = named(page, site, name, place)
    page.goto(there)
    page.wait_for_timeout(100)
    assert landed(page.evaluate, found)
    firefox.width(1300, 900)
    firefox.open(there)
    assert landed(firefox.evaluate, found)


@pytest.mark.parametrize(("name", "place"), FOLDED[:-1])
def test_without_scripts_nothing_is_folded(
    site: Path, browser: Browser, name: str, place: str
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    found, there = named(page, site, name, place)
    page.goto(there)
    assert landed(page.evaluate, found)
    assert not page.locator(".appendix .fold > summary").first.is_visible()
    context.close()


def test_text_folded_in_a_story_is_shown_for_an_address_in_it_on_paper_and_without_scripts(
    site: Path, browser: Browser, page: Page
) -> None:
    there, inside = address(site, "ko", "compare/research.html"), ".story > .fold sup[data-claim]"
    page.goto(there)
    mark = page.locator(inside).first
    assert not mark.is_visible()
    page.emulate_media(media="print")
    assert mark.is_visible()
    page.emulate_media(media="screen")
    found = mark.get_attribute("id")
    page.goto("about:blank")
    page.goto(f"{there}#{found}")
    assert mark.is_visible() and landed(page.evaluate, found)
    page.locator(".language__switch").click()
    page.wait_for_url("**/en/**")
    assert mark.is_visible()
    context = browser.new_context(java_script_enabled=False)
    plain = context.new_page()
    plain.goto(there)
    assert plain.locator(inside).first.is_visible()
    assert plain.locator(".story > .fold > summary").first.is_visible(), "it is the text's title"
    context.close()


def test_words_that_are_sought_in_what_is_folded_open_it(site: Path, page: Page) -> None:
    """What a search of the browser does, a link to a passage does too: it opens what it finds."""
    words = "extra words that stand nowhere else"
    path = site / "passage.html"
    text = (site / "pittsburgh/collapse.html").read_text(encoding="utf-8").replace("../", "")
    path.write_text(text.replace("</ol>", f"<li>{words}</li></ol>", 1), encoding="utf-8")
    try:
        page.goto(f"{path.as_uri()}#:~:text={words.replace(' ', '%20')}")
        page.wait_for_timeout(300)
        assert page.locator(".footnote .fold").get_attribute("open") is not None
    finally:
        path.unlink()


@pytest.mark.parametrize("way", ["disk", "web"])
@pytest.mark.parametrize("name", sampled(STORIES, 3))
@pytest.mark.parametrize("width", [1300, 390])
def test_a_place_holds_when_a_page_is_loaded_again_or_come_back_to(
    site: Path, web: str, page: Page, way: str, name: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    start = address(site, "ko", "") if way == "disk" else web
    page.goto(f"{start.rstrip('/')}/{name}")
    page.locator(".footnote .fold > summary").click()
    for share in (0.3, 0.8):
        page.evaluate(f"scrollTo(0, {share} * document.documentElement.scrollHeight)")
        page.wait_for_timeout(100)
        before = page.evaluate(FIRST)
        page.reload()
        page.wait_for_timeout(200)
        again = page.evaluate(FIRST)
        assert again[0] == before[0] and abs(again[1] - before[1]) < LINE, "loaded again"
        page.goto(f"{start.rstrip('/')}/glossary.html")
        page.go_back()
        page.wait_for_timeout(200)
        back = page.evaluate(FIRST)
        assert back[0] == before[0] and abs(back[1] - before[1]) < LINE, "come back to"


@pytest.mark.parametrize("name", sampled(STORIES, 4))
def test_the_other_language_opens_at_the_sentence_being_read(
    site: Path, page: Page, name: str
) -> None:
    page.goto(address(site, "ko", name))
    # Near the end of a page a mark cannot be scrolled up to the header: the line there is another.
    # Of several on one line the first names it, and the other language may part them.
    marks = page.evaluate(
        """() => [...document.querySelectorAll(".story p sup[data-claim]")].filter((mark, at, of) =>
        {
          if (!mark.checkVisibility()) return false // in a closed fold
          const top = one => one.getBoundingClientRect().top
          if (at && Math.abs(top(of[at - 1]) - top(mark)) < 8) return false
          mark.scrollIntoView()
          return innerHeight + scrollY < document.documentElement.scrollHeight - 2
        }).map(mark => mark.id)"""
    )
    for mark in random.Random(os.environ["SECONDLEAP_SEED"]).sample(marks, 3):
        page.goto(address(site, "ko", name))
        page.evaluate(f"document.getElementById({json.dumps(mark)}).scrollIntoView()")
        page.locator(".language__switch").click()
        page.wait_for_url("**/en/**")
        page.wait_for_timeout(100)
        below = page.evaluate(
            f"""document.getElementById({json.dumps(mark)}).getBoundingClientRect().top
              - document.querySelector(".md-header").getBoundingClientRect().bottom"""
        )
        assert -1 <= below < 2 * LINE, mark


def test_the_end_key_reaches_the_end(site: Path, page: Page) -> None:
    for name in sampled(STORIES, 3):
        page.goto(address(site, "en", name))
        page.keyboard.press("End")
        page.wait_for_function(
            "innerHeight + scrollY >= document.documentElement.scrollHeight - 2", timeout=3000
        )


# Stops of the keyboard that the header, or a card's head, wholly hides.
HIDDEN = """() => {
  const at = document.activeElement, header = document.querySelector(".md-header")
  if (header.contains(at) || at === document.body || at.closest(".md-sidebar, .md-skip")) return ""
  const box = at.getBoundingClientRect()
  return box.bottom <= header.getBoundingClientRect().bottom + 4 || box.top >= innerHeight - 2
    ? at.outerHTML.slice(0, 120) : ""
}"""


@pytest.mark.parametrize("window", windows(2), ids=str)
def test_the_header_never_hides_what_has_the_keyboard(
    site: Path, page: Page, window: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(address(site, "ko", sampled(STORIES, 1)[0]))
    page.evaluate("document.querySelectorAll('details.fold').forEach(fold => fold.open = true)")
    page.evaluate("[...document.querySelectorAll('.story a[href]')].at(-1).focus()")
    hidden = []
    for key in ["Shift+Tab"] * 150 + ["Tab"] * 60:
        page.keyboard.press(key)
        hidden.append(page.evaluate(HIDDEN))
    assert [stop for stop in hidden if stop] == []
