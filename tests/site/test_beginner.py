"""Twelve mistakes that a beginner makes. Each is told once, and the message alone, in either language, is enough to mend it.

The table holds the mistake, the message in both languages and the text that the message leads to. A test makes the mistake in the mini
project, holds the message against the table, writes the mended text and sees the check pass.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from secondleap.checks.run import check_site

KO, EN = "docs/ko/city/index.md", "docs/en/city/index.md"
CLAIMS, SOURCES = "data/claims/pittsburgh.yml", "data/sources/pittsburgh.yml"


class Mistake(NamedTuple):
    """In ``file`` stands ``wrong`` in the place of ``right``; ``en`` and ``ko`` are the whole message, ``mended`` what it leads to.

    ``mended`` is not always what stood there: a writer mends what they wrote.
    """

    file: str
    right: str
    wrong: str
    en: str
    ko: str
    mended: str


MISTAKES = {
    "a colon in a text": Mistake(
        CLAIMS,
        "  en: 40,000 jobs were lost.",
        "  en: Jobs: 40,000 were lost.",
        """\
data/claims/pittsburgh.yml:25: D001
  found:    YAML that cannot be read: mapping values are not allowed in this context
  expected: valid YAML
  mend:     check indentation, quotes and colons on this line and the one above; quote a text that contains ': ' or starts with a sign""",
        """\
data/claims/pittsburgh.yml:25: D001
  지금: 읽을 수 없는 YAML: 이 자리에는 쌍점이 올 수 없다
  기준: 올바른 YAML
  해법: 이 줄과 윗줄의 들여쓰기, 따옴표, 쌍점을 살핀다. ': '가 들어 있거나 기호로 시작하는 글은 따옴표로 묶는다""",
        '  en: "Jobs: 40,000 were lost."',
    ),
    "a date in words": Mistake(
        SOURCES,
        "  issued: 1990-05-01",
        "  issued: May 1, 1990",
        """\
data/sources/pittsburgh.yml:5: D005
  found:    'issued' is 'May 1, 1990'
  expected: a year, a month or a day: 1986, 1986-07 or 1986-07-25
  mend:     correct the value of 'issued'""",
        """\
data/sources/pittsburgh.yml:5: D005
  지금: 'issued' 값이 'May 1, 1990'
  기준: 해나 달이나 날: 1986, 1986-07, 1986-07-25
  해법: 'issued' 값을 고친다""",
        "  issued: 1990-05-01",
    ),
    "a verdict of one's own": Mistake(
        CLAIMS,
        "  verdict: confirmed",
        "  verdict: correct",
        """\
data/claims/pittsburgh.yml:30: D005
  found:    'verdict' is 'correct'
  expected: one of confirmed, close, differs, contradicted, unverified
  mend:     correct the value of 'verdict'""",
        """\
data/claims/pittsburgh.yml:30: D005
  지금: 'verdict' 값이 'correct'
  기준: confirmed, close, differs, contradicted, unverified 가운데 하나
  해법: 'verdict' 값을 고친다""",
        "  verdict: confirmed",
    ),
    "one language forgotten": Mistake(
        CLAIMS,
        "    ko: 한 회사만의 수치다.\n    en: One company only.",
        "    ko: 한 회사만의 수치다.",
        """\
data/claims/pittsburgh.yml:19: D006
  found:    no 'note.en'
  expected: every text in Korean (ko) and English (en)
  mend:     write 'en:' beside 'ko:'""",
        """\
data/claims/pittsburgh.yml:19: D006
  지금: 빠진 필드 'note.en'
  기준: 글마다 한국어(ko)와 영어(en)
  해법: 'ko:' 줄 옆에 'en:' 줄을 적는다""",
        "    ko: 한 회사만의 수치다.\n    en: A single company.",
    ),
    "a figure with a comma": Mistake(
        CLAIMS,
        "    - {value: 40000, unit: jobs}",
        "    - 40,000 jobs",
        """\
data/claims/pittsburgh.yml:27: D005
  found:    'figures.0.value' is '40,000'
  expected: a number in digits without separators: 17100, 3.5
  mend:     correct the value of 'value'""",
        """\
