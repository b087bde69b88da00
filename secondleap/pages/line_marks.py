"""Marks of line numbers in Markdown source, for a parser that keeps none.

A mark is the number of a line in private-use characters. It is put before the line's first word,
where it cannot change the syntax, and comes out of the parser in the text of the tree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

MARK = re.compile("\ue000([\ue100-\ue109]+)\ue001")
RESERVED = re.compile("[\ue000-\ue10f]")
_FENCE = re.compile(r"[\s>]*(?:`{3}|~{3})")
DIRECTIVE = re.compile(r"[\s>]*/{3,}[ \t]*([\w-]+)?[ \t]*(?:\|[ \t]*(.*?))?[ \t]*$")
# What may open a line and is syntax: quotes, list items, the signs of a heading, bracketed labels.
_OPENING = re.compile(
    r"[\s>]*(?:(?:[*+-]|\d+\.)[ \t]+[\s>]*)*(?:\#{1,6}[ \t]*)?(?:\[(?!\^)[^\]\n]*\])*:?"
)
_WORD = re.compile(r"(?<![\w<&/!#\\\[{:.])\w")


def mark(number: int) -> str:
    return "\ue000" + "".join(chr(0xE100 + int(digit)) for digit in str(number)) + "\ue001"


def marked(lines: list[str], first: int) -> Iterator[str]:
    """Each line with the mark of its number. A line without words, or of pure syntax, has none."""
    after_directive = False
    for number, line in enumerate(lines, first):
        directive = DIRECTIVE.match(line)
        options = after_directive and line.startswith("    ")
        after_directive = bool(directive)
        if directive and directive[1]:
            yield f"{line.rstrip()}{'' if directive[2] is not None else ' |'} {mark(number)}"
        elif directive or options or _FENCE.match(line):
            yield line
        else:
            opening = _OPENING.match(line)
            word = _WORD.search(line, opening.end() if opening else 0)
            yield f"{line[: word.start()]}{mark(number)}{line[word.start() :]}" if word else line


def number_in(found: re.Match[str]) -> int:
    return int("".join(str(ord(digit) - 0xE100) for digit in found[1]))


def unmarked(text: str) -> str:
    return MARK.sub("", text)


def only_marks(text: str) -> str:
    """Only the marks and line ends of ``text``."""
    return "".join(found[0] for found in re.finditer(f"\n|{MARK.pattern}", text))
