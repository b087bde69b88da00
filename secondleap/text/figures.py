"""Reads the figures and years in Korean and English prose.

``35만 명`` is 350,000; ``1억 7천만 원`` is 170,000,000 won; ``8.5 to 2.3 million tons`` is two
figures. A year is no
figure but is read too, for a year wants evidence as well. What only looks like a number (a day of a
month, ``G20``,
``4차``, ``21st century``) is neither. Pure functions on plain text; knows nothing of Markdown or of
the ledger.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

CURRENCIES = frozenset({"usd", "krw", "eur", "gbp", "aud", "jpy", "nlg", "dkk"})


@dataclass(frozen=True)
class Figure:
    """A figure as read: its value in base units (won, people, per cent) and its dimension.

    ``dimension`` is ``percent``, ``points`` (percentage points), a currency of `CURRENCIES`, or
    empty for counts.
    ``text`` is how it was written, ``start`` its place in the text.
    """

    value: Decimal
    dimension: str
    text: str = ""
    start: int = 0

    def matches(self, other: Figure) -> bool:
        """Same value, and dimensions that do not contradict: a bare number may stand for a sum of
        money."""
        if self.value != other.value:
            return False
        pair = {self.dimension, other.dimension}
        return len(pair) == 1 or ("" in pair and bool(pair & CURRENCIES))


@dataclass(frozen=True)
class Reading:
    """All that a text says in numbers. ``years`` holds (year, as written), a span by its two
    ends."""

    figures: tuple[Figure, ...]
    years: tuple[tuple[int, str], ...]


NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
YEAR = r"(?:1[789]|20)\d\d"
DASH = r"\s*[~∼–—-]\s*"

# Digits that belong to a name, and fractions written as words: neither is a figure.
_NAMES = r"[A-Za-z][A-Za-z.]*[-‑]?\d+(?:\.\d+)*[A-Za-z]*\b|(?<![\w.,])\d[DG](?![A-Za-z])"

_KO_SKIP = rf"""
    {_NAMES}
  | \d{{1,2}}월(?:{DASH}\d{{1,2}}월)?(?:\s*\d{{1,2}}(?:일?(?:{DASH}|·|,\s*|과\s*)\d{{1,2}})?일)?
    # 9월 24~25일
  | \d{{1,2}}(?:일?(?:{DASH}|·|과\s*)\d{{1,2}})?일(?!\s?동안|간)  # 24일과 25일
  | \d+세기 | \d+분의\s*\d+ | \d+인당 | \d\d년대
  | (?<![가-힣])제\s?\d+ | \d+차(?!량) | \d+기(?!가) | \d+분기 | \d+단계  # 제1, 2차, 1기
"""
_MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_EN_SKIP = rf"""
    {_NAMES}
  | {_MONTH}\s+\d{{1,2}}(?:(?:{DASH}|\s+and\s+|,\s+)\d{{1,2}})?\b(?![\d,.]*\d)  # September 24-25
  | \b\d{{1,2}}(?:(?:{DASH}|\s+and\s+)\d{{1,2}})?\s+{_MONTH}  # 24 and 25 September
  | \b\d+(?:st|nd|rd|th)[-\s]century
  | \b(?i:tier|cohort|phase|stage|quarter)s?[-\s]\d+(?:(?:{DASH}|\s+and\s+|,\s+)\d+)*
