"""The glossary, and the card of a term."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from secondleap.data.schema import Term
from secondleap.pages.page_model import Page
from secondleap.render.context import Context
from secondleap.render.templates import render
from secondleap.text.alphabet import heading


def term_card(term: Term, context: Context) -> str:
    """A term as the card of its first mention shows it."""
    return render("glossary", "card", context, term)


def chosen(terms: Iterable[Term], context: Context) -> str:
    """Some terms with their names, definitions and sources, in the order given."""
    return render("glossary", "chosen", context, terms)


def glossary(terms: Iterable[Term], pages: dict[str, list[Page]], context: Context) -> str:
    """Every term with its names, definition and source, in alphabetical order by initial.

    ``pages``: term id -> the pages that tell of it, the one about it first.
    """
    language = context.language
    placed = sorted(
        ((heading(term[language], language), term) for term in terms),
        key=lambda item: (item[0].place, item[1][language].casefold()),
    )
    initials = [
        (initial, [term for _, term in group])
        for initial, group in groupby(placed, key=lambda item: item[0])
    ]
    return render("glossary", "glossary", context, initials, pages)
