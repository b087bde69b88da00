"""A claim with its evidence: the endnote and card, the entry of a ledger, the key figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from secondleap.data.schema import ARTICLE_LEDGER, Claim
from secondleap.data.standing import standing
from secondleap.render.context import Context
from secondleap.render.strings import STANDINGS, VERDICTS, WORDS
from secondleap.render.templates import render


def endnote(claim: Claim, context: Context) -> str:
    """The endnote of a citation; the card shows a copy of it."""
    return render("evidence", "endnote", context, claim)


def facts(claims: list[Claim], context: Context) -> str:
    """The key figures of a story, each with what, where, when, and its standing where that is not
    firm.

    A citation ``[^id]`` stays in each item for the Markdown engine to turn into a reference.
    """
    return render("evidence", "facts", context, claims)


def verdict_counts(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims have each verdict, in the fixed order of verdicts."""
    counts = Counter(claim.verdict for claim in claims)
    return {name: counts[name] for name in VERDICTS}  # type: ignore[index]


def _standing_counts(claims: Iterable[Claim], context: Context) -> dict[str, int]:
    counts = Counter(standing(claim, context.dataset.sources) for claim in claims)
    return {name: counts[name] for name in STANDINGS}  # type: ignore[index]


def verdict_bar(claims: Iterable[Claim], context: Context) -> str:
    """The verdicts on the article on one bar with their counts, each a link to the article's
    ledger.
    """
    address = context.href(f"evidence/{ARTICLE_LEDGER}.md", "")
    return render("evidence", "bar", context, "verdict", verdict_counts(claims), address)


def ledger(name: str, claims: list[Claim], context: Context) -> str:
    """A ledger: counts, filters, and every claim in its city's order.

    The article's ledger counts verdicts, a city's the standing of its claims.
    """
    language, words = context.language, WORDS[context.language]
    kind, looks = ("verdict", VERDICTS) if name == ARTICLE_LEDGER else ("standing", STANDINGS)
    counts = verdict_counts(claims) if kind == "verdict" else _standing_counts(claims, context)
    groups = [
        (city, listed)
        for city in context.dataset.cities.values()
        if (listed := [claim for claim in claims if claim.group == city.id])
    ]
    choices = [(key, look["shape"], look[language]) for key, look in looks.items() if counts[key]]
    facets = [(kind, words[f"filter_{kind}"], choices)]
    if len(groups) > 1:
        cities = [(city.id, "", city.label(language)) for city, _ in groups]
        facets.append(("group", words["filter_city"], cities))
    return render("evidence", "ledger", context, name, kind, counts, groups, facets)
