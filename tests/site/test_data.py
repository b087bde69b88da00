"""What can be taken along: the data whole, in files that programs of others read, and the feed."""

from __future__ import annotations

import csv
import json
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pandas
import pytest
from frictionless import Package
from support import ADDRESS, ROOT, pages_of

from secondleap.build.offline_copies import DATA_ZIP, MANIFEST, NOTE
from secondleap.data.dataset import read_dataset
from secondleap.pages.markdown_source import read_page

LEDGER = read_dataset(ROOT)
ATOM = "{http://www.w3.org/2005/Atom}"
# What is promised below data/v1: a table with other columns goes to a folder of its own.
# fmt: off
V1 = [
    "series", "series_ko", "series_en", "place", "place_ko", "place_en", "place_kind", "period",
    "year", "month", "category", "category_ko", "category_en", "value", "unit", "unit_ko",
    "unit_en", "mark", "agency_ko", "agency_en", "agency_code", "released", "read_in", "source",
    "source_title", "source_title_en", "source_publisher", "source_issued", "source_url", "license",
    "license_url",
]
# fmt: on


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def test_excel_is_told_the_encoding_of_every_csv_that_needs_it(site: Path) -> None:
    marked = 0
    for path in site.rglob("*.csv"):
        data = path.read_bytes()
        assert data.isascii() or data.startswith(b"\xef\xbb\xbf"), path
        assert data.count(b"\xef\xbb\xbf") <= 1, path
        marked += not data.isascii()
    assert marked >= 3


def test_the_long_table_holds_every_value_in_the_columns_that_are_promised(site: Path) -> None:
    table = rows(site / "data/v1/values.csv")
    assert list(table[0]) == V1
    values = [
        (series.name, row.key, f"{row.value:f}", row.source)
        for series in LEDGER.series.values()
        for row in series.rows
    ]
    assert values == [
        (row["series"], row["period"] or row["category"], row["value"], row["source"])
        for row in table
    ]
    named = [name for name in V1 if name.endswith(("_ko", "_en")) and "category" not in name]
    always = set(named) - {"agency_ko", "agency_en", "source_title_en"}
    for row in table:
        assert all(row[name] for name in (*always, "license", "source_url", "unit")), row
        months = [part.lstrip("0") for part in row["period"].split("-")]
        assert [one for one in (row["year"], row["month"]) if one] == [one for one in months if one]


def test_the_package_of_all_files_is_valid_and_names_the_terms_of_each(site: Path) -> None:
    path = site / "data/datapackage.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    named = {resource["path"] for resource in described["resources"]}
    there = {
        file.relative_to(site / "data").as_posix()
        for file in (site / "data").rglob("*")
        if file.suffix in (".csv", ".json", ".bib") and "package" not in file.name
    }
    assert named == {name for name in there if not name.endswith(".schema.json")}
    assert all(resource["licenses"] for resource in described["resources"])
    assert described["homepage"].startswith(ADDRESS)
    assert re.fullmatch(r"\d+\.\d+\.\d+\+\d{4}-\d\d-\d\d", described["version"])
    claims = next(one for one in described["resources"] if one["path"] == "claims.json")
    assert "quote" in claims["description"]
    report = Package(str(path)).validate()
    assert report.valid, report.flatten(["title", "message"])[:5]


def test_the_zip_is_the_data_with_its_terms_and_its_citation(site: Path) -> None:
    with zipfile.ZipFile(site / "downloads" / DATA_ZIP) as archive:
        assert archive.testzip() is None
        names = {name.partition("/")[2] for name in archive.namelist()}
        values = archive.read(f"{Path(DATA_ZIP).stem}/v1/values.csv")
    data = {
        path.relative_to(site / "data").as_posix()
        for path in (site / "data").rglob("*")
        if path.is_file() and path.suffix != ".svg"
    }
    assert names == data | {"LICENSE-content.md", "CITATION.cff", NOTE, MANIFEST}
    assert values == (site / "data/v1/values.csv").read_bytes()


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_page_of_the_data_offers_the_zip_and_says_how_to_cite_it(
    site: Path, folder: str
) -> None:
    page = (site / folder / "evidence/data.html").read_text(encoding="utf-8")
    assert f"downloads/{DATA_ZIP}" in page
    cited = re.search(r'<p class="data-cite">(.*?)</p>', page)
    assert cited and f"{ADDRESS}/{folder}evidence/data.html" in cited[1] and "0." in cited[1]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_lines_for_pandas_run(site: Path, language: str) -> None:
    path = ROOT / f"docs/{language}/evidence/use-data.md"
    code = [one.text for one in read_page(path, ROOT, language).code if one.language == "python"]
    assert len(code) == 1
    made: dict[str, pandas.DataFrame] = {}
    exec(code[0].replace(f"{ADDRESS}/", f"{site}/"), made)
    assert len(made["values"]) == sum(len(one.rows) for one in LEDGER.series.values())
    assert len(made["exports"]) == len(LEDGER.series["ulsan-exports"].rows)
    assert made["table"].shape[1] == 2 and made["table"].index.dtype == "Int64"
    assert made["events"].columns[0] == "id"


