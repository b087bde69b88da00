"""Tables on a phone: sentences one below the other, and a sign where a table goes on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import PAGES, address

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True, viewport={"width": 390, "height": 800})
    yield context.new_page()
    context.close()


@LANGUAGES
def test_a_table_of_sentences_is_read_cell_by_cell_under_its_columns(
    site: Path, page: Page, language: str
) -> None:
    stacked = 0
    for name in PAGES:
        if 'class="table table--stacked"' not in (
            site / ("en" if language == "en" else "") / name
        ).read_text(encoding="utf-8"):
            continue
        page.goto(address(site, language, name))
        stacked += 1
        cells = page.evaluate(
            """[...document.querySelectorAll(".table--stacked")].flatMap(table => {
              const heads = [...table.querySelectorAll("thead th")].map(head => head.textContent)
              return [...table.querySelectorAll("tbody tr")].flatMap(row => [...row.cells].map(
                (cell, at) => {
                  const box = cell.getBoundingClientRect()
                  const above = at ? row.cells[at - 1].getBoundingClientRect().bottom : box.top
                  const said = getComputedStyle(cell, "::before").content
                  return box.top >= above - 1 && box.left >= 0 && box.right <= innerWidth
                    && (at === 0 || said === JSON.stringify(heads[at]))
                }))
            })"""
        )
        assert cells and all(cells), name
    assert stacked


def test_on_a_desk_the_same_table_has_rows_and_columns(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(address(site, "en", "evidence/index.html"))
    lines = page.evaluate(
        """[...document.querySelectorAll(".story > .scroll tbody tr")].map(row => {
          const tops = [...row.cells].map(cell => Math.round(cell.getBoundingClientRect().top))
          return new Set(tops).size
        })"""
    )
    assert lines and set(lines) == {1}


def test_a_table_that_goes_on_says_so_until_its_end(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    page.goto(address(site, "en", "evidence/index.html"))
    box = page.locator(".story > .scroll:has(table)").first
    box.evaluate("box => { box.querySelector('table').style.minWidth = '600px' }")

    def edge() -> bytes:
        place = box.bounding_box()
        assert place
        clip = {"x": place["x"] + place["width"] - 6, "y": place["y"] + 60, "width": 6, "height": 4}
        return page.screenshot(clip=clip)  # type: ignore[arg-type]

    box.scroll_into_view_if_needed()
    there = edge()
    box.evaluate("box => { box.scrollLeft = box.scrollWidth }")
    page.wait_for_timeout(100)
    assert edge() != there


@LANGUAGES
def test_an_id_in_a_table_is_broken_at_its_hyphens_alone(
    site: Path, page: Page, language: str
) -> None:
    page.goto(address(site, language, "evidence/corrections.html"))
    torn = page.locator(".table code").evaluate_all(
        """all => all.flatMap(code => [...code.textContent.matchAll(/[^\\s-]+/g)].filter(word => {
          const range = new Range()
          range.setStart(code.firstChild, word.index)
          range.setEnd(code.firstChild, word.index + word[0].length)
          return range.getClientRects().length > 1
        }).map(word => word[0]))"""
    )
    assert torn == []
