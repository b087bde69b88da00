"""Korean particles: how a word ends when it is read aloud, and the form that a particle takes
behind it."""

from __future__ import annotations

import re

# The last sound of signs and letters that are not Hangul, as Korean reads it: N none, R ㄹ, C
# another consonant.
_DIGITS = dict(zip("0123456789", "CRNCNNCRRN", strict=True))
_LETTERS = dict(
    zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", "NNNNNNNNNNNRCCNNNRNNNNNNNN", strict=True)
)  # 엘, 엠, 엔, 알 end in a consonant
_SIGNS = {"%": "N", "℃": "N", "+": "N", "㎞": "N", "&": "N"}  # 퍼센트, 도, 플러스, 킬로미터, 앤드
# Names whose reading does not follow from their spelling. Acronyms read as a word end as the word
# does: 유니스트.
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
PARTICLES = {
    "은": "은는",
    "는": "은는",
    "이": "이가",
    "가": "이가",
    "을": "을를",
    "를": "을를",
    "과": "과와",
    "와": "과와",
}
_WITH_I = {
    "으로": "로",
    "로": "로",
    "이나": "나",
    "이란": "란",
    "이라는": "라는",
    "이라고": "라고",
    "이며": "며",
    "이고": "고",
    "이다": "다",
    "이었다": "였다",
}


def last_sound(text: str) -> str:
    """How ``text`` ends when it is read aloud in Korean: ``N`` in a vowel, ``R`` in ㄹ, ``C`` in
    another consonant.

    Quotation marks, and brackets with what they hold, are not read: 카네기 멜런 대학교(CMU) ends in
    교.
    """
    read = re.sub(r"(?<=\S)\s*[(\[（][^()\[\]（）]*[)\]）]", "", text).rstrip(
        " \t\"'”’」』》〉)].,!?"
    )
    if not read:
        return "N"
    last = read[-1]
    if "가" <= last <= "힣":
        final = (ord(last) - ord("가")) % 28
        return "N" if not final else "R" if final == 8 else "C"
    if last in "0123456789":
        return _last_sound_of_number(read)
    if last in _SIGNS:
        return _SIGNS[last]
    word = "".join(re.findall(r"[A-Za-z]*$", read))
    if word in _READ:
        return _READ[word]
    return _last_sound_of_latin(word) if word else "N"


def _last_sound_of_number(read: str) -> str:
    number = "".join(re.findall(r"[\d,.]*\d$", read)).replace(",", "")
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
    if ending.endswith(
        (
            "m",
            "n",
            "ng",
            "me",
            "ne",
            "ck",
            "ic",
            "ip",
            "op",
            "ap",
            "up",
            "et",
            "it",
            "ot",
            "at",
            "ut",
            "ook",
            "eek",
        )
    ):
        return "C"
    return "N"  # other endings take a vowel in Korean: 포드, 스위스, 테슬라


def with_particle(text: str, particle: str) -> str:
    """``text`` with ``particle`` in the form it takes there: 75%는, 2015년이, CMU가, 서울로. Either
    form may be given.

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
    """A word for a template that names its particle: ``"{subject:이} 나오는 글"``. A template
    without one, as in English, gets it bare."""

    def __format__(self, particle: str) -> str:
        return with_particle(self, particle) if particle else str(self)
