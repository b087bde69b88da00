"""How each language writes numbers, dates and spans: ``67만 6,806``, ``676,806``; ``2009년 9월
25일``, ``September 25, 2009``."""

from __future__ import annotations

import re
from decimal import Decimal

_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def number(value: Decimal | int, language: str, scaled: bool = False) -> str:
    """``value`` as prose writes it: 676806 is ``67만 6,806`` and ``676,806``.

    ``scaled`` lets English say ``18.5 billion``, as sums of money do; Korean always counts in 만,
    억, 조.
    """
    value = Decimal(value)
    if value < 0:
        return "−" + number(-value, language, scaled)
    if language == "ko" and value >= 10_000:
        rest, parts = value, []
        for size, name in _MYRIADS:
            if rest >= size:
                parts.append(f"{int(rest // size):,}{name}")
                rest %= size
        return " ".join([*parts, *([number(rest, "ko")] if rest else [])])
    if language == "en" and scaled:
        for size, name in _SCALES:
            if value >= size:
                return f"{(value / size).normalize():f} {name}"
    whole = value.to_integral_value() == value
    return f"{int(value):,}" if whole else f"{value.normalize():,f}"


def counted(number: str, counter: str) -> str:
    """A Korean number with what it counts: ``221명`` but ``4만 명``, since after 만, 억, 조 a space
    stands."""
    return number + (" " if number[-1:] in "만억조" and counter[:1].isalpha() else "") + counter


def unbroken(text: str) -> str:
    """``text`` whose Korean numbers, months and equations stay in one line: ``64만 5,705``, ``3분의
    1``, ``2025년 8월``, ``peak = 100``."""
    joints = r"(?<=\d[만억조]) |(?<=\d분의) (?=\d)|(?<=\d년) (?=\d+월)| (?==)|(?<==) "
    return re.sub(joints, "\u00a0", text)


def listed(names: list[str]) -> str:
    """Names in a row, set apart by semicolons where one has a comma in it."""
    return ("; " if any("," in name for name in names) else ", ").join(names)


def noted(text: str, note: str, language: str) -> str:
    """``text`` with a note in brackets, which Korean sets without a space: ``울산(도시)``, ``Ulsan
    (city)``."""
    return f"{text}({note})" if language == "ko" else f"{text} ({note})"


def ordinal(value: int) -> str:
    """The English ordinal: 1st, 2nd, 11th."""
    ending = (
        "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    )
    return f"{value}{ending}"


_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def date(iso: str, language: str) -> str:
    """An ISO date of a day, month or year as prose: ``2009년 9월 25일``, ``September 25, 2009``."""
    parts = [int(part) for part in iso.split("-")]
    if language == "ko":
        return " ".join(
            f"{part}{name}" for part, name in zip(parts, ("년", "월", "일"), strict=False)
        )
    month = [_MONTHS[parts[1] - 1]] if len(parts) > 1 else []
    if len(parts) > 2:
        return f"{month[0]} {parts[2]}, {parts[0]}"
    return " ".join([*month, str(parts[0])])


def period(iso: str, language: str) -> str:
    """An ISO date or interval: ``1979~1989년``, ``1979–1989``, ``2009년 9월 24~25일``, ``September
    24–25, 2009``.

    What both ends share is said once. Korean sets its ~ without spaces; English sets them round a
    dash between ends of several words.
    """
    first, _, last = iso.partition("/")
    if not last:
        return date(first, language)
    starts, ends = first.split("-"), last.split("-")
    if len(starts) == len(ends) and starts[:-1] == ends[:-1]:
        low, high = int(starts[-1]), int(ends[-1])
        if language == "ko":
            unit = "년월일"[len(ends) - 1]
            return date(last, "ko").removesuffix(f"{high}{unit}") + f"{low}~{high}{unit}"
        if len(ends) == 3:
            return date(last, "en").replace(f" {high},", f" {low}–{high},")
        return f"{_MONTHS[low - 1] if len(ends) == 2 else low}–{date(last, 'en')}"
    joint = "~" if language == "ko" else " – "
    return date(first, language) + joint + date(last, language)


def tex(text: str) -> str:
    """``text`` with what TeX would read as signs of its own marked as letters."""
    return re.sub(r"([&%$#_])", r"\\\1", text)
