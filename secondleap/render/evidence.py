"""A claim with its verdict and its evidence: the endnote and card of a story, the entry of a ledger, the strip of figures."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from secondleap.data.schema import Claim, Quantity, Source
from secondleap.render.context import Context
from secondleap.render.html import filters, link
from secondleap.render.quantities import parts
from secondleap.render.strings import PLACE_KINDS, VERDICTS, WORDS
from secondleap.text import formatting

EXTERNAL = 'class="external" rel="external"'


def verdict(name: str, language: str) -> str:
    """A verdict by shape and word; the class brings the colour."""
    look = VERDICTS[name]
    return f'<span class="verdict" data-verdict="{name}"><span class="verdict__shape" aria-hidden="true">{look["shape"]}</span> {look[language]}</span>'


def source_link(source: Source, context: Context) -> str:
    """Publisher, date and title of a source, the title linked and marked with its language."""
    words = WORDS[context.language]
    issued = formatting.date(source.issued, context.language) if source.issued else words["undated"]
    tongue = "" if source.language == context.language else f'lang="{source.language}" '
    title = link(source.URL, source.title, f"{tongue}{EXTERNAL}")
    gloss = (
        f" ({escape(source.title_en)})"
        if source.title_en and context.language == "en" and source.title_en != source.title
        else ""
    )
    weak = f' <span class="weak">{words["weak"]}</span>' if source.weak else ""
    archived = f" ({link(source.archived, words['archived'], EXTERNAL)})" if source.archived else ""
    return f'<span class="publisher">{escape(source.publisher)}, {issued}</span> {title}{gloss}{archived}{weak}'


def record_link(claim: Claim, context: Context) -> str:
    """The address of a claim's record in its ledger."""
    return context.href(f"evidence/{claim.ledger}.md", claim.id)


def place_and_period(claim: Claim, context: Context) -> str:
    """Where and when a claim holds, the kind of place named."""
    words = WORDS[context.language]
    place = context.dataset.places[claim.place]
    name = place[context.language]
    if place.kind != "world":
        name = formatting.noted(name, PLACE_KINDS[place.kind][context.language], context.language)
    said = [f"{words['place']}: {escape(name)}"]
    if claim.period:
        said.append(f"{words['period']}: {formatting.period(claim.period, context.language)}")
    return " · ".join(said)


def evidence_body(claim: Claim, context: Context) -> str:
    """What the article says, what each source says, and the note: the part that card and ledger share."""
    language = context.language
    words = WORDS[language]
    parts = []
    if claim.article:
        parts.append(
            f'<p class="evidence__article"><span class="label">{words["article_said"]}</span> {escape(claim.article[language])}</p>'
        )
    items = "".join(
        f'<li>{escape(item[language])} <span class="evidence__source">{source_link(context.dataset.sources[item.source], context)}</span></li>'
        for item in claim.evidence
    )
    parts.append(f'<ul class="evidence__sources">{items}</ul>')
    if claim.note:
        parts.append(
            f'<p class="evidence__note"><span class="label">{words["note"]}</span> {escape(claim.note[language])}</p>'
        )
    return "".join(parts)


def endnote(claim: Claim, context: Context) -> str:
    """The endnote of a citation; the card shows a copy of it."""
    language = context.language
    return (
        f'<div class="evidence" data-verdict="{claim.verdict}">'
        f'<p class="evidence__claim">{verdict(claim.verdict, language)} {escape(claim[language])}</p>'
        f"{evidence_body(claim, context)}"
        f'<p class="evidence__meta">{place_and_period(claim, context)} · {link(record_link(claim, context), WORDS[language]["record"])}</p></div>'
    )


def entry(claim: Claim, context: Context) -> str:
    """A claim's record in a ledger, at its own address."""
    language = context.language
    words = WORDS[language]
    audit = ""
    if claim.audit:
        said = (
            words["not_refound"]
            if claim.audit == "not-refound"
            else words["audited"].format(date=formatting.date(claim.audit, language))
        )
        audit = f" · {said}"
    return (
        f'<section class="claim" data-item="item" data-verdict="{claim.verdict}" data-group="{claim.group}">'
        f'<h3 id="{claim.id}">{escape(claim[language])}</h3>'
        f'<p class="evidence__claim">{verdict(claim.verdict, language)}</p>'
        f"{evidence_body(claim, context)}"
        f'<p class="evidence__meta">{place_and_period(claim, context)}{audit}</p></section>'
    )