"""
_KO_MULTIPLES = {
    "조": 10**12,
    "억": 10**8,
    "천만": 10**7,
    "백만": 10**6,
    "십만": 10**5,
    "만": 10**4,
    "천": 1000,
    "백": 100,
}
_EN_MULTIPLES = {"thousand": 1000, "million": 10**6, "billion": 10**9, "trillion": 10**12}
_KO_UNIT = r"(?:조|억|천만|백만|십만|만|천|백)"
_KO_DIMENSION = r"""(?:\s?(?P<points>%포인트|%p|퍼센트포인트)|\s?(?P<percent>%|퍼센트)
    |\s?(?P<aud>호주\s?달러)|\s?(?P<usd>달러)|\s?(?P<krw>원(?![가-힣]*(?:자|유|료)))|\s?(?P<eur>유로)
    |\s?(?P<gbp>파운드)|\s?(?P<jpy>엔)|\s?(?P<nlg>길더)|\s?(?P<dkk>크로네))?"""
_EN_DIMENSION = r"""(?:\s?(?P<points>percentage\spoints?|points?\b)|\s?(?P<percent>%|per\s?cent\b)
    |[\s-](?P<aud>Australian\sdollars?)|[\s-](?P<usd>(?:US\s)?dollars?)\b|[\s-](?P<krw>won)\b
    |[\s-](?P<eur>euros?)\b|[\s-](?P<gbp>pounds?)\b|[\s-](?P<jpy>yen)\b
    |[\s-](?P<nlg>guilders?)\b|[\s-](?P<dkk>kroner)\b)?"""
# A chain ends in a bare number (67만 6,806), and so does the low end of a range where that number
# has thousands: 1만 2,000~2만.
_KO_REST = (
    rf"(?:\s?{NUMBER}(?!\s*(?:[년월일%~∼–]|,?\d))"
    rf"|\s?(?:\d,\d{{3}}|\d{{3,4}})(?={DASH}{NUMBER}\s?{_KO_UNIT}))"
)
_KO_CHAIN = rf"{NUMBER}(?:\s?{_KO_UNIT}(?:\s?{NUMBER}\s?{_KO_UNIT})*{_KO_REST}?)?"
_EN_CHAIN = rf"{NUMBER}(?:[\s-](?:thousand|million|billion|trillion)\b)?"
_SIGN = r"(?:(?P<sign>US\$|A\$|\$|€|£|₩)\s?)?"
_SIGNS = {"US$": "usd", "$": "usd", "A$": "aud", "€": "eur", "£": "gbp", "₩": "krw"}


def _scanner(skip: str, chain: str, dimension: str, joint: str, not_year: str) -> re.Pattern[str]:
    """One pattern, tried left to right: what is no number, years, then a figure or a range of
    two."""
    return re.compile(
        rf"""(?P<skip>{skip})
        | (?<![\d.,])(?P<year>{YEAR})(?:년|s)?(?:{DASH}(?P<until>{YEAR}|\d\d(?!\d)))?
          (?:년대?|s)?(?![\d%]|,\d|\.\d|{not_year})
        | (?<![\d.,]){_SIGN}
          (?:(?P<low>{chain})(?P<lowpct>\s?%)?(?:{joint})(?P<next>US\$|A\$|[$€£₩])?)?
          (?P<high>{chain}){dimension}""",
        re.VERBOSE,
    )


_SCANNERS = {
    "ko": _scanner(
        _KO_SKIP,
        _KO_CHAIN,
        _KO_DIMENSION,
        DASH,
        rf"\s?{_KO_UNIT}|\s?(?:명|개|곳|원|달러|톤|대(?!의)|건|가구|척|t\b)",
    ),
    "en": _scanner(
        _EN_SKIP,
        _EN_CHAIN,
        _EN_DIMENSION,
        rf"{DASH}|\s+to\s+",
        r"\s?(?:million|billion|trillion|dollars)",
    ),
}


_DIGIT = re.compile(r"\d")


def _number(chain: str) -> tuple[Decimal, int, bool]:
    """Value of a chain such as ``1억 7천만`` or ``1.2 billion``, its last multiple (1 if none), and
    whether any is named."""
    total, multiple = Decimal(0), 1
    parts = re.findall(rf"({NUMBER})[\s-]?({_KO_UNIT}|thousand|million|billion|trillion)?", chain)
    for number, unit in parts:
        multiple = _KO_MULTIPLES.get(unit) or _EN_MULTIPLES.get(unit, 1)
        total += Decimal(number.replace(",", "")) * multiple
    return total, multiple, any(unit for _, unit in parts)


@lru_cache(maxsize=20_000)
def read(text: str, language: str) -> Reading:
    """The figures and years of ``text``, written in ``language`` (``ko`` or ``en``), in their
    order."""
    figures: list[Figure] = []
    years: list[tuple[int, str]] = []
    if not _DIGIT.search(text):  # most texts; the pattern takes its time over each
        return Reading((), ())
    for match in _SCANNERS[language].finditer(text):
        found = match.group(0)
        if match["skip"]:
            continue
        if match["year"]:
            first, until = match["year"], match["until"]
            years.append((int(first), found))
            if until:
                years.append((int(until if len(until) == 4 else first[:2] + until), found))
            continue
        named = [
            name
            for name, value in match.groupdict().items()
            if value and (name in CURRENCIES or name in ("percent", "points"))
        ]
        dimension = named[0] if named else _SIGNS.get(match["sign"] or match["next"] or "", "")
        high, multiple, _ = _number(match["high"])
        if match["low"]:
            low, _, own = _number(match["low"])
            shared = low * multiple
            # "8.5 to 2.3 million": the multiple stands for both ends; but "2,000~2만" and "1.9% to
            # 24,853 million" are what they say.
            if not own and not match["lowpct"] and (language == "en" or shared <= high):
                low = shared
            figures.append(
                Figure(
                    low,
                    "percent" if match["lowpct"] else dimension,
                    match["low"],
                    match.start("low"),
                )
            )
        figures.append(
            Figure(
                high,
                dimension,
                text[match.start("high") : match.end()].strip(),
                match.start("high"),
            )
        )
    return Reading(tuple(figures), tuple(years))
