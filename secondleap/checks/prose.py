"""Rules on figures and years in what readers read: each is cited, and equals what its claim
says."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from secondleap.checks.data import plain_names
from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.data.dataset import Dataset
from secondleap.data.schema import LANGUAGES, Claim
from secondleap.pages.page_model import Page, Passage
from secondleap.pages.sentences import Sentence
from secondleap.text.figures import Figure, read
from secondleap.text.messages import Message, message

# A figure can be judged only where all claims cited beside it exist.
_CLAIMS = ["P208", *READABLE]
# Words by which a sentence says that it reports the article, not the record.
_ARTICLE_WORD = {"ko": "기사", "en": "article"}


@lru_cache(maxsize=1)
def record_figures(dataset: Dataset) -> dict[str, frozenset[Figure]]:
    """Claim -> its figures: its own, and those its sources and its note name."""
    return {
        claim.id: frozenset(
            [_bare(abs(figure.value), figure) for figure in map(dataset.figure, claim.figures)]
            + [
                _bare(figure.value, figure)
                for text in claim.texts("en")
                for figure in read(text, "en").figures
            ]
        )
        for claim in dataset.records["claims"]
    }


def _bare(value: Decimal, figure: Figure) -> Figure:
    """``value`` in the dimension of ``figure``, wherever it was written."""
    return Figure(value, figure.dimension)


def article_figures(claim: Claim) -> set[Figure]:
    """The figures that the article names for this claim."""
    found = read(claim.article.en, "en").figures if claim.article else ()
    return {_bare(figure.value, figure) for figure in found}


@lru_cache(maxsize=1)
def record_years(dataset: Dataset) -> dict[str, frozenset[int]]:
    """Claim -> every year its record names, those in which its sources were published among
    them."""
    return {
        claim.id: frozenset(
            year
            for text in _dated(dataset, claim)
            for year, _ in read(text.replace("/", " / "), "en").years
        )
        for claim in dataset.records["claims"]
    }


def _dated(dataset: Dataset, claim: Claim) -> Iterator[str]:
    """The texts of a claim's record that may name a year."""
    yield from (*claim.texts("en"), claim.period or "", claim.article.en if claim.article else "")
    for item in claim.evidence:
        if item.source in dataset.sources:
            yield dataset.sources[item.source].issued or ""


def statements(site: Site, page: Page) -> Iterator[tuple[Passage, Sentence, str, tuple[str, ...]]]:
    """Every sentence with its text free of exempt names, and the claims that may vouch for it.

    A heading is vouched for by its section, a description by its page, any other sentence by
    itself.
    """
    sections: dict[str, tuple[str, ...]] = {}
    for passage in page.passages:
        sections[passage.heading] = sections.get(passage.heading, ()) + passage.claims
    everything = tuple(claim for claim, _ in page.citations)
    for passage in page.passages:
        for sentence in passage.sentences:
            claims = {"heading": sections[passage.heading], "description": everything}.get(
                passage.kind, sentence.claims
            )
            if (
                passage.kind == "heading"
                and page.headings
                and passage.heading == page.headings[0].id
            ):
                claims = everything
            yield passage, sentence, plain_names(site, sentence.text), claims


class FoundFigure(NamedTuple):
    """A figure in a page's text. ``ids`` are cited beside it, ``claims`` the records of these, and
    ``held`` says whether one of them holds the figure."""

    page: Page
    sentence: Sentence
    figure: Figure
    ids: tuple[str, ...]
    claims: list[Claim]
    held: bool

    @property
    def is_the_article_s(self) -> bool:
        """Whether the sentence reports the figure as the article's."""
        said = any(
            self.figure.matches(other) for claim in self.claims for other in article_figures(claim)
        )
        return said and _ARTICLE_WORD[self.page.language] in self.sentence.text.casefold()


@lru_cache(maxsize=1)
def figures_found(site: Site) -> tuple[FoundFigure, ...]:
    """Every figure in the pages' text."""
    return tuple(figure for page in site.all_pages for figure in _figures_of(page, site))


def _figures_of(page: Page, site: Site) -> Iterator[FoundFigure]:
    held_by = record_figures(site.dataset)
    for _, sentence, text, ids in statements(site, page):
        if not (found := read(text, page.language).figures):
            continue
        claims = site.cited(ids)
        known = frozenset[Figure]().union(*(held_by[claim.id] for claim in claims))
        for figure in found:
            held = any(figure.matches(other) for other in known)
            yield FoundFigure(page, sentence, figure, ids, claims, held)


def bound(site: Site) -> tuple[int, int]:
    """How many figures the pages hold, and how many of them a cited claim holds too."""
    results = [found.held or found.is_the_article_s for found in figures_found(site)]
    return len(results), sum(results)


@rule("F301", requires=_CLAIMS)
def figure_cited(site: Site) -> Iterator[Finding]:
    """Every figure of fact is in a sentence, table row or caption that cites a claim.

    Cite the claim that holds the figure with [^claim-id] in the same sentence, or leave the figure
    out.
    """
    for page, sentence, figure, ids, claims, _ in figures_found(site):
        if not claims:
            found = message(
                "the figure '{figure}' without a claim in: {sentence}",
                figure=figure.text,
                sentence=sentence.text[:90],
            )
            yield Finding(page.file, sentence.line, found, ids)


