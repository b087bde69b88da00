"""The search box of the real site, with real keys: does it find what readers type, over http and from disk?"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from bench.search import SETS, queries, rank

LIST = ".md-search-result__item"

# Asks the search itself, as the box does: the pages found for each query, best first.
ASK = """async ([home, queries]) => {
  const worker = new Worker(home + "assets/search.js")
  const answer = (type, data) => new Promise(resolve => {
    worker.onmessage = event => resolve(event.data)
    worker.postMessage({type, data})
  })
  await answer(0, await (await fetch(home + "search/search_index.json")).json())
  const found = []
  for (const query of queries) found.push((await answer(2, query)).data.items.map(([section]) => section.location))
  return found
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    yield context.new_page()
    context.close()


def search(page: Page, address: str, query: str) -> None:
    """Opens ``address`` and types ``query`` into its box, key by key."""
    page.goto(address)
    page.locator(".md-search__input").click()
    page.locator(".md-search__input").press_sequentially(query)
    page.keyboard.press("End")  # Hangul is inserted without a key, and the box listens for keys
    page.wait_for_function(
        "document.querySelector('.md-search-result__meta').textContent.match(/편|page|찾은 글이 없다|Nothing found/)"
    )


def test_the_sets_are_as_large_as_they_should_be() -> None:
    assert len(list(queries(SETS / "ko.yml"))) >= 80
    assert len(list(queries(SETS / "en.yml"))) >= 40


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_right_page_is_found(web: str, page: Page, language: str) -> None:
    home, asked = web + ("en/" if language == "en" else ""), list(queries(SETS / f"{language}.yml"))
    page.goto(home)
    answers = page.evaluate(ASK, [home, [query for _, query, _ in asked]])
    places = {
        query: rank(found, right, "")
        for (_, query, right), found in zip(asked, answers, strict=True)
    }
    assert len(
        missed := [query for query, place in places.items() if not 1 <= place <= 3]
    ) <= 0.03 * len(asked), missed
    assert len(second := [query for query, place in places.items() if place != 1]) <= 0.15 * len(
        asked
    ), second


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("울산을", "ulsan/index"),
        ("러스트벨트", "rust-belt"),
        ("유니스트", "ulsan/innovation-park"),
        ("6만3039명", "compare/index"),
    ],
)
def test_it_works_from_disk(site: Path, page: Page, query: str, where: str) -> None:
    page.context.set_offline(True)
    search(page, (site / "about/index.html").as_uri(), query)
    assert f"/{where}.html" in (page.locator(f"{LIST} a").first.get_attribute("href") or "")


@pytest.mark.parametrize(
    ("query", "marked"),
    [("울산을", "울산"), ("혁신파크", "혁신파크"), ("러스트벨트", "러스트"), ("63039", "6만")],
)
def test_what_matched_is_highlighted_in_the_list_and_on_the_page(
    site: Path, page: Page, query: str, marked: str
) -> None:
    search(page, (site / "index.html").as_uri(), query)
    first = page.locator(LIST).first
    assert marked in " ".join(first.locator("mark").all_inner_texts())
    first.locator("a:has(mark)").first.click()
    page.wait_for_selector(".story mark")
    assert any(marked in text for text in page.locator(".story mark").all_inner_texts())


@pytest.mark.parametrize("query", ["울산을", "협력", "러스트벨트", "카네기멜론", "Pitsburgh"])
def test_no_false_note_of_a_missing_word(site: Path, page: Page, query: str) -> None:
    search(page, (site / "index.html").as_uri(), query)
    assert page.locator(LIST).count() > 0
    assert page.locator(".md-search-result__terms").count() == 0


def test_a_missing_word_is_named(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "오사카 데이터센터")
    notes = page.locator(".md-search-result__terms").all_inner_texts()
    assert all("이 글에 없는 말: 오사카" in note for note in notes if note) and any(notes)


@pytest.mark.parametrize(("folder", "word"), [("", "다른 이름"), ("en/", "another name")])
def test_a_useful_word_where_nothing_is_found(
    site: Path, page: Page, folder: str, word: str
) -> None:
    search(page, (site / f"{folder}index.html").as_uri(), "쀍쀍쀍쀍")
    assert word in page.locator(".md-search-result__meta").inner_text()
    assert page.locator(LIST).count() == 0


def test_stories_and_glossary_stand_before_the_ledgers(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "희망퇴직")
    pages = [
        (link.get_attribute("href") or "").split("?")[0]
        for link in page.locator(f"{LIST} > a:first-child").all()
    ]
    ledgers = [place for place, address in enumerate(pages) if "/evidence/" in address]
    assert ledgers and max(
        place
        for place, address in enumerate(pages)
        if "/ulsan/slump" in address or "/glossary" in address
    ) < min(ledgers)
