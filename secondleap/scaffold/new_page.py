"""``python -m secondleap new-page CITY/NAME``: one more page of a story, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from secondleap.data.schema import ID_PATTERN, LANGUAGES
from secondleap.pages.navigation import CONFIGURATIONS
from secondleap.scaffold.files import (
    numbered,
    put,
    scalar,
    started,
    there_already,
    wrong_text,
)
from secondleap.text.messages import RefusedError, message, nearest

# A page of a folder in a navigation.
_ENTRY = re.compile(r"^( *)- (?:.+: )?([\w-]+)/[\w-]+\.md *\n", re.MULTILINE)


@dataclass(frozen=True)
class Page:
    """The command's arguments: ``CITY/NAME``, and the page's titles in the navigation."""

    path: str
    ko: str
    en: str


def wrong_path(path: str, root: Path) -> str:
    """Why ``path`` is no address of a new page, or nothing."""
    city, slash, name = path.partition("/")
    if not slash or not re.match(ID_PATTERN, name) or not name[0].isalpha():
        return message(
            "CITY/NAME is '{path}': write a city's folder, '/', and a name of small Latin letters,"
            " digits and hyphens, as in 'ulsan/port'.",
            path=path,
        )
    known = [
        entry[1]
        for entry in _ENTRY.findall((root / CONFIGURATIONS["ko"]).read_text(encoding="utf-8"))
    ]
    if city not in known:
        return message(
            "begin a city with 'new-city': no page of '{city}' stands in the navigation{hint}",
            city=city,
            hint=nearest(city, known),
        )
    return ""


def _listed(page: Page, language: str, root: Path) -> str:
    """The configuration of ``language`` with the page below the last one of its city."""
    file, city = CONFIGURATIONS[language], page.path.partition("/")[0]
    text = (root / file).read_text(encoding="utf-8")
    entries = [entry for entry in _ENTRY.finditer(text) if entry[2] == city]
    if not entries:
        raise RefusedError(
            message(
                "{file} lists no page of '{city}': bring its navigation in line with that of the"
                " other language.",
                file=file,
                city=city,
            )
        )
    last = entries[-1]
    line = f"{last[1]}- {scalar(getattr(page, language))}: {page.path}.md\n"
    return text[: last.end()] + line + text[last.end() :]


def files_of(page: Page, root: Path) -> tuple[dict[str, str], dict[str, str]]:
    """The files to write and the files to extend, each with its whole text.

    Raises `RefusedError` with every reason against it.
    """
    city, _, name = page.path.partition("/")
    new = [f"docs/{language}/{page.path}.md" for language in LANGUAGES]
    wrong = wrong_path(page.path, root)
    reasons = [
        wrong,
        *(wrong_text(language, getattr(page, language)) for language in LANGUAGES),
        *([] if wrong else there_already(root, new)),
    ]
    if reasons := [reason for reason in reasons if reason]:
        raise RefusedError(*reasons)
    pages = {
        file: started(language, "chapter", city=city, name=name)
        for file, language in zip(new, LANGUAGES, strict=True)
    }
    return pages, {
        CONFIGURATIONS[language]: _listed(page, language, root) for language in LANGUAGES
    }


def write(page: Page, root: Path) -> list[str]:
    """Writes the files of `files_of`, all or none; returns their names, new ones first."""
    return put(root, *files_of(page, root))


def next_steps(page: Page, language: str) -> str:
    """The next steps for the writer, one a line."""
    steps = (
        message(
            "Write docs/ko/{path}.md and docs/en/{path}.md side by side: put your text in the place"
            " of each TODO.",
            path=page.path,
        ),
        message(
            "Run 'make check': it lists what is left; 'make serve' shows the page as you write."
        ),
        message(
            "Lead readers to it: a link on the page before it and on docs/*/{city}/index.md.",
            city=page.path.partition("/")[0],
        ),
        message(
            "It stands last of its city under 'nav:' in mkdocs.yml and projects/en/mkdocs.yml:"
            " move the line where it belongs in both."
        ),
    )
    return numbered(steps, language)
