"""Records in, HTML out: pure functions that know no engine. What a page is and where it stands comes in a `Context`."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from html import escape

from secondleap.ledger import Ledger


@dataclass(frozen=True)
class Context:
    """What a rendering needs to know of its page: the language, the records, and how to reach another page.

    ``href("evidence/article.md", "some-id")`` gives an address relative to the page at hand.
    """

    language: str
    ledger: Ledger
    href: Callable[[str, str], str]


def attribute(text: str) -> str:
    """``text`` for use inside a quoted attribute."""
    return escape(text, quote=True)


def link(href: str, text: str, attributes: str = "") -> str:
    """A link; ``text`` is plain."""
    return f'<a href="{attribute(href)}"{" " + attributes if attributes else ""}>{escape(text)}</a>'
