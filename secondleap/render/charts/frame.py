"""A chart without its page: as a file, and as a page of its own, for frames on other sites and to
fill a screen.

That page has no script and asks for no file. It is light or dark as the reader's system is; the
address with ``#light`` or ``#dark`` at its end is always that.
"""

from __future__ import annotations

import re

from secondleap.render.charts.svg import (
    COLOURS,
    DARK,
    FONTS,
    Drawing,
    in_colours,
    in_file,
    on_page,
    to_text,
)
from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.render.templates import markup, render
from secondleap.text import formatting

_HANGUL = re.compile("[가-힣]")
_WORDS_ABOVE_AND_BELOW = 190  # pixels that title, words and source take at most in a frame


def height(drawings: dict[str, Drawing]) -> int:
    """The pixels that a frame needs in a column of text or on a phone, to show all without a
    scroll bar."""
    return round(max(drawing.height for drawing in drawings.values()) + _WORDS_ABOVE_AND_BELOW)


def _scheme(colours: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in colours.items())


def to_take(
    title: str,
    about: list[str],
    sources: list[str],
    drawings: dict[str, Drawing],
    description: str,
    name: str,
    story: str,
    context: Context,
) -> tuple[str, str]:
    """The file, whose address is ``name``, and the page. ``drawings`` are the ``wide`` one and the
    ``narrow`` one; ``story`` is the way from the page to the chart's place in its story."""
    words = WORDS[context.language]
    source = f"{words['source']}: {formatting.listed(sources)}"
    below = [*about, source, f"{words['site']} · {name} · CC BY 4.0"]
    file = in_colours(to_text(in_file(drawings["wide"], title, below))) + "\n"
    pictures = [to_text(on_page(drawing, size, description)) for size, drawing in drawings.items()]
    page = render(
        "frame",
        "page",
        context,
        title,
        about,
        [(name, context.language == "en" and _HANGUL.search(name)) for name in sources],
        markup("".join(pictures)),
        round(0.9 * drawings["wide"].width),
        story,
        {"light": markup(_scheme(COLOURS)), "dark": markup(_scheme(DARK))},
        markup(FONTS),
    )
    return file, page
