"""What the tests of access found, in the words of a page."""

from __future__ import annotations

from secondleap.render.context import Context
from secondleap.render.strings import WORDS
from secondleap.render.templates import render
from secondleap.text import formatting, particles


def tested(record: dict[str, str | int] | None, context: Context) -> str:
    """One sentence: when, with what, how much, and what was found.

    ``record`` is data/access.json as the browser tests write it: day, axe (version), pages, looks,
    violations.
    """
    language = context.language
    words = WORDS[language]
    if record is None:
        return render("macros", "paragraph", context, "access", words["access_unknown"])
    values = {
        name: formatting.number(value, language)
        if isinstance(value, int)
        else particles.Noun(value)
        for name, value in record.items()
    }
    day = formatting.date(str(record["day"]), language)
    sentence = words["access_tested"].format_map(values | {"day": day})
    return render("macros", "paragraph", context, "access", sentence)
