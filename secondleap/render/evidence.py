"""A claim with its verdict and its evidence: the endnote and card, the entry of a ledger, the key figures."""

from __future__ import annotations

from collections.abc import Iterable

from secondleap.data.schema import Claim
from secondleap.render.context import Context
from secondleap.render.strings import VERDICTS, WORDS
from secondleap.render.templates import render


def endnote(claim: Claim, context: Context) -> str:
    """The endnote of a citation; the card shows a copy of it."""
    return render("evidence", "endnote", context, claim)


def facts(claims: list[Claim], context: Context) -> str:
    """The key figures of a story, each with what, where, when and its verdict.

    A citation ``[^id]`` stays in each item for the Markdown engine to turn into a reference.
    """
    return render("evidence", "facts", context, claims)


def tally(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims have each verdict, in the fixed order of verdicts."""
    verdicts: list[str] = [claim.verdict for claim in claims]
    return {name: verdicts.count(name) for name in VERDICTS}


def verdict_bar(claims: Iterable[Claim], context: Context) -> str:
    """All verdicts on one bar with their counts."""
    return render("evidence", "verdict_bar", context, tally(claims))


def ledger(name: str, claims: list[Claim], context: Context) -> str:
    """A ledger: counts, filters, and every claim in its city's order."""
    language, words, counts = context.language, WORDS[context.language], tally(claims)
    groups = [
        (city, listed)
        for city in context.dataset.cities.values()
        if (listed := [claim for claim in claims if claim.group == city.id])
    ]
    verdicts = [
        (key, look["shape"], look[language]) for key, look in VERDICTS.items() if counts[key]
    ]
    facets = [("verdict", words["filter_verdict"], verdicts)]
    if len(groups) > 1:
        cities = [(city.id, "", city.label(language)) for city, _ in groups]
        facets.append(("group", words["filter_city"], cities))
    return render("evidence", "ledger", context, name, counts, groups, facets)
