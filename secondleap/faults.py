"""What is wrong, said so that it can be mended: where, what was found, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from click import ClickException


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. ``code`` names the rule; ``file`` is relative to the project, ``line`` counts from 1."""

    file: str
    line: int
    code: str
    found: str
    expected: str
    mend: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.code}\n  found:    {self.found}\n  expected: {self.expected}\n  mend:     {self.mend}"


class FaultsError(ClickException):
    """Raised where work cannot go on; carries every fault known by then.

    A click exception, so that ``mkdocs build`` prints the faults and not a traceback.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(report(self.faults))


def report(faults: Iterable[Fault]) -> str:
    """All faults, one under the other, then their count."""
    listed = sorted(set(faults))
    return "\n\n".join([*map(str, listed), f"{len(listed)} fault{'' if len(listed) == 1 else 's'}."])


def shown(path: Path, root: Path) -> str:
    """``path`` as a writer knows it: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
