"""Pieces of HTML that several renderings share."""

from __future__ import annotations

from html import escape


def attribute(text: str) -> str:
    """``text`` for use inside a quoted attribute."""
    return escape(text, quote=True)


def link(href: str, text: str, attributes: str = "") -> str:
    """A link; ``text`` is plain."""
    return f'<a href="{attribute(href)}"{" " + attributes if attributes else ""}>{escape(text)}</a>'
