"""The pictures that previews of a link show, one of each page: what the page says, beside its first
chart or above a skyline; of a chart to embed, the chart; of a claim of the article, how it fares.

Previews need a picture of pixels at an absolute address: there are none where the site has none.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from secondleap.data.dataset import Dataset
from secondleap.data.schema import DRAWINGS, Claim
from secondleap.ebook.cover import FONTS, picture, skyline
from secondleap.ebook.editions import installed
from secondleap.pages.page_model import Page
from secondleap.render.charts.layout import BOLD, wrap
from secondleap.render.charts.svg import COLOURS, FONT_SIZE
from secondleap.render.strings import VERDICTS, WORDS

CLAIMS = "evidence/claims"  # a page each, made by secondleap.build.claim_pages
EMBED = "embed"  # a page for each chart (secondleap.render.context.frame_path)
FOLDER = "share"  # in a language's folder of the site
FONT = "NanumGothic"
_WIDTH, _HEIGHT, _MARGIN = 1200, 630, 64
_SPACING = 1.35  # of lines, in sizes of their letters
_SIZES = (58, 50, 44, 38, 33, 29)  # of letters: the first in which a text has room
_MARK = (  # the logo, 32 pixels wide
    f'<path fill="{COLOURS["rust"]}" d="M1 10h7l8 18H9z"/>'
    f'<path fill="{COLOURS["steel"]}" d="M24 4h7L16 28l-3.600-8z"/>'
)
# The style sheet's light scheme (theme/assets/second-leap.css).
_VERDICTS = {
    "confirmed": "#1E6B50",
    "close": "#4F6410",
    "differs": "#8A5600",
    "contradicted": "#A3242C",
    "unverified": "#5B5F78",
}


def can_be_made() -> bool:
    """Whether the machine has letters for both languages."""
    return installed(FONT)


def _text(text: str, x: float, y: float, size: float, colour: str, bold: bool = False) -> str:
    weight = ' font-weight="700"' if bold else ""
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size:g}" fill="{colour}"{weight}>'
        f"{escape(text)}</text>"
    )


def _paragraph(text: str, x: float, y: float, width: float, height: float) -> str:
    """``text`` as large as it can be within ``width`` and ``height``, from ``y`` down."""
    for size in _SIZES:
        lines = wrap(text, width * FONT_SIZE / size / BOLD)
        if len(lines) * size * _SPACING <= height:
            break
    else:
        lines = lines[: int(height / size / _SPACING)]
        lines[-1] += " …"
    return "".join(
        _text(line, x, y + size + index * size * _SPACING, size, COLOURS["ink"], bold=True)
        for index, line in enumerate(lines)
    )


def _card(language: str, *content: str) -> str:
    """A picture with the site's name above its content."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{_WIDTH}" height="{_HEIGHT}"'
        f' viewBox="0 0 {_WIDTH} {_HEIGHT}" font-family="{FONTS}">'
        f'<rect width="100%" height="100%" fill="{COLOURS["paper"]}"/>'
        f'<g transform="translate({_MARGIN} 50) scale(1.4)">{_MARK}</g>'
        + _text(WORDS[language]["site"], _MARGIN + 60, 84, 32, COLOURS["ink"], bold=True)
        + "".join(content)
        + "</svg>"
    )


def _chart(site: Path, name: str, left: float, top: float) -> str:
    """The file of a chart that the built ``site`` offers, as large as it can be below and to the
    right of a point."""
    drawn = ElementTree.parse(site / f"data/charts/{name}.svg").getroot()
    box = {"x": left, "y": top, "width": _WIDTH - left - 40, "height": _HEIGHT - top - 40}
    drawn.attrib.update({side: str(value) for side, value in box.items()})
    drawn.set("overflow", "visible")  # it needs no clipping, which costs as much as its drawing
    return ElementTree.tostring(drawn, encoding="unicode")


def of_page(page: Page, dataset: Dataset, site: Path) -> str:
    """The picture of ``page``, with its first chart."""
    language = page.language
    charts = (block.argument for block in page.directives if block.name == "chart")
    chart = next(charts, None)
    if chart in dataset.charts:
        left, top = 430, 40
        words = _paragraph(page.title, _MARGIN, 130, left - _MARGIN - 30, _HEIGHT - 190)
        return _card(language, words, _chart(site, f"{chart}.{language}", left, top))
    section = page.path.split("/")[0]
    cities = [section] if section in ("pittsburgh", "ulsan") else ["pittsburgh", "ulsan"]
    drawings = [
        skyline(
            dataset.root / DRAWINGS / f"{city}.svg",
            COLOURS[dataset.cities[city].colour],
            _MARGIN + 540 * place,
            420,
            0.8,
        )
        for place, city in enumerate(cities)
        if city in dataset.cities
    ]
    return _card(language, _paragraph(page.title, _MARGIN, 150, 1070, 250), *drawings)


def of_claim(claim: Claim, language: str) -> str:
    """The picture of a claim of the article: what the article says, and how that fares."""
    assert claim.article
    verdict = claim.article.verdict
    look, colour = VERDICTS[verdict], _VERDICTS[verdict]
    return _card(
        language,
        _text(WORDS[language]["article_said"], _MARGIN, 170, 28, COLOURS["quiet"]),
        _paragraph(claim.article[language], _MARGIN, 190, 1070, 270),
        f'<rect x="0" y="500" width="100%" height="130" fill="{colour}"/>',
        _text(f"{look['shape']} {look[language]}", _MARGIN, 583, 52, COLOURS["paper"], bold=True),
    )


def write_pictures(
    dataset: Dataset,
    pages: Mapping[str, Mapping[str, Page]],
    site: Path,
    configs: Mapping[str, tuple[str, str]],
) -> None:
    """Writes the pictures of ``pages``, by language, of the article's claims and of the charts to
    embed into the built ``site``. ``configs``: language -> its configuration, and its folder in the
    site."""
    wanted = {}
    for language, (_, folder) in configs.items():
        place = site / folder / FOLDER
        for path, page in pages[language].items():
            wanted[place / path.replace(".md", ".png")] = of_page(page, dataset, site)
        for claim in dataset.records["claims"]:
            if claim.article:
                wanted[place / CLAIMS / f"{claim.id}.png"] = of_claim(claim, language)
        for frame in (site / folder / EMBED).iterdir():
            chart = _chart(site, f"{frame.stem}.{language}", _MARGIN, 110)
            wanted[place / EMBED / f"{frame.stem}.png"] = _card(language, chart)

    def write(path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(picture(wanted[path]))

    with ThreadPoolExecutor() as pool:
        list(pool.map(write, wanted))