def quantity(figure: Quantity, context: Context) -> str:
    """A figure with its unit, as a strip shows it: the number large, the unit beside it. Its headline says whether it rose or fell."""
    before, number, after = parts(abs(figure.value), figure.unit, context)
    tail = (
        f'<span class="facts__unit">{escape(after)}</span>' if after.strip("%") else escape(after)
    )
    return escape(before + number) + tail


def facts(claims: Iterable[Claim], context: Context) -> str:
    """The strip of a story's key figures, each with what, where, when and its verdict.

    A citation ``[^id]`` is left in each item for the Markdown engine to turn into a reference.
    """
    items = []
    for claim in claims:
        when = (
            f'<span class="facts__when">{formatting.period(claim.period, context.language)}</span> '
            if claim.period
            else ""
        )
        assert claim.headline  # held by block_fault
        items.append(
            f'<li data-group="{claim.group}"><span class="facts__value">{quantity(claim.figures[0], context)}</span>'
            f'<span class="facts__label">{escape(claim.headline[context.language])}</span>'
            f'<span class="facts__meta">{when}{verdict(claim.verdict, context.language)}[^{claim.id}]</span></li>'
        )
    return f'<ul class="facts facts--{len(items)}">{"".join(items)}</ul>'


def backing(ids: Iterable[str], context: Context) -> str:
    """The claims behind a chart or a drawing: verdict and wording, linked to the record."""
    claims = [context.dataset.claims[name] for name in ids]
    items = "".join(
        f"<li>{verdict(claim.verdict, context.language)} {link(record_link(claim, context), claim[context.language])}</li>"
        for claim in claims
    )
    return f'<ul class="backing">{items}</ul>' if items else ""


def tally(claims: Iterable[Claim]) -> dict[str, int]:
    """How many claims bear each verdict, in the fixed order of verdicts."""
    listed = [claim.verdict for claim in claims]
    return {name: listed.count(name) for name in VERDICTS}


def verdict_bar(claims: Iterable[Claim], context: Context) -> str:
    """All verdicts on one bar with their counts. The list is the text; the bar is its picture."""
    counts = tally(claims)
    bar = "".join(
        f'<span data-verdict="{name}" style="flex-grow:{count}"></span>'
        for name, count in counts.items()
        if count
    )
    items = "".join(
        f"<li>{verdict(name, context.language)} <b>{count}</b></li>"
        for name, count in counts.items()
    )
    return f'<div class="tally"><div class="tally__bar" aria-hidden="true">{bar}</div><ul class="tally__counts">{items}</ul></div>'


def ledger(name: str, claims: Iterable[Claim], context: Context) -> str:
    """A ledger: counts, a filter that scripts bring to life, and every claim in its group's order."""
    language, listed = context.language, list(claims)
    words = WORDS[language]
    named = context.dataset.cities
    groups = [group for group in named if any(claim.group == group for claim in listed)]

    counts = tally(listed)
    verdicts = [
        (key, f'<span aria-hidden="true">{look["shape"]}</span> {look[language]}')
        for key, look in VERDICTS.items()
        if counts[key]
    ]
    cities = [(group, named[group].label(language)) for group in groups]
    facets = [("verdict", words["filter_verdict"], verdicts)] + [
        ("group", words["filter_city"], cities)
    ] * (len(groups) > 1)
    body = "".join(
        f'<h2 id="{name}-{group}">{escape(named[group][language])}</h2>'
        + "".join(entry(claim, context) for claim in listed if claim.group == group)
        for group in groups
    )
    return f'{verdict_bar(listed, context)}<div class="ledger filtered">{filters(facets, language, len(listed))}{body}</div>'
