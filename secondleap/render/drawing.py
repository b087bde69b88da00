"""A drawing or diagram of ``theme/drawings`` as a figure: inline, in the theme's colours, its words in the page's language."""

from __future__ import annotations

import re
from html import escape

from secondleap.model import Drawing
from secondleap.render import Context, attribute
from secondleap.render.evidence import backing

FOLDER = "theme/drawings"


def inline(text: str) -> str:
    """An SVG file as part of a page: without XML head, namespace, comments, and the space between tags.

    Markdown would find line breaks in that space.
    """
    return re.sub(r"<\?xml.*?\?>|<!--.*?-->|\sxmlns=\"[^\"]*\"|(?<=>)\s+(?=<)", "", text, flags=re.DOTALL).strip()


def files(drawing: Drawing) -> dict[str, str]:
    """Size -> file name. A diagram is drawn twice, since its words keep their size; a drawing once."""
    if drawing.labels:
        return {size: f"{drawing.id}-{size}.svg" for size in ("wide", "narrow")}
    return {"both": f"{drawing.id}.svg"}


def figure(drawing: Drawing, context: Context) -> str:
    """The figure with caption, text alternative and the claims behind it.

    Raises `KeyError` where the file has a word that the record lacks, `FileNotFoundError` where there is no file.
    """
    language = context.language
    pictures = []
    for size, name in files(drawing).items():
        svg = inline((context.ledger.root / FOLDER / name).read_text(encoding="utf-8"))
        svg = re.sub(r"\{\{([\w-]+)\}\}", lambda match: escape(drawing.labels[match[1]][language]), svg)
        svg = re.sub(r' (?:aria-hidden|role|class|aria-label)="[^"]*"', "", svg.split(">", 1)[0]) + ">" + svg.split(">", 1)[1]
        pictures.append(svg.replace("<svg", f'<svg class="drawing__{size}" role="img" aria-label="{attribute(drawing.alt[language])}"', 1))
    caption = f"<figcaption>{escape(drawing.title[language])}{backing(drawing.claims, context)}</figcaption>"
    return f'<figure class="drawing" id="{drawing.id}">{"".join(pictures)}{caption}</figure>'
