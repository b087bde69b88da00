"""What a contributor looks up, as HTML: the template of a record, and every rule."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from secondleap.render.context import Context
from secondleap.render.templates import render
from secondleap.text.messages import translate


class Rule(NamedTuple):
    """A rule in the page's language, with an input that breaks it and one that does not."""

    code: str
    expected: str
    fix: str
    file: str
    bad: str
    good: str


def template(text: str, context: Context) -> str:
    """``text``, the template of a record, as code."""
    return render("contributing", "code", context, text)


def rules(
    codes: dict[str, tuple[str, str]],
    example: Callable[[str, str], tuple[str, str, str]],
    context: Context,
) -> str:
    """Every rule at its own address: what it expects, and folded behind that the fix and an
    example.

    ``codes``: code -> what is expected and how to fix it; ``example(code, language)``: file, bad
    and good text.
    """
    language = context.language
    listed = [
        Rule(
            code, translate(expected, language), translate(fix, language), *example(code, language)
        )
        for code, (expected, fix) in codes.items()
    ]
    return render("contributing", "rules", context, listed)
