"""What the tools say, in English or Korean: the English text is the key under which
``messages.ko.yml`` keeps the Korean."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from secondleap.text.particles import Noun

CATALOG = Path(__file__).with_name("messages.ko.yml")


class Message(str):
    """An English message that remembers its template and the values in it, so that it can be said
    in Korean."""

    template: str
    values: dict[str, Any]


def message(template: str, **values: Any) -> Message:
    """``template`` with ``values`` in its braces. A value may be a message itself."""
    made = Message(template.format(**values) if values else template)
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
    return {
        entry["en"]: entry["ko"]
        for entry in yaml.load(CATALOG.read_text(encoding="utf-8"), Loader=yaml.CBaseLoader)
    }


def translate(message: str, language: str) -> str:
    """``message`` in ``language``; in English where the catalog lacks it, as a data file's own
    words are."""
    if language != "ko":
        return str(message)
    if isinstance(message, Message):
        template = catalog().get(message.template)
        values = {
            name: Noun(translate(value, language) if isinstance(value, Message) else value)
            for name, value in message.values.items()
        }
        return (template.format(**values) if values else template) if template else str(message)
    return catalog().get(message, message)


def language_of(environment: Mapping[str, str] = os.environ) -> str:
    """The language that the system asks for, as POSIX ranks its variables: ``ko``, or else
    ``en``."""
    asked = next(
        (environment[name] for name in ("LC_ALL", "LC_MESSAGES", "LANG") if environment.get(name)),
        "C",
    )
    return "ko" if re.match(r"ko(?![a-z])", asked.lower()) else "en"


def nearest(wrong: str, known: Iterable[str]) -> str:
    """A hint at the known name that is most like ``wrong``, or nothing."""
    close = difflib.get_close_matches(wrong, list(known), n=1, cutoff=0.6)
    return message("; did you mean '{name}'?", name=close[0]) if close else ""
