"""Rules on figures and years in what readers read: each stands beside a claim, and equals what the claim says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondleap.checks.data import plain_names
from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.data.dataset import Dataset
from secondleap.data.schema import LANGUAGES, Claim
from secondleap.pages.markdown_source import Page, Passage, Sentence
from secondleap.text.figures import Figure, read
from secondleap.text.messages import Message, message

# Words by which a sentence says that it reports the article, not the record.
_ARTICLE_WORD = {"ko": "기사", "en": "article"}


def record_figures(dataset: Dataset, claim: Claim) -> set[Figure]:
    """The figures of a claim: its own, and those its sources and its note name."""
    own = {dataset.figure(quantity) for quantity in claim.figures}
    return {Figure(abs(figure.value), figure.dimension) for figure in own} | {
        Figure(figure.value, figure.dimension)
        for text in claim.texts("en")
        for figure in read(text, "en").figures
    }


def article_figures(claim: Claim) -> set[Figure]:
    """The figures that the article names for this claim."""
    found = read(claim.article.en, "en").figures if claim.article else ()
    return {Figure(figure.value, figure.dimension) for figure in found}


def record_years(dataset: Dataset, claim: Claim) -> set[int]:
    """Every year a claim's record names, those in which its sources were published among them."""
    issued = [
        dataset.sources[item.source].issued or ""
        for item in claim.evidence
        if item.source in dataset.sources
    ]
    texts = [
        *claim.texts("en"),
        claim.period or "",
        claim.article.en if claim.article else "",
        *issued,
    ]
    return {year for text in texts for year, _ in read(text.replace("/", " / "), "en").years}


def statements(site: Site, page: Page) -> Iterator[tuple[Passage, Sentence, str, tuple[str, ...]]]:
    """Every sentence with its text free of exempt names, and the claims that may vouch for it.

    A heading is vouched for by its section, a description by its page, any other sentence by itself.
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
            if all(
                claim in site.dataset.claims for claim in claims
            ):  # else P208 speaks, or what cannot be read
                yield passage, sentence, plain_names(site, sentence.text), claims


def figures_found(site: Site) -> Iterator[tuple[Page, Sentence, Figure, list[Claim], bool]]:
    """Every figure in the pages' text with the claims beside it, and whether one of their records holds it."""
    for page in site.all_pages:
        for _, sentence, text, ids in statements(site, page):
            if not (found := read(text, page.language).figures):
                continue
            claims = site.cited(ids)
            known = set().union(*(record_figures(site.dataset, claim) for claim in claims))
            for figure in found:
                yield page, sentence, figure, claims, any(figure.matches(other) for other in known)


def _by_article(page: Page, sentence: Sentence, figure: Figure, claims: list[Claim]) -> bool:
    """Whether the sentence reports ``figure`` as the article's."""
    said = any(figure.matches(other) for claim in claims for other in article_figures(claim))
    return said and _ARTICLE_WORD[page.language] in sentence.text.casefold()


def bound(site: Site) -> tuple[int, int]:
    """How many figures the pages hold, and how many of them a cited claim holds too."""
    results = [
        held or _by_article(page, sentence, figure, claims)
        for page, sentence, figure, claims, held in figures_found(site)
    ]
    return len(results), sum(results)


@rule("F301")
def figure_cited(site: Site) -> Iterator[Finding]:
    """Every figure of fact stands in a sentence, table row or caption that cites a claim.

    Cite the claim that holds the figure with [^claim-id] in the same sentence, or leave the figure out.
    """
    for page, sentence, figure, claims, _ in figures_found(site):
        if not claims:
            yield Finding(
                page.file,
                sentence.line,
                message(
                    "the figure '{figure}' without a claim in: {sentence}",
                    figure=figure.text,
                    sentence=sentence.text[:90],
                ),
            )


def _listed(claims: list[Claim]) -> Message:
    """The figures that claims list, as their records write them."""
    figures = ", ".join(
        f"{figure.value:f} {figure.unit}" for claim in claims for figure in claim.figures
    )
    return message("{figures}", figures=figures) if figures else message("no figure")


@rule("F302")
def figure_equals_claim(site: Site) -> Iterator[Finding]:
    """Every figure equals a figure of a claim cited beside it; one that only the article gives stands in a sentence that says so.

    Write the figure as the record has it, cite the claim that holds it, or name the article ('기사', 'article') as its source.
    """
    for page, sentence, figure, claims, held in figures_found(site):
        if claims and not held and not _by_article(page, sentence, figure, claims):
            named = ", ".join(claim.id for claim in claims)
            yield Finding(
                page.file,
                sentence.line,
                message(
                    "the figure '{figure}' which {named} does not hold (only {held}), in: {sentence}",
                    figure=figure.text,
                    named=named,
                    held=_listed(claims),
                    sentence=sentence.text[:90],
                ),
            )


@rule("F303")
def year_backed(site: Site) -> Iterator[Finding]:
    """Every year is named by a claim cited in the same paragraph, or is the year of an event of the page's city.

    Cite a claim that names the year, correct the year, or add the event to data/events with its source.
    """
    if any(
        fault.file.startswith("data/events/") for fault in site.dataset.faults
    ):  # the year may stand in what cannot be read
        return
    for page in site.all_pages:
        for passage, sentence, text, ids in statements(site, page):
            if not (years := read(text, page.language).years) or any(
                claim not in site.dataset.claims for claim in passage.claims
            ):
                continue
            backed = {
                year
                for claim in site.cited((*ids, *passage.claims))
                for year in record_years(site.dataset, claim)
            }
            backed |= _event_years(site, page)
            for year, written in years:
                if year not in backed:
                    yield Finding(
                        page.file,
                        sentence.line,
                        message(
                            "the year {year} ('{written}') without evidence in: {sentence}",
                            year=year,
                            written=written,
                            sentence=sentence.text[:90],
                        ),
                    )


def _event_years(site: Site, page: Page) -> set[int]:
    """Years of the events that a page may count as known: its city's, or all of them outside the cities."""
    city = page.path.split("/")[0].removesuffix(".md")
    groups = {event.group for event in site.dataset.records["events"]}
    return {
        int(event.date[:4])
        for event in site.dataset.records["events"]
        if city not in groups or event.group in (city, "network")
    }


@rule("F304")
def exemption_needed(site: Site) -> Iterator[Finding]:
    """Every entry of data/exemptions.yml excuses digits that stand in the site.

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
        for text in (chart.title, chart.alt, *chart.remarks)
    ]
    for exemption in site.exemptions:
        if not re.search(r"\d", exemption.text) or not any(
            exemption.text in text for text in texts
        ):
            yield Finding(
                exemption.file,
                exemption.line,
                message("the exemption '{text}' that nothing needs", text=exemption.text),
            )


RULES = (figure_cited, figure_equals_claim, year_backed, exemption_needed)
