"""Charts in a browser: where their words are, what pointer and keys show, what is around them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from itertools import combinations
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page
from support import ROOT, address, pages_of
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
    assert len(drawings) == (2 + chart.broad) * max(1, len(chart.variants))
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
    file = to_take_away[f"data/charts/{chart.id}.{language}.svg"]
    assert faults(sheet, file) == []
    words = unescape(" ".join(re.findall(r"<text[^>]*>([^<]+)<", file)))
    assert [
        text
        for text in (
            chart.title[language],
            *publishers(chart, context(language), next(iter(chart.variants), None)),
        )
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


def test_a_value_asked_by_a_finger_stays_when_it_lifts(site: Path, browser: Browser) -> None:
    context = browser.new_context(
        offline=True, has_touch=True, is_mobile=True, viewport={"width": 390, "height": 844}
    )
    page = context.new_page()
    page.goto((site / "en/ulsan/slump.html").as_uri())
    picture = page.locator("#shipyard-jobs .chart__picture")
    mark = picture.locator("svg.chart__narrow [aria-label]").nth(2)
    mark.scroll_into_view_if_needed()
    mark.tap(force=True)
    page.wait_for_timeout(100)
    assert picture.locator(".chart__tip").inner_text() == mark.get_attribute("aria-label")
    page.locator("#shipyard-jobs .chart__title").tap()
    assert picture.locator(".chart__tip").inner_text() == ""
    context.close()


def test_every_month_of_a_line_without_dots_is_told(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, viewport={"width": 1300, "height": 900}).new_page()
    page.goto((site / "en/detroit/fall.html").as_uri())
    picture = page.locator("#unemployment-two-cities .chart__picture")
    picture.focus()
    page.keyboard.press("ArrowRight")
    tip = picture.locator(".chart__tip")
    assert tip.inner_text() == "Metro Detroit, January 1990: 7.6%"
    page.keyboard.press("ArrowLeft")
    assert tip.inner_text() == "Metro Pittsburgh, October 2023: 3.5%"
    assert picture.locator("svg.chart__wide circle[aria-label]").count() == 2 * 406
    page.context.close()


def test_a_chart_s_group_is_named_by_its_title(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    page.goto((site / "en/ulsan/slump.html").as_uri())
    title = page.locator("#exports .chart__title, #shipyard-jobs .chart__title").first.inner_text()
    assert page.get_by_role("group", name=title).count() == 1
    page.context.close()


# The parts of a picture's words and grounds, as a reader sees them: of a text its fill, and of the
# page or picture behind it the ground that is not transparent.
SEEN = """() => [...document.querySelectorAll(".chart svg text")].filter(
    text => text.getClientRects().length).map(text => {
  let behind = text
  while (behind && getComputedStyle(behind).backgroundColor === "rgba(0, 0, 0, 0)")
    behind = behind.parentElement
  return [getComputedStyle(text).fill, behind && getComputedStyle(behind).backgroundColor]
})"""


def test_forced_colours_reach_every_word_and_line_of_a_chart(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, forced_colors="active", color_scheme="dark").new_page()
    page.goto((site / "en/compare/index.html").as_uri())
    canvas, ink = page.evaluate(
        """() => {
          const probe = document.createElement("p")
          probe.style.cssText = "color: CanvasText; background: Canvas"
          document.body.append(probe)
          const style = getComputedStyle(probe)
          return [style.backgroundColor, style.color]
        }"""
    )
    fills = {fill for fill, _ in page.evaluate(SEEN)}
    link = page.evaluate(
        """() => {
          const probe = document.createElement("p")
          probe.style.color = "LinkText"
          document.body.append(probe)
          return getComputedStyle(probe).color
        }"""
    )
    assert fills and fills <= {ink, link} and canvas not in fills
    strokes = page.evaluate(
        """() => [...document.querySelectorAll(".chart__series path")].filter(
          path => path.getClientRects().length).map(path => getComputedStyle(path).stroke)"""
    )
    assert strokes and set(strokes) <= {ink, link}
    page.context.close()


def test_a_browser_that_darkens_pages_keeps_a_chart_s_words_legible(
    site: Path, browser: Browser
) -> None:
    """Words and grounds are both darkened, or neither: measured on the picture, not in styles."""
    page = browser.new_context(offline=True, viewport={"width": 1300, "height": 900}).new_page()
    page.context.new_cdp_session(page).send("Emulation.setAutoDarkModeOverride", {"enabled": True})
    page.goto((site / "en/pittsburgh/rise.html").as_uri())
    chart = page.locator("#steel-share .chart__picture")
    chart.scroll_into_view_if_needed()
    picture = Image.open(BytesIO(chart.screenshot())).convert("L")
    for words in chart.locator("svg.chart__wide text").all():
        box, frame = words.bounding_box(), chart.bounding_box()
        assert box and frame
        left, top = box["x"] - frame["x"], box["y"] - frame["y"]
        part = picture.crop((left, top, left + box["width"], top + box["height"]))
        low, high = part.getextrema()
        assert high - low > 90, words.text_content()
    page.context.close()


def test_print_shows_every_choice_with_its_label(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    page.goto((site / "en/compare/index.html").as_uri())
    page.emulate_media(media="print")
    variants = LEDGER.charts["turning-points"].variants
    for variant in variants:
        assert page.locator(".chart__chosen", has_text=variant.en).is_visible()
    drawn = page.locator("#turning-points .chart__variant svg:visible")
    assert drawn.count() == len(variants)
    page.context.close()


def test_the_turning_point_is_chosen_without_a_script(site: Path, browser: Browser) -> None:
    page = browser.new_context(
        offline=True, java_script_enabled=False, viewport={"width": 1300, "height": 900}
    ).new_page()
    page.goto((site / "compare/index.html").as_uri())
    choice = page.locator("#turning-points")
    shown = []
    for option in choice.locator("input[type=radio]").all():
        option.check()
        visible = [
            index
            for index, variant in enumerate(choice.locator(".chart__variant").all())
            if variant.is_visible()
        ]
        shown.append(visible)
    assert shown == [[at] for at in range(len(LEDGER.charts["turning-points"].variants))]
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


def test_what_is_chosen_stands_in_the_address(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True).new_page()
    address = (site / "en/compare/timeline.html").as_uri()
    page.goto(address)
    page.locator('.filter button[data-value="ulsan"]').click()
    page.locator('.filter button[data-value="university"]').click()
    assert page.url == f"{address}?group=ulsan&theme=university"
    seen = page.locator(".event:visible").count()
    page.goto("about:blank")
    page.goto(f"{address}?group=ulsan&theme=university")
    assert page.locator(".event:visible").count() == seen
    assert page.locator('.filter [data-value="ulsan"]').get_attribute("aria-pressed") == "true"
    # An address that names an event shows it, whatever is chosen.
    other = next(event.id for event in LEDGER.events.values() if event.group == "pittsburgh")
    page.goto("about:blank")
    page.goto(f"{address}?group=ulsan#{other}")
    assert page.locator(f'[id="{other}"]').is_visible() and "group" not in page.url
    page.context.close()


def test_the_filter_stays_in_sight(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, viewport={"width": 390, "height": 844}).new_page()
    page.goto((site / "en/compare/timeline.html").as_uri())
    page.evaluate("scrollTo(0, 6000)")
    box = page.locator(".filter").bounding_box()
    assert box and 0 <= box["y"] < 100 and box["height"] < 200
    for width in (768, 1024, 1300):  # on a desk no choice is cut
        page.set_viewport_size({"width": width, "height": 844})
        for row in page.locator(".filter [role=group]").all():
            assert row.evaluate("row => row.scrollWidth <= row.clientWidth"), width
    page.context.close()


def test_the_lanes_count_each_city_from_its_turn(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, viewport={"width": 1300, "height": 900}).new_page()
    page.goto((site / "en/compare/timeline.html").as_uri())
    dots = page.locator(".lanes svg.chart__wide a")
    drawn = {dot.get_attribute("data-event") for dot in dots.all()}
    lanes = {city.id for city in LEDGER.cities.values() if city.turn}
    assert {LEDGER.events[name].group for name in drawn if name} == lanes == {"pittsburgh", "ulsan"}
    last = dots.last
    last.click()
    assert page.url.endswith(f"#{last.get_attribute('data-event')}")
    page.locator('.filter button[data-value="ulsan"]').click()
    assert page.locator(".lanes svg.chart__wide a.lanes__out").count() == sum(
        LEDGER.events[name].group != "ulsan" for name in drawn if name
    )
    page.context.close()


def test_the_numbers_of_the_loop_lead_to_their_paragraphs(site: Path, browser: Browser) -> None:
    page = browser.new_context(offline=True, viewport={"width": 1300, "height": 900}).new_page()
    page.goto((site / "en/compare/loop.html").as_uri())
    links = page.locator("#loop svg.drawing__wide a")
    assert links.count() == 7
    for link in links.all():
        anchor = link.get_attribute("href") or ""
        assert page.locator(f":is(h2, p){anchor}").count() == 1
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


@pytest.mark.parametrize("language", ["ko", "en"])
@pytest.mark.parametrize("width", [320, 390, 1300])
def test_no_name_on_the_map_lies_on_another(
    site: Path, browser: Browser, width: int, language: str
) -> None:
    page = browser.new_context(offline=True, viewport={"width": width, "height": 800}).new_page()
    page.goto(address(site, language, "network/index.html"))
    names = page.evaluate(
        """[...document.querySelectorAll(".map a text")].filter(text => text.checkVisibility())
          .map(text => { const box = text.getBoundingClientRect()
            return [text.textContent, box.left, box.top, box.right, box.bottom] })"""
    )
    page.context.close()
    assert len(names) == 9
    for one, other in combinations(names, 2):
        across = min(one[3], other[3]) - max(one[1], other[1])
        down = min(one[4], other[4]) - max(one[2], other[2])
        # of the height of a line's box, the letters take the middle
        assert across <= 0 or down <= 0.35 * (one[4] - one[2]), (one[0], other[0])


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
    for path in pages_of(site):
        text = path.read_text(encoding="utf-8")
        if path.name != "404.html" and not (
            path.name == "index.html" and path.parent.name in ("en", site.name)
        ):
            assert "@misc{" in text and 'name="citation_title"' in text, path
