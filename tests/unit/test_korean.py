"""Numbers, dates and spans as each language writes them."""

from __future__ import annotations

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from drawings import context
from support import ROOT

from secondleap.render import access
from secondleap.render.strings import WORDS
from secondleap.text import formatting, particles


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
        ("12345.5", "1만 2,345.5", "12,345.5"),
        ("70001", "7만 1", "70,001"),
        ("-2.2", "−2.2", "−2.2"),
        ("-36000", "−3만 6,000", "−36,000"),
    ],
)
def test_numbers(value: str, ko: str, en: str) -> None:
    assert formatting.number(Decimal(value), "ko") == ko
    assert formatting.number(Decimal(value), "en") == en


def test_sums_of_money_are_scaled_in_english() -> None:
    assert formatting.number(Decimal("18500000000"), "en", scaled=True) == "18.5 billion"
    assert formatting.number(Decimal("141000000"), "en", scaled=True) == "141 million"


@pytest.mark.parametrize(
    ("value", "written"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (9, "9th"), (11, "11th"), (21, "21st"), (112, "112th")],
)
def test_ordinals(value: int, written: str) -> None:
    assert formatting.ordinal(value) == written


@pytest.mark.parametrize(
    ("iso", "ko", "en"),
    [
        ("2009-09-25", "2009년 9월 25일", "September 25, 2009"),
        ("2009-09", "2009년 9월", "September 2009"),
        ("1979", "1979년", "1979"),
        ("1979/1989", "1979~1989년", "1979–1989"),
        ("1983-01/1983-02", "1983년 1~2월", "January–February 1983"),
        ("1983-12/1984-02", "1983년 12월~1984년 2월", "December 1983 – February 1984"),
        ("2009-09-24/2009-09-25", "2009년 9월 24~25일", "September 24–25, 2009"),
        (
            "2009-09-30/2009-10-01",
            "2009년 9월 30일~2009년 10월 1일",
            "September 30, 2009 – October 1, 2009",
        ),
        ("2009/2010-03", "2009년~2010년 3월", "2009 – March 2010"),
    ],
)
def test_periods(iso: str, ko: str, en: str) -> None:
    assert formatting.period(iso, "ko") == ko
    assert formatting.period(iso, "en") == en


@pytest.mark.parametrize(
    ("number", "counter", "written"),
    [
        ("221", "명", "221명"),
        ("4만", "명", "4만 명"),
        ("5만 5,000", "개", "5만 5,000개"),
        ("106억 6,000만", "달러", "106억 6,000만 달러"),
        ("73", "%", "73%"),
    ],
)
def test_a_counter_stands_apart_after_a_myriad(number: str, counter: str, written: str) -> None:
    assert formatting.counted(number, counter) == written


SOUNDS = yaml.load(
    (Path(__file__).parent / "language" / "sounds.yml").read_text(encoding="utf-8"),
    Loader=yaml.CBaseLoader,
)
FORMS = {
    "vowel": "는 가 를 와 로 라는 나",
    "rieul": "은 이 을 과 로 이라는 이나",
    "consonant": "은 이 을 과 으로 이라는 이나",
}
GIVEN = ["은", "가", "을", "와", "으로", "이라는", "이나"]


@pytest.mark.parametrize("sound", SOUNDS)
def test_a_particle_agrees_with_what_is_read(sound: str) -> None:
    expected = FORMS[sound].split()
    made = {
        text: [particles.with_particle(text, given).removeprefix(text) for given in GIVEN]
        for text in SOUNDS[sound]
    }
    assert {text: forms for text, forms in made.items() if forms != expected} == {}


def test_there_are_two_hundred_cases_of_particles() -> None:
    assert sum(len(set(texts)) for texts in SOUNDS.values()) >= 200


# --- what the site composes

COMPOSED = {
    "러스트 벨트": "러스트 벨트가 나오는 글",
    "탈울산": "탈울산이 나오는 글",
    "울산과학기술원(UNIST)": "울산과학기술원(UNIST)이 나오는 글",
    "카네기 멜런 대학교(CMU)": "카네기 멜런 대학교(CMU)가 나오는 글",
    "AI+X": "AI+X가 나오는 글",
    "BIND 4.0": "BIND 4.0이 나오는 글",
    "스트래티지 21": "스트래티지 21이 나오는 글",
    "인공지능 전환(AX)": "인공지능 전환(AX)이 나오는 글",
    "M.AX(제조 AI 전환)": "M.AX(제조 AI 전환)가 나오는 글",
    "액트 47(지방재정위기 회복법)": "액트 47(지방재정위기 회복법)이 나오는 글",
    "UPMC(피츠버그대 의료센터)": "UPMC(피츠버그대 의료센터)가 나오는 글",
}


GLOSSARY = (ROOT / "data/terms.yml").read_text(encoding="utf-8")


@pytest.mark.parametrize("term", COMPOSED)
def test_the_glossary_names_its_terms_with_their_particle(term: str) -> None:
    assert re.search(f"^  ko: {re.escape(term)}$", GLOSSARY, re.MULTILINE)
    assert WORDS["ko"]["mentions"].format(subject=particles.Noun(term)) == COMPOSED[term]


@pytest.mark.parametrize(
    ("version", "said"),
    [
        ("4.10.3", "axe-core 4.10.3으로"),
        ("4.11.0", "axe-core 4.11.0으로"),
        ("4.12.2", "axe-core 4.12.2로"),
    ],
)
def test_a_version_takes_its_particle(version: str, said: str) -> None:
    record = {"day": "2026-11-23", "axe": version, "pages": 92, "looks": 12345, "violations": 0}
    assert said in access.tested(record, context("ko", ROOT / "tests/mini"))


# A place to be filled, and behind it a particle that cannot know what it will follow. Written
# {noun:은}, it does.
BARE = re.compile(
    r"[}#][”’\"')\]]*(?:은|는|이|가|을|를|와|과|로|으로|나|이나|란|이란|라는|이라는|라고|이라고|며|이며|고|이고|다|이다|였다|이었다)(?![가-힣])"
)


@pytest.mark.parametrize(
    "bad",
    [
        "{count}은 많다",
        "f'{name}를'",
        "{{ page.title }}가 있다",
        "`${word}로 찾는다`",
        "“{term}”이 나온다",
        "글 #을 찾았다",
        "{n}이다.",
    ],
)
def test_the_test_for_bare_particles_sees_one(bad: str) -> None:
    assert BARE.search(bad)


def test_no_template_sets_a_bare_particle_behind_what_it_is_given() -> None:
    written = [
        path
        for folder, kinds in (("secondleap", "*.py"), ("theme", "*.html"), ("theme", "*.js"))
        for path in (ROOT / folder).rglob(kinds)
    ]
    assert len(written) > 40
    for path in written:
        assert [match[0] for match in BARE.finditer(path.read_text(encoding="utf-8"))] == [], path


def test_an_unknown_particle_is_refused() -> None:
    with pytest.raises(KeyError):
        particles.with_particle("울산", "에서")
