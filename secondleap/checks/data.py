"""Rules on the records of ``data/``: ids, references between records, figures that agree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from secondleap.checks.registry import READABLE, Finding, rule, unknown
from secondleap.checks.site import Site
from secondleap.data.derived import without_names
from secondleap.data.peaks import FOLDER, PEOPLE
from secondleap.data.schema import KINDS, LANGUAGES, Claim, Placed, Text
from secondleap.text.figures import read
from secondleap.text.messages import Message, message


@rule("D101")
def unique_id(site: Site) -> Iterator[Finding]:
    """Every record of a kind has an id of its own.

    Give one of the two another id, or merge them into one record.
    """
    for kind in KINDS:
        first: dict[str, Placed] = {}
        for record in site.dataset.records[kind]:
            if record.id in first:
                other = first[record.id]
                yield Finding(
                    record.file,
                    record.line,
                    message(
                        "the id '{id}' a second time (first at {file}:{line})",
                        id=record.id,
                        file=other.file,
                        line=other.line,
                    ),
                )
            first.setdefault(record.id, record)


@rule("D102", requires=READABLE)
def known_source(site: Site) -> Iterator[Finding]:
    """Every source named by a claim, an event, a term or a series exists in data/sources.

    Correct the id, or add the source's record to a file of data/sources.
    """
    named = chain(
        (
            (claim, item.source)
            for claim in site.dataset.records["claims"]
            for item in claim.evidence
        ),
        (
            (record, record.source)
            for kind in ("events", "terms")
            for record in site.dataset.records[kind]
        ),
    )
    for record, source in named:
        yield from unknown(
            record.file,
            record.line,
            "'{id}' names the unknown source '{wrong}'{hint}",
            record.id,
            source,
            site.dataset.sources,
        )
    for series in site.dataset.series.values():
        for line, row in enumerate(series.rows, 2):
            yield from unknown(
                f"data/series/{series.path}",
                line,
                "the row '{id}' names the unknown source '{wrong}'{hint}",
                row.key,
                row.source,
                site.dataset.sources,
            )
    for source in sorted(site.dataset.peaks.sources - site.dataset.sources.keys()):
        found = message("the unknown source '{source}'", source=source)
        yield Finding(f"{FOLDER}/{PEOPLE}", 1, found, (source,))


@rule("D103", requires=READABLE)
def known_place_and_unit(site: Site) -> Iterator[Finding]:
    """Every place of a claim or a city exists in data/places.yml, and every unit of its figures in
    data/units.yml.

    Correct the id, or add the place or the unit to its file.
    """
    cities = {city.id: city.place for city in site.dataset.records["cities"] if city.place}
    places = [(site.dataset.cities[id], place) for id, place in cities.items()]
    places += [
        (claim, claim.place)
        for claim in site.dataset.records["claims"]
        if claim.place != cities.get(claim.group)  # its city's fault
    ]
    for record, place in places:
        yield from unknown(
            record.file,
            record.line,
            "'{id}' names the unknown place '{wrong}'{hint}",
            record.id,
            place,
            site.dataset.places,
            record.id,
        )
    for claim in site.dataset.records["claims"]:
        for figure in claim.figures:
            yield from unknown(
                claim.file,
                claim.line,
                "'{id}' counts in the unknown unit '{wrong}'{hint}",
                claim.id,
                figure.unit,
                site.dataset.units,
                claim.id,
            )


def _values(text: str, language: str) -> dict[str, str]:
    """The values that ``text`` names, each with the words it was read from."""
    return {f"{figure.value.normalize():f}": figure.text for figure in read(text, language).figures}


def _alone(values: dict[str, str], others: dict[str, str]) -> str:
    return (
        ", ".join(
            f"{value} ('{text}')" if value != text else value
            for value, text in sorted(values.items())
            if value not in others
        )
        or "–"
    )


def plain_names(site: Site, text: str) -> str:
    """``text`` without the digits that data/exemptions.yml excuses."""
    return without_names(text, site.dataset.records["exemptions"])


def _parts(claim: Claim) -> Iterator[tuple[Message, Text]]:
    """The bilingual texts of a claim, each with its name."""
    yield message("wording"), claim
    if claim.article:
        yield message("article"), claim.article
    yield from (
        (message("evidence from '{source}'", source=item.source), item)
        for item in claim.evidence
        if (item.ko, item.en) != (claim.ko, claim.en)  # said once, in the wording
    )
    if claim.note:
        yield message("note"), claim.note


@rule("D104")
def same_figures_in_both_languages(site: Site) -> Iterator[Finding]:
    """Korean and English of one text name the same figures.

    Correct the wrong one against the source; write a number as a digit in both languages or as a
    word in both; list digits that belong to a
    name in data/exemptions.yml.
    """
    for claim in site.dataset.records["claims"]:
        for name, text in _parts(claim):
            ko, en = (
                _values(plain_names(site, text[language]), language) for language in LANGUAGES
            )
            if ko.keys() != en.keys():
                only = message(
                    "only Korean {ko}, only English {en}", ko=_alone(ko, en), en=_alone(en, ko)
                )
                yield Finding(
                    claim.file,
                    claim.line,
                    message(
                        "figures of the {name} of '{id}' differ: {only}",
                        name=name,
                        id=claim.id,
                        only=only,
                    ),
                )


@rule("D105", requires=["D103"])
def figures_listed(site: Site) -> Iterator[Finding]:
    """A claim's list of figures holds every figure of its wording, with a unit of the same
    dimension.

    Add the missing figure to 'figures:' as '- 73 percent', a value and an id of data/units.yml, or
    correct the wording or the list against the source.
    """
    for claim in site.dataset.records["claims"]:
        listed = [site.dataset.figure(quantity) for quantity in claim.figures]
        for figure in read(plain_names(site, claim.en), "en").figures:
            if not any(figure.matches(replace(other, value=abs(other.value))) for other in listed):
                yield Finding(
                    claim.file,
                    claim.line,
                    message(
                        "'{id}': the figure '{text}' of the wording is not listed",
                        id=claim.id,
                        text=figure.text,
                    ),
                    tuple(quantity.unit for quantity in claim.figures),
                )


@rule("D107", requires=READABLE)
def source_used(site: Site) -> Iterator[Finding]:
    """Every source carries a claim, an event, a term or a series.

    Remove the source, or name it where it is evidence.
    """
    used = {item.source for claim in site.dataset.records["claims"] for item in claim.evidence}
    used |= {record.source for kind in ("events", "terms") for record in site.dataset.records[kind]}
    used |= {row.source for series in site.dataset.series.values() for row in series.rows}
    used |= site.dataset.peaks.sources
    for source in site.dataset.records["sources"]:
        if source.id not in used:
            yield Finding(
                source.file,
                source.line,
                message("the source '{id}' that no record names", id=source.id),
                ("data",),  # what could not be read may name it
            )


@rule("D108")
def term_used(site: Site) -> Iterator[Finding]:
    """Every term of the glossary is used in a story, in both languages.

    Use the term in a story, add the spelling the stories use to 'also:', or remove the term.
    """
    for language in LANGUAGES:
        prose = "\n".join(
            sentence.text.casefold()
            for page in site.pages[language].values()
            if page.is_story
            for passage in page.passages
            for sentence in passage.sentences
        )
        for term in site.dataset.records["terms"]:
            names = [
                name
                for text in (term[language], *term.also)
                for name in (text, text.split("(")[0].strip())
            ]
            if not any(name.casefold() in prose for name in names):
                yield Finding(
                    term.file,
                    term.line,
                    message(
                        "the term '{id}' ({name}) that no {language} story uses",
                        id=term.id,
                        name=term[language],
                        language=language,
                    ),
                )
