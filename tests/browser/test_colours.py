"""Colours that are not ours: the browser's own frame, forced dark, forced colours."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from support import CHROME, CHROMIUM, STORY, address


def luminance(colour: tuple[int, ...]) -> float:
    parts = [part / 255 for part in colour[:3]]
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(picture: bytes) -> float:
    """The contrast of the lightest and the darkest colour in a picture."""
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    found = [luminance(colour) for _, colour in image.getcolors(1 << 20)]
    return (max(found) + 0.05) / (min(found) + 0.05)


@pytest.fixture
def darkened(browser: Browser) -> Iterator[Page]:
    """A page in a browser that darkens light pages by itself."""
    flags = [*CHROMIUM, "--blink-settings=forceDarkModeEnabled=true"]
    opened = browser.browser_type.launch(executable_path=CHROME, args=flags)
    yield opened.new_page(viewport={"width": 1000, "height": 900})
    opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_browsers_own_frame_has_the_chosen_scheme(
    site: Path, browser: Browser, scheme: str
) -> None:
    context = browser.new_context(color_scheme=scheme, viewport={"width": 1300, "height": 800})
    page = context.new_page()
    page.goto(address(site, "ko", STORY))
    told = """[getComputedStyle(document.documentElement).colorScheme,
      [...document.querySelectorAll("meta[name=theme-color]")]
        .filter(meta => matchMedia(meta.media).matches).map(meta => meta.content)]"""
    light, dark = ["light", "#FBFAF7"], ["dark", "#13171B"]
    for expected in [light, dark] if scheme == "light" else [dark, light]:
        scheme_of_root, colours = page.evaluate(told)
        assert scheme_of_root == expected[0] and colours == [expected[1]]
        page.locator(".palette:visible").click()
    context.close()


def test_in_forced_dark_a_charts_words_are_read(site: Path, darkened: Page) -> None:
    darkened.goto(address(site, "ko", STORY))
    for text in darkened.locator(".chart svg:visible text").all()[:12]:
        text.scroll_into_view_if_needed()
        assert contrast(text.screenshot()) > 4.5, text.text_content()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("scripts", [True, False])
def test_in_forced_colours_charts_and_bars_are_read(
    site: Path, browser: Browser, scheme: str, scripts: bool
) -> None:
    context = browser.new_context(
        forced_colors="active", color_scheme=scheme, java_script_enabled=scripts
    )
    page = context.new_page()
    page.goto(address(site, "ko", STORY))
    for text in page.locator(".chart svg:visible text").all()[:8]:
        text.scroll_into_view_if_needed()
        assert contrast(text.screenshot()) > 4.5, text.text_content()
    page.goto(address(site, "ko", "evidence/article.html"))
    assert contrast(page.locator(".tally__bar").screenshot()) > 4.5
    if scripts:
        assert contrast(page.locator(".filter button[aria-pressed=true]").first.screenshot()) > 4.5
    context.close()
