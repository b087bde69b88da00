"""Rules on single pages and on the two languages' pages side by side."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import zip_longest
from posixpath import dirname, normpath, relpath

from secondleap.checks.examples import examples
from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.data.faults import shown
from secondleap.data.schema import LANGUAGES
from secondleap.pages.block_syntax import BLOCKS, block_fault
from secondleap.pages.markdown_source import Page
from secondleap.text.messages import Message, message, nearest

FRONT_MATTER = ("description", "tags", "search", "hide")  # the keys that a page may have


@rule("P201")
def front_matter(site: Site) -> Iterator[Finding]:
    """Front matter is valid YAML between two lines '---' and holds a description.

    Write 'description:' and one sentence without figures between two lines '---' at the top of the page.
    """
    for page in site.all_pages:
        yield from (Finding(fault.file, fault.line, fault.found) for fault in page.meta_faults)
        if not page.meta_faults and not page.meta.get("description"):
            yield Finding(page.file, 1, "no description in the front matter")
        for key in page.meta.keys() - set(FRONT_MATTER):
            yield Finding(
                page.file, 1, message("the unknown key '{key}' in the front matter", key=key)
            )
        if page.boost is None:
            yield Finding(
                page.file,
                1,
                message(
                    "'search' in the front matter without a number: write 'search: {boost: 0.5}'"
                ),
            )


@rule("P202")
def heading_id(site: Site) -> Iterator[Finding]:
    """Every heading has a Latin id of its own, in braces at its end, and a page begins with its one heading of level 1.

    Write '## Heading {#latin-id}': small letters, digits and hyphens, the same in both languages.
    """
    for page in site.all_pages:
        seen: set[str] = set()
        for heading in page.headings:
            if not heading.has_latin_id:
                yield Finding(
                    page.file,
                    heading.line,
                    message(
                        "the heading '{text}' with the id '{id}'", text=heading.text, id=heading.id
                    )
                    if heading.id
                    else message("the heading '{text}' without an id", text=heading.text),
                )
            elif heading.id in seen:
                yield Finding(
                    page.file,
                    heading.line,
                    message("the id '{id}' twice on one page", id=heading.id),
                )
            seen.add(heading.id)
        levels = [heading.level for heading in page.headings]
        if levels[:1] != [1] or levels.count(1) > 1:
            yield Finding(
                page.file,
                page.headings[0].line if page.headings else 1,
                message("headings of the levels {levels}", levels=levels),
            )


@rule("P203")
def both_languages(site: Site) -> Iterator[Finding]:
    """Every page stands in both languages under the same file name.

    Write the page in the other language too.
    """
    for language, other in (LANGUAGES, LANGUAGES[::-1]):
        for path in site.pages[language].keys() - site.pages[other].keys():
            yield Finding(
                site.pages[language][path].file,
                1,
                message("a page that docs/{other}/{path} does not answer", other=other, path=path),
            )


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


@rule("P204")
def same_headings(site: Site) -> Iterator[Finding]:
    """Both languages have the same heading levels and ids in the same order.

    Give the headings the same ids, or add the heading that is missing in one language.
    """
    for ko, en in site.pairs:
        if not all(heading.has_latin_id for heading in (*ko.headings, *en.headings)):  # P202's
            continue
        for mine, theirs in zip_longest(ko.headings, en.headings):
            if mine is None or theirs is None or (mine.level, mine.id) != (theirs.level, theirs.id):
                here, there = (
                    message(
                        "'{marks} {id}' (line {line})",
                        marks="#" * one.level,
                        id=one.id,
                        line=one.line,
                    )
                    if one
                    else message("no heading")
                    for one in (mine, theirs)
                )
                counts = _counts(message("headings"), ko, len(ko.headings), en, len(en.headings))
                yield Finding(
                    en.file,
                    theirs.line if theirs else 1,
                    message(
                        "{here} in Korean, {there} in English ({counts})",
                        here=here,
                        there=there,
                        counts=counts,
                    ),
                )
                break


@rule("P205")
def same_citations(site: Site) -> Iterator[Finding]:
    """Both languages cite the same claims in the same order.

    Cite the missing claim, or bring the sentences into one order.
    """
    for ko, en in site.pairs:
        if any(
            claim not in site.dataset.claims for claim, _ in (*ko.citations, *en.citations)
        ):  # P208's
            continue
        for mine, theirs in zip_longest(
            ko.citations, en.citations, fillvalue=(message("nothing"), 1)
        ):
            if mine[0] != theirs[0]:
                counts = _counts(message("citations"), ko, len(ko.citations), en, len(en.citations))
                yield Finding(
                    en.file,
                    theirs[1],
                    message(
                        "'{ko}' in Korean (line {line}), '{en}' in English ({counts})",
                        ko=mine[0],
                        line=mine[1],
                        en=theirs[0],
                        counts=counts,
                    ),
                )
                break


@rule("P206")
def internal_link(site: Site) -> Iterator[Finding]:
    """Every internal link leads to a page that exists, and to an id on it.

    Correct the relative path ('../ulsan/rise.md') or the id after '#'.
    """
    for page in site.all_pages:
        known = site.pages[page.language]
        for target, line in page.links:
            if re.match(r"^[a-z][a-z0-9+.-]*:", target):
                continue
            path, _, anchor = target.partition("#")
            goal = normpath(f"{dirname(page.path)}/{path}".lstrip("/")) if path else page.path
            if goal.endswith(".md") and goal not in known:
                yield Finding(
                    page.file,
                    line,
                    message(
                        "a link to '{target}', a page that is not there{hint}",
                        target=target,
                        hint=_near_page(page, path, known),
                    ),
                )
            elif (
                not goal.endswith(".md")
                and not (site.root / "docs" / page.language / goal).is_file()
            ):
                yield Finding(
                    page.file,
                    line,
                    message(
                        "a link to '{target}', neither a page nor a file{hint}",
                        target=target,
                        hint=_near_page(page, path, known),
                    ),
                )
            elif (
                anchor
                and goal in known
                and anchor not in _anchors(site, known[goal])
                and all(heading.has_latin_id for heading in known[goal].headings)
            ):
                yield Finding(
                    page.file,
                    line,
                    message(
                        "a link to '{target}', an id that {goal} does not have{hint}",
                        target=target,
                        goal=goal,
                        hint=nearest(anchor, _anchors(site, known[goal])),
                    ),
                )


def _near_page(page: Page, path: str, known: Iterable[str]) -> str:
    """A hint at the page most like ``path``, as ``page`` would link to it: relative, and by its Markdown file."""
    relative = [relpath(other, dirname(page.path) or ".") for other in known]
    return nearest(re.sub(r"(\.html|/)?$", ".md", path.lstrip("/").removesuffix(".md")), relative)


def _anchors(site: Site, page: Page) -> set[str]:
    """Ids on a page: its headings', and those of the records that its blocks show."""
    ids = {heading.id for heading in page.headings}
    for directive in page.directives:
        if directive.name in BLOCKS:
            ids |= BLOCKS[directive.name].anchors(site.dataset, directive.argument)
        if directive.name == "rules":
            ids |= {code.lower() for code in examples()}
    return ids


