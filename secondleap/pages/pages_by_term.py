"""Which pages speak of a glossary term."""

from __future__ import annotations

from secondleap.data.dataset import Dataset, glossary_matcher
from secondleap.pages.markdown_source import Page, read_pages


def pages_by_term(dataset: Dataset, language: str) -> dict[str, list[Page]]:
    """Term id -> the pages of ``language`` that speak of it: the page about it first, then
    stories."""
    pages = read_pages(dataset.root, [language])[language]
    found: dict[str, list[Page]] = {
        term.id: [pages[term.page]] if term.page in pages else []
        for term in dataset.records["terms"]
    }
    for page in (page for page in pages.values() if page.is_story):
        text = "\n".join(
            sentence.text
            for passage in page.passages
            if passage.kind in ("prose", "table")
            for sentence in passage.sentences
        )
        for term in dict.fromkeys(
            mention.term.id for mention in glossary_matcher(dataset).mentions(text)
        ):
            if page not in found[term]:
                found[term].append(page)
    return found
