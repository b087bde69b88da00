"""Pieces of HTML that several renderings share."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.render.strings import WORDS


def attribute(text: str) -> str:
    """``text`` for use inside a quoted attribute."""
    return escape(text, quote=True)


def link(href: str, text: str, attributes: str = "") -> str:
    """A link; ``text`` is plain."""
    return f'<a href="{attribute(href)}"{" " + attributes if attributes else ""}>{escape(text)}</a>'


def filters(
    facets: Iterable[tuple[str, str, list[tuple[str, str]]]], language: str, total: int
) -> str:
    """Buttons that filter a list of ``total`` items by facets (name, title, choices as value and label). Hidden where there are no scripts.

    Items of the list carry ``data-item``, and each facet's value as ``data-<name>``.
    """
    words, rows = WORDS[language], []
    for name, title, choices in facets:
        every = f'<button type="button" data-facet="{name}" data-value="" aria-pressed="true">{words["all"]}</button>'
        made = "".join(
            f'<button type="button" data-facet="{name}" data-value="{value}" aria-pressed="false">{label}</button>'
            for value, label in choices
        )
        rows.append(
            f'<div role="group" aria-label="{attribute(title)}"><span class="label">{title}</span>{every}{made}</div>'
        )
    shown = words["shown"].format(count=total, total=total)
    status = f'<p class="filter__status" role="status" data-template="{attribute(words["shown"])}">{shown}</p>'
    return f'<div class="filter" hidden="hidden">{"".join(rows)}{status}</div>'
