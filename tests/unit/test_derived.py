"""What a claim's wording and its city say already is derived: figures, period, place, event ids."""

from __future__ import annotations

from pathlib import Path

import pytest
from test_rules import CLAIMS, EN, KO, plant

from secondleap.checks.run import check_site
from secondleap.data.dataset import read_dataset
from secondleap.data.schema import Event

SHORT = """
- id: jobs-back
  ko: 1990년부터 2000년까지 일자리 1,200개와 화물의 35%가 돌아왔다.
  en: 1,200 steel jobs and 35% of the freight came back between 1990 and 2000.
  evidence:
    - {source: daily, quote: "1,200 jobs and 35%", read: passage}
"""


@pytest.fixture
def short(mini: Path) -> Path:
    """The mini project with a claim that says only what has to be said, cited on its page."""
    with (mini / CLAIMS).open("a", encoding="utf-8") as claims:
        claims.write(SHORT)
    plant(mini, "data/cities.yml", "colour: rust", "colour: rust, place: mon-valley")
    for file, sentence in (
        (KO, "일자리 1,200개가 돌아왔다."),
        (EN, "1,200 jobs came back."),
    ):
        with (mini / file).open("a", encoding="utf-8") as page:
            page.write(f"\n{sentence}[^jobs-back]\n")
    return mini


def test_a_claim_without_figures_period_and_place_has_those_of_its_wording(short: Path) -> None:
    assert check_site(short)[1] == []
    claim = read_dataset(short).claims["jobs-back"]
    assert [(f"{figure.value:f}", figure.unit) for figure in claim.figures] == [
        ("1200", "jobs"),
        ("35", "percent"),
    ]
    assert (claim.period, claim.place) == ("1990/2000", "mon-valley")
    assert claim.evidence[0].ko == claim.ko


@pytest.mark.parametrize(
    ("file", "old", "new", "code"),
    [
        (KO, "일자리 1,200개가", "일자리 1,300개가", "F302"),
        (EN, "1,200 jobs came", "1,300 jobs came", "F302"),
        (CLAIMS, "일자리 1,200개와", "일자리 1,300개와", "D104"),
        ("data/cities.yml", "place: mon-valley", "place: mon-vally", "D103"),
    ],
)
def test_a_slip_in_one_place_is_found_against_the_others(
    short: Path, file: str, old: str, new: str, code: str
) -> None:
    plant(short, file, old, new)
    assert [fault.code for fault in check_site(short)[1]].count(code) == 1


def test_evidence_without_a_quotation_needs_our_words_in_both_languages(short: Path) -> None:
    plant(short, CLAIMS, ', quote: "1,200 jobs and 35%"', "")
    faults = check_site(short)[1]
    assert {fault.code for fault in faults} == {"D006"}, faults


def test_what_a_record_says_itself_is_kept(mini: Path) -> None:
    plant(mini, CLAIMS, "  period: 1979/1989", "  period: 1978/1990")
    claim = read_dataset(mini).claims["mill-capacity"]
    assert (claim.period, claim.place) == ("1978/1990", "mon-valley")


def test_digits_of_a_name_are_no_figure_of_a_claim(mini: Path) -> None:
    plant(mini, CLAIMS, "  figures:\n    - {value: 40000, unit: jobs}\n", "")
    plant(mini, CLAIMS, "40,000 jobs were lost.", "40,000 jobs were lost under Act 47.")
    claim = read_dataset(mini).claims["jobs-lost"]
    assert [(figure.value, figure.unit) for figure in claim.figures] == [(40000, "jobs")]


def test_an_event_is_named_by_its_date_and_first_words() -> None:
    given = {"date": "1986-07-25", "theme": "work", "source": "s", "ko": "닫다", "group": "x"}
    event = Event.model_validate({**given, "en": "The Homestead Works closes for good"})
    assert event.id == "1986-07-25-the-homestead-works-closes"
    assert Event.model_validate({**given, "en": "A", "id": "own"}).id == "own"
