"""Cities after their peak: the numbers of `secondleap.data.peaks`, worked out by other code."""

from __future__ import annotations

import csv
import json
from collections import defaultdict
from pathlib import Path
from statistics import median, quantiles

import pytest
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.data.peaks import FOLDER, PEOPLE, PLACES, read_peaks
from secondleap.data.series import PACKAGE

DATASET = read_dataset(ROOT)
NUMBERS = DATASET.numbers
BANDS = {97: 999, 94: 97, 90: 94, 85: 90, 0: 85}


def table(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader((ROOT / FOLDER / name).read_text(encoding="utf-8").splitlines()))


def courses() -> dict[str, list[tuple[dict[str, str], int, dict[int, float]]]]:
    """Group -> place, year of the peak, and decade -> per cent: from the files alone, year by year,
    with none of the package's code."""
    people: dict[str, dict[int, int]] = defaultdict(dict)
    for row in table(PEOPLE):
        people[row["place"]][int(row["period"][:4])] = int(row["people"])
    groups = defaultdict(list)
    for place in table(PLACES):
        counts = people[place["id"]]
        if place["kind"] == "elsewhere":
            continue
        for year in range(1900, 2000, 10):
            if year not in counts or year + 10 not in counts:
                continue
            if counts[year + 10] >= counts[year] or counts[year] <= max(
                (counts[past] for past in counts if past < year), default=0
            ):
                continue
            if place["kind"] == "core" and counts[year] < 50_000:
                continue
            cut = min([int(b) for b in place["breaks"].split() if int(b) > year] or [3000])
            if cut <= year + 10:
                continue
            later = {
                then - year: 100 * counts[then] / counts[year]
                for then in sorted(counts)
                if year <= then < cut
            }
            kind = place["kind"]
            if kind == "core" and place["manufacturing"] == "no":
                kind = "other"
            groups[kind].append((place, year, later))
    groups["core_largest"] = [peak for peak in groups["core"] if peak[0]["largest"] == "yes"]
    groups["core_later"] = [peak for peak in groups["core"] if 1950 <= peak[1] <= 1980]
    groups["core_strict"] = [peak for peak in groups["core"] if peak[0]["county"] == "yes"]
    groups["core_1930"] = [peak for peak in groups["core"] if peak[1] == 1930]
    since = groups["core_since_1950"] = [peak for peak in groups["core"] if peak[1] > 1949]
    belt, coasts = "NY PA OH MI IN IL WI", "CA NJ MA RI CT NH ME VT"
    for name, states in (("rust_belt", belt), ("coasts", coasts)):
        groups[f"core_{name}"] = [peak for peak in since if peak[0]["within"] in states.split()]
    return groups


COURSES = courses()


@pytest.mark.parametrize("group", sorted(COURSES))
def test_other_code_finds_the_same_peaks_and_returns(group: str) -> None:
    peaks = COURSES[group]
    assert NUMBERS[f"{group}_peaks"] == len(peaks)
    assert NUMBERS[f"{group}_places"] == len({place["id"] for place, _, _ in peaks})
    back = [
        min(k for k, v in later.items() if k and v >= 100)
        for _, _, later in peaks
        if any(k and v >= 100 for k, v in later.items())
    ]
    assert NUMBERS[f"{group}_back"] == len(back)
    assert NUMBERS[f"{group}_back_years"] == median(back)
    newest = {place["id"]: later for place, _, later in peaks}
    again = [later for later in newest.values() if any(k and v >= 100 for k, v in later.items())]
    assert NUMBERS[f"{group}_newest_back"] == len(again)
    for least, end in BANDS.items():
        inside = [later for _, _, later in peaks if least <= later[10] < end]
        returned = [later for later in inside if any(v >= 100 for k, v in later.items() if k)]
        assert NUMBERS[f"{group}_band_{least}_peaks"] == len(inside)
        assert NUMBERS[f"{group}_band_{least}_back"] == len(returned)
    fallen = [later for _, _, later in peaks if min(later.values()) < 90]
    risen = 0
    for later in fallen:
        low = next(k for k in sorted(later) if later[k] < 90)
        risen += any(v >= 100 for k, v in later.items() if k > low)
    assert NUMBERS[f"{group}_under_90"] == len(fallen)
    assert NUMBERS[f"{group}_under_90_back"] == risen


@pytest.mark.parametrize("group", sorted(COURSES))
@pytest.mark.parametrize("years", [10, 20, 40])
def test_other_code_finds_the_same_middle_half(group: str, years: int) -> None:
    values = [later[years] for _, _, later in COURSES[group] if years in later]
    quarter, middle, three = quantiles(values, n=4, method="inclusive")
    name = f"{group}_{years}"
    assert NUMBERS[name] == pytest.approx(middle)
    assert NUMBERS[f"{name}_quarter"] == pytest.approx(quarter)
    assert NUMBERS[f"{name}_three_quarters"] == pytest.approx(three)
    assert (NUMBERS[f"{name}_least"], NUMBERS[f"{name}_most"]) == (min(values), max(values))