data/claims/pittsburgh.yml:27: D005
  지금: 'figures.0.value' 값이 '40,000'
  기준: 쉼표 없이 숫자로 적은 수: 17100, 3.5
  해법: 'value' 값을 고친다""",
        "    - 40000 jobs",
    ),
    "a place by its name": Mistake(
        CLAIMS,
        "  place: mon-valley\n  verdict: confirmed",
        "  place: mon-vally\n  verdict: confirmed",
        """\
data/claims/pittsburgh.yml:23: D103
  found:    'jobs-lost' names the unknown place 'mon-vally'; did you mean 'mon-valley'?
  expected: Every place of a claim stands in data/places.yml, and every unit of its figures in data/units.yml.
  mend:     Correct the id, or add the place or the unit to its file.""",
        """\
data/claims/pittsburgh.yml:23: D103
  지금: 'jobs-lost'에 적힌 알 수 없는 장소 'mon-vally'. 혹시 'mon-valley'?
  기준: 주장의 장소는 모두 data/places.yml에, 숫자의 단위는 모두 data/units.yml에 있다.
  해법: id를 고치거나, 그 파일에 장소나 단위를 더한다.""",
        "  place: mon-valley\n  verdict: confirmed",
    ),
    "a heading without an id": Mistake(
        KO,
        "## 까닭은 하나가 아니다 {#why}",
        "## 까닭은 하나가 아니다",
        """\
docs/ko/city/index.md:11: P202
  found:    the heading '까닭은 하나가 아니다' without an id
  expected: Every heading has a Latin id of its own, in braces at its end, and a page begins with its one heading of level 1.
  mend:     Write '## Heading {#latin-id}': small letters, digits and hyphens, the same in both languages.""",
        """\
docs/ko/city/index.md:11: P202
  지금: id가 없는 제목 '까닭은 하나가 아니다'
  기준: 모든 제목 끝에는 그 제목만의 로마자 id가 중괄호 안에 있고, 페이지는 하나뿐인 1단계 제목으로 시작한다.
  해법: '## 제목 {#latin-id}'처럼 적는다. id는 로마자 소문자와 숫자, 붙임표로 쓰고 두 언어에서 같게 한다.""",
        "## 까닭은 하나가 아니다 {#why}",
    ),
    "a footnote as elsewhere": Mistake(
        EN,
        "40,000 were lost.[^jobs-lost]",
        "40,000 were lost.[^job-loss]",
        """\
docs/en/city/index.md:15: P208
  found:    the unknown claim 'job-loss'; did you mean 'jobs-lost'?
  expected: Every claim cited stands in data/claims.
  mend:     Correct the id, or add the claim's record to the city's file in data/claims.""",
        """\
docs/en/city/index.md:15: P208
  지금: 알 수 없는 주장 'job-loss'. 혹시 'jobs-lost'?
  기준: 인용한 주장은 모두 data/claims에 있다.
  해법: id를 고치거나, data/claims의 도시 파일에 주장을 더한다.""",
        "40,000 were lost.[^jobs-lost]",
    ),
    "a figure that differs from its claim": Mistake(
        KO,
        "일자리는 4만 개가 사라졌다.[^jobs-lost]",
        "일자리는 약 5만 개가 사라졌다.[^jobs-lost]",
        """\
docs/ko/city/index.md:15: F302
  found:    the figure '5만' which jobs-lost does not hold (only 40000 jobs), in: 일자리는 약 5만 개가 사라졌다.
  expected: Every figure equals a figure of a claim cited beside it; one that only the article gives stands in a sentence that says so.
  mend:     Write the figure as the record has it, cite the claim that holds it, or name the article ('기사', 'article') as its source.""",
        """\
docs/ko/city/index.md:15: F302
  지금: jobs-lost에 없는 숫자 '5만'(있는 것은 40000 jobs): 일자리는 약 5만 개가 사라졌다.
  기준: 모든 숫자는 곁에 인용한 주장의 숫자와 같다. 기사에만 있는 숫자는 기사라고 밝힌 문장에 있다.
  해법: 숫자를 기록대로 쓰거나, 그 숫자를 담은 주장을 인용하거나, 기사('기사', 'article')의 숫자라고 밝힌다.""",
        "일자리는 약 4만 개가 사라졌다.[^jobs-lost]",
    ),
    "a link to the built page": Mistake(
        KO,
        "[원장](../evidence/article.md#mill-capacity)",
        "[원장](../evidence/article.html#mill-capacity)",
        """\
