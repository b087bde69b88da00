"""``series-from``: an agency's CSV file becomes a series, or says what is wrong with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.data.series import PACKAGE
from secondleap.scaffold.series_from import LICENSES, SeriesFrom, read_rows, write
from secondleap.text.messages import RefusedError

NEW = SeriesFrom(
    "pgh-jobs",
    "미국 노동통계국/US Bureau of Labor Statistics",
    "other-pd",
    "daily",
    code="PITT342MFG",
    vintage="2026-06",
    ko="제조업 일자리",
    en="Factory jobs",
    unit="jobs",
    place="mon-valley",
)


@pytest.mark.parametrize(
    "data",
    [
        b"period,value\n2015-08,1234.5\n2015-09,3\n",
        b"\xef\xbb\xbfperiod;value\r\n2015-08;1.234,5\r\n2015-09;3\r\n",
        b"DATE,PITT342MFG\n2015-08-01,1234.5\n2015-09-01,3.0\n2015-10-01,.\n",
        '시점,취업자\n2015.09,3\n2015.08,"1,234.5"\n'.encode("cp949"),
        b"2015-08\t1234.5\n\n2015-09\t3\n",
    ],
    ids=["plain", "mark, semicolons, decimal commas", "FRED", "KOSIS, out of order", "tabs"],
)
def test_a_file_is_read_as_offices_write_it(data: bytes) -> None:
    assert read_rows(data) == [("2015-08", "1234.5"), ("2015-09", "3")]


def test_yearly_values_dated_by_their_first_day_become_years() -> None:
    assert read_rows(b"DATE,V\n2015-01-01,1\n2016-01-01,2\n") == [("2015", "1"), ("2016", "2")]
    assert read_rows(b"2015-01,1\n2016-01,2\n") == [("2015-01", "1"), ("2016-01", "2")]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"period,value\n2015,many\n", "line 2 of FILE is '2015,many'"),
        (b"period,value\n2015\n", "line 2 of FILE is '2015'"),
        (b"period,value\n2015,nan\n", "line 2 of FILE is '2015,nan'"),
        (b"period,value\n2015,1\n2015,2\n", "line 3 of FILE has '2015' twice"),
        (b"period,value\n", "FILE holds no row"),
        (b"\xff\xfe\x00\x00", "neither UTF-8 nor"),
    ],
)
def test_a_file_that_cannot_be_read_says_why(data: bytes, said: str) -> None:
    with pytest.raises(RefusedError) as refused:
        read_rows(data)
    assert said in "\n".join(refused.value.reasons)


def test_a_new_series_carries_the_agency_s_own_data(mini: Path) -> None:
    files = write(NEW, b"period,value\n1990-01,137700\n", mini)
    assert files == ["data/series/pgh-jobs.csv", f"data/series/{PACKAGE}"]
    assert (mini / files[0]).read_bytes() == (b"period,value,source,mark\n1990-01,137700,daily,\n")
    dataset = read_dataset(mini)
    made = dataset.series["pgh-jobs"]
    assert made.agency and made.agency.en == "US Bureau of Labor Statistics"
    assert (made.code, made.vintage, made.obtained) == ("PITT342MFG", "2026-06", "original")
    assert [terms.name for terms in made.licenses] == ["other-pd"]
    assert not [fault for fault in dataset.faults if "pgh-jobs" in fault.file]


def test_a_series_that_is_there_is_replaced_only_when_asked(mini: Path) -> None:
    given = replace(NEW, name="pittsburgh-population", unit="jobs")
    with pytest.raises(RefusedError, match="there already"):
        write(given, b"1950,676806\n", mini)
    before = read_dataset(mini).series[given.name]
    write(replace(given, replace=True), b"1950,676806\n2020,302971\n", mini)
    after = read_dataset(mini).series[given.name]
    assert (after.titles, after.notes, after.unit) == (before.titles, before.notes, before.unit)
    assert [(row.key, row.source, row.mark) for row in after.rows] == [
        ("1950", "daily", ""),
        ("2020", "daily", ""),
    ]
    assert after.code == "PITT342MFG"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"source": "dayly"}, "--source is an id of data/sources, not 'dayly'; did you mean"),
        ({"licence": "free"}, "--licence is one of other-pd, "),
        ({"obtained": "heard"}, "--obtained is one of original, "),
        ({"vintage": "last year"}, "--vintage is a year"),
        ({"place": "mon-vally"}, "--place is an id of data/places.yml"),
        ({"replace": True}, "--replace needs a series that is there"),
        ({"replace": True, "name": "shares"}, "'shares' has categories"),
    ],
)
def test_a_wrong_word_stops_it_and_leaves_nothing(
    mini: Path, wrong: dict[str, str | bool], said: str
) -> None:
    package = (mini / "data/series" / PACKAGE).read_bytes()
    with pytest.raises(RefusedError) as refused:
        write(replace(NEW, **wrong), b"2015,1\n", mini)
    assert any(said in reason for reason in refused.value.reasons)
    assert (mini / "data/series" / PACKAGE).read_bytes() == package
    assert not (mini / "data/series/pgh-jobs.csv").exists()


def test_the_licenses_of_the_series_are_those_the_command_knows() -> None:
    resources = json.loads((ROOT / "data/series" / PACKAGE).read_text(encoding="utf-8"))
    for resource in resources["resources"]:
        for terms in resource["licenses"]:
            assert terms == {"name": terms["name"], **LICENSES[terms["name"]]}, resource["name"]