def test_the_first_ten_years_go_with_the_fortieth_by_the_other_formula() -> None:
    pairs = [(later[10], later[40]) for _, _, later in COURSES["core"] if 40 in later]
    n = len(pairs)
    sx, sy = sum(x for x, _ in pairs), sum(y for _, y in pairs)
    sxy = sum(x * y for x, y in pairs)
    sxx, syy = sum(x * x for x, _ in pairs), sum(y * y for _, y in pairs)
    r = (n * sxy - sx * sy) / ((n * sxx - sx**2) * (n * syy - sy**2)) ** 0.5
    assert NUMBERS["core_correlation"] == pytest.approx(r)
    assert NUMBERS["core_correlation_count"] == n


def test_ulsan_stands_on_two_bases_that_are_the_series_own() -> None:
    rows = {name: DATASET.series[name].rows for name in ("ulsan-pop-census", "ulsan-population")}
    census = {row.key: float(row.value) for row in rows["ulsan-pop-census"]}
    register = {row.key: float(row.value) for row in rows["ulsan-population"]}
    levels = {
        "census": 100 * census["2025"] / census["2015"],
        "register": 100 * register["2025-08"] / register["2015-12"],
    }
    for basis, level in levels.items():
        assert NUMBERS[f"ulsan_{basis}_last"] == pytest.approx(level)
        for group in ("core", "metro"):
            below = sum(later[10] < level for _, _, later in COURSES[group])
            assert NUMBERS[f"{group}_below_{basis}"] == below


def test_those_near_ulsan_are_told_apart_by_other_code() -> None:
    belt, coasts = "NY PA OH MI IN IL WI", "CA NJ MA RI CT NH ME VT"
    for basis in ("census", "register"):
        level = NUMBERS[f"ulsan_{basis}_last"]
        near = sorted(COURSES["core"], key=lambda peak: abs(peak[2][10] - level))[:50]
        parts = {
            "": near,
            "_rust_belt": [peak for peak in near if peak[0]["within"] in belt.split()],
            "_coasts": [peak for peak in near if peak[0]["within"] in coasts.split()],
            "_but_1930": [peak for peak in near if peak[1] != 1930],
        }
        for part, some in parts.items():
            back = [later for _, _, later in some if any(k and v >= 100 for k, v in later.items())]
            assert NUMBERS[f"core_near_{basis}{part}_peaks"] == len(some)
            assert NUMBERS[f"core_near_{basis}{part}_back"] == len(back)


def test_the_table_has_what_the_series_have() -> None:
    """A city that is both in the table and in a series of its own has the same counts in both."""
    people = {(row["place"], row["period"]): int(row["people"]) for row in table(PEOPLE)}
    compared = 0
    for place, series in (
        ("detroit-mi", "detroit-population"),
        ("pittsburgh-pa", "pittsburgh-population"),
    ):
        for row in DATASET.series[series].rows:
            if (place, row.key) in people and row.key not in DATASET.series[series].breaks:
                assert people[place, row.key] == row.value, (place, row.key)
                compared += 1
    assert compared > 20


def test_no_share_is_drawn_from_the_places_elsewhere() -> None:
    """They were picked because they fell."""
    assert [name for name in NUMBERS if name.startswith("elsewhere")] == []
    assert {
        peak.place.kind
        for group in ("core", "other", "metro")
        for peak in DATASET.peaks.group(group)
    } == {"core", "metro"}


@pytest.mark.parametrize(
    ("file", "line", "found"),
    [
        (PEOPLE, "nowhere,1950,100,x", "the unknown place 'nowhere'"),
        (PEOPLE, "a-town,1950,many,x", "a row that cannot be read"),
        (PEOPLE, "a-town,1900,70000,x", "'1900' after '1950'"),
        (PEOPLE, "a-town,1960,40000,y", "the source 'y' without its license"),
        (PLACES, "b-town,suburb,가,B,OH,census,yes,yes,yes,,,", "a row that cannot be read"),
    ],
)
def test_a_wrong_row_is_told(tmp_path: Path, file: str, line: str, found: str) -> None:
    folder = tmp_path / FOLDER
    folder.mkdir(parents=True)
    head = ",".join(table(PLACES)[0])
    (folder / PLACES).write_text(
        f"{head}\na-town,core,가,A,OH,census,yes,yes,yes,,,\n", encoding="utf-8"
    )
    package = {"sources": [{"id": "x", "license": {"name": "CC0-1.0", "title": "CC0"}}]}
    (folder / PACKAGE).write_text(json.dumps(package), encoding="utf-8")
    (folder / PEOPLE).write_text(
        "place,period,people,source\na-town,1940,60000,x\na-town,1950,50000,x\n", encoding="utf-8"
    )
    peaks, faults = read_peaks(tmp_path, {})
    assert faults == [] and [peak.id for peak in peaks.all] == ["a-town-1940"]
    with (folder / file).open("a", encoding="utf-8") as text:
        text.write(f"{line}\n")
    _, faults = read_peaks(tmp_path, {})
    assert [found in fault.found for fault in faults] == [True]
