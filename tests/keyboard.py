"""What a box holds after each key of a two-set Korean keyboard."""

from __future__ import annotations

from collections.abc import Iterator

_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ["", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ"]
_DOUBLE = "ㅘㅙㅚㅝㅞㅟㅢㄳㄵㄶㄺㄻㄼㄽㄾㄿㅀㅄ"
_HALVES = "ㅗㅏㅗㅐㅗㅣㅜㅓㅜㅔㅜㅣㅡㅣㄱㅅㄴㅈㄴㅎㄹㄱㄹㅁㄹㅂㄹㅅㄹㅌㄹㅍㄹㅎㅂㅅ"
_PAIRS = {letter: _HALVES[2 * at : 2 * at + 2] for at, letter in enumerate(_DOUBLE)}
_JOINED = {pair: letter for letter, pair in _PAIRS.items()}


def _keys(text: str) -> Iterator[str]:
    for letter in text:
        if "가" <= letter <= "힣":
            number = ord(letter) - ord("가")
            parts = _INITIALS[number // 588], _VOWELS[number // 28 % 21], _FINALS[number % 28]
            yield from "".join(_PAIRS.get(part, part) for part in parts)
        else:
            yield letter


def _syllable(parts: list[str]) -> str:
    if len(parts) < 2:
        return "".join(parts)
    initial, vowel, final = [*parts, ""][:3]
    number = _INITIALS.index(initial) * 588 + _VOWELS.index(vowel) * 28 + _FINALS.index(final)
    return chr(ord("가") + number)


def states(text: str) -> Iterator[str]:
    """피츠 is typed as ㅍ, 피, 핓, 피츠: a final floats away once a vowel follows."""
    done = ""
    parts: list[str] = []
    for key in _keys(text):
        last = parts[-1] if parts else ""
        if key in _VOWELS and len(parts) == 3:
            kept, moved = _PAIRS.get(last, ("", last))
            done += _syllable([*parts[:2], kept])
            parts = [moved, key]
        elif key in _VOWELS and parts and (len(parts) == 1 or last + key in _JOINED):
            parts = [parts[0], key if len(parts) == 1 else _JOINED[last + key]]
        elif len(parts) == 2 and key in _FINALS:
            parts.append(key)
        elif len(parts) == 3 and last + key in _JOINED:
            parts[2] = _JOINED[last + key]
        else:
            done += _syllable(parts)
            parts = [key] if key in _INITIALS else []
            done += "" if parts else key
        yield done + _syllable(parts)
