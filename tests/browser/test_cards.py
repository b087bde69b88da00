"""The card of evidence: whole in sight wherever its mark stands, one for a row of marks, opened by
all of a key figure; and what a reader copies is the text alone."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import address

STORIES = ["pittsburgh/collapse.html", "pittsburgh/index.html", "ulsan/suppliers.html"]
MARKS = ".story > p sup[data-claim] > a:not([aria-hidden])"
# The card: in the window and below the header, its head and first lines in sight, its close button
# there to be pressed, also after what is in it has been scrolled to its end.
SEEN = """() => {
  const card = document.querySelector(".card"), box = card.getBoundingClientRect()
  const header = document.querySelector(".md-header").getBoundingClientRect().bottom
  const body = card.querySelector(".card__body"), button = card.querySelector(".card__close")
  const at = button.getBoundingClientRect()
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2]
  const pressed = () => document.elementFromPoint(x, y) === button
  const faults = []
  if (box.top < header - 1 || box.bottom > innerHeight + 1) faults.push("not in the window")
  if (box.left < 0 || box.right > innerWidth) faults.push("cut at a side")
  if (body.offsetHeight < Math.min(64, body.scrollHeight)) faults.push("shows too little")
  if (!pressed()) faults.push("no way to close it")
  body.scrollTop = body.scrollHeight
  if (!pressed()) faults.push("no way to close it at its end")
  return faults
}"""
SEED = os.environ["SECONDLEAP_SEED"]
chance = random.Random(SEED)
WINDOWS = [
    (1300, 900),
    (390, 664),
    (320, 250),  # a window of 1280 by 1000 px at 400%
    *((chance.randint(320, 1600), chance.randint(400, 1100)) for _ in range(4)),
]


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(offline=True)
    yield context.new_page()
    context.close()


def scrolled_to(page: Page, selector: str, number: int, share: float) -> None:
    """Scrolls so that the mark stands at ``share`` of the window's height."""
    page.evaluate(
        """([selector, number, share]) => {
          const box = document.querySelectorAll(selector)[number].getBoundingClientRect()
          scrollBy(0, box.top - share * innerHeight)
        }""",
        [selector, number, share],
    )


