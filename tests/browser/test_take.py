"""A chart to take along, in a browser: pixels, a whole screen, the lines for another page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser
from support import ADDRESS, faults_of

FOLDERS = {"ko": "", "en": "en/"}
PAGE, CHART = "ulsan/since-2021.html", "exports"


@pytest.mark.parametrize("language", FOLDERS)
def test_on_the_web_a_press_saves_the_chart_as_pixels(
    browser: Browser, web: str, language: str
) -> None:
    page = browser.new_page()
    said = faults_of(page, web)
    page.goto(f"{web}{FOLDERS[language]}{PAGE}")
    with page.expect_download() as download:
        page.locator(f"#{CHART} .chart__take > summary").click()
        page.locator(f"#{CHART} a[data-png]").click()
    assert download.value.suggested_filename == f"{CHART}.{language}.png"
    with Image.open(io.BytesIO(Path(download.value.path()).read_bytes())) as picture:
        assert picture.format == "PNG" and picture.width >= 1200
        colours = picture.convert("RGB").getcolors(1 << 24) or []
        # the ground, the line of Ulsan, the ink of the title
        assert {(251, 250, 247), (29, 90, 128), (28, 33, 38)} <= {colour for _, colour in colours}
    page.close()
    assert said == []


@pytest.mark.parametrize("language", FOLDERS)
def test_the_lines_for_another_page_name_the_whole_address_of_the_chart(
    browser: Browser, web: str, site: Path, language: str
) -> None:
    page = browser.new_page()
    page.goto(f"{web}{FOLDERS[language]}{PAGE}")
    page.locator(f"#{CHART} .chart__take > summary").click()
    page.locator(f"#{CHART} .chart__embed summary").click()
    lines = page.locator(f"#{CHART} .chart__embed code").inner_text()
    path = f"{FOLDERS[language]}embed/{CHART}.html"
    assert f"src='{ADDRESS}/{path}'" in lines and (site / path).is_file()
    height = int(re.search(r"height='(\d+)'", lines)[1])
    frame = browser.new_page()
    for width in (360, 700):
        frame.set_viewport_size({"width": width, "height": height})
        frame.goto(f"{web}{path}")
        assert frame.evaluate("document.documentElement.scrollHeight") <= height
        assert frame.evaluate("document.documentElement.scrollWidth") <= width
    frame.close()
    page.close()


def test_from_disk_what_needs_the_web_is_not_offered(browser: Browser, site: Path) -> None:
    page = browser.new_page()
    page.goto((site / PAGE).as_uri())
    card = page.locator(f"#{CHART}")
    card.locator(".chart__take > summary").click()
    assert not card.locator("a[data-png]").is_visible()
    card.locator('.chart__files a[rel="alternate"]').click()
    page.wait_for_url("**/embed/exports.html")
    assert page.locator("svg:visible text").count() > 3
    page.locator("figcaption a").evaluate("link => link.removeAttribute('target')")
    page.locator("figcaption a").click()
    page.wait_for_url(f"**/{PAGE}#{CHART}")
    page.close()


def test_alone_on_a_screen_the_chart_fills_it(browser: Browser, site: Path) -> None:
    page = browser.new_page(viewport={"width": 1600, "height": 900})
    for path in sorted((site / "embed").iterdir()):
        page.goto(path.as_uri())
        box = page.locator("svg:visible").bounding_box()
        assert box and box["width"] > 1500 and box["height"] > 600, path
        assert page.evaluate("document.documentElement.scrollHeight") <= 960, path
    page.close()


@pytest.mark.parametrize(("end", "scheme"), [("", "dark"), ("#light", "dark"), ("#dark", "light")])
def test_a_frame_is_light_or_dark_as_asked_or_as_the_reader_s_screen(
    browser: Browser, site: Path, end: str, scheme: str
) -> None:
    page = browser.new_page(color_scheme=scheme)
    page.goto((site / f"embed/{CHART}.html").as_uri() + end)
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert ground == {"": "rgb(19, 23, 27)", "#dark": "rgb(19, 23, 27)"}.get(
        end, "rgb(251, 250, 247)"
    )
    assert page.evaluate("scrollY") == 0
    page.close()


@pytest.mark.parametrize("language", FOLDERS)
def test_the_ways_to_pass_a_chart_on_stand_in_a_row(
    browser: Browser, web: str, language: str
) -> None:
    page = browser.new_page()
    page.goto(f"{web}{FOLDERS[language]}{PAGE}")
    page.locator(f"#{CHART} .chart__take > summary").click()
    middles = page.locator(f"#{CHART} .passing :is(button, .cite > summary):visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).map(box => (box.top + box.bottom) / 2)"
    )
    page.close()
    assert len(middles) == 3 and max(middles) - min(middles) <= 2
