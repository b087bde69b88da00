"""Glossary cards, by keyboard and by finger."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import ROOT, unfold

from secondleap.data import dataset as ledgers


def test_the_glossary_tells_where_each_term_is_told(site: Path) -> None:
    for folder in (site, site / "en"):
        html = (folder / "glossary.html").read_text(encoding="utf-8")
        entries = re.findall(r'<section class="term"[^>]*>(.*?)</section>', html, re.DOTALL)
        assert len(entries) == len(ledgers.read_dataset(ROOT).terms)
        assert [entry[:80] for entry in entries if not re.search(r"<ol>\s*<li><a", entry)] == []


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1300, "height": 900}, offline=True)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(
    "path",
    [
        "ulsan/slump.html",
        "pittsburgh/universities.html",
        "network/index.html",
        "en/ulsan/am-hub.html",
        "en/rust-belt.html",
    ],
)
def test_tab_reaches_every_mark_whose_card_opens_and_closes_by_keyboard(
    site: Path, page: Page, path: str
) -> None:
    page.goto((site / path).as_uri())
    unfold(page)
    wanted = page.locator("a.term-mark").evaluate_all(
        "marks => marks.map(mark => mark.dataset.term)"
    )
    assert len(wanted) >= 5
    reached = []
    for _ in range(500):
        page.keyboard.press("Tab")
        name = page.evaluate("document.activeElement.dataset.term || ''")
        if not name:
            continue
        reached.append(name)
        page.keyboard.press("Enter")
        # What a screen reader is told: the mark is open, and the focus is on a dialog with a name
        # and the term's own words.
        told = page.evaluate("""() => {
          const card = document.activeElement
          const mark = document.querySelector(".term-mark[aria-expanded=true]")
          return [
            card.className,
            card.getAttribute("role"),
            card.getAttribute("aria-label"),
            card.querySelector("strong")?.textContent,
            mark?.dataset.term,
          ]
        }""")
        assert (
            "card--term" in told[0]
            and told[1] == "dialog"
            and told[2]
            and told[2] == told[3]
            and told[4] == name
        ), (name, told)
        page.keyboard.press("Escape")
        assert page.locator(".card").count() == 0, name
        assert page.evaluate(
            "[document.activeElement.dataset.term, document.activeElement.ariaExpanded]"
        ) == [name, "false"]
        if len(reached) == len(wanted):
            break
    assert reached == wanted


def test_every_mark_of_every_page_is_a_stop_of_the_keyboard_with_a_card_of_its_own(
    site: Path,
) -> None:
    marks = 0
    for path in site.rglob("*.html"):
        html = path.read_text(encoding="utf-8")
        found = re.findall(r'<a [^>]*class="term-mark"[^>]*>', html)
        cards = re.findall(r'<div class="term-card" data-card="([^"]+)">', html)
        assert [re.search(r'data-term="([^"]+)"', mark)[1] for mark in found] == cards, path
        assert all("href=" in mark and "tabindex" not in mark for mark in found), path
        marks += len(found)
    assert marks >= 400


def test_a_mark_is_a_link_without_scripts(site: Path, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    page = context.new_page()
    page.goto((site / "ulsan/slump.html").as_uri())
    page.locator("a.term-mark").first.click()
    assert "/glossary.html#" in page.url
    context.close()


def test_a_tap_opens_the_card_and_stays(site: Path, browser: Browser) -> None:
    context = browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True, offline=True
    )
    page = context.new_page()
    page.goto((site / "ulsan/slump.html").as_uri())
    page.locator("a.term-mark").first.tap()
    assert page.locator(".card--term").is_visible() and "slump" in page.url
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    context.close()


@pytest.mark.parametrize(
    ("path", "asked", "typed", "found"),
    [
        (
            "glossary.html",
            "통제집단",
            ["ㅌ", "토", "통", "통ㅈ", "통제", "통젲"],
            "synthetic-control",
        ),
        ("glossary.html", "과학기술원", ["ㄱ", "고", "과", "곽", "과하", "과학"], "unist"),
        ("en/glossary.html", "synthetic", ["s", "sy", "syn"], "synthetic-control"),
    ],
)
def test_the_filter_finds_a_term_and_is_never_empty_on_the_way(
    site: Path, page: Page, path: str, asked: str, typed: list[str], found: str
) -> None:
    page.goto((site / path).as_uri())
    field = page.locator(".filter input")
    shown = page.locator(".term h3:visible")
    total = shown.count()
    for state in [*typed, asked]:
        field.fill(state)
        assert found in shown.evaluate_all("terms => terms.map(term => term.id)"), state
    assert 0 < shown.count() < total
    told = re.findall(r"\d+", page.locator(".filter__status").inner_text())
    assert sorted(map(int, told)) == [shown.count(), total]
    assert page.locator("h2.initial:visible").count() <= shown.count()
    page.evaluate("location.hash = '#minimill'")  # an address shows its term, whatever was asked
    page.wait_for_function("!document.querySelector('#minimill').closest('[hidden]')")
    assert field.input_value() == ""
