"""A new city, and one record of each kind and a text for every mark in what ``new-city`` wrote."""

from __future__ import annotations

from pathlib import Path

from secondleap.data.schema import LANGUAGES
from secondleap.scaffold import new_city

# A city that the site does not have.
ESSEN = new_city.City("essen", "에센", "Essen", "독일/Germany", "city")

_RECORDS = {
    "sources": "- {{id: {name}-page, type: webpage, title: A page, publisher: A publisher,"
    " URL: 'https://example.org', language: en}}\n",
    "claims": """\
- id: {name}-changed
  ko: 1990년에 도시가 달라졌다.
  en: The city changed in 1990.
  evidence: [{{source: {name}-page, quote: the city changed, read: passage}}]
""",
    "events": "- {{date: 1990, theme: city, ko: 도시가 달라지다,"
    " en: The city changes, source: {name}-page}}\n",
}
_WORDS = {
    "ko": (
        "도시 하나의 이야기.",
        "도시가 달라졌다",
        "무엇이 달라졌다. 까닭이 있었다. 다 알지는 못한다.",
        "도시가 달라졌다.",
    ),
    "en": (
        "The story of a city.",
        "The city changed",
        "Something changed. There was a reason. Not all is known.",
        "The city changed.",
    ),
}


def _line(line: str, name: str, language: str) -> str:
    """A line of a page with text in the place of its mark."""
    description, heading, opening, sentence = _WORDS[language]
    if "TODO" not in line:
        return line
    if line.startswith("description:"):
        return f"description: {description}"
    if line.startswith("#"):
        return f"{line.split(' ')[0]} {heading} {line[line.index('{') :]}"
    return (opening if line.count("TODO") == 3 else sentence) + f"[^{name}-changed]"


def filled_data(project: Path, name: str) -> None:
    """Fills the gaps in the data of the city ``name``."""
    for kind, record in _RECORDS.items():
        path = project / f"data/{kind}/{name}.yml"
        template = path.read_text(encoding="utf-8").split("\n", 1)[1]  # the first line is the mark
        path.write_text(template + record.format(name=name), encoding="utf-8")


def filled_page(project: Path, page: str, name: str) -> None:
    """Fills every gap of ``page`` in both languages with the claim of the city ``name``."""
    for language in LANGUAGES:
        path = project / "docs" / language / page
        lines = path.read_text(encoding="utf-8").splitlines()
        path.write_text(
            "\n".join(_line(line, name, language) for line in lines) + "\n", encoding="utf-8"
        )


def filled(project: Path, name: str) -> None:
    """Fills every gap of the city ``name``."""
    filled_data(project, name)
    for page in (f"{name}/index.md", "cities/index.md"):
        filled_page(project, page, name)