def _listed(claims: list[Claim]) -> Message:
    """The figures that claims list, as their records write them."""
    figures = ", ".join(
        f"{figure.value:f} {figure.unit}" for claim in claims for figure in claim.figures
    )
    return message("{figures}", figures=figures) if figures else message("no figure")


@rule("F302", requires=_CLAIMS)
def figure_equals_claim(site: Site) -> Iterator[Finding]:
    """Every figure equals a figure of a claim cited beside it; one that only the article gives is
    in a sentence that says so.

    Write the figure as the record has it, cite the claim that holds it, or name the article
    ('기사', 'article') as its source.
    """
    for each in figures_found(site):
        if each.claims and not each.held and not each.is_the_article_s:
            found = message(
                "the figure '{figure}' which {named} does not hold (only {held}), in: {sentence}",
                figure=each.figure.text,
                named=", ".join(claim.id for claim in each.claims),
                held=_listed(each.claims),
                sentence=each.sentence.text[:90],
            )
            yield Finding(each.page.file, each.sentence.line, found, each.ids)


@rule("F303", requires=_CLAIMS)
def year_backed(site: Site) -> Iterator[Finding]:
    """Every year is named by a claim cited in the same paragraph, or is the year of an event of the
    page's city.

    Cite a claim that names the year, correct the year, or add the event to data/events with its
    source.
    """
    named = record_years(site.dataset)
    for page in site.all_pages:
        events = _event_years(site, page)
        for passage, sentence, text, ids in statements(site, page):
            if not (years := read(text, page.language).years):
                continue
            cited = (*ids, *passage.claims)
            backed = frozenset[int]().union(*(named[claim.id] for claim in site.cited(cited)))
            for year, written in years:
                if year not in backed | events:
                    found = message(
                        "the year {year} ('{written}') without evidence in: {sentence}",
                        year=year,
                        written=written,
                        sentence=sentence.text[:90],
                    )
                    yield Finding(page.file, sentence.line, found, (*cited, "data/events"))


def _event_years(site: Site, page: Page) -> set[int]:
    """Years of the events that a page may count as known: its city's, or all outside the cities."""
    city = page.path.split("/")[0].removesuffix(".md")
    groups = {event.group for event in site.dataset.records["events"]}
    return {
        int(event.date[:4])
        for event in site.dataset.records["events"]
        if city not in groups or event.group in (city, "network")
    }


@rule("F304", requires=READABLE)
def exemption_needed(site: Site) -> Iterator[Finding]:
    """Every entry of data/exemptions.yml excuses digits that the site holds.

    Remove the entry.
    """
    texts = [
        sentence.text
        for page in site.all_pages
        for passage in page.passages
        for sentence in passage.sentences
    ]
    claims, charts = site.dataset.records["claims"], site.dataset.records["charts"]
    texts += [
        text
        for claim in claims
        for language in LANGUAGES
        for text in (*claim.texts(language), claim.article[language] if claim.article else "")
    ]
    texts += [
        text[language]
        for chart in charts
        for language in LANGUAGES
        for text in (chart.title, chart.about, chart.alt, *chart.remarks)
    ]
    for exemption in site.dataset.records["exemptions"]:
        if not re.search(r"\d", exemption.text) or not any(
            exemption.text in text for text in texts
        ):
            yield Finding(
                exemption.file,
                exemption.line,
                message("the exemption '{text}' that nothing needs", text=exemption.text),
                ("data",),
            )


_SPELLED = 10  # numbers without a unit up to this one are often words in one of the languages


def _figures_by_section(site: Site, page: Page) -> dict[tuple[str, str], set[Figure]]:
    """Section and claim -> the figures of the claim's record that the section's sentences use.

    Figures that the claim declares as computed are left out: conversions are.
    """
    used: defaultdict[tuple[str, str], set[Figure]] = defaultdict(set)
    for passage, sentence, text, ids in statements(site, page):
        if passage.kind not in ("prose", "table") or not sentence.claims:
            continue
        figures = read(text, page.language).figures
        for claim in site.cited(ids):
            computed = {site.dataset.figure(item) for item in claim.figures if item.computed}
            for known in record_figures(site.dataset)[claim.id] - computed:
                spelled = not known.dimension and known.value <= _SPELLED
                if not spelled and any(figure.matches(known) for figure in figures):
                    used[passage.heading, claim.id].add(known)
    return used


@rule("F305", requires=["P203", "P204", "P205", "F302", *READABLE])
def same_figures(site: Site) -> Iterator[Finding]:
    """The pages of both languages use the same figures of each claim that a section cites.

    Write the figure in both languages, or declare one that is a conversion with 'computed:'.
    """
    for ko, en in site.pairs:
        korean, english = _figures_by_section(site, ko), _figures_by_section(site, en)
        lines = {heading.id: heading.line for heading in en.headings}
        for section, claim in sorted(korean.keys() | english.keys()):
            mine, theirs = korean[section, claim], english[section, claim]
            if mine == theirs:
                continue
            only = [
                ", ".join(sorted(f"{figure.value:f} {figure.dimension}".strip() for figure in part))
                or "–"
                for part in (mine - theirs, theirs - mine)
            ]
            found = message(
                "of '{claim}' in the section '{section}' only Korean {ko}, only English {en}",
                claim=claim,
                section=section,
                ko=only[0],
                en=only[1],
            )
            yield Finding(en.file, lines.get(section, 1), found, (claim, ko.file, en.file))
