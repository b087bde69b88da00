"""What is wrong, said so that it can be fixed: where, what was found, what was expected, the
fix."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from unicodedata import east_asian_width

from click import ClickException

from secondleap.text.messages import language_of, message, translate


@dataclass(frozen=True, order=True)
class Fault:
    """One thing wrong. ``code`` names the rule; ``file`` is relative to the project, ``line``
    counts from 1."""

    file: str
    line: int
    code: str
    found: str
    expected: str
    fix: str

    def text(self, language: str) -> str:
        """The fault in words of ``language``, each part with its name."""
        parts = (("found:", self.found), ("expected:", self.expected), ("fix:", self.fix))
        named = [(translate(name, language), translate(text, language)) for name, text in parts]
        width = max(_columns(name) for name, _ in named)
        return "\n".join(
            [
                f"{self.file}:{self.line}: {self.code}",
                *(f"  {name}{' ' * (width - _columns(name))} {text}" for name, text in named),
            ]
        )

    def __str__(self) -> str:
        return self.text("en")


def _columns(text: str) -> int:
    """How many columns of a terminal ``text`` takes: a syllable of Hangul takes two."""
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in text)


# The codes of files that cannot be read: what else is at fault may follow from what is in them.
UNREADABLE = frozenset({"D001", "D008", "D009"})


def leading(faults: Iterable[Fault]) -> list[Fault]:
    """The faults in their order, each once: those of files that cannot be read, or else all."""
    listed = sorted(set(faults))
    return [fault for fault in listed if fault.code in UNREADABLE] or listed


class FaultsError(ClickException):
    """Raised where work cannot go on; carries every fault known by then, or the causes of them.

    A click exception, so that ``mkdocs build`` prints the faults and not a traceback.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(leading(faults))
        super().__init__(listing(self.faults, language_of()))


def listing(faults: Iterable[Fault], language: str) -> str:
    """All faults, one under the other, then their count."""
    listed = sorted(set(faults))
    count = message("{count} fault." if len(listed) == 1 else "{count} faults.", count=len(listed))
    end = translate(count, language)
    if any(fault.code in UNREADABLE for fault in listed):
        rest = translate(
            "What depends on a file that cannot be read is checked once it is mended.", language
        )
        end = f"{end} {rest}"
    return "\n\n".join([*(fault.text(language) for fault in listed), end])


def shown(path: Path, root: Path) -> str:
    """``path`` as a writer knows it: relative to the project, with forward slashes."""
    return path.as_posix().removeprefix(f"{root.as_posix()}/")