@pytest.mark.skipif(not shutil.which("Rscript"), reason="R is not on this machine")
@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_lines_for_r_run(site: Path, language: str) -> None:
    path = ROOT / f"docs/{language}/evidence/use-data.md"
    (code,) = [one.text for one in read_page(path, ROOT, language).code if one.language == "r"]
    line = code.replace(f"{ADDRESS}/", f"{site}/")
    run = subprocess.run(["Rscript", "-e", line], capture_output=True, text=True)
    assert run.returncode == 0 and "2025" in run.stdout, run.stderr


def test_the_lists_of_sources_say_the_same_in_both_formats(site: Path) -> None:
    items = json.loads((site / "data/sources.csl.json").read_text(encoding="utf-8"))
    bib = (site / "data/sources.bib").read_text(encoding="utf-8")
    entries = {
        entry.partition("{")[2].partition(",")[0]: entry
        for entry in re.split(r"(?m)^@", bib)
        if entry
    }
    assert list(entries) == [item["id"] for item in items]
    told = {"author": "author", "accessed": "urldate", "issued": "date", "note": "note"}
    for item in items:
        for field, name in told.items():
            there = re.search(rf"^  {name} = ", entries[item["id"]], re.MULTILINE)
            assert bool(there) == (field in item), (item["id"], field)
        for author in item.get("author", ()):
            assert set(author) == {"literal"} and "author = {{" in entries[item["id"]]
        speaks_as_a_body = LEDGER.sources[item["id"]].kind == "office"
        assert "author" in item or not speaks_as_a_body


def test_structured_data_has_whole_addresses_and_descriptions(site: Path) -> None:
    addresses, sets = 0, 0
    for path in pages_of(site):
        html = path.read_text(encoding="utf-8")
        for block in re.findall(
            r'<script type="application/ld\+json">(.*?)</script>', html, re.DOTALL
        ):
            for name, value in re.findall(r'"(url|contentUrl)": ?"([^"]*)"', block):
                assert value.startswith(f"{ADDRESS}/"), (path, name, value)
                addresses += 1
            items = json.loads(block).get("@graph", ())
            for item in (one for one in items if one["@type"] == "Dataset"):
                assert 50 <= len(item["description"]) <= 5000, item["name"]
                sets += 1
    assert addresses > 500 and sets == 2 * len(LEDGER.series)


@pytest.mark.parametrize("folder", ["", "en/"])
def test_the_feed_names_new_pages_and_corrections(site: Path, folder: str) -> None:
    root = ElementTree.parse(site / folder / "feed.xml").getroot()
    assert root.tag == f"{ATOM}feed" and root.findtext(f"{ATOM}author/{ATOM}name")
    entries = root.findall(f"{ATOM}entry")
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True) and root.findtext(f"{ATOM}updated") == days[0]
    ids = [UUID(element.text) for element in root.iter(f"{ATOM}id")]
    assert len(set(ids)) == len(entries) + 1
    links = [entry.find(f"{ATOM}link").get("href", "") for entry in entries]
    assert {f"{ADDRESS}/{folder}evidence/{name}.html" for name in ("use-data", "corrections")} <= {
        *links
    }
    for link in links:
        assert (site / link.removeprefix(f"{ADDRESS}/")).is_file()
    assert all(entry.findtext(f"{ATOM}summary") for entry in entries)
    titles = [entry.findtext(f"{ATOM}title") or "" for entry in entries]
    figures = [title for title in titles if " figures: " in title]
    # a change of 43% to 28.3% has no word in either language
    worded = [title for title in figures if re.search(r"[^\W\d_]", title.split(" figures: ")[1])]
    assert worded and all(bool(re.search("[가-힣]", title)) == (not folder) for title in worded)
    page = (site / folder / "ulsan/slump.html").read_text(encoding="utf-8")
    assert re.search(
        r'<link rel="alternate" type="application/atom\+xml" title="[^"]+"\s+href="../feed.xml"',
        page,
    )


def test_series_and_charts_lead_to_each_other(site: Path) -> None:
    data = (site / "en/evidence/data.html").read_text(encoding="utf-8")
    for chart in LEDGER.charts.values():
        (place,) = set(re.findall(rf'href="(?:\.\./)([^"]+)#{chart.id}"', data))
        page = (site / "en" / place).read_text(encoding="utf-8")
        for line in chart.lines:
            assert f'id="{line.series}"' in data
            assert f'evidence/data.html#{line.series}"' in page