@rule("P207")
def opening(site: Site) -> Iterator[Finding]:
    """A story opens with three sentences in one paragraph.

    Say in three sentences what happened, why, and what is not yet clear; move the rest below.
    """
    for page in site.all_pages:
        if page.is_story:
            first = next((passage for passage in page.passages if passage.kind == "prose"), None)
            count = len(first.sentences) if first else 0
            if count != 3:
                yield Finding(
                    page.file,
                    first.line if first else 1,
                    message(
                        "an opening of {count} sentence"
                        if count == 1
                        else "an opening of {count} sentences",
                        count=count,
                    ),
                )


@rule("P208")
def known_claim(site: Site) -> Iterator[Finding]:
    """Every claim cited stands in data/claims.

    Correct the id, or add the claim's record to the city's file in data/claims.
    """
    for page in site.all_pages:
        for claim, line in page.citations:
            if claim not in site.dataset.claims:
                yield Finding(
                    page.file,
                    line,
                    message(
                        "the unknown claim '{claim}'{hint}",
                        claim=claim,
                        hint=nearest(claim, site.dataset.claims),
                    ),
                )


@rule("P209")
def known_block(site: Site) -> Iterator[Finding]:
    """Every block '/// name | argument' is one the site knows, with an argument it takes, and is closed by '///'.

    Correct the name or the argument (CONTRIBUTING.md lists the blocks), and end the block with a line '///'.
    """
    for page in site.all_pages:
        for directive in page.directives:
            if found := block_fault(
                site.dataset,
                directive.name,
                directive.argument,
                directive.full and directive.closed,
            ):
                yield Finding(page.file, directive.line, found)
            if not directive.closed:
                yield Finding(
                    page.file,
                    directive.line,
                    message("the block '{name}' that is never closed", name=directive.name),
                )


@rule("P210")
def no_own_definition(site: Site) -> Iterator[Finding]:
    """Footnotes are never defined on a page: the ledger defines them.

    Remove the definition; put what it says into the claim's evidence or note.
    """
    for page in site.all_pages:
        for passage in page.passages:
            if (
                passage.kind == "prose"
                and passage.sentences
                and passage.sentences[0].text.startswith(":")
                and passage.sentences[0].claims
            ):
                yield Finding(
                    page.file,
                    passage.line,
                    message("a definition of '[^{claim}]'", claim=passage.sentences[0].claims[0]),
                )


@rule("P211")
def same_blocks(site: Site) -> Iterator[Finding]:
    """Both languages show the same blocks in the same order.

    Add the block that is missing in one language, or bring the blocks into one order.
    """
    for ko, en in site.pairs:
        for mine, theirs in zip_longest(ko.directives, en.directives):
            if (
                mine is None
                or theirs is None
                or (mine.name, mine.argument) != (theirs.name, theirs.argument)
            ):
                here, there = (
                    message(
                        "'{name} | {argument}' (line {line})",
                        name=one.name,
                        argument=one.argument,
                        line=one.line,
                    )
                    if one
                    else message("nothing")
                    for one in (mine, theirs)
                )
                yield Finding(
                    en.file,
                    theirs.line if theirs else 1,
                    message("{here} in Korean, {there} in English", here=here, there=there),
                )
                break


@rule("T001")
def written(site: Site) -> Iterator[Finding]:
    """Nothing is left to write: no page and no data file holds the mark TODO.

    Put your text in the place of the mark; in a data file, remove the line that asks once its records stand.
    """
    for path, line, asked in site.gaps:
        yield Finding(shown(path, site.root), line, asked)


RULES = (
    front_matter,
    heading_id,
    both_languages,
    same_headings,
    same_citations,
    internal_link,
    opening,
    known_claim,
    known_block,
    no_own_definition,
    same_blocks,
    written,
)
