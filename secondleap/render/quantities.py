"""A value with its unit, as each language writes it: ``67만 6,806명``, ``$86.8 billion``."""

from __future__ import annotations

from decimal import Decimal

from secondleap.data.released import GONE
from secondleap.render.context import Context
from secondleap.render.strings import VERDICTS
from secondleap.text import formatting


def parts(value: Decimal, unit: str, context: Context) -> tuple[str, str, str]:
    """What comes before the number, the number, and what follows it. A rank in English is all
    number: ``11th``.
    """
    entry, language = context.dataset.units[unit], context.language
    template = entry[language]
    if "{ordinal}" in template:
        return "", template.format(ordinal=formatting.ordinal(int(value))), ""
    money = bool(entry.dimension) and entry.dimension not in ("percent", "points")
    number = formatting.number(abs(value), language, scaled=money)
    before, after = template.split("{}")
    if language == "ko":
        after = formatting.counted(number, after).removeprefix(number)
    return "−" * (value < 0) + before, number, after


def written(value: Decimal, unit: str, context: Context) -> str:
    """The value as a table, a label or a sentence has it."""
    return "".join(parts(value, unit, context))


def published(record: str, value: str, context: Context) -> str:
    """A ``value`` of ``record``, as the last release has it, in the page's language: a verdict,
    figures or a series' value. The words of a text stay as they are.
    """
    if value in (GONE, ""):
        return "–"
    if record.endswith(" verdict"):
        return VERDICTS[value][context.language]
    if record.endswith(" figures"):
        figures = [figure.split(" ") for figure in value.split(", ")]
        if all(unit in context.dataset.units for _, unit in figures):  # none has gone since
            return ", ".join(written(Decimal(number), unit, context) for number, unit in figures)
        return value
    return (
        value if record.endswith(" text") else formatting.number(Decimal(value), context.language)
    )
