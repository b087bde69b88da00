"""Every page in both languages, opened once from disk with the network cut: what it loads, how it
fits at every width, what axe finds.

Axe sees a sample of what a page holds by the dozen (claims, sources, rows of a table), and each
page in one language, either wide and light or narrow and dark, drawn anew in each run; all of it in
both languages at both looks when the record is made.
"""

from __future__ import annotations

import json
import os
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import axe
import pytest
from playwright.sync_api import Browser, Page
from support import PAGES, ROOT, address, faults_of, unfold

# What about/accessibility shows; rewritten with SECONDLEAP_RECORD=<day> and one process.
RECORD = ROOT / "data/access.json"
RECORDING = os.environ.get("SECONDLEAP_RECORD")
# A window of 1,300 px at 200% is one of 650, and of 1,280 px at 400% one of 320.
WIDTHS = [1300, 650, 390, 320]
SPACING = """
* { line-height: 1.5 !important }
* { letter-spacing: 0.12em !important; word-spacing: 0.16em !important }
p { margin-bottom: 2em !important }"""
# Of every chart's picture: how many are seen, whether it has a name, where it ends, how high its
# smallest letters are.
CHARTS = """[...document.querySelectorAll(".chart__picture")].map(picture => {
  const seen = [...picture.querySelectorAll("svg")].filter(svg => svg.checkVisibility())
  const box = seen[0].getBoundingClientRect()
  const heights = [...seen[0].querySelectorAll("text")]
    .map(text => text.getBoundingClientRect().height).filter(height => height)
  return {
    seen: seen.length,
    named: seen[0].getAttribute("role") === "img" && !!seen[0].getAttribute("aria-label"),
    left: box.left,
    right: box.right,
    letters: Math.min(...heights),
  }
})"""
# Titles of sources in Korean on an English page that do not say so.
UNMARKED = """[...document.querySelectorAll(".story a.external")]
  .filter(link => document.documentElement.lang === "en"
    && /[가-힣]{4}/.test(link.textContent) && !link.closest("[lang=ko]"))
  .map(link => link.textContent)"""
# Leaves of more than two dozen children of one kind every so-manyth, about a dozen.
THIN = """start => {
  for (const parent of document.querySelectorAll(".story *")) {
    const kinds = Map.groupBy(parent.children, ({tagName, className}) => `${tagName} ${className}`)
    for (const alike of kinds.values()) {
      const step = Math.floor(alike.length / 12)
      if (step < 2) continue
      const first = Math.floor(start * step)
      alike.forEach((child, place) => place % step !== first && child.remove())
    }
  }
}"""


@dataclass
class Visitor:
    """One reader who opens page after page; what went wrong on the way, and at how many looks axe
    found how much.
    """

    page: Page
    wrong: list[str]
    pages: int = 0
    looks: int = 0
    violations: int = 0


@pytest.fixture(scope="module")
def visitor(browser: Browser) -> Iterator[Visitor]:
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    page = context.new_page()
    made = Visitor(page, faults_of(page))
    yield made
    if RECORDING:
        said = {
            "axe": made.page.evaluate("axe.version"),
            "pages": made.pages,
            "looks": made.looks,
            "violations": made.violations,
            "day": RECORDING,
        }
        RECORD.write_text(json.dumps(said) + "\n", encoding="utf-8")
    context.close()


def charts_that_do_not_fit(page: Page, width: int) -> list[str]:
    return [
        f"at {width} px: a chart {chart}"
        for chart in page.evaluate(CHARTS)
        if chart["seen"] != 1
        or not chart["named"]
        or chart["left"] < 0
        or chart["right"] > width
        or chart["letters"] <= 11
    ]


def too_wide(page: Page, width: int, when: str = "") -> list[str]:
    return (
        [f"scrolls sideways at {width} px{when}"]
        if page.evaluate("document.documentElement.scrollWidth") > width
        else []
    )


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", PAGES)
def test_a_page(site: Path, visitor: Visitor, language: str, name: str) -> None:
    page, wrong = visitor.page, visitor.wrong
    wrong.clear()
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(address(site, language, name))
    assert (
        page.locator("html").get_attribute("lang") == language and page.locator("h1").count() == 1
    )
    assert page.evaluate("document.querySelector('.language__switch').href") == address(
        site, "ko" if language == "en" else "en", name
    )
    wrong += [f"language not told: {title}" for title in page.evaluate(UNMARKED)]
    unfold(page)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        wrong += too_wide(page, width) + charts_that_do_not_fit(page, width)
    spaced = page.add_style_tag(content=SPACING)
    wrong += too_wide(page, width, ", text spaced")
    spaced.evaluate("style => style.remove()")
    looks = axe.LOOKS
    if not RECORDING:
        drawn = random.Random(os.environ["SECONDLEAP_SEED"] + name)
        looks = [drawn.choice(axe.LOOKS)] if drawn.choice(["ko", "en"]) == language else []
        page.evaluate(THIN, drawn.random())
    found = [fault for look in looks for fault in axe.violations(page, look)]
    visitor.pages, visitor.looks, visitor.violations = (
        visitor.pages + 1,
        visitor.looks + len(looks),
        visitor.violations + len(found),
    )
    assert wrong + found == []


def test_the_record_of_axe_tells_of_no_violation_and_of_no_page_that_is_gone() -> None:
    told = json.loads(RECORD.read_text(encoding="utf-8"))
    assert told["violations"] == 0 and told["pages"] <= 2 * len(PAGES), (
        "record anew: pages were taken away, or a record of violations stands"
    )


def test_axe_finds_a_fault_where_there_is_one(site: Path, visitor: Visitor) -> None:
    visitor.page.goto(address(site, "en", "index.html"))
    visitor.page.evaluate(
        """document.querySelector('h1').insertAdjacentHTML('afterend',
        '<img src=data:,><p style="color:#777;background:#888">not to be read</p>')"""
    )
    for look in axe.LOOKS:
        found = str(axe.violations(visitor.page, look))
        assert "image-alt" in found and "color-contrast" in found
