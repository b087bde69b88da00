"""What a rule is: one function, one code; its docstring is its message.

A rule's docstring has two paragraphs: what is expected, and how to fix it. What it yields says where, and what was found.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from secondleap.checks.site import Site
from secondleap.data.faults import Fault


class Finding(NamedTuple):
    """Where a rule does not hold, and what stands there."""

    file: str
    line: int
    found: str


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
