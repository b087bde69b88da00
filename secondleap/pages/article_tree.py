"""Trees of a page's HTML: read, walk, take out, write. Elements of SVG have names without a
namespace, and their root the namespace.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Literal
from xml.etree import ElementTree

Element = ElementTree.Element
_SVG = "http://www.w3.org/2000/svg"
_ENTITY = re.compile(r"&(?!amp;|lt;|gt;|quot;|apos;)[A-Za-z]+;")


def article(html: str, name: str) -> Element:
    """The tree of a built page's article, without its scripts. Our own pages are XML there, so that
    no reader of loose HTML is needed.

    Raises `ValueError` with ``name`` where an article is not.
    """
    found = (
        re.sub(
            r"<script.*?</script>",
            "",
            html[html.index("<article") : html.index("</article>")],
            flags=re.DOTALL,
        )
        + "</article>"
    )
    try:
        tree = ElementTree.fromstring(_ENTITY.sub(lambda entity: unescape(entity[0]), found))
    except ElementTree.ParseError as error:
        near = found.splitlines()[error.position[0] - 1][max(0, error.position[1] - 60) :][:90]
        raise ValueError(
            f"{name}: the article is not well formed ({error.msg.partition(':')[0]}) near: {near}"
        ) from error
    for element in tree.iter():
        element.tag = element.tag.removeprefix(f"{{{_SVG}}}")
        if element.tag == "svg":
            element.set("xmlns", _SVG)
    return tree


def has(element: Element, name: str) -> bool:
    """Whether ``element`` has the class ``name``."""
    return name in element.get("class", "").split()


def walk(tree: Element) -> Iterator[tuple[Element, Element]]:
    """Every element below ``tree`` with its parent, in document order; what a caller takes out on
    the way is not entered."""
    for child in list(tree):
        yield tree, child
        if child in list(tree):
            yield from walk(child)


def drop(parent: Element, child: Element) -> None:
    """Takes ``child`` out; the text after it stays."""
    place = list(parent).index(child)
    _append(parent, place, child.tail)
    parent.remove(child)


def unwrap(parent: Element, child: Element) -> None:
    """Replaces ``child`` by its contents."""
    place = list(parent).index(child)
    inner = list(child)
    _append(parent, place, child.text)
    parent.remove(child)
    for offset, element in enumerate(inner):
        parent.insert(place + offset, element)
    _append(parent, place + len(inner), child.tail)


def _append(parent: Element, place: int, text: str | None) -> None:
    """Adds ``text`` before the child at ``place``."""
    if place:
        before = parent[place - 1]
        before.tail = (before.tail or "") + (text or "")
    else:
        parent.text = (parent.text or "") + (text or "")


def make(tag: str, attributes: dict[str, str] | None = None, *content: str | Element) -> Element:
    """A new element that holds texts and elements in order."""
    element = Element(tag, attributes or {})
    for item in content:
        if isinstance(item, str):
            _append(element, len(element), item)
        else:
            element.append(item)
    return element


def text(element: Element) -> str:
    """The text in ``element``, its white space closed up."""
    return " ".join("".join(element.itertext()).split())


def write(element: Element, method: Literal["xml", "html"] = "xml") -> str:
    """The element as XML or, for a reader of HTML, as ``html``."""
    return ElementTree.tostring(element, encoding="unicode", method=method)
