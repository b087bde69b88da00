"""Cuts a text into sentences; a citation belongs to the sentence before it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

CITATION = re.compile(r"\[\^([^\]\s]+)\]")
# A sentence ends at its full stop, closing quotes and citations included, where white space or
# nothing follows.
_SENTENCE = re.compile(r".+?(?:[.!?。][\"'”’)」』]*(?:\[\^[^\]]+\])*(?=\s|$)|$)", re.DOTALL)
_ABBREVIATION = re.compile(r"(?:\b(?:U\.S|St|Mr|Dr|No|vs|cf|Inc|Co|Corp|e\.g|i\.e)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Sentence:
    """A sentence, a table row, or a heading's text: what a figure and its citation have to
    share."""

    text: str
    line: int
    claims: tuple[str, ...]


def plain(text: str) -> str:
    """``text`` without citations, attribute lists and marks of emphasis: only what is read
    aloud."""
    text = re.sub(r"\{[^}]*\}", "", CITATION.sub("", text))
    return re.sub(r"\*{1,3}|(?<!\w)_{1,3}|_{1,3}(?!\w)", "", text).strip()


def sentence(text: str, line: int) -> Sentence:
    """All of ``text`` as one sentence."""
    return Sentence(plain(text), line, tuple(CITATION.findall(text)))


def sentences(text: str, line: int | Sequence[int]) -> Iterator[Sentence]:
    """The sentences of one paragraph, which begins on ``line``, or whose lines have these
    numbers."""
    pending, start = "", 0
    for match in _SENTENCE.finditer(text):
        if not pending:
            start = match.end() - len(match[0].lstrip())
        pending += match[0]
        if _ABBREVIATION.search(pending.rstrip()) and match.end() < len(text):
            continue
        if pending.strip():
            row = text.count("\n", 0, start)
            yield sentence(pending, line + row if isinstance(line, int) else line[row])
        pending = ""
