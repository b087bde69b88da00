"""Finds the glossary's terms in prose of either language: with a particle, in the plural, spaced or not, never inside another word."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from secondleap.korean import last_sound
from secondleap.ledger import Ledger
from secondleap.model import Term

if TYPE_CHECKING:
    from secondleap.pages import Page

# What may follow a Korean noun and leave it the same noun: after any sound, after a consonant only, after a vowel only.
_ANY = "들 의 에 에서 에게 에게서 에는 에도 에서는 에서도 에서의 에의 에만 에서만 도 만 만이 만은 만을 만의 만으로 까지 까지는 까지도 까지의 부터 부터는 보다 보다는 처럼 마다 조차 마저 밖에 뿐 뿐이다 하고 같은"
_CONSONANT = (
    "은 이 을 과 과는 과도 과의 으로 으로는 으로의 으로도 으로서 으로써 으로부터 이나 이란 이라 이라는 이라고 이라고도 이라도 이라면 "
    "이며 이고 이다 이었다 이었던 이었고 이었으며 인 인데 이던 이자 이지만 일 이든 입니다"
)
_VOWEL = "는 가 를 와 와는 와도 와의 로 로는 로의 로도 로서 로써 로부터 나 란 라 라는 라고 라고도 라도 라면 며 고 다 였다 였던 였고 였으며 인 인데 던 자 지만 일 든 입니다"
_HANGUL = "가-힣"
_OUTSIDE = rf"[{_HANGUL}A-Za-z0-9]"


class Mention(NamedTuple):
    """Where a term stands in a text."""

    start: int
    end: int
    term: Term


def names(term: Term) -> list[str]:
    """Every name of a term, without repeats: in both languages, what stands in brackets after a name, and ``also``."""
    found: list[str] = []
    for name in (term.ko, term.en, *term.also):
        bracketed = re.fullmatch(r"(.*?)\s*\(([^(),]+)\)", name)
        found += bracketed.groups() if bracketed else [name]
    return list(dict.fromkeys(found))


def _pattern(name: str) -> str:
    """``name`` in a regular expression: its spaces may be left out, and the case is free where a name is one of ordinary words."""
    body = r"[\s ]?".join(re.escape(word) for word in name.split()) if re.search(f"[{_HANGUL}]", name) else re.escape(name)
    if not re.search(f"[{_HANGUL}]", name) and (name == name.lower() or (name[1:] == name[1:].lower() and not re.search(r"\d", name))):
        body = f"(?i:{body})"
    return body


@lru_cache(maxsize=4)
def _finder(terms: tuple[Term, ...]) -> tuple[re.Pattern[str], dict[str, Term]]:
    by_name = {name: term for term in reversed(terms) for name in names(term)}
    ordered = sorted(by_name, key=lambda name: (-len(name), name))
    groups = {f"n{number}": name for number, name in enumerate(ordered)}
    alternatives = "|".join(f"(?P<{group}>{_pattern(name)})" for group, name in groups.items())
    finder = re.compile(
        rf"(?<!{_OUTSIDE})(?<!{_OUTSIDE}-)(?:{alternatives})(?P<plural>(?<=[a-z])s|(?<=[A-Z])s(?![a-z]))?(?P<after>[{_HANGUL}]*)(?![A-Za-z0-9])(?!-{_OUTSIDE})"
    )
    return finder, {group: by_name[name] for group, name in groups.items()}


def _is_particle(after: str, noun: str) -> bool:
    if after.startswith("들") and after != "들":
        return _is_particle(after[1:], "들")
    sound = last_sound(noun)
    allowed = [*_ANY.split(), *(_VOWEL if sound == "N" else _CONSONANT).split()]
    return not after or after in allowed or (sound == "R" and bool(re.fullmatch("로(는|의|도|서|써|부터)?", after)))  # 서울로


def mentions(text: str, terms: tuple[Term, ...]) -> Iterator[Mention]:
    """Every mention of one of ``terms`` in ``text``, in order."""
    finder, by_group = _finder(terms)
    start = 0
    while match := finder.search(text, start):
        group = next(name for name, value in match.groupdict().items() if value is not None and name[0] == "n" and name[1:].isdigit())
        end = match.end("plural") if match["plural"] else match.end(group)
        if _is_particle(match["after"], match[group]):
            yield Mention(match.start(), end, by_group[group])
            start = max(end, match.start() + 1)
        else:
            start = match.start() + 1


def told(ledger: Ledger, language: str) -> dict[str, list[Page]]:
    """Term id -> the pages of ``language`` that tell it: the page about it first, then the stories that mention it."""
    from secondleap.pages import read_pages  # which reads the blocks, and the glossary is one of them

    pages = read_pages(ledger.root)[language]
    found: dict[str, list[Page]] = {term.id: [pages[term.page]] if term.page in pages else [] for term in ledger.records["terms"]}
    marked = tuple(term for term in ledger.records["terms"] if term.mark)
    for page in pages.values():
        if page.is_story:
            for term in _of(page, marked):
                if page not in found[term.id]:
                    found[term.id].append(page)
    return found


def _of(page: Page, terms: tuple[Term, ...]) -> Iterable[Term]:
    text = "\n".join(sentence.text for passage in page.passages if passage.kind in ("prose", "table") for sentence in passage.sentences)
    return {mention.term.id: mention.term for mention in mentions(text, terms)}.values()
