"""The ledger to take away: series, claims, events, terms, sources, and every chart as a file of its own."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from secondleap.blocks import FILE_KINDS
from secondleap.ledger import Ledger
from secondleap.model import LANGUAGES, Source
from secondleap.render import Context
from secondleap.render.chart import about, drawing, publishers
from secondleap.render.picture import for_file
from secondleap.render.words import WORDS

# Types whose publisher is, in CSL's terms, the container that the item appeared in.
_IN_CONTAINER = {"article-newspaper", "article-journal", "entry-encyclopedia"}
_BIBTEX = {"article-newspaper": "article", "article-journal": "article", "report": "techreport"}


def date_parts(iso: str) -> dict[str, list[list[int]]]:
    """An ISO date as CSL writes dates."""
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def csl(source: Source) -> dict[str, Any]:
    """``source`` as an item of CSL-JSON 1.0.2 (docs.citationstyles.org)."""
    item: dict[str, Any] = {"id": source.id, "type": source.type, "title": source.title, "publisher": source.publisher}
    if source.type in _IN_CONTAINER:
        item["container-title"] = source.publisher
    if source.issued:
        item["issued"] = date_parts(source.issued)
    if source.accessed:
        item["accessed"] = date_parts(source.accessed)
    item |= {"URL": source.URL, "language": source.language}
    if source.archived:
        item["archive_location"] = source.archived
    if source.note:
        item["note"] = source.note.en
    return item


def bibtex(source: Source) -> str:
    """``source`` as a BibTeX entry."""

    def braced(text: str) -> str:
        return "{" + re.sub(r"([&%$#_])", r"\\\1", text.replace("{", "(").replace("}", ")")) + "}"

    kind = _BIBTEX.get(source.type, "misc")
    holder = {"article": "journal", "techreport": "institution"}.get(kind, "publisher")
    fields = {"title": "{" + braced(source.title) + "}", holder: braced(source.publisher), "url": "{" + source.URL + "}", "langid": braced(source.language)}
    if source.issued:
        fields["year"] = braced(source.issued[:4])
        fields["date"] = braced(source.issued)
    return f"@{kind}{{{source.id},\n" + ",\n".join(f"  {name} = {value}" for name, value in fields.items()) + "\n}\n"


def _json(items: Any) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(record: Any) -> dict[str, Any]:
    """A record as JSON holds it: figures as numbers, nothing that is not set."""
    return {name: value for name, value in record.model_dump(mode="json", by_alias=True, exclude_none=True).items() if value not in ((), [], {})}


def _events_csv(ledger: Ledger) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "date", "city", "theme", "ko", "en", "source", "url"])
    for event in sorted(ledger.records["events"], key=lambda event: event.date):
        writer.writerow([event.id, event.date, event.group, event.theme, event.ko, event.en, event.source, ledger.sources[event.source].URL])
    return out.getvalue()


# File below data/ (see `secondleap.blocks.FILE_KINDS`) -> how it is made.
MAKERS: dict[str, Callable[[Ledger], str]] = {
    "claims.json": lambda ledger: _json([{"ledger": claim.ledger, **_plain(claim)} for claim in ledger.records["claims"]]),
    "events.csv": _events_csv,
    "terms.json": lambda ledger: _json([_plain(term) for term in ledger.records["terms"]]),
    "sources.csl.json": lambda ledger: _json([csl(source) for source in ledger.records["sources"]]),
    "sources.bib": lambda ledger: "\n".join(bibtex(source) for source in ledger.records["sources"]),
}


def chart_files(ledger: Ledger) -> Iterator[tuple[str, str]]:
    """(name, SVG) of every chart in each language, with source and address printed inside."""
    for language in LANGUAGES:
        context = Context(language, ledger, lambda path, anchor: path, lambda path: path)
        words = WORDS[language]
        for chart in ledger.records["charts"]:
            variant = chart.variants[0] if chart.variants else None
            named = ", ".join(publishers(chart, context))
            own = f"{words['site']} · data/charts/{chart.id}.{language}.svg · CC BY 4.0"
            below = [re.sub(r"&amp;", "&", about(chart, context)), f"{words['source']}: {named}", own]
            yield f"{chart.id}.{language}.svg", for_file(drawing(chart, context, "wide", variant), chart.title[language], below)


def export(ledger: Ledger, into: Path) -> None:
    """Writes the files to take away below ``into``, a built site."""
    folder = into / "data"
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    for name in FILE_KINDS:
        (folder / name).write_text(MAKERS[name](ledger), encoding="utf-8")
    for name, svg in chart_files(ledger):
        (folder / "charts" / name).write_text(svg, encoding="utf-8")
    if ledger.series:
        shutil.copytree(ledger.root / "data" / "series", folder / "series", dirs_exist_ok=True)