@pytest.mark.parametrize("window", WINDOWS, ids=str)
@pytest.mark.parametrize("name", STORIES)
def test_a_card_is_in_sight_wherever_its_mark_is(
    site: Path, page: Page, name: str, window: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": window[0], "height": window[1]})
    page.goto(address(site, "ko", name))
    count = page.locator(MARKS).count()
    chance = random.Random(f"{SEED} {name} {window}")
    for share in (0.3, 0.5, 0.85, 0.93):
        number = chance.randrange(count)
        scrolled_to(page, MARKS, number, share)
        page.locator(MARKS).nth(number).evaluate("mark => mark.click()")
        assert page.evaluate(SEEN) == [], (number, share)
        mark = page.locator(MARKS).nth(number).bounding_box()
        card = page.locator(".card").bounding_box()
        assert mark and card
        assert (
            mark["y"] + mark["height"] <= card["y"] + 12
            or mark["y"] >= card["y"] + card["height"] - 12
        ), "the card hides its mark"
        page.keyboard.press("Escape")


def test_a_card_is_beside_its_mark_on_a_desk_and_a_sheet_on_a_phone(site: Path, page: Page) -> None:
    page.goto(address(site, "en", STORIES[0]))
    for width, height, sheet in [(1300, 900, False), (390, 664, True), (740, 360, True)]:
        page.set_viewport_size({"width": width, "height": height})
        page.locator(MARKS).nth(5).evaluate("mark => mark.click()")
        box = page.locator(".card").bounding_box()
        assert box and (box["y"] + box["height"] == height and box["x"] == 0) == sheet
        page.keyboard.press("Escape")


def test_a_card_says_the_claim_two_sources_and_where_the_rest_is(site: Path, page: Page) -> None:
    page.goto(address(site, "en", STORIES[0]))
    note = page.locator("li[id^='fn:']:has-text('lines of evidence')").first
    claim = (note.get_attribute("id") or "").removeprefix("fn:")
    page.locator(f'.story > p sup[data-claim="{claim}"] a').first.evaluate("mark => mark.click()")
    card = page.locator(".card")
    assert card.locator(".standing").count() >= 1
    for evidence in card.locator(".evidence").all():
        assert 1 <= evidence.locator(".evidence__sources > li").count() <= 2
    rest = card.locator(f'a[href*="evidence/"][href$="#{claim}"]')
    rest.click()
    assert page.url.endswith(f"#{claim}")


def test_marks_in_a_row_are_one(site: Path, page: Page) -> None:
    page.goto(address(site, "ko", STORIES[0]))
    rows = page.evaluate(
        """[...document.querySelectorAll("sup[data-claim]")].filter(mark =>
          mark.nextSibling?.nodeName === "SUP" && mark.previousSibling?.nodeName !== "SUP")
          .map(mark => [mark.dataset.claim, mark.nextSibling.dataset.claim])"""
    )
    assert rows
    first, second = (
        page.locator(f'.story > p sup[data-claim="{claim}"] > a').first for claim in rows[0]
    )
    for pressed in (first, second):
        pressed.click()
        assert page.locator(".card").count() == 1
        assert page.locator(".card .evidence").count() >= 2
        assert page.evaluate("document.querySelectorAll('.footnote-ref.open').length") >= 2
        pressed.click()
        assert page.locator(".card").count() == 0
    first.focus()
    page.keyboard.press("Tab")
    assert not page.evaluate(
        "document.activeElement.closest('sup')?.previousSibling?.nodeName"
    ) or (page.evaluate("document.activeElement.closest('sup').previousSibling.nodeName") != "SUP")


@pytest.mark.parametrize("touch", [False, True])
def test_all_of_a_key_figure_opens_its_card(site: Path, browser: Browser, touch: bool) -> None:
    context = browser.new_context(
        offline=True,
        has_touch=touch,
        viewport={"width": 390 if touch else 1300, "height": 800},
    )
    page = context.new_page()
    page.goto(address(site, "en", STORIES[1]))
    for figure in page.locator("ul.facts > li").all():
        figure.scroll_into_view_if_needed()
        box = figure.bounding_box()
        assert box
        for x, y in [(4, 4), (box["width"] / 2, box["height"] / 2), (4, box["height"] - 4)]:
            (page.touchscreen.tap if touch else page.mouse.click)(box["x"] + x, box["y"] + y)
            assert page.locator(".card").count() == 1
            page.keyboard.press("Escape")
            box = figure.bounding_box()
            assert box
    context.close()


def test_back_on_a_phone_closes_the_sheet_and_keeps_the_page(site: Path, browser: Browser) -> None:
    """Back asks the newest CloseWatcher to close: a headless browser has no such button."""
    context = browser.new_context(
        offline=True, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 664}
    )
    page = context.new_page()
    page.add_init_script(
        """const Own = CloseWatcher
        window.CloseWatcher = class extends Own { constructor() { super(); window.back = this } }"""
    )
    page.goto(address(site, "ko", STORIES[0]))
    for mark in (5, 6):  # the second one's card takes the place of the first one's
        page.locator(MARKS).nth(mark).tap()
        assert page.locator(".card").count() == 1
    page.evaluate("back.requestClose()")
    assert page.locator(".card").count() == 0
    page.locator(MARKS).nth(5).tap()
    page.locator(".card__close").tap()
    assert page.locator(".card").count() == 0
    context.close()


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("name", [*STORIES, "evidence/article.html"])
def test_what_is_copied_is_the_text_alone(site: Path, page: Page, language: str, name: str) -> None:
    page.goto(address(site, language, name))
    page.evaluate(
        "document.querySelectorAll('details:not(.chart *)').forEach(one => one.open = true)"
    )  # a chart's own hold addresses, which have a # by right
    copied = page.evaluate(
        """getSelection().selectAllChildren(document.querySelector('.story')),
           String(getSelection())"""
    )
    assert len(copied) > 3000
    assert [sign for sign in "●◐○≠✕#" if sign in copied] == []
    paragraph = page.evaluate(
        """(() => {
          const one = [...document.querySelectorAll(".story > p:has(sup)")].at(-1)
          if (!one) return null
          getSelection().selectAllChildren(one)
          const bare = one.cloneNode(true)
          bare.querySelectorAll("sup").forEach(mark => mark.remove())
          return [String(getSelection()).trim(), bare.textContent.trim()] })()"""
    )
    if paragraph:
        assert paragraph[0] == paragraph[1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_headings_are_named_by_their_words(site: Path, page: Page, language: str) -> None:
    page.goto(address(site, language, STORIES[0]))
    names = page.locator(".story :is(h1, h2)").all_inner_texts()
    assert names
    for name in names:
        assert not name.endswith("#")
        assert page.get_by_role("heading", name=name, exact=True).count() == 1


URL = "https://example.org/page"


@pytest.mark.parametrize(
    ("address", "passage", "fragment"),
    [
        (URL, "short one", "#:~:text=short%20one"),
        (URL, "1,000 men-and-women & more", "#:~:text=1%2C000%20men%2Dand%2Dwomen%20%26%20more"),
        (URL, "울산 인구", "#:~:text=%EC%9A%B8%EC%82%B0%20%EC%9D%B8%EA%B5%AC"),
        (URL, "a b c d e f g h i", "#:~:text=a%20b%20c%20d,f%20g%20h%20i"),
        (URL, "first words … last words", "#:~:text=first%20words,last%20words"),
        (URL, "first... last", "#:~:text=first,last"),
        (URL, "cut at its end …", "#:~:text=cut%20at%20its%20end"),
        (f"{URL}#part", "a word", ":~:text=a%20word"),
    ],
)
def test_a_passage_opens_its_source_at_the_passage(
    site: Path, browser: Browser, address: str, passage: str, fragment: str
) -> None:
    page = browser.new_page()
    page.goto((site / "evidence/article.html").as_uri())
    link = page.locator("a.evidence__quote:visible").first
    assert "#:~:" not in (link.get_attribute("href") or "")
    link.evaluate(
        "(node, [address, passage]) => { node.href = address; node.textContent = passage }",
        [address, passage],
    )
    for _ in range(2):  # once is enough
        link.focus()
        link.hover()
    assert link.get_attribute("href") == address + fragment
    page.close()
