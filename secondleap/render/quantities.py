"""A value with its unit, as each language writes it: ``67만 6,806명``, ``$86.8 billion``."""

from __future__ import annotations

from decimal import Decimal

from secondleap.render.context import Context
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
