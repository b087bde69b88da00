"""The navigation of the real site, where a reader stands in one city of many: tabs that are all
seen, lists that have names, no other city's chapters.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import address

# The page of all, the city and its chapters, and the page of four that has no city of its own.
OWN = {
    "ko": ["다른 도시", "디트로이트", "무너짐", "되돌아옴", "일자리를 잃은 네 도시"],
    "en": ["More cities", "Detroit", "The fall", "The recovery", "Four more cities"],
}
LISTED = """nodes => nodes.filter(node => node.checkVisibility())
  .map(node => node.textContent.trim()).filter(text => text)"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", ["index.html", "cities/index.html", "about/index.html"])
def test_every_tab_is_seen(site: Path, page: Page, name: str, language: str) -> None:
    """With room to spare: a reader's face may be wider than this machine's."""
    page.goto(address(site, language, name))
    for width in (1024, 1220, 1300, 1920):
        page.set_viewport_size({"width": width, "height": 800})
        ends = page.eval_on_selector_all(
            ".md-tabs__link", "nodes => nodes.map(node => node.getBoundingClientRect().right)"
        )
        button = page.locator(".search-button").bounding_box()["x"]
        assert len(ends) == 10 and ends[-1] + 30 < button, width


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_city_among_others_lists_its_own_chapters_below_the_page_of_all(
    site: Path, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(address(site, language, "detroit/fall.html"))
    assert page.eval_on_selector_all(".md-nav--primary a.md-nav__link", LISTED) == OWN[language]
    assert page.locator(".md-tabs__item--active").inner_text() == OWN[language][0]
    place = {"ko": "3편 중 2편", "en": "2 of 3"}[language]
    kicker = page.locator(".kicker").inner_text()
    assert kicker.startswith(f"{OWN[language][1]} · {OWN[language][2]} · {place} · ")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_lists_of_tab_and_city_have_their_names(site: Path, page: Page, language: str) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(address(site, language, "detroit/fall.html"))
    for name in OWN[language][:2]:
        assert page.get_by_role("navigation", name=name, exact=True).count() == 1, name


def test_the_drawer_leads_from_a_chapter_up_to_the_tab_and_to_all(site: Path, page: Page) -> None:
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(address(site, "en", "detroit/fall.html"))
    page.locator("label.md-header__button[for=__drawer]").click()
    for shown in ("The recovery", "See all", "Glossary"):
        link = page.locator(".md-nav--primary").get_by_role("link", name=shown, exact=True)
        link.click(trial=True)  # it is there to be touched
        if shown != "Glossary":
            page.mouse.click(24, 24)  # the arrow back


# Whether what has the focus is in the window, and on top there.
ON_TOP = """() => {
  const at = document.activeElement, box = at.getBoundingClientRect()
  const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2)
  return Boolean(top) && (at.contains(top) || top.contains(at)) && box.x >= 0
}"""


@pytest.mark.parametrize("width", [390, 640, 1024])
@pytest.mark.parametrize(
    ("name", "language"),
    [("index.html", "en"), ("ulsan/slump.html", "ko"), ("detroit/fall.html", "en")],
)
def test_the_menu_comes_to_the_focus_in_a_narrow_window(
    site: Path, page: Page, name: str, width: int, language: str
) -> None:
    """A desk's window at 200% is one."""
    page.set_viewport_size({"width": width, "height": 700})
    page.goto(address(site, language, name))
    in_menu = "Boolean(document.activeElement.closest('.md-sidebar--primary'))"
    seen = 0
    for key in ["Tab"] * 60 + ["Shift+Tab"] * 60:
        page.keyboard.press(key)
        if page.evaluate(in_menu):
            seen += 1
            page.wait_for_timeout(20)
            assert page.evaluate(ON_TOP), page.evaluate("document.activeElement.innerText")
    assert seen >= 20
    menu = page.locator(".md-sidebar--primary")
    page.locator("label.md-header__button[for=__drawer]").click()
    page.wait_for_function("box => box.getBoundingClientRect().x >= 0", arg=menu.element_handle())
    page.keyboard.press("Escape")
    page.wait_for_function("box => box.getBoundingClientRect().x < 0", arg=menu.element_handle())


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_keyboard_comes_to_search_and_tabs_before_language_and_scheme(
    site: Path, page: Page, language: str
) -> None:
    page.set_viewport_size({"width": 1300, "height": 800})
    page.goto(address(site, language, "detroit/fall.html"))
    stops = []
    for _ in range(16):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.className.split(' ')[0]"))
    places = [stops.index(name) for name in ("search-button", "language__switch", "palette")]
    tabs = [place for place, name in enumerate(stops) if name == "md-tabs__link"]
    assert places[0] < tabs[0] and tabs[-1] < places[1] < places[2]
