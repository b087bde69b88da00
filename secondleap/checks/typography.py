"""Rules on type: the marks and spaces by which each language writes quotations, ranges, dates and
numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator

from secondleap.checks.data import plain_names
from secondleap.checks.registry import Finding, rule
from secondleap.checks.site import Site
from secondleap.text.messages import message

_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_SHORT_MONTHS = "Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec"
_COUNTERS = "명|개|곳|건|원|달러|유로|파운드|톤|대(?!의)|가구|척|장"
# What each rule of typography refuses, by language.
_PATTERNS = {
    "T501": {"ko": r"[\"'`´]", "en": r"[\"'`´]|”[.,]"},
    "T502": {
        "ko": r"(?<!\w)-\d|\d[%년월일만억조천]*\s?[-–—]\s?\d|[∼〜～]|\s~|~\s",
        "en": r"(?<![\w)-])-\d|(?<![\w-])\d[\d,.]*(?:%|s\b)?\s?[-~∼—]\s?\d",
    },
    "T503": {
        "ko": r"\d{4}\s?[-./]\s?\d{1,2}\s?[-./]\s?\d{1,2}",
        "en": rf"\b\d{{1,2}}(?:st|nd|rd|th)? (?:of )?(?:{_MONTHS})\b"
        rf"|\b(?:{_SHORT_MONTHS})\b\.? (?=\d)|\b\d{{4}}-\d\d-\d\d\b"
        rf"|\b(?:{_MONTHS}) \d{{1,2}},? \d{{4}} (?=\w)",
    },
    "T504": {
        "ko": rf"\d[만억조](?:{_COUNTERS})|\d (?:%|년|월|일)(?!\w)|[가-힣A-Za-z0-9%] \("
        r"|[)\]”’] (?:은|는|을|를|와|과|의|으로|에|에서|이다)(?!\w)"
        r"|\.\.\.|[・‧•ㆍ！-～　]",
        "en": r"\d (?:%|percent(?:age)?s\b)|\w\((?!s\))|\.\.\.|[・‧•ㆍ！-～　]",
    },
}
REFUSED = {
    code: {language: re.compile(pattern) for language, pattern in patterns.items()}
    for code, patterns in _PATTERNS.items()
}


def slips(code: str, text: str, language: str) -> Iterator[str]:
    """What ``text`` has that the rule ``code`` refuses, each with its context."""
    for match in REFUSED[code][language].finditer(text):
        yield message(
            "'{found}' in: {text}",
            found=match[0].strip(),
            text=text[max(0, match.start() - 40) : match.end() + 40].strip(),
        )


def _refuse(code: str, site: Site) -> Iterator[Finding]:
    for file, line, language, text in site.texts:
        if not REFUSED[code][language].search(text):
            continue
        named = plain_names(site, text) if code == "T502" else text
        yield from (Finding(file, line, found) for found in slips(code, named, language))


@rule("T501")
def curly_quotes(site: Site) -> Iterator[Finding]:
    """Quotation marks and apostrophes are the printer's: “ ”, ‘ ’ and ’.

    Write “ ” round what someone says, ’ for an apostrophe, and round a word ‘ ’ in Korean, “ ” in
    English, where comma and period go inside.
    """
    return _refuse("T501", site)


@rule("T502")
def ranges_and_minus(site: Site) -> Iterator[Finding]:
    """A range is joined by ~ in Korean and by an en dash in English, without spaces; a negative
    number begins with −.

    Write 1979~1989년, 1979–1989, −0.7%.
    """
    return _refuse("T502", site)


@rule("T503")
def dates(site: Site) -> Iterator[Finding]:
    """A date is 2009년 9월 25일 in Korean and September 25, 2009 in English, with a comma after the
    year inside a sentence.

    Write day, month and year in the order and words of the language.
    """
    return _refuse("T503", site)


@rule("T504")
def spaces_and_signs(site: Site) -> Iterator[Finding]:
    """Korean sets a space between 만, 억, 조 and the counter, and none before %, 년, a bracket or a
    particle; English sets one before a bracket.

    Write 35만 명, 75%, 세계경제포럼(WEF)은, … for three dots, · for the middle dot, and no
    full-width letters or signs.
    """
    return _refuse("T504", site)
