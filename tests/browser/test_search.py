"""The search box of the real site, with real keys: does it find what readers type, over http and
from disk?
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from keyboard import states
from playwright.sync_api import Browser, Page
from queries import SETS, queries, rank
from support import sampled

LIST = ".search__results > li"

# Asks the search itself, as the dialog does: the pages found for each query, best first.
ASK = """async ([home, queries]) => {
  for (const name of ["hangul", "search"])
    await new Promise(done => {
      const script = document.createElement("script")
      document.head.append(Object.assign(script, {src: `${home}assets/${name}.js`, onload: done}))
    })
  const read = name => fetch(`${home}search/${name}.json`).then(answer => answer.json())
  SiteSearch.setUp((await read("search_index")).docs, await read("terms"))
  return queries.map(query => SiteSearch.search(query).map(page => page.location))
}"""


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900})
    yield context.new_page()
    context.close()


def search(page: Page, address: str, query: str) -> None:
    """Opens ``address`` and types ``query`` into its search, key by key."""
    page.goto(address)
    page.locator(".search-button").click()
    page.locator(".search__input").press_sequentially(query)
    # A key is answered after the next frame, or once the index is there.
    page.evaluate("new Promise(done => requestAnimationFrame(() => setTimeout(done)))")
    page.wait_for_function(
        "document.querySelector('.search__status').textContent"
        ".match(/편|page|찾은 글이 없다|Nothing found/)"
    )


def test_the_sets_are_as_large_as_they_should_be() -> None:
    assert len(list(queries(SETS / "ko.yml"))) >= 80
    assert len(list(queries(SETS / "en.yml"))) >= 40


@pytest.mark.parametrize("name", sorted(path.stem for path in SETS.glob("*.yml")))
def test_the_right_page_is_found(web: str, page: Page, name: str) -> None:
    home = web + ("en/" if name.startswith("en") else "")
    asked = list(queries(SETS / f"{name}.yml"))
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


def ask(page: Page, home: str, asked: list[str]) -> list[list[str]]:
    """The pages that are found for each query, best first."""
    page.goto(home)
    return page.evaluate(ASK, [home, asked])


@pytest.mark.parametrize(
    ("word", "typed"),
    [
        ("울산", ["ㅇ", "우", "울", "욼", "울사", "울산"]),
        ("피츠", ["ㅍ", "피", "핓", "피츠"]),
        ("쇠 a", ["ㅅ", "소", "쇠", "쇠 ", "쇠 a"]),
        ("앉아", ["ㅇ", "아", "안", "앉", "앉ㅇ", "앉아"]),
    ],
)
def test_the_keyboard_types_as_a_keyboard_does(word: str, typed: list[str]) -> None:
    assert list(states(word)) == typed


def test_something_is_found_after_every_key_of_every_heading_and_term(
    web: str, site: Path, page: Page
) -> None:
    docs = json.loads((site / "search/search_index.json").read_text(encoding="utf-8"))["docs"]
    terms = json.loads((site / "search/terms.json").read_text(encoding="utf-8"))
    said = [name for term in terms if "entry" in term for name in term["names"]]
    made = []  # the sentences of claims and events: of their words a sample
    for entry in docs:
        records = entry["location"].startswith(("evidence/", "compare/timeline"))
        (made if records else said).append(entry["title"])
    words, others = (set(re.findall(r"[가-힣]+", " ".join(each))) for each in (said, made))
    words |= set(sampled(sorted(others - words), 400))
    asked = sorted({state for word in words for state in states(word)})
    found = ask(page, web, asked)
    assert [query for query, pages in zip(asked, found, strict=True) if not pages] == []


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("핓", "pittsburgh/"),  # a final that will be the next initial
        ("울산고", "ulsan/"),
        ("ㅇㅅ", "ulsan/index"),
        ("ㅍㅊㅂㄱ", "pittsburgh/index"),
        (unicodedata.normalize("NFD", "울산"), "ulsan/index"),  # as file names of macOS give it
        ("ＵＮＩＳＴ", "ulsan/innovation-park"),
        ("울\u200b산", "ulsan/index"),
        ("울산\u3000인구\u00a0감소", "ulsan/slump"),
        ("제철소들", "pittsburgh/"),
        ("피츠버그에서만", "pittsburgh/index"),
        ("울산인구", "ulsan/slump"),
        ("스마트팩토리", "ulsan/suppliers"),
        ("울산 인구 왜 줄었나", "ulsan/slump"),
        ("인용하는 법", "evidence/data"),
    ],
)
def test_what_is_typed_in_another_way_is_found(
    web: str, page: Page, query: str, where: str
) -> None:
    assert ask(page, web, [query])[0][0].startswith(where)


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("why did Pittsburgh decline", "pittsburgh/collapse"),
        ("AI training for workers", "ulsan/novatus"),
        ("cite", "evidence/data"),
    ],
)
def test_a_question_finds_the_page_that_answers(
    web: str, page: Page, query: str, where: str
) -> None:
    assert ask(page, web + "en/", [query])[0][0].startswith(where)


@pytest.mark.parametrize(
    ("query", "meant", "where"),
    [("dnftks", "울산", "ulsan/index"), ("ㅔㅑㅅㅅㄴㅠㅕㄱ호", "pittsburgh", "pittsburgh/index")],
)
def test_the_wrong_keyboard_is_said(
    site: Path, page: Page, query: str, meant: str, where: str
) -> None:
    search(page, (site / "index.html").as_uri(), query)
    assert meant in page.locator(".search__status").inner_text()
    assert f"/{where}.html" in (page.locator(f"{LIST} a").first.get_attribute("href") or "")


def test_a_figure_leads_to_the_claim(site: Path, page: Page) -> None:
    search(page, (site / "en/index.html").as_uri(), "350,000 layoffs")
    found = page.locator(f"{LIST} > a[href*='evidence/claims/pgh-layoffs-350k.html']")
    found.first.wait_for()


def test_the_words_of_an_event_lead_to_it(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "2019 주주총회")
    page.locator(f"{LIST} a[href*='#2019-05-31-hyundai-heavys-holders-vote']").first.wait_for()


def test_a_bare_term_leads_to_its_entry(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "광역시")
    assert "glossary.html" in (page.locator(f"{LIST} > a").first.get_attribute("href") or "")
    assert "#metropolitan-city" in (page.locator(f"{LIST} > a").nth(1).get_attribute("href") or "")


def test_keys_open_it_and_the_one_letter_can_be_turned_off(site: Path, page: Page) -> None:
    page.goto((site / "index.html").as_uri())
    dialog = page.locator("dialog.search")
    for key in ("Control+k", "/"):
        page.keyboard.press(key)
        assert dialog.is_visible()
        page.keyboard.press("Escape")
        assert dialog.is_hidden()
    page.keyboard.press("/")
    page.locator(".search__slash").click()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("/")
    assert dialog.is_hidden()
    page.keyboard.press("Control+k")
    page.keyboard.type("/")
    assert page.locator(".search__input").input_value() == "/"


@pytest.mark.parametrize("way", ["http", "disk"])
def test_the_address_keeps_the_query(web: str, site: Path, page: Page, way: str) -> None:
    home = web if way == "http" else f"{site.as_uri()}/"
    search(page, f"{home}about/index.html", "혁신파크")
    page.wait_for_url("**/about/index.html?q=*")
    page.locator(f"{LIST} > a").first.click()
    page.wait_for_url("**/ulsan/innovation-park.html**")
    page.go_back()
    page.wait_for_selector(f"{LIST} a[href*='innovation-park']")
    assert page.locator(".search__input").input_value() == "혁신파크"
    page.keyboard.press("Escape")
    page.wait_for_url("**/about/index.html")


@pytest.mark.parametrize(
    ("query", "where"),
    [
        ("울산을", "ulsan/index"),
        ("러스트벨트", "rust-belt"),
        ("유니스트", "ulsan/innovation-park"),
        ("6만3039명", "ulsan/slump"),
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
    assert "?" not in page.url  # an address that is sent on is the page's own


@pytest.mark.parametrize("query", ["울산을", "협력", "러스트벨트", "카네기멜론", "Pitsburgh"])
def test_no_false_note_of_a_missing_word(site: Path, page: Page, query: str) -> None:
    search(page, (site / "index.html").as_uri(), query)
    assert page.locator(LIST).count() > 0
    assert page.locator(".search__missing").count() == 0


def test_a_missing_word_is_named(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "오사카 데이터센터")
    notes = page.locator(".search__missing").all_inner_texts()
    assert all("이 글에 없는 말: 오사카" in note for note in notes if note) and any(notes)


@pytest.mark.parametrize(("folder", "word"), [("", "다른 이름"), ("en/", "another name")])
def test_a_useful_word_where_nothing_is_found(
    site: Path, page: Page, folder: str, word: str
) -> None:
    search(page, (site / f"{folder}index.html").as_uri(), "쀍쀍쀍쀍")
    assert word in page.locator(".search__status").inner_text()
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


def test_the_arrows_go_through_the_results_and_back_to_the_box(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "울산")
    focused = "document.activeElement.outerHTML.slice(0, 30)"
    links = page.locator(f"{LIST} a:visible, {LIST} summary")
    page.keyboard.press("ArrowDown")
    assert page.evaluate(focused) == links.first.evaluate("node => node.outerHTML.slice(0, 30)")
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    assert page.evaluate("document.activeElement.closest('.search__results') !== null")
    page.keyboard.type("a")  # typing goes on in the box, wherever the focus is
    assert page.locator(".search__input").input_value() == "울산a"
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    assert page.evaluate("document.activeElement.matches('.search__input')")


def test_new_results_take_the_keyboard_from_nobody(site: Path, page: Page) -> None:
    """The box has it where the old results are gone before a reader leaves them."""
    search(page, (site / "index.html").as_uri(), "울산")
    page.keyboard.press("ArrowDown")
    page.locator(".search__input").evaluate(
        "box => { box.value = '쀍쀍쀍쀍'; box.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    page.wait_for_function("!document.querySelector('.search__results li')")
    assert page.evaluate("document.activeElement.matches('.search__input')")


def test_enter_opens_the_best_place(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "혁신파크")
    best = page.locator(f"{LIST}:first-child > a").last.get_attribute("href")
    page.keyboard.press("Enter")
    page.wait_for_selector(".story mark")
    assert best and page.url == best.partition("?")[0]  # the words to mark are taken off


def test_the_dialog_keeps_the_focus_and_gives_it_back(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "혁신파크")
    for _ in range(60):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement.matches('body, dialog.search, dialog.search *')"
        )
    page.locator(".search__clear").click()
    assert page.locator(LIST).count() == 0
    page.keyboard.press("Escape")
    assert page.locator("dialog.search").is_hidden()
    assert page.evaluate("document.activeElement.matches('.search-button')")
    page.locator(".search-button").click()
    page.mouse.click(20, 500)  # beside it
    assert page.locator("dialog.search").is_hidden()


def test_a_phone_is_not_told_of_keys(site: Path, browser: Browser) -> None:
    for touch in (False, True):
        context = browser.new_context(offline=True, has_touch=touch, is_mobile=touch)
        page = context.new_page()
        search(page, (site / "index.html").as_uri(), "울산")
        assert page.locator(".search__slash").is_visible() != touch
        context.close()


def test_what_is_no_markup_in_a_query_stays_text(site: Path, page: Page) -> None:
    search(page, (site / "index.html").as_uri(), "울산 <img/src=x>쀍쀍")
    assert page.locator(f"{LIST} img").count() == 0
