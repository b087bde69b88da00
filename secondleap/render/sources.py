"""The list of sources, with the claims that each is evidence for."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.data.schema import Claim, Source
from secondleap.render.context import Context
from secondleap.render.evidence import record_link, source_link
from secondleap.render.html import link
from secondleap.render.strings import VERDICTS, WORDS
from secondleap.text.formatting import number


def _short_link(claim: Claim, context: Context) -> str:
    """A claim by its verdict's shape and its id, linked to its record."""
    return f"{VERDICTS[claim.verdict]['shape']} {link(record_link(claim, context), claim.id)}"


def sources(listed: Iterable[Source], context: Context) -> str:
    """Every source with the claims it is evidence for, by group and publisher."""
    language = context.language
    words = WORDS[language]
    claims: dict[str, list[Claim]] = {}
    for claim in context.dataset.records["claims"]:
        for item in claim.evidence:
            claims.setdefault(item.source, []).append(claim)
    by_group: dict[str, list[Source]] = {}
    for source in sorted(
        listed, key=lambda item: (item.publisher.casefold(), item.issued or "", item.id)
    ):
        by_group.setdefault(source.group, []).append(source)
    parts = []
    for group in (name for name in context.dataset.cities if name in by_group):
        items = []
        for source in by_group[group]:
            carried = ", ".join(_short_link(claim, context) for claim in claims.get(source.id, ()))
            use = carried or words["events_terms"]
            note = (
                f' <span class="source__note">{escape(source.note[language])}</span>'
                if source.note
                else ""
            )
            described = (
                f' <span class="source__note">{words["title_described"]}</span>'
                if source.title_described
                else ""
            )
            items.append(
                f'<li id="{source.id}">{source_link(source, context)}{described}{note}<br/><span class="source__use">{words["supports"]}: {use}</span></li>'
            )
        count = words["sources_count"].format(count=number(len(items), language))
        parts.append(
            f'<h2 id="sources-{group}">{escape(context.dataset.cities[group][language])}</h2><p class="count">{count}</p><ul class="sources">{"".join(items)}</ul>'
        )
    return "".join(parts)
