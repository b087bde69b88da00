"""Bad and good inputs for every code: for ``check --explain``, the guide, and the tests."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

import yaml

EXAMPLES = Path(__file__).with_name("examples.yml")
ByLanguage = dict[str, str] | str


@dataclass(frozen=True)
class Example:
    """One mistake. The fields are explained at the top of ``examples.yml``."""

    code: str
    file: str
    bad: ByLanguage
    good: ByLanguage = ""
    change: Literal["text", "rename", "encoding", "append"] = "text"
    name: str = ""
    found: str = ""
    line: int = 0
    reported_in: str = ""
    also: tuple[str, ...] = ()

    def texts(self, language: str) -> tuple[str, str, str]:
        """File, bad and good text, as they are in ``language``."""
        bad, good = (
            text if isinstance(text, str) else text[language] for text in (self.bad, self.good)
        )
        return self.file.replace("{language}", language), bad, good


@cache
def all_examples() -> tuple[Example, ...]:
    """Every example, those of a code one after the other."""
    read = yaml.load(EXAMPLES.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    return tuple(_example(item) for item in read)


def _example(item: dict[str, Any]) -> Example:
    fields = {key.replace("-", "_"): value for key, value in item.items()}
    return Example(**{**fields, "line": int(item.get("line", 0))})


@cache
def examples() -> dict[str, Example]:
    """Code -> its first example."""
    return {example.code: example for example in reversed(all_examples())}
