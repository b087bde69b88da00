"""Files to download: series, claims, events, terms, sources, and every chart as an SVG."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from secondleap.build.data_package import describe, values_csv
from secondleap.data.dataset import Dataset
from secondleap.data.schema import LANGUAGES, LEDGER_FILES, VALUES_FILE, Source
from secondleap.data.series import PACKAGE
from secondleap.data.standing import standing
from secondleap.pages.pages_by_block import pages_by_block
from secondleap.render import peaks
from secondleap.render.charts.card import to_take
from secondleap.render.context import Context, frame_path
from secondleap.text.formatting import tex

# Types whose publisher is, in CSL's terms, the container that the item appeared in.
_IN_CONTAINER = {"article-newspaper", "article-journal", "entry-encyclopedia"}
_BIBTEX = {"article-newspaper": "article", "article-journal": "article", "report": "techreport"}
# Who speaks as a body, and so is the author of what it publishes.
_BODIES = {"office", "company", "union", "party", "advocacy"}


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
    if source.kind in _BODIES:
        item["author"] = [{"literal": source.publisher}]
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


def bibtex(item: dict[str, Any]) -> str:
    """An item of CSL-JSON as a BibTeX entry, with all that BibTeX has a field for."""

    def braced(text: str) -> str:
        return "{" + tex(text.replace("{", "(").replace("}", ")")) + "}"

    def date(name: str) -> str:
        return "-".join(f"{part:02}" for part in item[name]["date-parts"][0])

    kind = _BIBTEX.get(item["type"], "misc")
    holder = {"article": "journal", "techreport": "institution"}.get(kind, "publisher")
    authors = [braced(author["literal"]) for author in item.get("author", ())]
    fields = {
        "author": "{" + " and ".join(authors) + "}" if authors else "",
        "title": "{" + braced(item["title"]) + "}",
        holder: braced(item["publisher"]),
        "url": "{" + item["URL"] + "}",
        "langid": braced(item["language"]),
        "note": braced(item["note"]) if "note" in item else "",
    }
    if "issued" in item:
        fields |= {"year": braced(date("issued")[:4]), "date": braced(date("issued"))}
    if "accessed" in item:
        fields["urldate"] = braced(date("accessed"))
    told = (f"  {name} = {value}" for name, value in fields.items() if value)
    return f"@{kind}{{{item['id']},\n" + ",\n".join(told) + "\n}\n"


def _json(items: Any) -> str:
    return json.dumps(items, ensure_ascii=False, indent=1, default=str) + "\n"


def _plain(record: Any) -> dict[str, Any]:
    """A record as JSON holds it: figures as numbers, nothing that is not set."""
    return {
        name: value
        for name, value in record.model_dump(mode="json", by_alias=True, exclude_none=True).items()
        if value not in ((), [], {})
    }


def _for_excel(text: str) -> str:
    """``text`` with a byte order mark where it needs one: Excel would read it in the system's code
    page."""
    return text if text.isascii() or text.startswith("\ufeff") else "\ufeff" + text


def _csv(columns: Iterable[str], rows: Iterable[Iterable[Any]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return _for_excel(out.getvalue())


def _events_csv(dataset: Dataset) -> str:
    return _csv(
        ["id", "date", "city", "theme", "ko", "en", "source", "url"],
        (
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
            for event in sorted(dataset.records["events"], key=lambda event: event.date)
        ),
    )


def _terms_csv(dataset: Dataset) -> str:
    return _csv(
        ["id", "ko", "en", "also", "definition_ko", "definition_en", "source", "url"],
        (
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
            for term in sorted(dataset.records["terms"], key=lambda term: term.ko)
        ),
    )


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
        bibtex(csl(source)) for source in dataset.records["sources"]
    ),
}


def file_context(dataset: Dataset, language: str) -> Context:
    """For what stands in a folder of its own beside the pages of ``language``."""
    return Context(
        language,
        dataset,
        lambda path, anchor: f"../{path.removesuffix('.md')}.html#{anchor}",
        lambda path: path,
    )


def chart_files(
    dataset: Dataset, address: str = "", pictures: bool = False
) -> Iterator[tuple[str, str]]:
    """Path and text of what can be taken of every chart in each language: an SVG with source and
    address printed inside, and a page to be shown in frames of other sites.

    ``address`` is that of the site, where it is known; ``pictures`` says whether previews of links
    have any.
    """
    for language in LANGUAGES:
        context, shown = file_context(dataset, language), pages_by_block(dataset, language)
        takes: list[tuple[str, tuple[str, str], Callable[[Context, str, str], tuple[str, str]]]] = [
            (chart.id, ("chart", chart.id), partial(to_take, chart))
            for chart in dataset.records["charts"]
        ]
        takes += [
            (f"{peaks.FIGURE}-{kind}", ("peaks", "picture"), partial(peaks.to_take, kind))
            for kind in (dataset.peaks.shown if dataset.peaks.all else ())
        ]
        takes += [
            (f"peaks-{name}", ("peaks", name), partial(peaks.simple_to_take, name))
            for name in (peaks.SIMPLE if dataset.peaks.all else ())
        ]
        for name, block, take in takes:
            path = f"data/charts/{name}.{language}.svg"
            page = shown[block][0].path if block in shown else "index.md"
            frame = frame_path(name, language)
            own = replace(context, page=address and address + frame, pictures=pictures)
            yield from zip((path, frame), take(own, address + path, page), strict=True)


def export(
    dataset: Dataset, into: Path, address: str = "", edition: str = "", pictures: bool = False
) -> None:
    """Writes the files to take away below ``into``, a built site.

    ``address`` is that of the site, where it is known; ``edition`` the version of the data;
    ``pictures`` says whether previews of links have any.
    """
    folder = into / "data"
    folder.mkdir(exist_ok=True)
    made = {name: MAKERS[name](dataset) for name in LEDGER_FILES}
    made[VALUES_FILE] = values_csv(dataset)
    made[PACKAGE] = _json(describe(dataset, edition, address))
    for part in ("series", "peaks"):
        source = dataset.root / "data" / part
        for path in sorted(source.iterdir()) if source.is_dir() else ():
            made[f"{part}/{path.name}"] = path.read_text(encoding="utf-8")
    for name, text in made.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(
            _for_excel(text) if name.endswith(".csv") else text, encoding="utf-8", newline="\n"
        )
    for name, text in chart_files(dataset, address, pictures):
        (into / name).parent.mkdir(parents=True, exist_ok=True)
        (into / name).write_text(text, encoding="utf-8")
