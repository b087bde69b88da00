"""What is left to write: every ``TODO`` in pages and data, listed in the order in which a story is
written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from secondleap.data.faults import Fault, shown
from secondleap.data.text_file import read_text
from secondleap.pages.page_model import Page
from secondleap.text.messages import message, translate

GAP = "T001"  # the rule that finds the gaps
_MARK = re.compile(r"\bTODO\b:?\s*([^\"]*)")
_FILES = (
    "data/cities.yml",
    "data/places.yml",
    "data/sources/",
    "data/claims/",
    "data/events/",
    "data/series/",
)


def gaps(root: Path, pages: Iterable[Page]) -> Iterator[tuple[str, int, str]]:
    """File, line and what it asks for, of every line of ``pages`` and below ``data/`` with the
    mark.

    A mark in the code of a page is left out: that is how a page speaks of the mark itself.
    """
    texts = {page.file: page.text_lines for page in pages}
    for pattern in ("*.yml", "datapackage.json"):
        for path in sorted((root / "data").rglob(pattern)):
            texts[shown(path, root)] = read_text(path, root)[0].split("\n")
    for file, lines in texts.items():
        marked = [number for number, line in enumerate(lines) if "TODO" in line]
        typed = read_text(root / file, root)[0].split("\n") if marked else []
        for number in marked:
            if _MARK.search(lines[number]) and (mark := _MARK.search(typed[number])):
                asked = re.sub(r"\s*\{#[^}]*\}|\s*TODO:.*", "", mark[1]).strip()
                yield file, number + 1, asked


def _place(file: str) -> tuple[int, str, bool, str]:
    """Where ``file`` comes in the order: data first, then a story's pages, each in both languages,
    last what names it to others."""
    for rank, start in enumerate(_FILES):
        if file.startswith(start):
            return rank, file, False, ""
    _, _, page = (file + "//").split("/", 2)
    folder, _, name = page.rstrip("/").removesuffix(".md").rpartition("/")
    return (
        len(_FILES) + (folder == "cities"),
        folder,
        name == "index",
        f"{name} {'ko' not in file.split('/')}",
    )


def todo(found: Iterable[Fault], language: str) -> str:
    """The gaps as a numbered list, one file a step, and their count."""
    by_file: dict[str, list[Fault]] = {}
    for fault in found:
        by_file.setdefault(fault.file, []).append(fault)
    lines = [translate("To do, in this order:", language)]
    for step, file in enumerate(sorted(by_file, key=_place), 1):
        listed = sorted(by_file[file])
        more = (
            translate(message(" ({count} gaps in this file)", count=len(listed)), language)
            if len(listed) > 1
            else ""
        )
        lines.append(f"{step:3}. {file}:{listed[0].line}: {listed[0].found}{more}")
    count = sum(map(len, by_file.values()))
    lines.append(
        translate(
            message(
                "{files} files with {count} gaps ({code}): "
                "put your text in the place of each TODO.",
                files=len(by_file),
                count=count,
                code=GAP,
            ),
            language,
        )
    )
    return "\n".join(lines)
