"""Light: what a reader does not need is neither fetched nor shipped, and nothing that shows is lost
by it.
"""

from __future__ import annotations

import base64
import hashlib
import io
import re
import shutil
from pathlib import Path

import brotli
import material
import pytest
import yaml
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Page
from support import ROOT, STORY, pages_of

FIRST_VIEW, SECOND_STORY = (
    64_000,
    24_000,
)  # bytes, brotli; the second is above the site's aim of 15,000: see bench/README.md
LOOKED_AT = [
    "index.html",
    STORY,
    "evidence/article.html",
    "glossary.html",
    "en/compare/timeline.html",
    "404.html",
]


def fetched(page: Page, base: str) -> list[str]:
    names = page.evaluate(
        """["navigation", "resource"].flatMap(kind => performance.getEntriesByType(kind))
          .map(entry => entry.name)"""
    )
    return [name.removeprefix(base).partition("?")[0].partition("#")[0] for name in names]


@pytest.mark.parametrize("language", ["", "en/"])
def test_the_first_story_is_light_and_brings_nothing_of_search(
    site: Path, web: str, browser: Browser, language: str
) -> None:
    page = browser.new_page()
    page.goto(web + language + STORY, wait_until="networkidle")
    names = fetched(page, web)
    assert [name for name in names if "search" in name or "bundle" in name or ":" in name] == []
    sizes = {
        name: len(brotli.compress((site / name).read_bytes()))
        for name in names
        if not name.endswith((".svg", ".png"))
    }
    page.close()
    assert sum(sizes.values()) <= FIRST_VIEW, sizes
    assert sizes[language + STORY] <= SECOND_STORY, sizes


@pytest.mark.parametrize("way", ["key", "click", "tap"])
def test_search_comes_when_it_is_opened_and_finds_what_was_typed_meanwhile(
    web: str, browser: Browser, way: str
) -> None:
    width = 390 if way == "tap" else 1300
    context = browser.new_context(
        viewport={"width": width, "height": 800}, has_touch=way == "tap", is_mobile=way == "tap"
    )
    page = context.new_page()
    page.goto(web + "en/" + STORY)
    if way == "key":
        page.keyboard.press("Control+k")
    elif way == "click":
        page.locator(".search-button").click()
    else:
        page.locator(".search-button").tap()
    page.keyboard.type("Novatus")  # at once: nothing has been fetched yet
    page.wait_for_selector('.search__results li a[href*="novatus"]')
    assert page.locator(".search__input").input_value() == "Novatus"
    context.close()


def test_light_and_dark_follow_the_system_until_the_reader_chooses(
    web: str, browser: Browser
) -> None:
    context = browser.new_context(color_scheme="dark", viewport={"width": 1300, "height": 800})
    page = context.new_page()
    scheme = "document.body.dataset.mdColorScheme"
    page.goto(web + STORY)
    assert page.evaluate(scheme) == "slate"
    page.emulate_media(color_scheme="light")
    page.wait_for_function(f"{scheme} === 'default'")
    page.locator(".palette:visible").click()
    assert page.evaluate(scheme) == "slate"
    page.goto(web + "en/index.html")
    assert page.evaluate(scheme) == "default", "each language keeps its own, as Material does"
    page.goto(web + "ulsan/rise.html")
    assert page.evaluate(scheme) == "slate"
    page.emulate_media(color_scheme="light")
    page.locator(".palette:visible").click()
    assert page.evaluate(scheme) == "default"
    context.close()


def test_the_contents_follow_the_reader(web: str, browser: Browser) -> None:
    page = browser.new_page(viewport={"width": 1300, "height": 800})
    page.goto(web + "en/" + STORY)
    heading = page.locator(".story h2[id]").nth(2)
    heading.evaluate(
        "node => window.scrollTo(0, node.getBoundingClientRect().top + window.scrollY - 80)"
    )
    anchor = heading.get_attribute("id")
    page.wait_for_selector(f'.md-nav--secondary .md-nav__link--active[href="#{anchor}"]')
    assert page.locator(".md-nav--secondary .md-nav__link--active").count() == 1
    page.close()


def original() -> str:
    """Material's style sheets and ours, as they were before the purge."""
    theirs = Path(material.__file__).parent / "templates/assets/stylesheets"
    ours = yaml.load((ROOT / "projects/shared.yml").read_text(encoding="utf-8"), yaml.BaseLoader)[
        "extra_css"
    ]
    sheets = [
        *(next(theirs.glob(f"{name}.*.min.css")) for name in ("main", "palette")),
        *(ROOT / "theme" / name for name in ours),
    ]
    return "\n".join(sheet.read_text(encoding="utf-8") for sheet in sheets)


