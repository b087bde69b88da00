"""Which books in ``books/`` belong to the built pages, and what the machine lacks to make books.

Needs the site's requirements only; `secondleap.ebook.make` needs secondleap/ebook/requirements.txt,
Pango and Korean fonts.
"""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from ctypes.util import find_library
from importlib.util import find_spec
from pathlib import Path

SHELF, LIST = "books", "editions.json"
FONTS = ("NanumMyeongjo", "NanumGothic")
# Not in a book, and rewritten after the books are made.
_APART = ("404.html", "about/offline.html")


def installed(*fonts: str) -> bool:
    """Whether the machine has the Korean ``fonts``."""
    if not shutil.which("fc-list"):
        return False
    run = subprocess.run(["fc-list", ":lang=ko", "family"], capture_output=True, text=True)
    return all(font in run.stdout.replace(" ", "") for font in fonts)


def missing() -> list[str]:
    """What the machine lacks to make the books, each with how to install it."""
    lacks = []
    if not find_spec("weasyprint"):
        lacks.append("WeasyPrint (pip install -r secondleap/ebook/requirements.txt)")
    if not find_library("pangoft2-1.0"):
        lacks.append("Pango (apt-get install libpangoft2-1.0-0)")
    if not installed(*FONTS):
        lacks.append(
            f"the Korean fonts {' and '.join(FONTS)} (apt-get install fontconfig fonts-nanum)"
        )
    return lacks


def fingerprint(site: Path, language: str) -> str:
    """A hash of what a language's books depend on: its pages in ``site``, and this package."""
    made = hashlib.sha256()
    pages = [
        path
        for path in site.rglob("*.html")
        if (path.relative_to(site).parts[0] == "en") == (language == "en")
    ]
    folder = site / "en" if language == "en" else site
    for path in sorted(path for path in pages if path.relative_to(folder).as_posix() not in _APART):
        made.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes())
    for path in sorted(
        path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".css")
    ):
        made.update(path.read_bytes())
    return made.hexdigest()


def up_to_date(shelf: Path, site: Path) -> list[tuple[Path, str]]:
    """The books in ``shelf`` that were made from the pages of ``site``, with their languages."""
    if not (shelf / LIST).is_file():
        return []
    prints: dict[str, str] = {}
    found = []
    for name, entry in json.loads((shelf / LIST).read_text(encoding="utf-8")).items():
        language, path = entry["language"], shelf / name
        if language not in prints:
            prints[language] = fingerprint(site, language)
        if (
            path.is_file()
            and entry["pages"] == prints[language]
            and entry["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
        ):
            found.append((path, language))
    return found
