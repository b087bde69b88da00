"""Writes SVG: elements, the pen that gives them their colours, a drawing on a page or as a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, tostring

from secondleap.render.charts.layout import BOLD, LINE_HEIGHT, Point, wrap

# Colours of the light and the dark scheme, under the names that they have in the style sheet.
COLOURS = {
    "rust": "#A8431C",
    "steel": "#1D5A80",
    "slate": "#62676E",
    "moss": "#37753A",
    "plum": "#7B3F7A",
    "teal": "#12665F",
    "indigo": "#4A4B9B",
    "ochre": "#7A5A00",
    "ink": "#1C2126",
    "quiet": "#59636E",
    "line": "#D9D5CC",
    "paper": "#FBFAF7",
}
DARK = {
    "rust": "#F2996F",
    "steel": "#86C1E4",
    "slate": "#A9AFB7",
    "moss": "#8FCB8F",
    "plum": "#DDA6DA",
    "teal": "#6CCBC1",
    "indigo": "#B2B4F2",
    "ochre": "#E0C27A",
    "ink": "#E8E6E1",
    "quiet": "#A4ADB6",
    "line": "#2C343B",
    "paper": "#13171B",
}
FONTS = "Pretendard, Apple SD Gothic Neo, Noto Sans KR, Noto Sans CJK KR, Malgun Gothic, sans-serif"
FONT_SIZE = 13
_BASELINE = 4  # pixels from the middle of a line of text down to their baseline
_MARGIN = 16  # pixels around a drawing in a file of its own


def pixels(value: float) -> str:
    """``value`` to a tenth of a pixel."""
    return f"{round(value, 1) + 0:g}"  # + 0 makes 0 of -0


def element(tag: str, *content: Element | str, **attributes: str | float | None) -> Element:
    """An element. ``_`` in the name of an attribute stands for ``-``; None leaves it out."""
    made = Element(tag)
    for name, value in attributes.items():
        if value is not None:
            text = value if isinstance(value, str) else pixels(value)
            made.set(name.rstrip("_").replace("_", "-"), text)
    for item in content:
        if isinstance(item, Element):
            made.append(item)
        else:
            made.text = (made.text or "") + item
    return made


def path_data(runs: Iterable[Sequence[Point]]) -> str:
    """The ``d`` of a path that joins the points of each run."""
    return "".join(
        "M" + "L".join(f"{pixels(x)},{pixels(y)}" for x, y in run) for run in runs if len(run) > 1
    )


@dataclass(frozen=True)
class Pen:
    """Makes the elements of a drawing. ``colours`` has a value for each name in `COLOURS`."""

    colours: Mapping[str, str]

    def text(
        self,
        lines: Sequence[str],
        at: Point,
        colour: str | None = None,
        anchor: str | None = None,
        bold: bool = False,
    ) -> Element:
        """Text in lines, whose middle is at the height of ``at``."""
        x, y = at[0], at[1] - LINE_HEIGHT / 2 * (len(lines) - 1)
        parts: Sequence[Element | str] = lines
        if len(lines) > 1:
            parts = [
                element("tspan", line, x=x, dy=LINE_HEIGHT if index else None)
                for index, line in enumerate(lines)
            ]
        return element(
            "text",
            *parts,
            x=x,
            y=y + _BASELINE,
            fill=self.colours[colour] if colour else None,
            text_anchor=None if anchor == "start" else anchor,
            font_weight="700" if bold else None,
        )

    def rule(self, start: Point, end: Point, colour: str, dash: str | None = None) -> Element:
        """A thin straight line."""
        return element(
            "path",
            class_="chart__rule",
            d=path_data([(start, end)]),
            stroke=self.colours[colour],
            stroke_dasharray=dash,
        )


ON_PAGE = Pen({name: f"var(--{name})" for name in COLOURS})  # follows light and dark


@dataclass(frozen=True)
class Drawing:
    """Elements, and the pixels they take."""

    width: float
    height: float
    content: list[Element]


def ground() -> Element:
    """The ground of a drawing, in the colour of the page."""
    return element("rect", width="100%", height="100%", fill=ON_PAGE.colours["paper"])


def on_page(
    drawing: Drawing, css_class: str | None, description: str, role: str = "img"
) -> Element:
    """The drawing as part of a page, never larger than it was made; ``description`` is its text.

    It has a ground of its own: browsers that darken a light page leave the words of a drawing.
    """
    return element(
        "svg",
        ground(),
        *drawing.content,
        class_=css_class,
        role=role,
        aria_label=description,
        viewBox=f"0 0 {pixels(drawing.width)} {pixels(drawing.height)}",
        style=f"max-width:{pixels(drawing.width)}px",
        font_size=FONT_SIZE,
    )


def in_file(drawing: Drawing, title: str, below: list[str]) -> Element:
    """The drawing as a file of its own: the title above it, source and address below it."""
    heads = wrap(title, drawing.width * FONT_SIZE / 16 / BOLD)
    feet = [line for text in below for line in wrap(text, drawing.width * FONT_SIZE / 11)]
    top = 20 + 20 * len(heads)
    bottom = top + drawing.height
    width, height = drawing.width + 2 * _MARGIN, bottom + 26 + LINE_HEIGHT * len(feet)
    look = {"head": (16, "700", COLOURS["ink"]), "foot": (11, None, COLOURS["quiet"])}

    def line(text: str, y: float, place: str) -> Element:
        size, weight, fill = look[place]
        return element("text", text, x=_MARGIN, y=y, font_size=size, font_weight=weight, fill=fill)

    return element(
        "svg",
        element("rect", width="100%", height="100%", fill=COLOURS["paper"]),
        *(line(text, 28 + 20 * index, "head") for index, text in enumerate(heads)),
        element("g", *drawing.content, transform=f"translate({_MARGIN},{top})"),
        *(line(text, bottom + 22 + LINE_HEIGHT * index, "foot") for index, text in enumerate(feet)),
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {pixels(width)} {pixels(height)}",
        width=width,
        height=height,
        role="img",
        aria_label=title,
        font_family=FONTS,
        font_size=FONT_SIZE,
    )


def in_colours(svg: str) -> str:
    """``svg`` with the colours of the light scheme in the place of their names."""
    for name, value in COLOURS.items():
        svg = svg.replace(ON_PAGE.colours[name], value)
    return svg


def to_text(root: Element) -> str:
    """The element as SVG text."""
    return tostring(root, encoding="unicode")
