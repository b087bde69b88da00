"""Finds the glossary's terms in prose of either language: with a particle, in the plural, spaced or
not, never inside another word."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Generic, NamedTuple, TypeVar

from secondleap.text.particles import last_sound

T = TypeVar("T")

# What may follow a Korean noun and leave it the same noun: after any sound, after a consonant only,
# after a vowel only.
_ANY = (
    "들 의 에 에서 에게 에게서 에는 에도 에서는 에서도 에서의 에의 에만 에서만 도 만 만이 "
    "만은 만을 만의 만으로 까지 까지는 까지도 까지의 부터 부터는 보다 보다는 처럼 마다 조차 "
    "마저 밖에 뿐 뿐이다 하고 같은"
)
_CONSONANT = (
    "은 이 을 과 과는 과도 과의 으로 으로는 으로의 으로도 으로서 으로써 으로부터 이나 이란 "
    "이라 이라는 이라고 이라고도 이라도 이라면 이며 이고 이다 이었다 이었던 이었고 이었으며 "
    "인 인데 이던 이자 이지만 일 이든 입니다"
)
_VOWEL = (
    "는 가 를 와 와는 와도 와의 로 로는 로의 로도 로서 로써 로부터 나 란 라 라는 라고 라고도 "
    "라도 라면 며 고 다 였다 였던 였고 였으며 인 인데 던 자 지만 일 든 입니다"
)
_HANGUL = "가-힣"
_OUTSIDE = rf"[{_HANGUL}A-Za-z0-9]"


class Mention(NamedTuple, Generic[T]):
    """Where a term is mentioned in a text."""

    start: int
    end: int
    term: T


def _pattern(name: str) -> str:
    """``name`` in a regular expression: its spaces may be left out, and the case is free where a
    name is one of ordinary words."""
    if re.search(f"[{_HANGUL}]", name):
        return r"[\s ]?".join(re.escape(word) for word in name.split())
    if name == name.lower() or (name[1:] == name[1:].lower() and not re.search(r"\d", name)):
        first = (
            f"[{name[0].lower()}{name[0].upper()}]" if name[0].isalpha() else re.escape(name[0])
        )  # a class is passed over quicker than a flag
        return f"{first}(?i:{re.escape(name[1:])})"
    return re.escape(name)


def _bare(name: str) -> str:
    return "".join(name.split()).casefold()


def _is_particle(after: str, noun: str) -> bool:
    if after.startswith("들") and after != "들":
        return _is_particle(after[1:], "들")
    sound = last_sound(noun)
    allowed = [*_ANY.split(), *(_VOWEL if sound == "N" else _CONSONANT).split()]
    return (
        not after
        or after in allowed
        or (sound == "R" and bool(re.fullmatch("로(는|의|도|서|써|부터)?", after)))
    )  # 서울로


class GlossaryMatcher(Generic[T]):
    """Finds terms by their names. One pattern without groups holds all names: with a group each, a
    site's text takes five times as long."""

    def __init__(self, by_name: Mapping[str, T]) -> None:
        ordered = sorted(by_name, key=lambda name: (-len(name), name))
        self._alike: dict[
            str, list[tuple[str, T]]
        ] = {}  # what differs by spaces and case alone; compiled where it is asked for
        for name in ordered:
            self._alike.setdefault(_bare(name), []).append((_pattern(name), by_name[name]))
        self._known: dict[str, T] = {}  # what was matched, as written -> its term
        alternatives = "|".join(map(_pattern, ordered)) or "(?!)"  # nothing, not everything
        self._any = re.compile(
            rf"(?<!{_OUTSIDE})(?<!{_OUTSIDE}-)(?P<name>{alternatives})(?P<plural>(?<=[a-z])s|(?<=[A-Z])s(?![a-z]))?(?P<after>[{_HANGUL}]*)"
            rf"(?![A-Za-z0-9])(?!-{_OUTSIDE})"
        )

    def mentions(self, text: str) -> Iterator[Mention[T]]:
        """Every mention of a term in ``text``, in order."""
        start = 0
        while match := self._any.search(text, start):
            end = match.end("plural") if match["plural"] else match.end("name")
            if _is_particle(match["after"], match["name"]):
                yield Mention(match.start(), end, self._term(match["name"]))
                start = max(end, match.start() + 1)
            else:
                start = match.start() + 1

    def _term(self, name: str) -> T:
        """The term whose name, of all that can be written ``name``, comes first."""
        if name not in self._known:
            self._known[name] = next(
                term for pattern, term in self._alike[_bare(name)] if re.fullmatch(pattern, name)
            )
        return self._known[name]
