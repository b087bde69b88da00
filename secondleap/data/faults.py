"""What is wrong, said so that it can be mended: where, what was found, what was expected, how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from click import ClickException

from secondleap.text.messages import language_of, message, translate


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. ``code`` names the rule; ``file`` is relative to the project, ``line`` counts from 1."""

    file: str
    line: int
    code: str
    found: str
    expected: str
    mend: str

    def told(self, language: str) -> str:
        """The fault in words of ``language``, each part under its name."""
        parts = (
            (translate(name, language), translate(part, language))
            for name, part in (
                ("found:", self.found),
                ("expected:", self.expected),
                ("mend:", self.mend),
            )
        )
        width = 3 if language == "ko" else 9
        return "\n".join(
            [
                f"{self.file}:{self.line}: {self.code}",
                *(f"  {name:{width}} {part}" for name, part in parts),
            ]
        )

    def __str__(self) -> str:
        return self.told("en")


class FaultsError(ClickException):
    """Raised where work cannot go on; carries every fault known by then.

    A click exception, so that ``mkdocs build`` prints the faults and not a traceback.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__(listing(self.faults, language_of()))


def listing(faults: Iterable[Fault], language: str) -> str:
    """All faults, one under the other, then their count."""
    listed = sorted(set(faults))
    count = message("{count} fault." if len(listed) == 1 else "{count} faults.", count=len(listed))
    return "\n\n".join([*(fault.told(language) for fault in listed), translate(count, language)])


def shown(path: Path, root: Path) -> str:
    """``path`` as a writer knows it: relative to the project, with forward slashes."""
    return path.relative_to(root).as_posix() if path.is_relative_to(root) else path.as_posix()
