"""A drawing or diagram of ``theme/drawings`` as a figure: inline, in the theme's colours, its words
in the page's language.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.etree import ElementTree

from secondleap.data.schema import Drawing
from secondleap.render.charts.svg import ground
from secondleap.render.context import Context
from secondleap.render.templates import markup, render

_SVG = "{http://www.w3.org/2000/svg}"


def inline(text: str) -> ElementTree.Element:
    """An SVG file as part of a page: without namespace, comments, and the space between tags.

    Markdown would find line breaks in that space.
    """
    root = ElementTree.fromstring(text)
    for node in root.iter():
        node.tag = node.tag.removeprefix(_SVG)
        if not (node.text or "").strip():
            node.text = None
        if not (node.tail or "").strip():
            node.tail = None
    return root


def _picture(svg: str, size: str, drawing: Drawing, language: str) -> str:
    root = inline(svg)

    def said(text: str) -> str:
        return re.sub(r"\{\{([\w-]+)\}\}", lambda word: drawing.labels[word[1]][language], text)

    for node in root.iter():
        if node.text:
            node.text = said(node.text)
        if name := node.get("aria-label"):
            node.set("aria-label", said(name))
    role = "img" if root.find(".//a") is None else "group"  # what has links is no single picture
    if drawing.labels:
        root.insert(0, ground())
    for name in ("aria-hidden", "role", "class", "aria-label"):
        root.attrib.pop(name, None)
    alt = drawing.alt[language]
    root.attrib = {"class": f"drawing__{size}", "role": role, "aria-label": alt, **root.attrib}
    return ElementTree.tostring(root, encoding="unicode")


def figure(drawing: Drawing, files: Mapping[str, str], context: Context) -> str:
    """The figure with caption, text alternative and the claims behind it.

    ``files``: size -> SVG text, as `Drawing.files` names them. Raises `KeyError` where a file has a
    word that the record lacks.
    """
    pictures = [
        markup(_picture(svg, size, drawing, context.language)) for size, svg in files.items()
    ]
    claims = [context.dataset.claims[name] for name in drawing.claims]
    return render("drawing", "figure", context, drawing, pictures, claims)
