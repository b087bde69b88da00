"""The data as one product: every value in one long table, the Data Package that describes every
file, and the zip that holds them.

What is below ``data/v1`` keeps its columns. One that has to change goes to a new folder beside it.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from secondleap.data.dataset import Dataset
from secondleap.data.peaks import FOLDER as PEAKS
from secondleap.data.schema import LANGUAGES, LEDGER_FILES, VALUES_FILE
from secondleap.data.series import PACKAGE, Row, Series
from secondleap.render.strings import FIELDS, PLACE_KINDS, WORDS

_NUMBERS = {"year": "integer", "month": "integer", "value": "number"}
_CC_BY = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_MEDIA = {
    "csv": "text/csv",
    "json": "application/json",
    "bib": "application/x-bibtex",
}


def _value(series: Series, row: Row, dataset: Dataset) -> dict[str, Any]:
    """One value with all that is needed to understand and to cite it."""
    place = dataset.places[row.place or series.place]
    source, license = dataset.sources[row.source], series.licenses[0]
    year, _, month = row.key.partition("-") if series.is_timed else ("", "", "")
    made = {
        "series": series.name,
        "place": place.id,
        "place_kind": PLACE_KINDS[place.kind]["en"],
        "period": row.key if series.is_timed else "",
        "year": year,
        "month": month.lstrip("0"),
        "category": "" if series.is_timed else row.key,
        "value": f"{row.value:f}",
        "unit": series.unit,
        "mark": row.mark,
        "agency_code": series.code,
        "released": series.vintage,
        "read_in": series.obtained,
        "source": source.id,
        "source_title": source.title,
        "source_title_en": source.title if source.language == "en" else source.title_en,
        "source_publisher": source.publisher,
        "source_issued": source.issued,
        "source_url": source.URL,
        "license": license.name,
        "license_url": license.path,
    }
    unit = dataset.units[series.unit]
    for language in LANGUAGES:
        made[f"series_{language}"] = series.titles[language]
        made[f"place_{language}"] = place[language]
        name = unit[language].replace("{}", "").replace("{ordinal}", "rank").strip()
        made[f"unit_{language}"] = name or WORDS[language][f"unit_{unit.id}"]
        made[f"agency_{language}"] = series.agency[language] if series.agency else ""
        if not series.is_timed:
            made[f"category_{language}"] = series.categories[row.key][language]
    return made


def values_csv(dataset: Dataset) -> str:
    """Every value of every series, one a row."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(FIELDS), lineterminator="\n")
    writer.writeheader()
    for series in dataset.series.values():
        for row in series.rows:
            writer.writerow(_value(series, row, dataset))
    return out.getvalue()


def _file(path: str, title: str, **more: Any) -> dict[str, Any]:
    kind = path.rpartition(".")[2]
    return {
        "name": path.rpartition("/")[2].replace(".", "-"),
        "path": path,
        "title": title,
        "format": kind,
        "mediatype": _MEDIA[kind],
        "encoding": "utf-8",
        "licenses": [_CC_BY],
        **more,
    }


def _values(dataset: Dataset) -> dict[str, Any]:
    """The long table, with the meaning of every column in both languages."""
    fields = [
        {
            "name": name,
            "type": _NUMBERS.get(name, "string"),
            "description": texts["en"],
            "descriptions": texts,
        }
        for name, texts in FIELDS.items()
    ]
    terms = {one.name: one for series in dataset.series.values() for one in series.licenses}
    return _file(
        VALUES_FILE,
        WORDS["en"]["values"],
        type="table",
        description=WORDS["en"]["values_terms"],
        licenses=[one.model_dump(exclude_none=True) for one in terms.values()],
        schema={"fields": fields, "missingValues": [""]},
    )


def _parts(root: Path, folder: str) -> Iterator[dict[str, Any]]:
    """The resources of the package in ``folder`` of the project, as seen from data/."""
    package = root / folder / PACKAGE
    below = Path(folder).name
    described = json.loads(package.read_text(encoding="utf-8")) if package.is_file() else {}
    for resource in described.get("resources", ()):
        moved = {**resource, "path": f"{below}/{resource['path']}"}
        if isinstance(resource.get("schema"), str):
            moved["schema"] = f"{below}/{resource['schema']}"
        yield {"licenses": described.get("licenses", [_CC_BY]), **moved}


def describe(dataset: Dataset, edition: str, address: str) -> dict[str, Any]:
    """The Data Package (v2) of every file below data/: what it is, and under what terms."""
    words = WORDS["en"]
    ledger = [
        _file(name, words[f"kind_{kind}"], description=words[f"terms_{kind}"])
        for name, kind in LEDGER_FILES.items()
    ]
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "second-leap",
        "title": words["data_title"],
        "version": edition,
        **({"homepage": f"{address}en/evidence/data.html"} if address else {}),
        "contributors": [{"title": "Second Leap", "roles": ["author"]}],
        "licenses": [_CC_BY],
        "resources": [
            *([_values(dataset)] if dataset.series else []),
            *_parts(dataset.root, "data/series"),
            *_parts(dataset.root, PEAKS),
            *ledger,
        ],
    }


def zip_contents(root: Path, site: Path, edition: str, address: str) -> dict[str, bytes]:
    """The files of the zip: all below data/ but the pictures, with licenses and citation."""
    data = site / "data"
    contents = {
        path.relative_to(data).as_posix(): path.read_bytes()
        for path in sorted(data.rglob("*"))
        if path.is_file() and path.suffix != ".svg"
    }
    for name in ("LICENSE-content.md", "CITATION.cff"):
        if (root / name).is_file():
            contents[name] = (root / name).read_bytes()
    told = (WORDS[one]["data_note"].format(version=edition, address=address) for one in LANGUAGES)
    contents["READ-ME.txt"] = ("\ufeff" + "\n".join(told)).encode()
    return contents
