"""What a rule is: one function, one code; its docstring is its message.

A rule's docstring has two paragraphs: what is expected, and the fix. What the function yields says
where, and what was found. A rule may require others: `requires` names their codes, and each finding
names, in `about`, the records and files that it rests on. Where a required rule has found a fault
in one of these, the finding is not reported, since it may go with the fault that caused it.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from secondleap.checks.site import Site
from secondleap.data.faults import Fault
from secondleap.data.schema_errors import SHAPES
from secondleap.text.messages import message, nearest

READABLE = frozenset(SHAPES)  # to be required by rules that would miss a record


class Finding(NamedTuple):
    """Where a rule does not hold, and what was found there.

    ``about`` holds ids of records, and paths of files or folders (``data/events``).
    """

    file: str
    line: int
    found: str
    about: tuple[str, ...] = ()


def unknown(
    file: str, line: int, found: str, id: str, wrong: str, known: Collection[str], *about: str
) -> Iterator[Finding]:
    """A finding if ``wrong``, which the record ``id`` names, is not one of ``known``.

    ``found`` has places for ``{id}``, ``{wrong}`` and a ``{hint}`` at the nearest known name.
    """
    if wrong not in known:
        words = message(found, id=id, wrong=wrong, hint=nearest(wrong, known))
        yield Finding(file, line, words, (wrong, *about))


Check = Callable[[Site], Iterator[Finding]]


@dataclass(frozen=True)
class Rule:
    """A check with its code and the two halves of its message."""

    code: str
    check: Check
    expected: str
    fix: str
    requires: frozenset[str]

    def fault(self, finding: Finding) -> Fault:
        return Fault(finding.file, finding.line, self.code, finding.found, self.expected, self.fix)

    def faults(self, site: Site) -> Iterator[Fault]:
        """All that the rule finds, whatever other rules have found."""
        yield from map(self.fault, self.check(site))


def rule(code: str, requires: Iterable[str] = ()) -> Callable[[Check], Rule]:
    """Makes a rule of a check whose docstring says what is expected and, after a blank line, the
    fix."""

    def make(check: Check) -> Rule:
        expected, fix = (" ".join(part.split()) for part in (check.__doc__ or "").split("\n\n", 1))
        return Rule(code, check, expected, fix, frozenset(requires))

    return make