@pytest.fixture(scope="module")
def unpurged(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with the style sheets as they were before the purge."""
    copy = Path(shutil.copytree(site, tmp_path_factory.mktemp("unpurged") / "site"))
    for sheet in copy.rglob("style.*.css"):
        sheet.write_text(original(), encoding="utf-8")
    return copy


def alike(one: bytes, other: bytes) -> bool:
    """Whether no dot of two pictures differs by more than an eye sees: drawing under a veil rounds
    a shade up or down.
    """
    if one == other:
        return True
    first, second = (Image.open(io.BytesIO(picture)).convert("RGB") for picture in (one, other))
    return (
        first.size == second.size
        and max(high for _, high in ImageChops.difference(first, second).getextrema()) <= 3
    )


@pytest.mark.parametrize(("scheme", "width"), [("light", 1300), ("dark", 390)])
def test_the_purge_changes_nothing_that_shows(
    site: Path, unpurged: Path, browser: Browser, scheme: str, width: int
) -> None:
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 900}, offline=True
    )
    page = context.new_page()
    tools = context.new_cdp_session(page)

    def shot() -> bytes:
        return page.screenshot(animations="disabled")

    def whole() -> bytes:
        """A picture of the whole page.

        Packed in haste: most of the time of a tall one is its packing.
        """
        size = tools.send("Page.getLayoutMetrics")["cssContentSize"]
        asked = {
            "captureBeyondViewport": True,
            "optimizeForSpeed": True,
            "clip": {"x": 0, "y": 0, "scale": 1, **size},
        }
        return base64.b64decode(tools.send("Page.captureScreenshot", asked)["data"])

    def looks(folder: Path, name: str) -> list[bytes]:
        page.goto((folder / name).as_uri())
        shown = [whole()]
        if name == STORY:
            page.locator("p sup[data-claim] a").first.click()
            shown.append(shot())
            page.keyboard.press("Escape")
            page.emulate_media(media="print")
            shown.append(whole())
            page.emulate_media(media="screen")
        if name == "index.html":
            page.keyboard.press("Control+k")
            # At once: typed, the letters before the last find something, too.
            page.locator(".search__input").fill("1979")
            page.wait_for_selector(".search__results li")
            shown.append(shot())
            page.keyboard.press("Escape")
        if width == 390:
            page.locator("label.md-header__button[for=__drawer]").click()
            # The drawer alone: what lies beside it is veiled, and its shades vary from drawing to
            # drawing.
            shown.append(
                page.screenshot(
                    clip={"x": 0, "y": 0, "width": 240, "height": 900}, animations="disabled"
                )
            )
        return shown

    names = LOOKED_AT if width == 1300 else LOOKED_AT[:3]
    changed = [
        name for name in names if not all(map(alike, looks(site, name), looks(unpurged, name)))
    ]
    context.close()
    assert changed == []


def test_nothing_is_shipped_that_no_page_uses(site: Path) -> None:
    names = {path.relative_to(site).as_posix() for path in site.rglob("*")}
    assert [name for name in names if name.endswith(".map")] == []
    for folder in ("assets", "en/assets"):
        assert {
            f"{folder}/{name}" for name in ("javascripts", "stylesheets", "images")
        } & names == set()
    for home in (site, site / "en"):
        (sheet,) = home.joinpath("assets").rglob("*.css")
        assert (
            sheet.name == f"style.{hashlib.sha256(sheet.read_bytes()).hexdigest()[:8]}.min.css"
        ), "kept for a year: its name tells its content"
        assert sheet.stat().st_size < len(original().encode()) / 2
        for page in pages_of(home):
            linked = re.findall(
                r'<link rel="stylesheet" href="([^"]+)"', page.read_text(encoding="utf-8")
            )
            assert len(linked) == 1 and linked[0].endswith(f"assets/{sheet.name}"), page


def test_no_page_has_a_script_of_its_own(site: Path) -> None:
    """So one content policy without hashes holds for every page. With a type it is data."""
    for page in site.rglob("*.html"):
        scripts = re.findall(r"<script([^>]*)>", page.read_text(encoding="utf-8"))
        assert [one for one in scripts if not re.search(" (src|type)=", one)] == [], page
        assert not re.search(r"<[^>]+ on\w+=|javascript:", page.read_text(encoding="utf-8")), page


def test_the_navigation_is_a_small_part_of_a_page(site: Path) -> None:
    parts = (
        r'<nav class="md-tabs.*?</nav>|<nav class="md-footer.*?</nav>'
        r'|<div class="md-sidebar md-.*?(?=<div class="md-sidebar md-|<div class="md-content")'
    )
    sizes = {}
    for path in pages_of(site):
        text = path.read_text(encoding="utf-8")
        found = re.findall(parts, text, re.DOTALL)
        assert len(found) >= 2 or path.name == "404.html", path
        sizes[path.relative_to(site).as_posix()] = sum(len(part) for part in found), len(text)
    # Ten thousand letters; more only where a page has hundreds of sections, which its contents
    # list.
    assert {
        name: (part, whole)
        for name, (part, whole) in sizes.items()
        if part >= 10_000 and part >= 0.25 * whole
    } == {}
