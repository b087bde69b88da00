"""Rules on a page's own markup: blocks, fences, and what is left to write."""

from __future__ import annotations

from collections.abc import Iterator

from secondleap.checks.registry import READABLE, Finding, rule
from secondleap.checks.site import Site
from secondleap.pages.block_syntax import BLOCKS, block_fault
from secondleap.text.messages import message


@rule("P209", requires=READABLE)
def known_block(site: Site) -> Iterator[Finding]:
    """Every block '/// name | argument' is one the site knows, with an argument it takes, and is
    closed by '///'.

    Correct the name or the argument (CONTRIBUTING.md lists the blocks), and end the block with a
    line '///'.
    """
    for page in site.all_pages:
        for block in page.directives:
            full = block.full and block.closed
            about = (*block.argument.split(), page.file)
            if found := block_fault(site.dataset, block.name, block.argument, full):
                yield Finding(page.file, block.line, found, about)
            elif not block.known:
                found = message("'/// {name}' left over as text", name=block.name)
                yield Finding(page.file, block.line, found, (page.file,))
            if not block.closed and block.name in BLOCKS:
                found = message("the block '{name}' that is never closed", name=block.name)
                yield Finding(page.file, block.line, found, (page.file,))
        for line in page.stray_ends:
            yield Finding(page.file, line, message("'///' left over as text"), (page.file,))


@rule("P212")
def no_stray_markup(site: Site) -> Iterator[Finding]:
    """Code fences are closed, comments are whole, citations are in Markdown, not in HTML, and git
    has merged all: nothing of them is printed as text.

    End a block of code with as many ` or ~ as it begins with, on a line of their own, and a comment
    with '-->'; write in Markdown what cites a claim; of two versions between '<<<<<<<' and
    '>>>>>>>', keep one.
    """
    for page in site.all_pages:
        for text, line in page.stray:
            yield Finding(page.file, line, message("'{text}' left over as text", text=text))


@rule("T001")
def written(site: Site) -> Iterator[Finding]:
    """Nothing is left to write: no page and no data file holds the mark TODO.

    Put your text in the place of the mark; in a data file, remove the line that asks once its
    records are there.
    """
    for file, line, asked in site.gaps:
        yield Finding(file, line, asked)
