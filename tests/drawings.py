"""What tests read of a chart: its drawing, the words on its marks, the table of its card."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from xml.etree.ElementTree import Element

import pytest

from secondleap.data.dataset import read_dataset
from secondleap.data.schema import Chart
from secondleap.render.charts.bars import BarChart
from secondleap.render.charts.card import card
from secondleap.render.charts.columns import ColumnChart
from secondleap.render.charts.lines import LineChart
from secondleap.render.charts.svg import ON_PAGE, on_page
from secondleap.render.context import Context
from secondleap.text import formatting

Picture = LineChart | BarChart | ColumnChart


def context(language: str, root: Path) -> Context:
    return Context(language, read_dataset(root), lambda path, anchor: path, lambda path: path)


def drawn(picture: Picture, size: str = "wide") -> Element:
    return on_page(picture.draw(size, ON_PAGE), None, "a chart")


def descriptions(drawing: Element, language: str) -> list[str]:
    """What the dots or bars of a drawing say, and what a script makes a line of months say."""
    said = []
    for mark in drawing.iterfind(".//*"):
        if label := mark.get("aria-label"):
            said.append(label)
        if values := mark.get("data-values"):
            for month, value in enumerate(values.split(), int(mark.attrib["data-from"])):
                date = formatting.date(f"{month // 12}-{month % 12 + 1:02}", language)
                said.append(mark.attrib["data-told"].format(date=date, value=value))
    return said


def series_of(drawing: Element) -> list[Element]:
    return drawing.findall(".//g[@class='chart__series']")


def table(chart: Chart, here: Context) -> str:
    """The text of the card's table; the card's pictures are not drawn for it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("secondleap.render.charts.card._pictures", lambda *given: "")
        html = card(chart, here)
    return unescape(html.partition("<table")[2].partition("</table>")[0])
