"""The templates of CONTRIBUTING.md: the one text of each, for the guide, for the site's page about contributing and for a new city's files."""

from __future__ import annotations

import re
from pathlib import Path

from secondleap.data.schema import RECORD_TEMPLATES
from secondleap.text.messages import RefusedError, message, translate

GUIDE = "CONTRIBUTING.md"
COMMENT = re.compile(r"^(.*?)( *# )(\S.*)$")


def template(root: Path, kind: str, language: str) -> str:
    """The template of a record of ``kind``, its comments in ``language``. Raises `RefusedError` where the guide has none."""
    path = root / GUIDE
    text = path.read_text(encoding="utf-8") if path.is_file() else ""
    found = re.search(
        rf"^## {RECORD_TEMPLATES[kind]}\n.*?^```yaml\n(.*?)^```", text, re.DOTALL | re.MULTILINE
    )
    if not found:
        raise RefusedError(
            message(
                "{file} has no template under '{section}': bring it back from the repository.",
                file=GUIDE,
                section=f"## {RECORD_TEMPLATES[kind]}",
            )
        )
    return "".join(f"{_line(line, language)}\n" for line in found[1].splitlines())


def _line(line: str, language: str) -> str:
    comment = COMMENT.match(line)
    return f"{comment[1]}{comment[2]}{translate(comment[3], language)}" if comment else line
