"""What the tests of access found, in the words of a page: numbers as the tests wrote them, typed by nobody."""

from __future__ import annotations

import json

from secondleap.render.context import Context
from secondleap.text import formatting, particles

FILE = "data/access.json"  # written by tests/test_every_page.py when SECONDLEAP_RECORD is set, and held by it otherwise
_SAID = {
    "ko": "{day} axe-core {axe:로} 두 언어의 페이지 {pages}개를 넓고 밝은 화면과 좁고 어두운 화면에서 모두 {looks}번 살폈고, 규칙 위반은 {violations}건이었다.",
    "en": "On {day}, axe-core {axe} looked at {pages} pages in two languages {looks} times, on a wide screen in the light and a narrow one in the dark, and found {violations} violations.",
}

_NOTHING = {
    "ko": "모든 페이지를 빠짐없이 살핀 기록이 아직 없다.",
    "en": "There is no record yet of a run over all pages.",
}


def tested(context: Context) -> str:
    """One sentence: when, with what, how much, and what was found."""
    file = context.dataset.root / FILE
    if not file.is_file():
        return f'<p class="access">{_NOTHING[context.language]}</p>'
    record = json.loads(file.read_text(encoding="utf-8"))
    shown = {
        name: formatting.number(value, context.language)
        if isinstance(value, int)
        else particles.Noun(value)
        for name, value in record.items()
    }
    said = _SAID[context.language].format_map(
        shown | {"day": formatting.date(record["day"], context.language)}
    )
    return f'<p class="access">{said}</p>'
