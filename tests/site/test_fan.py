"""The picture of cities after their peak: what it draws is what the table holds."""

from __future__ import annotations

import re
from functools import cache

import pytest
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.render import peaks
from secondleap.render.charts.fan import TOP, steps
from secondleap.render.charts.svg import on_page, to_text
from secondleap.render.context import Context

DATASET = read_dataset(ROOT)
UNIT_X, UNIT_Y = 6, 4  # pixels a year and a point, as theme/assets/peaks.js has them


@cache
def card(language: str) -> str:
    return peaks.picture(Context(language, DATASET, lambda path, anchor: path, lambda path: path))


def test_it_offers_no_file_that_nobody_makes() -> None:
    alone = Context("ko", DATASET, lambda path, anchor: path, lambda path: path, whole=False)
    assert "data/peaks/" in card("ko") and "data/peaks/" not in peaks.picture(alone)


def drawn(path: str) -> list[list[tuple[float, float]]]:
    """Each line of a path as years since the peak and per cent of it."""
    lines = []
    for line in path.split("M")[1:]:
        x, y, *steps_ = map(float, re.findall(r"-?[\d.]+", line))
        points = [(x / UNIT_X, TOP - y / UNIT_Y)]
        for across, down in zip(steps_[::2], steps_[1::2], strict=True):
            since, level = points[-1]
            points.append((since + across / UNIT_X, level - down / UNIT_Y))
        lines.append(points)
    return lines


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_row_has_its_line_to_a_tenth(language: str) -> None:
    text = card(language)
    told = 0
    for body in re.findall(r'<tbody data-lines="(.*?)">(.*?)</tbody>', text, re.DOTALL):
        (path,) = re.findall(rf'id="{body[0]}"[^>]*? d="([^"]*)"', text)
        rows = re.findall(r'<tr id="([^"]+)"', body[1])
        lines = drawn(path)
        assert len(lines) == len(rows)
        by_id = {peak.id: peak for peak in DATASET.peaks.all}
        for row, line in zip(rows, lines, strict=True):
            course = by_id[row].course
            assert len(line) == len(course)
            for (since, level), (years, value) in zip(line, course, strict=True):
                assert level == pytest.approx(round(value, 1), abs=0.01), row
                assert since == pytest.approx(years, abs=0.06), row
        told += len(rows)
    assert told == len(DATASET.peaks.all)


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_address_stands_once_and_every_place_has_one(language: str) -> None:
    ids = re.findall(r' id="([^"]+)"', card(language))
    assert len(ids) == len(set(ids))
    with_peak = {peak.place.id for peak in DATASET.peaks.all}
    grown = card(language).split('class="fan__grown"')[1]
    missing = [
        place.id
        for place in DATASET.peaks.places
        if place.id not in with_peak and place[language] not in grown
    ]
    assert missing == []


def test_the_narrow_picture_shows_the_lines_of_the_wide_one() -> None:
    text = card("en")
    for kind in DATASET.peaks.shown:
        assert text.count(f'<g id="fan-{kind}"') == 1
        assert text.count(f'<use href="#fan-{kind}"') == 1


@pytest.mark.parametrize("language", ["ko", "en"])
def test_an_axis_is_cut_and_says_where_it_starts(language: str) -> None:
    pictures = re.findall(r"<svg [^>]*chart__.+?</svg>", card(language))
    assert len(pictures) == 2 * len(DATASET.peaks.shown)
    for picture in pictures:
        levels = re.findall(r'text-anchor="end">(.*?)</g>', picture)[-1]
        least = min(map(int, re.findall(r">(\d+)<", levels)))
        assert least > 0 and picture.count('class="chart__cut"') == 1
        said = {"ko": f"세로축은 {least}에서 시작", "en": f"axis starts at {least}"}
        assert picture.count(said[language]) == 1


def test_a_line_is_written_in_tenths_without_drift() -> None:
    (peak,) = DATASET.peaks.of("detroit-mi")
    ((*_, last),) = drawn(steps([peak]))
    assert last == pytest.approx((70, 34.6))


def test_what_is_said_of_places_elsewhere_holds() -> None:
    newest = {name: DATASET.peaks.of(name)[-1] for name in ("busan", "kitakyushu", "riga")}
    assert all(peak.low == peak.last for peak in newest.values())
    back = {peak.place.id for peak in DATASET.peaks.shown["elsewhere"] if peak.back is not None}
    assert back == {"malmo", "gothenburg"}


@pytest.mark.parametrize("size", ["wide", "narrow"])
def test_no_dot_stands_over_the_level_that_parts_bold_from_pale(size: str) -> None:
    context = Context("en", DATASET, lambda path, anchor: path, lambda path: path)
    drawing = to_text(on_page(peaks.SIMPLE["ten"](context).drawings[size], "", ""))
    level = min(float(x) for x in re.findall(r'd="M([\d.]+),18(?:\.0)?V', drawing))
    paths = re.findall(
        r'<path d="((?:M[\d.]+ [\d.]+h0)+)" stroke="([^"]+)" stroke-width="([\d.]+)"', drawing
    )
    assert len(paths) == 4
    for path, colour, width in paths:
        places = [float(x) for x in re.findall(r"M([\d.]+) ", path)]
        if "ink" in colour:
            assert max(places) + float(width) / 2 < level
        else:
            assert min(places) - float(width) / 2 > level
