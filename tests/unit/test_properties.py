"""Readers of figures, numbers and data take any text; what they write they can read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import yaml
from hypothesis import given, settings
from hypothesis import strategies as given_by

from secondleap.data.faults import Fault
from secondleap.data.yaml_lines import parse
from secondleap.text import figures, formatting

settings.register_profile("same every time", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("same every time")

LANGUAGES = given_by.sampled_from(["ko", "en"])
# Prose as it might be typed: any text, and text thick with what the reader of figures looks for.
PIECES = given_by.sampled_from(
    [
        *"0123456789.,~–- 년월일만억조%원명차기",
        " million",
        "$",
        "US$",
        " to ",
        "1,234",
        "2021",
        "제",
        "G",
        "percent",
        "\n",
        "٣",
        "½",
    ]
)
PROSE = given_by.one_of(
    given_by.text(max_size=200), given_by.lists(PIECES, max_size=40).map("".join)
)
PLAIN = given_by.text(
    given_by.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30
)
VALUES = given_by.recursive(
    PLAIN,
    lambda inner: given_by.one_of(
        given_by.lists(inner, max_size=4), given_by.dictionaries(PLAIN, inner, max_size=4)
    ),
    max_leaves=12,
)


@given(PROSE, LANGUAGES)
def test_any_prose_is_read_and_every_figure_stands_in_it(text: str, language: str) -> None:
    found = figures.read(text, language)
    for figure in found.figures:
        assert figure.value.is_finite() and figure.value >= 0
        assert figure.text in text and text[figure.start :].startswith(figure.text)
    for _, written in found.years:
        assert written in text


@given(given_by.integers(0, 10**15), LANGUAGES)
def test_a_whole_number_that_is_written_is_read_again(value: int, language: str) -> None:
    text = formatting.number(Decimal(value), language)
    read = figures.read(
        formatting.counted(text, "명") + " 모였다." if language == "ko" else f"{text} people came.",
        language,
    )
    if read.figures:
        assert [figure.value for figure in read.figures] == [Decimal(value)]
    else:
        assert [year for year, _ in read.years] == [value]  # four digits may be a year


@given(given_by.decimals(Decimal("0.1"), Decimal(10_000), places=1), LANGUAGES)
def test_a_share_that_is_written_is_read_again(value: Decimal, language: str) -> None:
    text = formatting.number(value, language) + "%"
    assert [
        (figure.value, figure.dimension) for figure in figures.read(f"{text} ", language).figures
    ] == [(value, "percent")]


@given(given_by.text(max_size=10), given_by.text(max_size=10))
def test_a_counter_is_never_lost(number: str, counter: str) -> None:
    made = formatting.counted(number, counter)
    assert (
        made.startswith(number)
        and made.endswith(counter)
        and len(made) - len(number) - len(counter) in (0, 1)
    )


@given(given_by.integers(0, 10**6))
def test_an_ordinal_names_its_number(value: int) -> None:
    assert formatting.ordinal(value)[:-2] == str(value)


@given(given_by.dates(date(1700, 1, 1), date(2099, 12, 31)), LANGUAGES)
def test_a_date_is_written_whole_and_holds_its_year(day: date, language: str) -> None:
    for iso in (day.isoformat(), day.isoformat()[:7], day.isoformat()[:4]):
        assert day.year in [
            year for year, _ in figures.read(formatting.date(iso, language), language).years
        ]


@given(given_by.text(max_size=300))
def test_any_text_is_data_or_a_fault(text: str) -> None:
    value, _, faults = parse(text, "x.yml")
    assert all(isinstance(fault, Fault) and fault.line >= 1 for fault in faults)
    assert isinstance(value, (dict, list, str, type(None)))


@given(VALUES)
def test_data_that_is_written_is_read_again(value: object) -> None:
    read, lines, faults = parse(
        yaml.safe_dump(value, allow_unicode=True, default_style='"'), "x.yml"
    )
    assert (read, faults) == (value, []) and () in lines
