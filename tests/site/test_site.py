"""The real site: its contents, and how it behaves in a browser from disk with the network cut."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page
from support import PAGES, ROOT, STORY, address

from secondleap.checks.prose import bound
from secondleap.checks.site import read_site
from secondleap.data.dataset import read_dataset
from secondleap.pages.markdown_source import read_pages

LEDGER = read_dataset(ROOT)


# --- what stands in it


def test_both_languages_hold_every_page(site: Path) -> None:
    assert len(PAGES) >= 23
    for page in PAGES:
        assert (site / page).is_file() and (site / "en" / page).is_file()


def test_every_figure_is_bound() -> None:
    found, held = bound(read_site(ROOT))
    assert found == held > 1000


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_article_claim_is_in_the_ledger_and_told_in_a_story(
    site: Path, language: str
) -> None:
    folder = site / "en" if language == "en" else site
    dataset = (folder / "evidence/article.html").read_text(encoding="utf-8")
    stories = "".join(
        (folder / page.path).with_suffix(".html").read_text(encoding="utf-8")
        for page in read_pages(ROOT, [language])[language].values()
        if page.is_story
    )
    claims = [claim for claim in LEDGER.claims.values() if claim.article]
    assert len(claims) >= 60
    for claim in claims:
        assert f'id="{claim.id}"' in dataset, claim.id
        assert f'data-claim="{claim.id}"' in stories, claim.id


def test_at_least_sixty_terms_are_in_the_glossary(site: Path) -> None:
    text = (site / "glossary.html").read_text(encoding="utf-8")
    assert len(LEDGER.terms) >= 60
    for term in LEDGER.terms:
        assert f'id="{term}"' in text


def test_every_internal_address_leads_to_a_file_and_an_id(site: Path) -> None:
    ids = {
        path: set(re.findall(r'\sid="([^"]+)"', path.read_text(encoding="utf-8")))
        for path in site.rglob("*.html")
    }
    broken = []
    for path in ids:
        for target in re.findall(r'\s(?:href|src)="([^"]+)"', path.read_text(encoding="utf-8")):
            if re.match(r"(https?|data|mailto|javascript):", target) or path.name == "404.html":
                continue
            file, _, anchor = target.partition("#")
            goal = (path.parent / file.split("?")[0]).resolve() if file else path
            if (
                not goal.is_file()
                or anchor
                and goal in ids
                and anchor not in ids[goal]
                and anchor != "__skip"
            ):
                broken.append((path.name, target))
    assert broken == []


def test_no_page_names_a_foreign_host_for_what_it_loads(site: Path) -> None:
    for path in site.rglob("*.html"):
        loads = re.findall(
            r'<(?:script|img|iframe)[^>]+src="(https?:[^"]+)"|<link[^>]+rel="(?:stylesheet|preconnect|icon)"[^>]+href="(https?:[^"]+)"',
            path.read_text(encoding="utf-8"),
        )
        assert loads == [], path


# --- in a browser, from disk


@pytest.fixture
def offline(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context with the network cut."""
    context = browser.new_context(offline=True, viewport={"width": 1300, "height": 900})
    yield context
    context.close()


def test_the_language_switch_keeps_page_and_section(site: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    page.goto(address(site, "ko", "ulsan/slump.html") + "#open-questions")
    page.locator(".language__switch").first.click()
    page.wait_for_url(address(site, "en", "ulsan/slump.html") + "#open-questions")
    page.locator(".language__switch").first.click()
    page.wait_for_url(address(site, "ko", "ulsan/slump.html") + "#open-questions")


def card(page: Page) -> int:
    return page.locator(".card:visible").count()


def test_hover_opens_a_card_and_leaving_closes_it(site: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    page.goto(address(site, "en", STORY))
    reference = page.locator("p sup[data-claim] a").first
    reference.scroll_into_view_if_needed()
    reference.hover()
    page.wait_for_selector(".card:visible")
    assert page.locator(".card .evidence__sources li").count() > 0
    page.mouse.move(2, 2)
    page.wait_for_selector(".card", state="hidden")


@pytest.mark.parametrize("language", ["ko", "en"])
def test_a_tap_opens_a_card_where_the_reader_is(
    site: Path, browser: Browser, language: str
) -> None:
    context = browser.new_context(
        offline=True, viewport={"width": 390, "height": 800}, has_touch=True, is_mobile=True
    )
    page = context.new_page()
    page.goto(address(site, language, STORY))
    for reference in (
        page.locator(".facts sup[data-claim] a").first,
        page.locator("p sup[data-claim] a").nth(3),
    ):
        reference.scroll_into_view_if_needed()
        reference.tap()
        page.wait_for_selector(".card:visible")
        at = reference.bounding_box()
        assert at and 0 < at["y"] < 800
        assert "#fn" not in page.url
        box = page.locator(".card:visible").bounding_box()
        assert box and box["x"] >= 0 and box["x"] + box["width"] <= 390
        page.locator("h1").first.evaluate("node => node.click()")
        page.wait_for_selector(".card", state="hidden")
    context.close()


def test_the_keyboard_opens_a_card_and_escape_gives_the_focus_back(
    site: Path, offline: BrowserContext
) -> None:
    page = offline.new_page()
    page.goto(address(site, "ko", STORY))
    reference = page.locator("p sup[data-claim] a").first
    reference.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector(".card:visible")
    assert reference.get_attribute("aria-expanded") == "true"
    assert page.evaluate("document.querySelector('.card').contains(document.activeElement)")
    page.keyboard.press("Escape")
    page.wait_for_selector(".card", state="hidden")
    assert page.evaluate("document.activeElement.matches('sup[data-claim] a')")
    assert card(page) == 0


def test_without_javascript_a_reference_leads_to_its_endnote_and_the_ledger_is_whole(
    site: Path, browser: Browser
) -> None:
    context = browser.new_context(offline=True, java_script_enabled=False)
    page = context.new_page()
    page.goto(address(site, "ko", STORY))
    target = page.locator("p sup[data-claim] a").first.get_attribute("href")
    assert target and page.locator(f'li[id="{target[1:]}"]').is_visible()
    page.goto(address(site, "ko", "evidence/article.html"))
    assert page.locator(".filter").is_hidden()
    assert page.locator("section.claim:visible").count() == len(
        [claim for claim in LEDGER.claims.values() if claim.article]
    )
    context.close()


def test_the_ledger_is_filtered_by_verdict_and_city(site: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    page.goto(address(site, "en", "evidence/article.html"))
    claims = [claim for claim in LEDGER.claims.values() if claim.article]
    page.locator('.filter button[data-facet="verdict"][data-value="differs"]').click()
    differs = [claim for claim in claims if claim.verdict == "differs"]
    assert page.locator("section.claim:visible").count() == len(differs)
    page.locator('.filter button[data-facet="group"][data-value="ulsan"]').click()
    both = [claim for claim in differs if claim.group == "ulsan"]
    assert page.locator("section.claim:visible").count() == len(both)
    assert page.locator(".filter__status").inner_text() == f"{len(both)} of {len(claims)} shown"
    page.locator('.filter button[data-facet="verdict"][data-value=""]').click()
    page.locator('.filter button[data-facet="group"][data-value=""]').click()
    assert page.locator("section.claim:visible").count() == len(claims)


def test_search_finds_a_page_from_disk(site: Path, offline: BrowserContext) -> None:
    page = offline.new_page()
    page.goto(address(site, "en", "index.html"))
    page.keyboard.press("Control+k")
    page.locator(".search__input").press_sequentially("Novatus", delay=20)
    page.wait_for_selector('.search__results li a[href*="novatus"]')
