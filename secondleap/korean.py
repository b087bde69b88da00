"""How Korean writes numbers, dates, spans and particles. English beside it, so that one call serves both languages."""

from __future__ import annotations

import re
from decimal import Decimal

_MYRIADS = ((10**12, "조"), (10**8, "억"), (10**4, "만"))
_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))


def number(value: Decimal | int, language: str, scaled: bool = False) -> str:
    """``value`` as prose writes it: 676806 is ``67만 6,806`` and ``676,806``.

    ``scaled`` lets English say ``18.5 billion``, as sums of money do; Korean always counts in 만, 억, 조.
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
    """A Korean number with what it counts: ``221명`` but ``4만 명``, since after 만, 억, 조 a space stands."""
    return number + (" " if number[-1:] in "만억조" and counter[:1].isalpha() else "") + counter


def noted(text: str, note: str, language: str) -> str:
    """``text`` with a note in brackets, which Korean sets without a space: ``울산(도시)``, ``Ulsan (city)``."""
    return f"{text}({note})" if language == "ko" else f"{text} ({note})"


def ordinal(value: int) -> str:
    """The English ordinal: 1st, 2nd, 11th."""
    ending = "th" if value % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(value % 10, "th")
    return f"{value}{ending}"


_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def date(iso: str, language: str) -> str:
    """An ISO date of a day, month or year as prose: ``2009년 9월 25일``, ``September 25, 2009``."""
    parts = [int(part) for part in iso.split("-")]
    if language == "ko":
        return " ".join(f"{part}{name}" for part, name in zip(parts, ("년", "월", "일"), strict=False))
    month = [_MONTHS[parts[1] - 1]] if len(parts) > 1 else []
    if len(parts) > 2:
        return f"{month[0]} {parts[2]}, {parts[0]}"
    return " ".join([*month, str(parts[0])])


def period(iso: str, language: str) -> str:
    """An ISO date or interval: ``1979~1989년``, ``1979–1989``, ``2009년 9월 24~25일``, ``September 24–25, 2009``.

    What both ends share is said once. Korean sets its ~ without spaces; English sets them round a dash between ends of several words.
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


# The last sound of what stands for a word but is no Hangul, as Korean reads it: N none, R ㄹ, C another consonant.
_DIGITS = dict(zip("0123456789", "CRNCNNCRRN", strict=True))
_LETTERS = dict(zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "NNNNNNNNNNNRCCNNNRNNNNNNNN", strict=True))  # 엘, 엠, 엔, 알 end in a consonant
_SIGNS = {"%": "N", "℃": "N", "+": "N", "㎞": "N", "&": "N"}  # 퍼센트, 도, 플러스, 킬로미터, 앤드
# Where no rule of spelling tells how a name is read. Acronyms read as a word end as the word does: 유니스트.
_READ = {
    "UNIST": "N",
    "KAIST": "N",
    "GIST": "N",
    "HERD": "N",
    "MESS": "N",
    "BIND": "N",
    "MADE": "N",
    "Hub": "N",
    "LOOP": "C",
    "Uber": "N",
    "Detroit": "N",
    "Ford": "N",
    "Google": "R",
}
PARTICLES = {"은": "은는", "는": "은는", "이": "이가", "가": "이가", "을": "을를", "를": "을를", "과": "과와", "와": "과와"}
_WITH_I = {"으로": "로", "로": "로", "이나": "나", "이란": "란", "이라는": "라는", "이라고": "라고", "이며": "며", "이고": "고", "이다": "다", "이었다": "였다"}


def last_sound(text: str) -> str:
    """How ``text`` ends when it is read aloud in Korean: ``N`` in a vowel, ``R`` in ㄹ, ``C`` in another consonant.

    Quotation marks, and brackets with what they hold, are not read: 카네기 멜런 대학교(CMU) ends in 교.
    """
    read = re.sub(r"(?<=\S)\s*[(\[（][^()\[\]（）]*[)\]）]", "", text).rstrip(" \t\"'”’」』》〉)].,!?")
    if not read:
        return "N"
    last = read[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "N" if not final else "R" if final == 8 else "C"
    if last.isdigit():
        return _last_sound_of_number(read)
    if last in _SIGNS:
        return _SIGNS[last]
    word = re.search(r"[A-Za-z]*$", read)[0]
    if word in _READ:
        return _READ[word]
    return _last_sound_of_latin(word) if word else "N"


def _last_sound_of_number(read: str) -> str:
    number = re.search(r"[\d,.]*\d$", read)[0].replace(",", "")
    whole, _, decimals = number.partition(".")
    if decimals or not whole.endswith("0") or not whole.strip("0"):
        return _DIGITS[number[-1]]  # 2.5 is read figure by figure, and so ends in 오; 0 is 영
    zeros = len(whole) - len(whole.rstrip("0"))
    return "N" if 12 <= zeros < 16 else "C"  # 십, 백, 천, 만, 억 end in a consonant, 조 in a vowel


def _last_sound_of_latin(word: str) -> str:
    if word.isupper() or len(word) == 1:  # letter by letter
        return _LETTERS[word[-1].upper()]
    ending = word.lower()
    if ending.endswith(("l", "le", "el")):
        return "R"
    if ending.endswith(("m", "n", "ng", "me", "ne", "ck", "ic", "ip", "op", "ap", "up", "et", "it", "ot", "at", "ut", "ook", "eek")):
        return "C"
    return "N"  # other endings take a vowel in Korean: 포드, 스위스, 테슬라


def with_particle(text: str, particle: str) -> str:
    """``text`` with ``particle`` in the form it takes there: 75%는, 2015년이, CMU가, 서울로. Either form may be given.

    Raises `KeyError` for a particle that has one form only or is unknown.
    """
    sound = last_sound(text)
    if particle in PARTICLES:
        return text + PARTICLES[particle][sound == "N"]
    if particle in ("으로", "로"):
        return text + ("으로" if sound == "C" else "로")
    short = _WITH_I[particle]
    return text + (short if sound == "N" else particle)


class Noun(str):
    """A word for a template that names its particle: ``"{subject:이} 나오는 글"``. A template without one, as in English, gets it bare."""

    def __format__(self, particle: str) -> str:
        return with_particle(self, particle) if particle else str(self)
