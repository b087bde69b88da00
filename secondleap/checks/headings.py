"""Rules on a page's headings and its opening."""

from __future__ import annotations

from collections.abc import Iterator

from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.pages.markdown_source import Heading
from secondleap.text.messages import Message, message


def _without_latin_id(heading: Heading) -> Message:
    if heading.id:
        return message("the heading '{text}' with the id '{id}'", text=heading.text, id=heading.id)
    return message("the heading '{text}' without an id", text=heading.text)


@rule("P202")
def heading_id(site: Site) -> Iterator[Finding]:
    """Every heading has a Latin id of its own, in braces at its end, and a page begins with its one
    heading of level 1.

    Write '## Heading {#latin-id}': small letters, digits and hyphens, the same in both languages.
    """
    for page in site.all_pages:
        about = (page.file,)
        seen: set[str] = set()
        for heading in page.headings:
            if not heading.has_latin_id:
                yield Finding(page.file, heading.line, _without_latin_id(heading), about)
            elif heading.id in seen:
                found = message("the id '{id}' twice on one page", id=heading.id)
                yield Finding(page.file, heading.line, found, about)
            seen.add(heading.id)
        levels = [heading.level for heading in page.headings]
        if levels[:1] != [1] or levels.count(1) > 1:
            line = page.headings[0].line if page.headings else 1
            found = message("headings of the levels {levels}", levels=levels)
            yield Finding(page.file, line, found, about)


@rule("P207")
def opening(site: Site) -> Iterator[Finding]:
    """A story opens with three sentences in one paragraph.

    Say in three sentences what happened, why, and what is not yet clear; move the rest below.
    """
    for page in site.all_pages:
        if not page.is_story:
            continue
        first = next((passage for passage in page.passages if passage.kind == "prose"), None)
        count = len(first.sentences) if first else 0
        if count != 3:
            found = message(
                "an opening of {count} sentence"
                if count == 1
                else "an opening of {count} sentences",
                count=count,
            )
            yield Finding(page.file, first.line if first else 1, found)
