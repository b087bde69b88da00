"""A drawing or diagram of ``theme/drawings`` as a figure: inline, in the theme's colours, its words in the page's language."""

from __future__ import annotations

import re
from html import escape

from secondleap.data.schema import DRAWINGS, Drawing
from secondleap.render.context import Context
from secondleap.render.evidence import backing
from secondleap.render.html import attribute


def inline(text: str) -> str:
    """An SVG file as part of a page: without XML head, namespace, comments, and the space between tags.

    Markdown would find line breaks in that space.
    """
    return re.sub(
        r"<\?xml.*?\?>|<!--.*?-->|\sxmlns=\"[^\"]*\"|(?<=>)\s+(?=<)", "", text, flags=re.DOTALL
    ).strip()


def figure(drawing: Drawing, context: Context) -> str:
    """The figure with caption, text alternative and the claims behind it.

    Raises `KeyError` where the file has a word that the record lacks, `FileNotFoundError` where there is no file.
    """
    language = context.language
    pictures = []
    for size, name in drawing.files.items():
        svg = inline((context.dataset.root / DRAWINGS / name).read_text(encoding="utf-8"))
        svg = re.sub(
            r"\{\{([\w-]+)\}\}", lambda match: escape(drawing.labels[match[1]][language]), svg
        )
        svg = (
            re.sub(r' (?:aria-hidden|role|class|aria-label)="[^"]*"', "", svg.split(">", 1)[0])
            + ">"
            + svg.split(">", 1)[1]
        )
        pictures.append(
            svg.replace(
                "<svg",
                f'<svg class="drawing__{size}" role="img" aria-label="{attribute(drawing.alt[language])}"',
                1,
            )
        )
    caption = f"<figcaption>{escape(drawing.title[language])}{backing(drawing.claims, context)}</figcaption>"
    return f'<figure class="drawing" id="{drawing.id}">{"".join(pictures)}{caption}</figure>'
