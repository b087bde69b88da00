"""What has to hold across the whole site. One rule, one function, one code; the docstring is the message.

A rule's docstring has two paragraphs: what is expected, and how to mend it. What it yields says where, and what was found.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import NamedTuple

from secondleap.faults import Fault
from secondleap.ledger import Ledger, read_ledger
from secondleap.model import LANGUAGES, Claim, Exemption, Record, Source, Text
from secondleap.pages import Page, read_pages
from secondleap.say import said
from secondleap.series import Series
from secondleap.todo import gaps


class Finding(NamedTuple):
    """Where a rule does not hold, and what stands there."""

    file: str
    line: int
    found: str


class Told(NamedTuple):
    """A text that readers read, and where it stands."""

    file: str
    line: int
    language: str
    text: str


def _in(value: object, language: str) -> Iterator[str]:
    """Every text in ``language`` in a record and the records it holds."""
    if isinstance(value, Text):
        yield value[language]
    if isinstance(value, Source) and language == "en" and value.title_en:
        yield value.title_en
    if isinstance(value, Record | Series):
        value = [getattr(value, name) for name in type(value).model_fields]
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple):
        for part in value:
            yield from _in(part, language)


@dataclass(frozen=True)
class Site:
    """All that rules look at: the records, and the pages of both languages."""

    root: Path
    ledger: Ledger
    pages: dict[str, dict[str, Page]]

    @property
    def all_pages(self) -> Iterator[Page]:
        for pages in self.pages.values():
            yield from pages.values()

    @cached_property
    def texts(self) -> tuple[Told, ...]:
        """All that readers read of the records and the pages."""
        placed = [(record.file, record.line, record) for record in chain.from_iterable(self.ledger.records.values())]
        placed += [("data/series/datapackage.json", 1, series) for series in self.ledger.series.values()]
        told = [Told(file, line, language, text) for file, line, record in placed for language in LANGUAGES for text in _in(record, language)]
        sentences = ((page, sentence) for page in self.all_pages for passage in page.passages for sentence in passage.sentences)
        return (*told, *(Told(page.file, sentence.line, page.language, sentence.text) for page, sentence in sentences))

    @cached_property
    def exemptions(self) -> tuple[Exemption, ...]:
        """Exempt texts, the longest first, so that none hides inside another."""
        return tuple(sorted(self.ledger.exemptions.values(), key=lambda item: -len(item.text)))

    @cached_property
    def gaps(self) -> tuple[tuple[Path, int, str], ...]:
        """What is left to write: file, line, and what is asked for there."""
        return tuple(gaps(self.root))

    @cached_property
    def unfinished(self) -> frozenset[str]:
        """The cities whose pages still hold gaps: what these will cite and show is not known yet."""
        folders = (path.relative_to(self.root / "docs").parts[1:-1] for path, _, _ in self.gaps if path.suffix == ".md")
        return frozenset(parts[0] for parts in folders if parts)

    @cached_property
    def pairs(self) -> list[tuple[Page, Page]]:
        """The pages that stand in both languages, Korean first."""
        return [(page, self.pages["en"][path]) for path, page in self.pages["ko"].items() if path in self.pages["en"]]

    def cited(self, ids: Iterable[str]) -> list[Claim]:
        """The claims of ``ids`` that exist."""
        return [self.ledger.claims[claim] for claim in ids if claim in self.ledger.claims]


def read_site(root: Path) -> Site:
    """The site of the project at ``root``."""
    return Site(root, read_ledger(root), read_pages(root))


Check = Callable[[Site], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A check with its code and the two halves of its message."""

    code: str
    check: Check
    expected: str
    mend: str

    def faults(self, site: Site) -> Iterator[Fault]:
        for file, line, found in self.check(site):
            yield Fault(file, line, self.code, found, self.expected, self.mend)


def rule(code: str) -> Callable[[Check], Rule]:
    """Makes a rule of a check whose docstring says what is expected and, after a blank line, how to mend it."""

    def make(check: Check) -> Rule:
        expected, mend = (" ".join(part.split()) for part in (check.__doc__ or "").split("\n\n", 1))
        return Rule(code, check, expected, mend)

    return make


def nearest(wrong: str, known: Iterable[str]) -> str:
    """A hint at the known name that is most like ``wrong``, or nothing."""
    close = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return said("; did you mean '{name}'?", name=close[0]) if close else ""


def _follows(fault: Fault, unread: frozenset[str]) -> bool:
    """Whether ``fault`` is about a record that could not be read: it may go when that is mended."""
    return not unread.isdisjoint(re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", fault.found))


def check_site(root: Path) -> tuple[Site, list[Fault]]:
    """The site at ``root`` and everything wrong with it, faults of shape first."""
    from secondleap.rules.every import RULES

    site = read_site(root)
    faults = [*site.ledger.faults]
    for each in RULES:
        faults += (fault for fault in each.faults(site) if not _follows(fault, site.ledger.unread))
    return site, sorted(set(faults))
