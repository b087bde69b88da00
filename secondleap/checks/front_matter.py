"""The rule on front matter."""

from __future__ import annotations

from collections.abc import Iterator

from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.text.messages import message

FRONT_MATTER = ("description", "also", "search", "hide", "added")  # the keys that a page may have


@rule("P201")
def front_matter(site: Site) -> Iterator[Finding]:
    """Front matter is valid YAML between two lines '---' and holds a description.

    Write 'description:' and one sentence without figures between two lines '---' at the top of the
    page.
    """
    for page in site.all_pages:
        for line, found in page.meta_problems:
            yield Finding(page.file, line, found)
        if not page.meta_problems and not page.meta.get("description"):
            yield Finding(page.file, 1, "no description in the front matter")
        for key in page.meta.keys() - set(FRONT_MATTER):
            found = message("the unknown key '{key}' in the front matter", key=key)
            yield Finding(page.file, 1, found)
        if "also" in page.meta and not page.also:
            found = message("'also' in the front matter that is no list: write 'also: [a, b]'")
            yield Finding(page.file, 1, found)
        if page.added is None:
            found = message("'added' in the front matter that is no day: write 'added: 2026-11-30'")
            yield Finding(page.file, 1, found)
        if page.boost is None:
            found = message(
                "'search' in the front matter without a number: write 'search: {boost: 0.5}'"
            )
            yield Finding(page.file, 1, found)
