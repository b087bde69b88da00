"""The reader of figures: what is one, what it is worth, and what only looks like one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from secondleap.text.figures import Figure, read

KOREAN = {
    "35만 명이 해고됐다": [(350_000, "")],
    "1억 7천만 원": [(170_000_000, "krw")],
    "6,535만 원": [(65_350_000, "krw")],
    "32.6%와 1.5%포인트": [("32.6", "percent"), ("1.5", "points")],
    "9번째이자 3위": [(9, ""), (3, "")],
    "1950년 67만 6,806명이던 시": [(676_806, "")],
    "2조 375억 원": [(2_037_500_000_000, "krw")],
    "3만 2천 명": [(32_000, "")],
    "850만 톤에서 230만 톤으로": [(8_500_000, ""), (2_300_000, "")],
    "12.5~12.8%": [("12.5", "percent"), ("12.8", "percent")],
    "185억 달러": [(18_500_000_000, "usd")],
    "과제 3개": [(3, "")],
    "1,600명": [(1600, "")],
    "1만 2,000~2만 유로": [(12_000, "eur"), (20_000, "eur")],
    "1만 2,000~1만 5,000명": [(12_000, ""), (15_000, "")],
    "2,000~2만 유로": [(2000, "eur"), (20_000, "eur")],
    "2~3만 명": [(20_000, ""), (30_000, "")],
    "1,200~1,300만 명": [(12_000_000, ""), (13_000_000, "")],
    "1만 500~2만 명": [(10_500, ""), (20_000, "")],
    "35만 5~6명": [(350_000, ""), (5, ""), (6, "")],
    "3개월과 35년 만에": [(3, ""), (35, "")],
}
ENGLISH = {
    "350,000 workers": [(350_000, "")],
    "$78 million": [(78_000_000, "usd")],
    "$18 to 18.5 billion": [(18_000_000_000, "usd"), (18_500_000_000, "usd")],
    "from 8.5 to 2.3 million tons": [(8_500_000, ""), (2_300_000, "")],
    "up 2.2% to 1,250,578": [("2.2", "percent"), (1_250_578, "")],
    "9th of 17": [(9, ""), (17, "")],
    "fell 1.9% to 24,853 million": [("1.9", "percent"), (24_853_000_000, "")],
    "rose 3% to $2 billion": [("3", "percent"), (2_000_000_000, "usd")],
    "12,000 to 20,000 euros": [(12_000, "eur"), (20_000, "eur")],
    "0.6 points below 13.4 percent": [("0.6", "points"), ("13.4", "percent")],
    "7.71 million Australian dollars": [(7_710_000, "aud")],
    "a 7-billion-dollar plan on 48-acre land": [(7_000_000_000, "usd"), (48, "")],
    "COVID-19 hit 12.9 billion won": [(12_900_000_000, "krw")],
    "Tier 1 had 301 firms": [(301, "")],
}
NO_FIGURES = {
    "ko": [
        "G20 정상회의",
        "4차 산업혁명",
        "1차 협력사와 2차 협력사",
        "21세기",
        "9월 24~25일",
        "1인당",
        "3분의 1",
        "1기와 2기",
        "3D프린터",
        "1970년대",
        "1979~1989년",
        "제2공장",
        "백만 명과 수억 원",
    ],
    "en": [
        "the G20",
        "September 24 and 25",
        "on 7 September",
        "the 21st century",
        "tier-1",
        "Cohort 1 and phase 2",
        "3D printing",
        "the 1980s",
        "1979-1989",
        "one in three",
        "a billion dollars",  # numbers in words are free, in either language
        "half a million people",
    ],
}


def as_read(text: str, language: str) -> list[tuple[Decimal, str]]:
    return [(figure.value, figure.dimension) for figure in read(text, language).figures]


@pytest.mark.parametrize("text", KOREAN)
def test_korean_figures(text: str) -> None:
    assert as_read(text, "ko") == [(Decimal(value), dimension) for value, dimension in KOREAN[text]]


@pytest.mark.parametrize("text", ENGLISH)
def test_english_figures(text: str) -> None:
    assert as_read(text, "en") == [
        (Decimal(value), dimension) for value, dimension in ENGLISH[text]
    ]


@pytest.mark.parametrize(
    ("language", "text"),
    [(language, text) for language, texts in NO_FIGURES.items() for text in texts],
)
def test_what_only_looks_like_a_figure(language: str, text: str) -> None:
    assert read(text, language).figures == ()


@pytest.mark.parametrize(
    ("language", "text", "years"),
    [
        ("ko", "1979~1989년과 2015년", [1979, 1989, 2015]),
        ("ko", "1980~83년", [1980, 1983]),
        ("ko", "1970년대", [1970]),
        ("en", "in 1979–1989 and the 1990s", [1979, 1989, 1990]),
        ("en", "2015-16", [2015, 2016]),
        ("en", "September 24, 2009", [2009]),
    ],
)
def test_years(language: str, text: str, years: list[int]) -> None:
    assert [year for year, _ in read(text, language).years] == years


def test_a_bare_number_may_stand_for_money_but_not_for_a_share() -> None:
    bare, share, money = (
        Figure(Decimal(3), ""),
        Figure(Decimal(3), "percent"),
        Figure(Decimal(3), "usd"),
    )
    assert bare.matches(money) and money.matches(bare)
    assert not bare.matches(share) and not money.matches(share)
    assert not money.matches(Figure(Decimal(3), "krw"))
