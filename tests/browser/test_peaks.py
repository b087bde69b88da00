"""Cities after their peak: the finder by mouse, finger and keys, from disk and without scripts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import axe
import brotli
import pytest
from playwright.sync_api import Browser, Page
from support import ROOT, address, faults_of

from secondleap.data.dataset import read_dataset

PAGE = "compare/after-the-peak.html"
LOWELL = "lowell-ma-1920"
WEIGHT = 60_000  # bytes of the page with all lines, brotli 11, and of its script
NEWEST = {  # place -> the year of its newest count
    "metro-johnstown-1940": "2020",
    "seattle-wa-1960": "2020",
    "malmo": "2015",
    "busan": "2024",
    "ulsan-register": "2025",
}
PEAKS = {peak.id: peak for peak in read_dataset(ROOT).peaks.all}


@pytest.fixture(params=["ko", "en"])
def page(request: pytest.FixtureRequest, site: Path, browser: Browser) -> Iterator[Page]:
    """The page from disk, by a mouse on a wide screen; nothing may go wrong on it."""
    opened = browser.new_page(viewport={"width": 1300, "height": 900})
    heard = faults_of(opened)
    opened.goto(address(site, request.param, PAGE))
    yield opened
    opened.close()
    assert heard == []


def title(page: Page) -> str:
    return page.locator(".finder__title").inner_text()


def test_typing_half_a_name_and_enter_shows_the_city(page: Page) -> None:
    korean = page.locator("html").get_attribute("lang") == "ko"
    page.locator("#finder-name").focus()
    page.keyboard.type("로웨" if korean else "lowe")
    assert page.locator(".finder__hits button").count() == 2, "the city, and its county"
    page.keyboard.press("Enter")
    assert ("로웰" if korean else "Lowell") in title(page)
    assert page.url.endswith(f"#{LOWELL}")
    course = page.locator(".finder__found table tr").nth(1).locator("td").all_inner_texts()
    assert course == [f"{value:.1f}" for _, value in PEAKS[LOWELL].course]
    years = page.locator(".finder__found table tr").nth(0).locator("th").all_inner_texts()[1:]
    assert years == [str(1920 + int(since)) for since, _ in PEAKS[LOWELL].course]


@pytest.mark.parametrize("typed", ["ㄹ", "로", "로우", "로웨", "로웰"])
def test_hangul_finds_while_it_is_typed(typed: str, site: Path, browser: Browser) -> None:
    page = browser.new_page()
    page.goto(address(site, "ko", PAGE))
    page.locator("#finder-name").fill(typed)
    found = int(re.sub(r"\D", "", page.locator(".finder__status").inner_text()))
    names = [peak.place.ko for peak in PEAKS.values()]
    assert found >= sum(name.startswith("로웰") for name in names)
    page.close()


def test_no_such_place_is_said(page: Page) -> None:
    page.locator("#finder-name").fill("Atlantis")
    assert page.locator(".finder__hits button").count() == 0
    assert page.locator(".finder__status").inner_text() != ""


def test_every_place_can_be_chosen_and_its_line_is_in_the_picture(page: Page) -> None:
    values = page.locator("#finder-all option").evaluate_all("all => all.map(one => one.value)")
    assert sorted(values) == sorted(["", *PEAKS])
    for name in NEWEST:
        page.locator("#finder-all").select_option(name)
        line = page.locator("path.fan__found:visible")
        assert line.count() == 1, name
        last = page.locator(".finder__found table td").last.inner_text()
        assert last == f"{PEAKS[name].last[1]:.1f}"
        year = page.locator(".finder__found table tr").first.locator("th").last.inner_text()
        assert year == NEWEST[name]


def test_the_neighbours_at_ten_years_are_the_nearest_and_lead_on(page: Page) -> None:
    page.locator("#finder-all").select_option(LOWELL)
    peers = page.locator(".finder__peers button")
    kin = [
        peak for peak in PEAKS.values() if peak.place.manufacturing and peak.place.kind == "core"
    ]
    level = PEAKS[LOWELL].at(10) or 0
    away = sorted(
        abs(round(peak.at(10) or 0, 1) - round(level, 1)) for peak in kin if peak.id != LOWELL
    )
    told = [float(text.split(": ")[1].split(" → ")[0]) for text in peers.all_inner_texts()]
    assert [abs(value - round(level, 1)) for value in told] == pytest.approx(away[: len(told)])
    first = peers.first.inner_text().split(":")[0]
    peers.first.click()
    assert title(page) == first


def test_the_choice_is_made_in_well_under_a_tenth_of_a_second(page: Page) -> None:
    took = page.evaluate(
        """() => {
          const all = document.querySelector("#finder-all")
          const ids = [...all.options].map(one => one.value).filter(Boolean).slice(0, 40)
          return ids.map(id => {
            const from = performance.now()
            all.value = id
            all.dispatchEvent(new Event("change"))
            document.body.getBoundingClientRect()
            return performance.now() - from
          })
        }"""
    )
    assert sorted(took)[len(took) // 2] < 100


def drawn(page: Page) -> list[int]:
    return [int(text) for text in page.locator(".guess output").all_inner_texts()]


def test_the_reader_draws_by_keys_and_then_sees_the_record(page: Page) -> None:
    page.locator(".guess summary").press("Enter")
    first = page.locator(".guess input").first
    first.focus()
    for _ in range(11):
        page.keyboard.press("ArrowDown")
    assert drawn(page) == [89, 100, 100, 100, 100, 100, 100]
    said = page.locator(".guess [role=status]")
    assert said.inner_text() == ""
    page.locator(".guess button").press("Enter")
    course = [value for _, value in PEAKS["pittsburgh-pa-1950"].course[1:]]
    for value in course:
        assert f"{value:.1f}" in said.inner_text()
    away = [abs(one - other) for one, other in zip(course, drawn(page), strict=True)]
    assert f" {sum(away) / len(away):.0f}" in said.inner_text()


def test_the_reader_draws_by_hand(page: Page) -> None:
    page.locator(".guess summary").click()
    page.locator(".guess svg").scroll_into_view_if_needed()
    box = page.locator(".guess svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.2, box["y"] + box["height"] / 2)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.97, box["y"] + box["height"] / 2, steps=40)
    page.mouse.up()
    levels = drawn(page)
    assert len(set(levels)) == 1 and 60 < levels[0] < 90


def test_by_finger_on_a_phone(site: Path, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address(site, "ko", PAGE))
    page.locator("#finder-name").tap()
    page.keyboard.type("Gary")
    page.locator(".finder__hits button").first.tap()
    assert "게리" in title(page)
    page.locator(".finder__peers button").first.tap()
    assert "게리" not in title(page)
    for button in page.locator(".finder button:visible, .finder input, .finder select").all():
        assert (box := button.bounding_box()) and box["height"] >= 24
    assert page.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


@pytest.mark.parametrize("later", [False, True])
def test_an_address_shows_its_city_in_the_picture(
    later: bool, site: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 900})
    page.goto(address(site, "en", PAGE) + ("" if later else f"#{LOWELL}"))
    if later:
        page.locator("details:has(#peaks-bands) > summary").first.click()
        page.locator("#peaks-bands > details summary").click()
        page.locator("#peaks-bands a", has_text="Lowell").click()
    page.wait_for_function(
        "Math.abs(document.querySelector('#peaks-picture').getBoundingClientRect().top) < 120"
    )
    assert title(page).startswith("Lowell")
    page.close()


def test_without_scripts_picture_lists_and_table_stand(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "en", PAGE))
    assert page.locator(".finder").is_hidden()
    assert page.locator(".guess").is_hidden()
    for kind in ("metro", "core", "elsewhere"):
        page.locator(f"#peaks-picture-choice-{kind}").check()
        assert page.locator(f"[data-kind={kind}] svg:visible").count() == 1
        assert page.locator(".chart__variant:visible").count() == 1
        assert page.locator("#peaks-picture .chart__title:visible").count() == 1, kind
    page.locator(".fan__table summary").click()
    for name in PEAKS:
        assert page.locator(f"tr[id='{name}']").count() == 1
    assert page.locator(f"tr#{LOWELL} td").nth(2).inner_text() == "88.9"
    page.locator("#peaks-bands > details summary").click()
    assert page.locator("#peaks-bands .fan__place").count() == sum(
        peak.back is not None
        for peak in PEAKS.values()
        if peak.place.kind == "core" and peak.place.manufacturing
    )
    page.goto(address(site, "en", PAGE) + f"#{LOWELL}")
    assert page.locator(f"tr#{LOWELL}").is_visible()
    context.close()


@pytest.mark.parametrize("look", axe.LOOKS)
def test_axe_finds_nothing_with_a_place_found(
    look: tuple[int, str], site: Path, browser: Browser
) -> None:
    page = browser.new_page(viewport={"width": look[0], "height": 900})
    page.goto(address(site, "ko", PAGE) + "#malmo")
    page.locator("#finder-name").fill("피")
    page.locator(".guess summary").click()
    page.locator(".fan__table summary").click()
    assert axe.violations(page, look) == []
    page.close()


@pytest.mark.parametrize("language", ["", "en"])
def test_the_page_with_all_lines_is_light(language: str, site: Path) -> None:
    files = (site / language / PAGE, site / language / "assets/peaks.js")
    sizes = {file.name: len(brotli.compress(file.read_bytes())) for file in files}
    assert sum(sizes.values()) <= WEIGHT, sizes