docs/ko/city/index.md:15: P206
  found:    a link to '../evidence/article.html#mill-capacity', neither a page nor a file; did you mean '../evidence/article.md'?
  expected: Every internal link leads to a page that exists, and to an id on it.
  mend:     Correct the relative path ('../ulsan/rise.md') or the id after '#'.""",
        """\
docs/ko/city/index.md:15: P206
  지금: 페이지도 파일도 아닌 곳으로 가는 링크 '../evidence/article.html#mill-capacity'. 혹시 '../evidence/article.md'?
  기준: 사이트 안의 모든 링크는 있는 페이지와 그 안의 id로 이어진다.
  해법: 상대 경로('../ulsan/rise.md')나 '#' 뒤의 id를 고친다.""",
        "[원장](../evidence/article.md#mill-capacity)",
    ),
    "a block left open": Mistake(
        EN,
        "/// facts | mill-capacity jobs-lost\n///",
        "/// facts | mill-capacity jobs-lost",
        """\
docs/en/city/index.md:8: P209
  found:    the block 'facts' that is never closed
  expected: Every block '/// name | argument' is one the site knows, with an argument it takes, and is closed by '///'.
  mend:     Correct the name or the argument (CONTRIBUTING.md lists the blocks), and end the block with a line '///'.""",
        """\
docs/en/city/index.md:8: P209
  지금: 닫히지 않은 블록 'facts'
  기준: 모든 블록 '/// 이름 | 인자'는 사이트가 아는 블록이고, 받을 수 있는 인자를 가지며, '///'로 닫힌다.
  해법: 이름이나 인자를 고치고(블록 목록은 CONTRIBUTING.md에 있다), 블록 끝에 '///'만 적은 줄을 둔다.""",
        "/// facts | mill-capacity jobs-lost\n///",
    ),
    "a field misspelled": Mistake(
        SOURCES,
        "  language: en",
        "  langauge: en\n  language: en",
        """\
data/sources/pittsburgh.yml:7: D004
  found:    the unknown field 'langauge'; did you mean 'language'?
  expected: only the fields of the template in CONTRIBUTING.md
  mend:     correct the spelling of 'langauge' or remove it""",
        """\
data/sources/pittsburgh.yml:7: D004
  지금: 알 수 없는 필드 'langauge'. 혹시 'language'?
  기준: CONTRIBUTING.md 양식에 있는 필드만
  해법: 'langauge'의 철자를 고치거나 그 줄을 지운다""",
        "  language: en",
    ),
}


def rewrite(root: Path, file: str, old: str, new: str) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


@pytest.mark.parametrize("name", MISTAKES)
def test_the_message_alone_is_enough(mini: Path, name: str) -> None:
    mistake = MISTAKES[name]
    rewrite(mini, mistake.file, mistake.right, mistake.wrong)
    faults = check_site(mini)[1]
    assert [fault.told("en") for fault in faults] == [mistake.en]
    assert [fault.told("ko") for fault in faults] == [mistake.ko]
    rewrite(mini, mistake.file, mistake.wrong, mistake.mended)
    assert check_site(mini)[1] == []


@pytest.mark.parametrize(
    ("environment", "option", "told"),
    [
        ("C", [], "en"),
        ("ko_KR.UTF-8", [], "ko"),
        ("C", ["--lang", "ko"], "ko"),
        ("ko_KR.UTF-8", ["--lang", "en"], "en"),
    ],
)
def test_check_tells_it_in_the_language_asked_for(
    mini: Path, environment: str, option: list[str], told: str
) -> None:
    mistake = MISTAKES["a heading without an id"]
    rewrite(mini, mistake.file, mistake.right, mistake.wrong)
    command = [sys.executable, "-m", "secondleap", "check", *option]
    done = subprocess.run(
        command,
        cwd=mini,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "LC_ALL": environment, "PYTHONUTF8": "1"},
    )
    count = {"en": "1 fault.", "ko": "고칠 곳 1건."}[told]
    assert done.returncode == 1 and done.stderr == f"{getattr(mistake, told)}\n\n{count}\n"
