"""The glossary and the list of sources."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.model import Claim, Source, Term
from secondleap.render import Context, link
from secondleap.render.evidence import record_link, source_link
from secondleap.render.words import GROUPS, VERDICTS, WORDS


def glossary(terms: Iterable[Term], context: Context) -> str:
    """Every term with its name in the other language, its definition and the source of it, in alphabetical order."""
    language = context.language
    other = "en" if language == "ko" else "ko"
    words = WORDS[language]
    items = []
    for term in sorted(terms, key=lambda item: item[language].casefold()):
        also = f'<p class="term__also"><span class="label">{words["also"]}</span> {escape(", ".join(term.also))}</p>' if term.also else ""
        items.append(
            f'<section class="term"><h2 id="{term.id}">{escape(term[language])}</h2>'
            f'<p class="term__other" lang="{other}">{escape(term[other])}</p><p>{escape(term.definition[language])}</p>{also}'
            f'<p class="term__source"><span class="label">{words["source"]}</span> {source_link(context.ledger.sources[term.source], context)}</p></section>'
        )
    return f'<p class="count">{words["terms_count"].format(count=len(items))}</p><div class="glossary">{"".join(items)}</div>'


def _short_link(claim: Claim, context: Context) -> str:
    """A claim by its verdict's shape and its id, linked to its record."""
    return f"{VERDICTS[claim.verdict]['shape']} {link(record_link(claim, context), claim.id)}"


def sources(listed: Iterable[Source], context: Context) -> str:
    """Every source with the claims it is evidence for, by group and publisher."""
    language = context.language
    words = WORDS[language]
    claims: dict[str, list[Claim]] = {}
    for claim in context.ledger.records["claims"]:
        for item in claim.evidence:
            claims.setdefault(item.source, []).append(claim)
    by_group: dict[str, list[Source]] = {}
    for source in sorted(listed, key=lambda item: (item.publisher.casefold(), item.issued or "", item.id)):
        by_group.setdefault(source.group, []).append(source)
    parts = []
    for group in (name for name in GROUPS if name in by_group):
        items = []
        for source in by_group[group]:
            carried = ", ".join(_short_link(claim, context) for claim in claims.get(source.id, ()))
            use = carried or words["events_terms"]
            note = f' <span class="source__note">{escape(source.note[language])}</span>' if source.note else ""
            described = f' <span class="source__note">{words["title_described"]}</span>' if source.title_described else ""
            items.append(
                f'<li id="{source.id}">{source_link(source, context)}{described}{note}<br/><span class="source__use">{words["supports"]}: {use}</span></li>'
            )
        count = words["sources_count"].format(count=len(items))
        parts.append(f'<h2 id="sources-{group}">{GROUPS[group][language]}</h2><p class="count">{count}</p><ul class="sources">{"".join(items)}</ul>')
    return "".join(parts)
