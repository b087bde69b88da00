"""Files to download: series, claims, events, terms, sources, and every chart as an SVG."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from secondleap.data.dataset import Dataset
from secondleap.data.peaks import FOLDER
from secondleap.data.schema import LANGUAGES, LEDGER_FILES, Source
from secondleap.data.standing import standing
from secondleap.render import peaks
from secondleap.render.charts.card import file_of
from secondleap.render.context import Context

# Types whose publisher is, in CSL's terms, the container that the item appeared in.
_IN_CONTAINER = {"article-newspaper", "article-journal", "entry-encyclopedia"}
_BIBTEX = {"article-newspaper": "article", "article-journal": "article", "report": "techreport"}


def date_parts(iso: str) -> dict[str, list[list[int]]]:
    """An ISO date as CSL writes dates."""
    return {"date-parts": [[int(part) for part in iso.split("-")]]}


def csl(source: Source) -> dict[str, Any]:
    """``source`` as an item of CSL-JSON 1.0.2 (docs.citationstyles.org)."""
    item: dict[str, Any] = {
        "id": source.id,
        "type": source.type,
        "title": source.title,
        "publisher": source.publisher,
    }
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
    fields = {
        "title": "{" + braced(source.title) + "}",
        holder: braced(source.publisher),
        "url": "{" + source.URL + "}",
        "langid": braced(source.language),
    }
    if source.issued:
        fields["year"] = braced(source.issued[:4])
        fields["date"] = braced(source.issued)
    return (
        f"@{kind}{{{source.id},\n"
        + ",\n".join(f"  {name} = {value}" for name, value in fields.items())
        + "\n}\n"
    )


def _json(items: Any) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(record: Any) -> dict[str, Any]:
    """A record as JSON holds it: figures as numbers, nothing that is not set."""
    return {
        name: value
        for name, value in record.model_dump(mode="json", by_alias=True, exclude_none=True).items()
        if value not in ((), [], {})
    }


def _events_csv(dataset: Dataset) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "date", "city", "theme", "ko", "en", "source", "url"])
    for event in sorted(dataset.records["events"], key=lambda event: event.date):
        writer.writerow(
            [
                event.id,
                event.date,
                event.group,
                event.theme,
                event.ko,
                event.en,
                event.source,
                dataset.sources[event.source].URL,
            ]
        )
    return out.getvalue()


def _terms_csv(dataset: Dataset) -> str:
    """The glossary as a table; the mark at its head tells spreadsheets that it is Unicode."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["id", "ko", "en", "also", "definition_ko", "definition_en", "source", "url"])
    for term in sorted(dataset.records["terms"], key=lambda term: term.ko):
        writer.writerow(
            [
                term.id,
                term.ko,
                term.en,
                "; ".join(term.also),
                term.definition.ko,
                term.definition.en,
                term.source,
                dataset.sources[term.source].URL,
            ]
        )
    return "\ufeff" + out.getvalue()


# File below data/ (see `secondleap.data.schema.LEDGER_FILES`) -> how it is made.
MAKERS: dict[str, Callable[[Dataset], str]] = {
    "claims.json": lambda dataset: _json(
        [
            {
                "ledger": claim.ledger,
                "standing": standing(claim, dataset.sources),
                **_plain(claim),
            }
            for claim in dataset.records["claims"]
        ]
    ),
    "events.csv": _events_csv,
    "terms.json": lambda dataset: _json([_plain(term) for term in dataset.records["terms"]]),
    "terms.csv": _terms_csv,
    "sources.csl.json": lambda dataset: _json(
        [csl(source) for source in dataset.records["sources"]]
    ),
    "sources.bib": lambda dataset: "\n".join(
        bibtex(source) for source in dataset.records["sources"]
    ),
}


def chart_files(dataset: Dataset) -> Iterator[tuple[str, str]]:
    """(name, SVG) of every chart in each language, with source and address printed inside."""
    for language in LANGUAGES:
        context = Context(language, dataset, lambda path, anchor: path, lambda path: path)
        for chart in dataset.records["charts"]:
            name = f"{chart.id}.{language}.svg"
            yield name, file_of(chart, context, f"data/charts/{name}")
        for kind in dataset.peaks.shown if dataset.peaks.all else ():
            name = f"{peaks.FIGURE}-{kind}.{language}.svg"
            yield name, peaks.file_of(kind, context, f"data/charts/{name}")


def export(dataset: Dataset, into: Path) -> None:
    """Writes the files to take away below ``into``, a built site."""
    folder = into / "data"
    (folder / "charts").mkdir(parents=True, exist_ok=True)
    for name in LEDGER_FILES:
        (folder / name).write_text(MAKERS[name](dataset), encoding="utf-8")
    for name, svg in chart_files(dataset):
        (folder / "charts" / name).write_text(svg, encoding="utf-8")
    if dataset.peaks.all:
        shutil.copytree(dataset.root / FOLDER, folder / "peaks", dirs_exist_ok=True)
    if dataset.series:
        shutil.copytree(dataset.root / "data" / "series", folder / "series", dirs_exist_ok=True)
