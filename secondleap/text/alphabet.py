"""The heading under which a word stands in an alphabetical list: ㄱ to ㅎ, or A to Z."""

from __future__ import annotations

from typing import NamedTuple

_CONSONANTS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_PLAIN = str.maketrans("ㄲㄸㅃㅆㅉ", "ㄱㄷㅂㅅㅈ")  # a dictionary lists 까 under ㄱ
_NAMES = dict(zip("ㄱㄴㄷㄹㅁㅂㅅㅇㅈㅊㅋㅌㅍㅎ", [*"gndrmbsoj", "ch", *"ktph"], strict=True))
_FIRST, _LAST, _OF_CONSONANT = ord("가"), ord("힣"), 21 * 28


class Heading(NamedTuple):
    """A heading's place in the list, its name in Latin letters, and what is shown."""

    place: int
    name: str
    shown: str


def heading(word: str, language: str) -> Heading:
    """The heading of ``word``. A Korean list has the words in Latin letters behind those in Hangul,
    under one heading, and figures last."""
    first = word[0]
    if _FIRST <= ord(first) <= _LAST:
        consonant = _CONSONANTS[(ord(first) - _FIRST) // _OF_CONSONANT].translate(_PLAIN)
        return Heading(0, _NAMES[consonant], consonant)
    if first.isdigit():
        return Heading(2, "digits", "0~9" if language == "ko" else "0–9")
    if language == "ko":
        return Heading(1, "latin", "A~Z")
    return Heading(1, first.lower(), first.upper())
