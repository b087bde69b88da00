"""The theme's sources: words in one file a language, lines of a width."""

from __future__ import annotations

import re

import material
import pytest
from jinja2 import Environment, FileSystemLoader
from support import ROOT

THEME = ROOT / "theme"
WORDS = THEME / "partials/languages"
TEXTS = {
    path: path.read_text(encoding="utf-8")
    for path in THEME.rglob("*")
    if path.suffix in (".html", ".js", ".css", ".xml") and path.parent != WORDS
}


def test_no_korean_is_written_outside_the_files_of_the_languages() -> None:
    """Where the theme chooses between two languages' words, one of them is Korean. The search reads
    Korean: its letters, particles and numbers are no words that it says."""
    found = {path.name for path, text in TEXTS.items() if re.search("[가-힣]", text)}
    assert found == {"hangul.js", "search.js"}


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_word_that_the_theme_asks_for_is_there(language: str) -> None:
    templates = material.__path__[0] + "/templates"
    environment = Environment(loader=FileSystemLoader([THEME, templates]), autoescape=True)
    words = environment.get_template(f"partials/languages/leap-{language}.html").module
    asked = {key for text in TEXTS.values() for key in re.findall(r'\bt\("([\w.]+)"\)', text)}
    assert len(asked) > 20
    assert [key for key in asked if not str(words.t(key))] == []


def test_no_line_is_wider_than_the_package_s() -> None:
    """ruff holds the Python; nothing else holds templates, scripts and style sheets."""
    sheets = (ROOT / "secondleap").rglob("*.css")
    texts = TEXTS | {path: path.read_text(encoding="utf-8") for path in (*WORDS.iterdir(), *sheets)}
    wide = [
        (path.name, number)
        for path, text in texts.items()
        for number, line in enumerate(text.splitlines(), 1)
        if len(line) > 100
    ]
    assert wide == []
