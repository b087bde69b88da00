"""Rules on the pages of both languages side by side."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.data.schema import LANGUAGES
from secondleap.pages.block_syntax import BLOCKS
from secondleap.pages.page_model import Directive, Heading, Page
from secondleap.text.messages import Message, message


def _counts(what: Message, ko: Page, in_korean: int, en: Page, in_english: int) -> Message:
    """How many of something both pages have."""
    return message(
        "{what}: {ko} in {ko_file}, {en} in {en_file}",
        what=what,
        ko=in_korean,
        ko_file=ko.file,
        en=in_english,
        en_file=en.file,
    )


@rule("P203")
def both_languages(site: Site) -> Iterator[Finding]:
    """Every page exists in both languages under the same file name.

    Write the page in the other language too.
    """
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for path in site.pages[language].keys() - site.pages[other].keys():
            found = message("a page without docs/{other}/{path}", other=other, path=path)
            yield Finding(site.pages[language][path].file, 1, found)


def _heading(heading: Heading | None) -> Message:
    if heading is None:
        return message("no heading")
    marks = "#" * heading.level
    return message("'{marks} {id}' (line {line})", marks=marks, id=heading.id, line=heading.line)


@rule("P204", requires=["P202"])
def same_headings(site: Site) -> Iterator[Finding]:
    """Both languages have the same heading levels and ids in the same order.

    Give the headings the same ids, or add the heading that is missing in one language.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.headings, en.headings):
            if mine is None or theirs is None or (mine.level, mine.id) != (theirs.level, theirs.id):
                counts = _counts(message("headings"), ko, len(ko.headings), en, len(en.headings))
                found = message(
                    "{here} in Korean, {there} in English ({counts})",
                    here=_heading(mine),
                    there=_heading(theirs),
                    counts=counts,
                )
                line = theirs.line if theirs else 1
                yield Finding(en.file, line, found, (ko.file, en.file))
                break


@rule("P205", requires=["P208", "P209"])
def same_citations(site: Site) -> Iterator[Finding]:
    """Both languages cite the same claims in the same order.

    Cite the missing claim, or bring the sentences into one order.
    """
    nothing = (message("nothing"), 1)
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.citations, en.citations, fillvalue=nothing):
            if mine[0] != theirs[0]:
                counts = _counts(message("citations"), ko, len(ko.citations), en, len(en.citations))
                found = message(
                    "'{ko}' in Korean (line {line}), '{en}' in English ({counts})",
                    ko=mine[0],
                    line=mine[1],
                    en=theirs[0],
                    counts=counts,
                )
                yield Finding(en.file, theirs[1], found, (ko.file, en.file))
                break


def _shown(block: Directive) -> tuple[str, str]:
    """What a block shows in every language: a title is in its page's own."""
    titled = block.name in BLOCKS and BLOCKS[block.name].titled
    return block.name, "" if titled else block.argument


def _block(block: Directive | None) -> Message:
    if block is None:
        return message("nothing")
    return message(
        "'{name} | {argument}' (line {line})",
        name=block.name,
        argument=block.argument,
        line=block.line,
    )


@rule("P211", requires=["P209"])
def same_blocks(site: Site) -> Iterator[Finding]:
    """Both languages show the same blocks in the same order.

    Add the block that is missing in one language, or bring the blocks into one order.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.directives, en.directives):
            same = mine and theirs and _shown(mine) == _shown(theirs)
            if not same:
                here, there = _block(mine), _block(theirs)
                found = message("{here} in Korean, {there} in English", here=here, there=there)
                line = theirs.line if theirs else 1
                yield Finding(en.file, line, found, (ko.file, en.file))
                break
