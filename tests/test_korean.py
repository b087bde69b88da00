"""Numbers, dates and spans as each language writes them."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from secondleap import korean


@pytest.mark.parametrize(
    ("value", "ko", "en"),
    [
        ("73", "73", "73"),
        ("17.1", "17.1", "17.1"),
        ("1600", "1,600", "1,600"),
        ("40000", "4만", "40,000"),
        ("676806", "67만 6,806", "676,806"),
        ("170000000", "1억 7,000만", "170,000,000"),
        ("9258000000000", "9조 2,580억", "9,258,000,000,000"),
        ("12345.5", "12,345.5", "12,345.5"),
    ],
)
def test_numbers(value: str, ko: str, en: str) -> None:
    assert korean.number(Decimal(value), "ko") == ko
    assert korean.number(Decimal(value), "en") == en


def test_sums_of_money_are_scaled_in_english() -> None:
    assert korean.number(Decimal("18500000000"), "en", scaled=True) == "18.5 billion"
    assert korean.number(Decimal("141000000"), "en", scaled=True) == "141 million"


@pytest.mark.parametrize(("value", "written"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (9, "9th"), (11, "11th"), (21, "21st"), (112, "112th")])
def test_ordinals(value: int, written: str) -> None:
    assert korean.ordinal(value) == written


@pytest.mark.parametrize(
    ("iso", "ko", "en"),
    [
        ("2009-09-25", "2009년 9월 25일", "September 25, 2009"),
        ("2009-09", "2009년 9월", "September 2009"),
        ("1979", "1979년", "1979"),
        ("1979/1989", "1979~1989년", "1979–1989"),
        ("1983-01/1983-02", "1983년 1월 ~ 1983년 2월", "January 1983 – February 1983"),
    ],
)
def test_periods(iso: str, ko: str, en: str) -> None:
    assert korean.period(iso, "ko") == ko
    assert korean.period(iso, "en") == en


@pytest.mark.parametrize(
    ("number", "counter", "written"),
    [("221", "명", "221명"), ("4만", "명", "4만 명"), ("5만 5,000", "개", "5만 5,000개"), ("106억 6,000만", "달러", "106억 6,000만 달러"), ("73", "%", "73%")],
)
def test_a_counter_stands_apart_after_a_myriad(number: str, counter: str, written: str) -> None:
    assert korean.counted(number, counter) == written


SOUNDS = yaml.safe_load((Path(__file__).parent / "language" / "sounds.yml").read_text(encoding="utf-8"))
FORMS = {"vowel": "는 가 를 와 로 라는 나", "rieul": "은 이 을 과 로 이라는 이나", "consonant": "은 이 을 과 으로 이라는 이나"}
GIVEN = ["은", "가", "을", "와", "으로", "이라는", "이나"]


@pytest.mark.parametrize(("sound", "text"), [(sound, str(text)) for sound, texts in SOUNDS.items() for text in texts])
def test_a_particle_agrees_with_what_is_read(sound: str, text: str) -> None:
    for given, expected in zip(GIVEN, FORMS[sound].split(), strict=True):
        assert korean.with_particle(text, given) == text + expected


def test_there_are_two_hundred_cases_of_particles() -> None:
    assert sum(len(set(map(str, texts))) for texts in SOUNDS.values()) >= 200


def test_an_unknown_particle_is_refused() -> None:
    with pytest.raises(KeyError):
        korean.with_particle("울산", "에서")
