"""What the tools say, in English or Korean: the English text is the key under which ``ko.yml`` keeps the Korean."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from secondleap.korean import Noun

CATALOG = Path(__file__).with_name("ko.yml")


class Said(str):
    """An English message that remembers its template and the values in it, so that it can be said in Korean."""

    template: str
    values: dict[str, Any]


def said(template: str, **values: Any) -> Said:
    """``template`` with ``values`` in its braces. A value may be a message itself."""
    made = Said(template.format(**values) if values else template)
    made.template, made.values = template, values
    return made


class RefusedError(ValueError):
    """Why something that was asked for is not done: every reason at once."""

    def __init__(self, *reasons: str) -> None:
        self.reasons = reasons
        super().__init__("\n".join(reasons))


@cache
def catalog() -> dict[str, str]:
    """English -> Korean."""
    return {entry["en"]: entry["ko"] for entry in yaml.load(CATALOG.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)}


def tell(message: str, language: str) -> str:
    """``message`` in ``language``; in English where the catalog lacks it, as a data file's own words are."""
    if language != "ko":
        return str(message)
    if isinstance(message, Said):
        template = catalog().get(message.template)
        values = {name: Noun(tell(value, language) if isinstance(value, Said) else value) for name, value in message.values.items()}
        return (template.format(**values) if values else template) if template else str(message)
    return catalog().get(message, message)


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the system asks for, as POSIX ranks its variables: ``ko``, or else ``en``."""
    asked = next((environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)), "C")
    return "ko" if re.match(r"ko(?![a-z])", asked.lower()) else "en"
