"""Draws the cover: the logo over the skylines of the two cities."""

from __future__ import annotations

from html import escape
from pathlib import Path
from xml.etree import ElementTree

import resvg_py

from secondleap.render.strings import BOOK

WIDTH, HEIGHT = 1700, 2400
FONTS = "NanumGothic, 'Noto Sans CJK KR', 'Noto Sans KR', sans-serif"
_SVG = "{http://www.w3.org/2000/svg}"


def skyline(drawing: Path, colour: str, x: int, y: int, scale: float) -> str:
    """The paths of a line drawing, positioned and coloured."""
    paths = "".join(
        f'<path d="{path.get("d")}"/>' for path in ElementTree.parse(drawing).iter(f"{_SVG}path")
    )
    style = (
        f'fill="none" stroke="{colour}" stroke-width="2"'
        ' stroke-linejoin="round" stroke-linecap="round"'
    )
    return f'<g transform="translate({x} {y}) scale({scale})" {style}>{paths}</g>'


def cover(theme: Path, title: str, language: str, edition: str, colours: dict[str, str]) -> str:
    """The cover as SVG."""
    words = BOOK[language]
    size, other = (300, "Second Leap") if language == "ko" else (236, "재도약")
    line = f'font-family="{FONTS}" fill="{colours["ink"]}"'
    quiet = f'font-family="{FONTS}" fill="{colours["quiet"]}"'
    label = escape(words["cover_alt"], quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" role="img"'
        f' aria-label="{label}">'
        f"<title>{escape(words['cover_alt'])}</title>"
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="#FBFAF7"/>'
        f'<text x="150" y="470" font-size="{size}" font-weight="700" {line}>{escape(title)}</text>'
        f'<text x="158" y="610" font-size="66" {line}>{escape(words["subtitle"])}</text>'
        '<g transform="translate(420 720) scale(27)">'
        f'<path fill="{colours["rust"]}" d="M1 10h7l8 18H9z"/>'
        f'<path fill="{colours["steel"]}" d="M24 4h7L16 28l-3.600-8z"/></g>'
        + skyline(theme / "drawings" / "pittsburgh.svg", colours["rust"], 150, 1690, 1.08)
        + skyline(theme / "drawings" / "ulsan.svg", colours["steel"], 860, 1690, 1.08)
        + f'<path d="M150 1990H1550" stroke="{colours["ink"]}" stroke-width="3"/>'
        f'<text x="150" y="2110" font-size="60" {quiet}>{other}</text>'
        f'<text x="1550" y="2110" font-size="46" text-anchor="end" {quiet}>'
        f"{escape(edition)}</text></svg>"
    )


def picture(svg: str) -> bytes:
    """``svg`` as PNG, for e-readers and previews of a link, which show no SVG."""
    return resvg_py.svg_to_bytes(svg_string=svg, sans_serif_family="NanumGothic")
