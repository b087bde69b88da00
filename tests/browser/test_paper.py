"""What a printer gets: the story, its notes a line each, and how to cite it; all of the evidence
where the reader has opened it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import Browser, Page
from support import ADDRESS, STORY, address

LANGUAGES = pytest.mark.parametrize("language", ["ko", "en"])


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(
        offline=True, viewport={"width": 1300, "height": 900}, color_scheme="dark"
    )
    yield context.new_page()
    context.close()


def sheets(page: Page) -> list[str]:
    """The text of each sheet, printed on A4 as the style sheet has it."""
    made = pypdfium2.PdfDocument(page.pdf(format="A4", prefer_css_page_size=True))
    return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in made]


@LANGUAGES
@pytest.mark.parametrize(("name", "most"), [("ulsan/index.html", 8), ("glossary.html", 20)])
def test_it_takes_no_more_sheets_than_it_must(
    site: Path, page: Page, language: str, name: str, most: int
) -> None:
    page.goto(address(site, language, name))
    assert len(sheets(page)) <= most


@LANGUAGES
def test_the_brief_is_two_sheets(site: Path, web: str, page: Page, language: str) -> None:
    page.goto(address(site, language, "brief.html"))
    assert len(sheets(page)) == 2
    page.context.set_offline(False)
    page.goto(f"{web}{'en/' if language == 'en' else ''}brief.html")  # with the day of reading
    printed = sheets(page)
    assert len(printed) == 2
    squeezed = "".join(" ".join(printed).split())
    for part in page.locator(".story > :is(h1, h2), .story > ol > li strong").all():
        assert "".join(part.inner_text().split()) in squeezed


@LANGUAGES
def test_each_worksheet_of_the_lesson_has_a_sheet_of_its_own(
    site: Path, page: Page, language: str
) -> None:
    page.goto(address(site, language, "teach.html"))
    printed = sheets(page)
    heads = [
        "".join(page.locator(f"#{name}").inner_text().split())
        for name in ("worksheet-steel", "worksheet-layoffs", "key")
    ]
    places = [
        at
        for head in heads
        for at, sheet in enumerate(printed)
        if re.match(rf"SecondLeap\d+/\d+{re.escape(head)}", "".join(sheet.split()))
    ]
    assert len(places) == 3
    assert places[2] - places[1] == places[1] - places[0] == 1


@LANGUAGES
def test_site_address_day_edition_and_page_are_on_it(site: Path, page: Page, language: str) -> None:
    page.goto(address(site, language, STORY))
    title = page.locator("h1").inner_text()
    edition = page.locator(".md-copyright").inner_text().split("\n")[-1].split(" · ")[-1]
    printed = sheets(page)
    last = " ".join(printed)
    assert all("Second Leap" in sheet for sheet in printed)
    assert all(f"{at} / {len(printed)}" in sheet for at, sheet in enumerate(printed, 1))
    place = f"{ADDRESS}/{'en/' if language == 'en' else ''}{STORY}"
    cited = {"ko": r"재도약\(Second Leap\)\. “.+?”\. \d{4}년", "en": r"Second Leap\. “.+?\.” [A-Z]"}
    assert re.search(cited[language], last) and title in last
    assert place in last.replace(" ", "") and edition in last


@LANGUAGES
def test_every_number_in_the_text_leads_to_a_line_that_says_who_what_and_when(
    site: Path, page: Page, language: str
) -> None:
    page.goto(address(site, language, STORY))
    page.emulate_media(media="print")
    notes = page.locator(".footnote ol > li[id]")
    numbers = {
        int(text)
        for text in page.locator(".footnote-ref").all_inner_texts()
        for text in re.findall(r"\d+", text)
    }
    assert numbers == set(range(1, notes.count() + 1))
    for note in notes.all():
        shown = note.inner_text().strip()
        source = note.locator(".evidence__source").first
        assert shown.split("\n") == [source.inner_text().strip()]
        assert re.search(r"\d{4}|undated|날짜 없음", shown)
        assert not note.locator(".evidence__says").first.is_visible()
    left = page.evaluate(
        "document.querySelector('.footnote ol > li').getBoundingClientRect().left"
        " - document.querySelector('.footnote').getBoundingClientRect().left"
    )
    assert left > 24, "room for a number of three figures"


def test_what_the_reader_has_opened_is_printed_whole(site: Path, page: Page) -> None:
    page.goto(address(site, "en", "ulsan/index.html"))
    short = " ".join(sheets(page))
    said = page.locator(".footnote .evidence__says").last.text_content() or ""
    event = page.locator(".event").last.text_content() or ""
    for fold in page.locator(".fold > summary").all():
        fold.click()
    whole = " ".join(sheets(page))
    squeezed = re.sub(r"\s", "", whole)
    for text in (said, event.split(" · ")[0][:60]):
        wanted = re.sub(r"\s", "", text)
        assert wanted in squeezed and wanted not in re.sub(r"\s", "", short)
    assert "<http" in whole and "<http" not in short


def test_controls_stay_off_the_paper(site: Path, page: Page) -> None:
    page.goto(address(site, "en", STORY))
    page.emulate_media(media="print")
    for control in (
        ".md-header",
        ".md-sidebar",
        ".next",
        ".passing button",
        ".appendix .fold > summary",
    ):
        assert not page.locator(control).first.is_visible(), control
