"""Edits of the element tree that Python-Markdown builds of a page."""

from __future__ import annotations

from collections.abc import Callable
from xml.etree import ElementTree

Split = Callable[[ElementTree.Element, str], list[ElementTree.Element]]


def element(html: str) -> ElementTree.Element:
    """A ``div`` that holds well-formed HTML."""
    return ElementTree.fromstring(f"<div>{html}</div>")


def cut(
    node: ElementTree.Element, part: str, found: list[tuple[int, int, ElementTree.Element]]
) -> list[ElementTree.Element]:
    """Replaces the stretches ``found`` (start, end, replacement) in the text or tail of
    ``node``.

    Returns their elements, each with the text that follows it as its tail; the caller puts them
    behind what is left.
    """
    text = getattr(node, part) or ""
    for number, (_, end, made) in enumerate(found):
        made.tail = text[end : found[number + 1][0] if number + 1 < len(found) else len(text)]
    if found:
        setattr(node, part, text[: found[0][0]])
    return [made for *_, made in found]


def walk(
    node: ElementTree.Element, split: Split, leaves: Callable[[ElementTree.Element], bool]
) -> None:
    """Lets ``split`` cut every text below ``node``, in the order in which it is read, but for the
    elements that ``leaves`` names."""
    if leaves(node):
        return
    children = list(node)
    node[:0] = split(node, "text")
    for child in children:
        walk(child, split, leaves)
        if found := split(child, "tail"):
            place = list(node).index(child) + 1
            node[place:place] = found
