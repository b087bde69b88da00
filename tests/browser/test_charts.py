"""Charts in a browser: where their words are, what pointer and keys show, what is around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from support import ROOT
from words import faults

from secondleap.build.exports import chart_files
from secondleap.data.dataset import read_dataset
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.card import card, publishers
from secondleap.render.charts.layout import Dot, Line, Remark, Scale
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.svg import ON_PAGE, on_page, to_text
from secondleap.render.context import Context

LEDGER = read_dataset(ROOT)
CHARTS = list(LEDGER.charts.values())


def context(language: str) -> Context:
    return Context(language, LEDGER, lambda path, anchor: path, lambda path: path)


def page_svg(chart: LineChart | BarChart, size: str) -> str:
    return to_text(on_page(chart.draw(size, ON_PAGE), None, "a chart"))


# --- words are never cut off and never lie on anything

NAMES = {
    "short": ["Port", "Opera"],
    "long": [
        "First stretch of the metro, from Plentzia to Casco Viejo",
        "Guggenheim Museum Bilbao",
        "Port",
    ],
    "one word": ["Kommunikationsinfrastruktur", "Port"],
    "Korean": ["지하철 첫 구간: 플렌치아에서 구시가까지", "에우스칼두나 회의장과 음악당", "항구"],
}


@pytest.mark.parametrize("size", ["wide", "narrow"])
@pytest.mark.parametrize("names", NAMES)
def test_a_long_name_takes_several_lines_and_a_long_value_has_room(
    names: str, size: str, sheet: Page
) -> None:
    dots = [
        Dot("works", name, cost, name, value=f"{cost:g} million euros")
        for name, cost in zip(NAMES[names], (775.0, 715.0, 655.0), strict=False)
    ]
    chart = BarChart(dots, [Line("works", "moss", "")], [], Scale("", str))
    svg = page_svg(chart, size)
    assert faults(sheet, svg) == []
    assert "…" not in svg
    words = sorted(word for dot in dots for word in f"{dot.x} {dot.y:g} million euros".split())
    assert (
        sorted(
            word
            for text in re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", svg)
            for word in text.split()
        )
        == words
    )
    assert (svg.count("<tspan") > 0) == (size == "narrow" and names != "short" or names == "long")


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_no_words_of_a_chart_are_cut_or_lie_on_anything(chart, language: str, sheet: Page) -> None:
    drawings = re.findall(r"<svg .+?</svg>", card(chart, context(language)))
    assert len(drawings) == 2 * max(1, len(chart.variants))
    assert faults(sheet, *drawings) == []
    assert not re.findall(r' (?:fill|stroke)="(?!none|var\()[^"]*"', "".join(drawings)), (
        "a colour that does not follow the page's, black in the dark"
    )


@pytest.fixture(scope="module")
def sheet(browser: Browser) -> Iterator[Page]:
    """A page to lay drawings on."""
    page = browser.new_page()
    yield page
    page.close()


@pytest.fixture(scope="module")
def to_take_away() -> dict[str, str]:
    return dict(chart_files(LEDGER))


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda chart: chart.id)
def test_a_chart_to_take_away_tells_everything_within_its_edges(
    chart, language: str, to_take_away: dict[str, str], sheet: Page
) -> None:
    file = to_take_away[f"{chart.id}.{language}.svg"]
    assert faults(sheet, file) == []
    words = unescape(" ".join(re.findall(r"<text[^>]*>([^<]+)<", file)))
    assert [
        text
        for text in (chart.title[language], *publishers(chart, context(language)))
        if text not in words
    ] == []


def over_time(size: str, named: dict[str, list[tuple[float, float]]], *remarks: Remark) -> str:
    """A drawing of one line for each name, joined, through its points."""
    dots = [
        Dot(name, x, y, f"{name}, {x:g}: {y:g}")
        for name, points in named.items()
        for x, y in points
    ]
    lines = [
        Line(name, colour, name if len(named) > 1 else "")
        for name, colour in zip(named, ("rust", "steel", "moss", "plum", "teal"), strict=False)
    ]
    chart = LineChart(
        dots,
        lines,
        list(remarks),
        Scale("%", lambda value: f"{value:g}"),
        lambda year: f"{year:g}",
    )
    return page_svg(chart, size)


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_names_of_lines_that_lie_close_are_told_apart(size: str, sheet: Page) -> None:
    names = ["Ulsan", "피츠버그 광역권", "as published then", "Basque Country", "스페인"]
    bundle = {
        name: [(year, 40 + 2 * index + (year - 2000) / 2) for year in range(2000, 2025)]
        for index, name in enumerate(names)
    }
    svg = over_time(size, bundle)
    assert faults(sheet, svg) == []
    assert "chart__rule" in svg, "no thin line leads from a name to a line that lies between others"
    apart = {
        name: [(year, 10 + 20 * index) for year in range(2000, 2025)]
        for index, name in enumerate(names[:4])
    }
    assert "chart__rule" not in over_time(size, apart)


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_a_long_name_of_a_line_and_long_notes_take_several_lines(size: str, sheet: Page) -> None:
    fall = {
        "Metropolitan area of Detroit and Warren": [(1980, 90), (2000, 50), (2020, 10)],
        "Ulsan": [(1990, 20), (2000, 70), (2010, 80)],
    }
    notes = (
        Remark("the yard on the river is closed", x=2001),
        Remark("as the article of 2021 says", y=60),
    )
    svg = over_time(size, fall, *notes)
    assert faults(sheet, svg) == []
    words = " ".join(re.findall(r"<t(?:ext|span)[^>]*>([^<]+)<", svg))
    assert all(text in words for text in [*fall, *(note.text for note in notes)])
    assert "<tspan" in svg


def test_a_single_value_and_a_note_beyond_the_values_are_drawn(sheet: Page) -> None:
    assert faults(sheet, over_time("narrow", {"Ulsan": [(2020, 5)]})) == []
    assert (
        faults(
            sheet,
            over_time(
                "narrow",
                {"Ulsan": [(2010, 5), (2020, 7)]},
                Remark("another count", x=2023),
            ),
        )
        == []
    )


A = '<g class="chart__series">{}<path aria-label="A, 1: 2" d="M9,90h2"/></g>'
B = '<g class="chart__series"><path aria-label="B, 1: 2" d="M9,30h2"/></g>'
WRONG = {
    "lies on other words": '<text x="10" y="50">Port</text><text x="12" y="44">Opera</text>',
    "leaves the picture": '<text x="170" y="50">Metropolitan</text>',
    "lies on a line": A.format('<path d="M0,48L200,48"/>') + '<text x="10" y="50">Port</text>',
    "is another line's": A.format("") + B + '<text x="10" y="50">A</text>',
}


@pytest.mark.parametrize("wrong", WRONG)
def test_the_look_at_words_sees(wrong: str, sheet: Page) -> None:
    """What is right once is wrong with one thing changed: a blind look would find no fault."""
    frame = (
        '<svg width="200" height="100" viewBox="0 0 200 100" font-size="13">{}'
        '<text x="150" y="12">1</text><text x="150" y="95">2</text></svg>'
    )
    assert faults(sheet, frame.format('<text x="10" y="50">Port</text>')) == []
    assert len(faults(sheet, frame.format(WRONG[wrong]))) >= 2


# --- on the page

SHOWN = sorted(
    {
        page.relative_to(ROOT / "docs/ko").with_suffix(".html").as_posix()
        for page in (ROOT / "docs/ko").rglob("*.md")
        if "/// chart" in page.read_text(encoding="utf-8")
    }
)


def test_at_least_fourteen_charts_stand_in_the_stories() -> None:
    assert len(CHARTS) >= 14 and len(SHOWN) >= 10


def test_a_value_is_told_by_pointer_and_by_arrow_keys(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, viewport={"width": 1300, "height": 900}).new_page()
    page.goto((site / "en/ulsan/slump.html").as_uri())
    picture = page.locator("#shipyard-jobs .chart__picture")
    picture.scroll_into_view_if_needed()
    mark = picture.locator("svg.chart__wide [aria-label]").nth(1)
    mark.hover(force=True)
    assert picture.locator(".chart__tip").inner_text() == mark.get_attribute("aria-label")
    picture.focus()
    page.keyboard.press("ArrowRight")
    first = picture.locator(".chart__tip").inner_text()
    page.keyboard.press("ArrowRight")
    assert first and picture.locator(".chart__tip").inner_text() != first
    page.keyboard.press("Escape")
    assert picture.locator(".chart__tip").inner_text() == ""
    page.context.close()


def test_the_turning_point_is_chosen_without_a_script(site: Path, browser: Browser) -> None:
    page = browser.new_context(
        offline=True, java_script_enabled=False, viewport={"width": 1300, "height": 900}
    ).new_page()
    page.goto((site / "compare/index.html").as_uri())
    choice = page.locator("#turning-points")
    assert choice.locator("input[type=radio]").count() == 3
    shown = []
    for option in choice.locator("input[type=radio]").all():
        option.check()
        visible = [
            index
            for index, variant in enumerate(choice.locator(".chart__variant").all())
            if variant.is_visible()
        ]
        shown.append(visible)
    assert shown == [[0], [1], [2]]
    choice.locator("summary").first.click()
    assert choice.locator("table").is_visible()
    page.context.close()


def test_the_timeline_is_whole_without_a_script_and_filtered_with_one(
    site: Path, browser: Browser
) -> None:
    plain = browser.new_context(offline=True, java_script_enabled=False).new_page()
    plain.goto((site / "compare/timeline.html").as_uri())
    dates = [node.get_attribute("datetime") or "" for node in plain.locator(".timeline time").all()]
    assert len(dates) == len(LEDGER.events) and dates == sorted(dates)
    plain.context.close()
    page = browser.new_context(offline=True).new_page()
    page.goto((site / "compare/timeline.html").as_uri())
    page.locator('.filter button[data-facet="group"][data-value="ulsan"]').focus()
    page.keyboard.press("Enter")
    ulsan = [event for event in LEDGER.events.values() if event.group == "ulsan"]
    assert page.locator(".event:visible").count() == len(ulsan)
    page.locator('.filter button[data-facet="theme"][data-value="university"]').click()
    assert page.locator(".event:visible").count() == len(
        [event for event in ulsan if event.theme == "university"]
    )
    page.context.close()


def test_every_region_on_the_map_leads_to_its_page(site: Path) -> None:
    text = (site / "network/index.html").read_text(encoding="utf-8")
    for place in LEDGER.places.values():
        if place.page:
            target = (
                "../" + place.page.replace(".md", ".html")
                if not place.page.startswith("network/")
                else place.page.removeprefix("network/").replace(".md", ".html")
            )
            assert text.count(f'href="{target}"') >= 2, place.id  # the drawing and the list
    assert "Natural Earth" in text


def test_what_search_engines_read_is_whole(site: Path) -> None:
    needed = {
        "Article": {"headline", "author", "datePublished", "inLanguage"},
        "ClaimReview": {"claimReviewed", "reviewRating", "author", "itemReviewed"},
        "DefinedTermSet": {"name", "hasDefinedTerm"},
        "Dataset": {"name", "description", "license", "distribution"},
    }
    found: dict[str, int] = dict.fromkeys(needed, 0)
    for path in site.rglob("*.html"):
        for text in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>',
            path.read_text(encoding="utf-8"),
            re.DOTALL,
        ):
            value = json.loads(text)
            for item in value.get("@graph", [value]):
                assert needed[item["@type"]] <= item.keys()
                found[item["@type"]] += 1
    claims = [claim for claim in LEDGER.claims.values() if claim.article]
    assert found["ClaimReview"] == 2 * len(claims) and found["DefinedTermSet"] == 2
    assert found["Dataset"] == 2 * len(LEDGER.series) and found["Article"] >= 80


def test_every_page_says_how_to_cite_it(site: Path) -> None:
    for path in site.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if path.name != "404.html" and not (
            path.name == "index.html" and path.parent.name in ("en", site.name)
        ):
            assert "@misc{secondleap-" in text and 'name="citation_title"' in text, path
