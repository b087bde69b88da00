"""A claim of the article as a page of its own."""

from __future__ import annotations

from secondleap.data.schema import Claim
from secondleap.pages.page_model import Page
from secondleap.render.context import Context
from secondleap.render.strings import VERDICTS, WORDS
from secondleap.render.templates import render


def title(claim: Claim, language: str) -> str:
    """What the article says and how that fares: alone, it would read as our own sentence."""
    assert claim.article
    return WORDS[language]["claim_title"].format(
        claim=claim.article[language].rstrip("."),
        verdict=VERDICTS[claim.article.verdict][language],
    )


def page(claim: Claim, told: list[Page], context: Context) -> str:
    """What the page holds: the verdict, the record's answer, all sources, the pages ``told`` where
    a story cites it, and what was changed in it."""
    changes = [
        change
        for change in context.dataset.records["corrections"]
        if change.record.split()[0] == claim.id
    ]
    city = context.dataset.cities[claim.group]
    return render(
        "evidence", "page", context, claim, title(claim, context.language), city, told, changes
    )
