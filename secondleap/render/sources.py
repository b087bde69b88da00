"""The list of sources, with the claims that each is evidence for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from secondleap.data.schema import Claim, Source
from secondleap.render.context import Context
from secondleap.render.templates import render


def sources(listed: Iterable[Source], context: Context) -> str:
    """Every source with its claims, by city, publisher and date."""
    dataset = context.dataset
    claims: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in dataset.records["claims"]:
        for item in claim.evidence:
            claims[item.source].append(claim)
    ordered = sorted(
        listed, key=lambda item: (item.publisher.casefold(), item.issued or "", item.id)
    )
    groups = [
        (city, group)
        for city in dataset.cities.values()
        if (group := [source for source in ordered if source.group == city.id])
    ]
    return render("sources", "sources", context, groups, claims)
