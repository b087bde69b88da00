"""The glossary, and the card of a term."""

from __future__ import annotations

from collections.abc import Iterable

from secondleap.data.schema import Term
from secondleap.pages.page_model import Page
from secondleap.render.context import Context
from secondleap.render.templates import render


def term_card(term: Term, context: Context) -> str:
    """A term as the card of its first mention shows it."""
    return render("glossary", "card", context, term)


def glossary(terms: Iterable[Term], pages: dict[str, list[Page]], context: Context) -> str:
    """Every term with its names, definition and source, in alphabetical order.

    ``pages``: term id -> the pages that tell of it, the one about it first.
    """
    language = context.language
    listed = sorted(terms, key=lambda term: term[language].casefold())
    return render("glossary", "glossary", context, listed, pages)
