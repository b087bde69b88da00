"""What a claim says of itself in its wording, for the fields that its record leaves out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from secondleap.data.schema import City, Claim, Exemption, Quantity, Unit
from secondleap.text.figures import read

_COUNTED = "count"  # the unit of a figure whose wording names none
_BETWEEN = 2  # words that may stand between a figure and its unit: 40,000 steel jobs


def without_names(text: str, exemptions: Iterable[Exemption]) -> str:
    """``text`` without the digits that ``exemptions`` excuse, in the order of the dataset."""
    for exemption in exemptions:
        text = text.replace(exemption.text, "")
    return text


def _unit(dimension: str, after: str, units: Iterable[Unit]) -> str:
    """The unit of a figure: that of its dimension, or the one that the words ``after`` it name."""
    if dimension:
        return next((unit.id for unit in units if unit.dimension == dimension), dimension)
    found = []
    for unit in units:
        name = unit.en.removeprefix("{}").strip()
        words = rf"\s*(?:[^\s\d.,;]+\s+){{0,{_BETWEEN}}}?{re.escape(name)}\b"
        if name and not unit.dimension and (match := re.match(words, after)):
            found.append((match.end() - len(name), -len(name), unit.id))
    return min(found)[2] if found else _COUNTED


def quantities(text: str, units: Iterable[Unit]) -> tuple[Quantity, ...]:
    """The figures of an English wording, each once."""
    units = list(units)
    made = {}
    for figure in read(text, "en").figures:
        after = text[figure.start + len(figure.text) :]
        unit = _unit(figure.dimension, after, units)
        made[figure.value, unit] = Quantity(value=figure.value, unit=unit)
    return tuple(made.values())


def period(text: str) -> str | None:
    """The years of an English wording: one, or from the first to the last."""
    years = sorted({year for year, _ in read(text, "en").years})
    return "/".join(str(year) for year in dict.fromkeys(years[:1] + years[-1:])) or None


def completed(
    claim: Claim,
    cities: Mapping[str, City],
    units: Iterable[Unit],
    exemptions: Iterable[Exemption],
) -> Claim:
    """``claim`` with its figures, period and place, where its record leaves them out: the figures
    and years of its wording, and the place of its city."""
    text = without_names(claim.en, exemptions)
    found: dict[str, Any] = {}
    if not claim.figures:
        found["figures"] = quantities(text, units)
    if not claim.period:
        found["period"] = period(text)
    if not claim.place:
        city = cities.get(claim.group)
        found["place"] = (city and city.place) or claim.group
    return claim.model_copy(update=found) if any(found.values()) else claim
