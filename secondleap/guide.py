"""The templates of CONTRIBUTING.md: the one text of each, for the guide, for the site's page about contributing and for a new city's files."""

from __future__ import annotations

import re
from pathlib import Path

from secondleap.say import RefusedError, said, tell

GUIDE = "CONTRIBUTING.md"
# Kind of record -> the section of the guide that holds its template.
SECTIONS = {
    "sources": "Add a source",
    "claims": "Add a claim",
    "events": "Add an event",
    "terms": "Add a term",
    "places": "Add a place",
    "units": "Add a unit",
    "cities": "Add a city by hand",
    "exemptions": "Excuse digits that belong to a name",
    "charts": "Add a chart",
    "drawings": "Add a drawing",
    "corrections": "Correct a published value",
}
COMMENT = re.compile(r"^(.*?)( *# )(\S.*)$")


def template(root: Path, kind: str, language: str) -> str:
    """The template of a record of ``kind``, its comments in ``language``. Raises `RefusedError` where the guide has none."""
    path = root / GUIDE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(rf"^## {SECTIONS[kind]}\n.*?^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    if not found:
        raise RefusedError(said("{file} has no template under '{section}': bring it back from the repository.", file=GUIDE, section=f"## {SECTIONS[kind]}"))
    return "".join(f"{_line(line, language)}\n" for line in found[1].splitlines())


def _line(line: str, language: str) -> str:
    comment = COMMENT.match(line)
    return f"{comment[1]}{comment[2]}{tell(comment[3], language)}" if comment else line
