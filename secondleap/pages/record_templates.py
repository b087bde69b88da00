"""The templates of RECORDS.md: the one text of each, for the guide, for the site's page about
contributing and for a new city's files."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

from secondleap.data.schema import RECORD_TEMPLATES
from secondleap.data.text_file import read_text
from secondleap.pages.markdown_source import read_source
from secondleap.text.messages import RefusedError, message, translate

GUIDE = "RECORDS.md"
# A field of a record, and whether a record needs it, in the first word of its comment.
_FIELD = re.compile(r"(?:- |  )\S.*? # (\S+) ")
_REQUIRED = ("required:", "필수:")
COMMENT = re.compile(r"^(.*?)( *# )(\S.*)$")


def template(root: Path, kind: str, language: str) -> str:
    """The template of a record of ``kind``, its comments in ``language``.

    Raises `RefusedError` where the guide has none.
    """
    section = RECORD_TEMPLATES[kind]
    found = _templates(read_text(root / GUIDE, root)[0]) if (root / GUIDE).is_file() else {}
    if section not in found:
        raise RefusedError(
            message(
                "{file} has no template under '{section}': bring it back from the repository.",
                file=GUIDE,
                section=f"## {section}",
            )
        )
    return "".join(f"{_line(line, language)}\n" for line in found[section].splitlines())


def required_part(text: str) -> list[str]:
    """The lines of a template whose field every record has, with what stands inside it."""
    kept: list[str] = []
    is_required = False
    for line in text.splitlines():
        if field := _FIELD.match(line):
            is_required = field[1] in _REQUIRED
        if is_required:
            kept.append(line)
    return [f"- {kept[0][2:]}", *kept[1:]]


@lru_cache(maxsize=4)
def _templates(guide: str) -> dict[str, str]:
    """Heading -> the first block of YAML below it."""
    source = read_source(guide)
    found: dict[str, str] = {}
    for block in source.code:
        above = [heading for heading in source.headings if heading.line < block.line]
        if block.language == "yaml" and above:
            found.setdefault(above[-1].text, block.text)
    return found


def _line(line: str, language: str) -> str:
    comment = COMMENT.match(line)
    return f"{comment[1]}{comment[2]}{translate(comment[3], language)}" if comment else line
