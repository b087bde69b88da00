"""Every rule: the mini project passes it, and one seeded fault makes it speak, at the right line, in words that help."""

from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from secondleap.checks.run import RULES, check_site

KO, EN = "docs/ko/city/index.md", "docs/en/city/index.md"
PACKAGE, POPULATION, CHARTS = (
    "data/series/datapackage.json",
    "data/series/pittsburgh-population.csv",
    "data/charts.yml",
)
EVENTS = "data/events/pittsburgh.yml"
CLAIMS, SOURCES, TERMS = (
    "data/claims/pittsburgh.yml",
    "data/sources/pittsburgh.yml",
    "data/terms.yml",
)


@dataclass(frozen=True)
class Seed:
    """A fault: in ``file``, ``old`` becomes ``new`` (or is appended), and ``code`` must be reported with ``found``."""

    code: str
    file: str
    old: str
    new: str
    found: str
    line: int = 0  # 0: not pinned
    told_in: str = ""  # where the fault is reported, if not in the file that was broken


SEEDS = {
    "unparsable YAML": Seed(
        "D001",
        CLAIMS,
        "  en: 40,000 jobs were lost.",
        "  en: jobs: lost: [",
        "YAML that cannot be read",
        25,
    ),
    "duplicate key": Seed(
        "D002",
        SOURCES,
        "  language: en",
        "  language: en\n  language: ko",
        "the key 'language' twice",
        8,
    ),
    "missing field": Seed("D003", CLAIMS, "  verdict: close\n", "", "no 'verdict'", 1),
    "unknown field": Seed(
        "D004",
        CLAIMS,
        "  place: mon-valley\n  verdict: close",
        "  place: mon-valley\n  verdikt: x\n  verdict: close",
        "'verdikt'",
        14,
    ),
    "bad verdict": Seed(
        "D005", CLAIMS, "verdict: close", "verdict: true", "'verdict' is 'true'", 14
    ),
    "bad date": Seed(
        "D005", SOURCES, "issued: 1990-05-01", "issued: May 1990", "'issued' is 'May 1990'", 5
    ),
    "figure that is no number": Seed(
        "D005", CLAIMS, "- 73 percent", "- seventy percent", "'figures.0.value' is 'seventy'", 8
    ),
    "file of no city": Seed(
        "D007",
        "data/events/pitsburgh.yml",
        "",
        "- {id: e, date: 1990, theme: work, ko: 일, en: Work, source: daily}\n",
        "a file for 'pitsburgh', which is no city",
    ),
    "missing translation": Seed(
        "D006", CLAIMS, "    ko: 한 회사만의 수치다.\n", "", "no 'note.ko'", 19
    ),
    "data package that cannot be read": Seed(
        "S200", PACKAGE, '"resources": [', '"resources": {', "a data package that cannot be read"
    ),
    "series without a unit": Seed(
        "S200", PACKAGE, '"unit": "jobs", ', "", "'unit' of the resource 'pittsburgh-population'"
    ),
    "CSV that no package names": Seed(
        "S200",
        "data/series/stray.csv",
        "",
        "period,value,source,mark\n",
        "a CSV file that the data package does not name",
    ),
    "row without a source": Seed(
        "S201",
        POPULATION,
        "302971,daily,rounded",
        "302971,,rounded",
        "the row '2020' without a source",
        3,
    ),
    "series value that is no number": Seed(
        "S202", POPULATION, "302971", "many", "the value 'many'", 3
    ),
    "unknown mark": Seed(
        "S203", POPULATION, "daily,rounded", "daily,guess", "'mark' is 'guess'", 3
    ),
    "unknown category": Seed(
        "S203", "data/series/shares.csv", "rails,24", "roofs,24", "the unknown category 'roofs'", 2
    ),
    "years out of order": Seed("S204", POPULATION, "2020,", "1940,", "'1940' after '1950'", 3),
    "a year twice": Seed("S204", POPULATION, "2020,", "1950,", "'1950' twice (first in line 2)", 3),
    "two places in one line": Seed(
        "S205",
        POPULATION,
        "mark\n1950,676806,daily,\n2020,302971,daily,rounded",
        "mark,place\n1950,676806,daily,,\n2020,302971,daily,,homestead",
        "one line through 'mon-valley' and 'homestead' at 2020",
        3,
    ),
    "unknown series in a chart": Seed(
        "C401",
        CHARTS,
        "{series: pittsburgh-population, colour",
        "{series: pitsburgh-population, colour",
        "did you mean 'pittsburgh-population'?",
        1,
    ),
    "turning point that the series lacks": Seed(
        "C401", CHARTS, '"1950"}', '"1951"}', "counts 'pittsburgh-population' from 1951", 6
    ),
    "two units on one axis": Seed(
        "C402",
        CHARTS,
        "en: people}]\n  claims",
        "en: people}, {series: shares, ko: 비중, en: share}]\n  claims",
        "draws jobs, percent on one axis",
        1,
    ),
    "series in an unknown place": Seed(
        "C403",
        PACKAGE,
        '"place": "mon-valley", "shape": "line"',
        '"place": "mon-vally", "shape": "line"',
        "the unknown place 'mon-vally'",
    ),
    "figure in a chart's title": Seed(
        "C404",
        CHARTS,
        "Down from 676,806",
        "Down from 676,807",
        "the figure '676,807' of 'population'",
        1,
    ),
    "chart without a text alternative in one language": Seed(
        "D006",
        CHARTS,
        "{ko: 내려가는 선., en: A line that falls.}",
        "{ko: 내려가는 선.}",
        "no 'alt.en'",
        3,
    ),
    "chart that no page shows": Seed(
        "C405",
        "docs/en/index.md",
        "/// chart | since",
        "/// chart | population",
        "the chart 'since' that no en page shows",
        told_in=CHARTS,
    ),
    "published value that changed": Seed(
        "C406",
        POPULATION,
        "1950,676806",
        "1950,676807",
        "'pittsburgh-population/1950' was published as '676806' and is now '676807'",
        told_in="data/released.json",
    ),
    "chart in the colour of no city": Seed(
        "C407", CHARTS, "colour: pittsburgh", "colour: pitsburgh", "did you mean 'pittsburgh'?", 1
    ),
    "text still to write": Seed(
        "T001",
        KO,
        "하나가 아니다 {#why}",
        "TODO: 까닭을 말하는 제목 {#why}",
        "까닭을 말하는 제목",
        11,
    ),
    "unknown chart": Seed(
        "P209",
        "docs/ko/index.md",
        "chart | population",
        "chart | popularity",
        "the unknown chart 'popularity'",
    ),
    "event without a date": Seed("D003", EVENTS, "  date: 1986-07-25\n", "", "no 'date'", 1),
    "event without a source": Seed("D003", EVENTS, "  source: daily\n", "", "no 'source'", 1),
    "blocks that differ": Seed(
        "P211",
        EN,
        "/// timeline | pittsburgh",
        "/// timeline | all",
        "'timeline | pittsburgh' (line 17) in Korean, 'timeline | all' (line 17) in English",
        17,
    ),
    "duplicate id": Seed(
        "D101",
        CLAIMS,
        "id: jobs-lost",
        "id: mill-capacity",
        "'mill-capacity' a second time (first at data/claims/pittsburgh.yml:1)",
        23,
    ),
    "unknown source": Seed(
        "D102",
        CLAIMS,
        "- source: daily\n      ko: 4만",
        "- source: dayly\n      ko: 4만",
        "'dayly'; did you mean 'daily'?",
        23,
    ),
    "unknown place": Seed(
        "D103",
        CLAIMS,
        "place: mon-valley\n  verdict: conf",
        "place: mon-vally\n  verdict: conf",
        "'mon-vally'; did you mean 'mon-valley'?",
    ),
    "unknown unit": Seed("D103", CLAIMS, "unit: jobs", "unit: job", "'job'; did you mean 'jobs'?"),
    "figures that differ between languages": Seed(
        "D104",
        CLAIMS,
        "From 8.5 to 2.3 million",
        "From 8.6 to 2.3 million",
        "evidence from 'daily' of 'mill-capacity' differ: only Korean 8500000 ('850만'), only English 8600000 ('8.6')",
    ),
    "figure not listed": Seed(
        "D105",
        CLAIMS,
        "    - 73 percent",
        "    - 74 percent",
        "'73%' of the wording is not listed",
        1,
    ),
    "claim told nowhere": Seed(
        "D106",
        CLAIMS,
        "id: jobs-lost",
        "id: jobs-gone",
        "the claim 'jobs-gone' that no story cites",
        23,
    ),
    "unused source": Seed(
        "D107",
        SOURCES,
        "- id: daily",
        "- {id: idle, type: webpage, title: t, publisher: p, URL: 'https://example.org', language: en}\n- id: daily",
        "'idle'",
        1,
    ),
    "term told nowhere": Seed(
        "D108", TERMS, "ko: 조강", "ko: 생강", "'raw-steel' (생강) that no ko story uses", 1
    ),
    "broken front matter": Seed(
        "P201",
        KO,
        "description: 제철소가 멈춘 이야기.",
        'description: "제철소',
        "YAML that cannot be read",
    ),
    "search without a number": Seed(
        "P201",
        KO,
        "---\n#",
        "search: {boost: much}\n---\n#",
        "'search' in the front matter without a number",
    ),
    "unknown front matter": Seed(
        "P201", KO, "---\n#", "titel: x\n---\n#", "the unknown key 'titel'"
    ),
    "heading without id": Seed(
        "P202", KO, "하나가 아니다 {#why}", "하나가 아니다", "without an id", 11
    ),
    "heading id in Hangul": Seed("P202", KO, "{#why}", "{#까닭}", "with the id '까닭'", 11),
    "page in one language": Seed(
        "P203",
        "docs/ko/extra.md",
        "",
        "---\ndescription: 남는 쪽.\n---\n# 남는 쪽 {#extra}\n",
        "docs/en/extra.md does not answer",
    ),
    "heading ids that differ": Seed(
        "P204",
        EN,
        "{#why}",
        "{#reason}",
        "'## why' (line 11) in Korean, '## reason' (line 11) in English",
        11,
    ),
    "citations that differ": Seed(
        "P205", EN, "[^jobs-lost]", "[^mill-capacity]", "'jobs-lost' in Korean", 15
    ),
    "broken internal link": Seed(
        "P206",
        KO,
        "../evidence/article.md#",
        "../evidence/artikle.md#",
        "did you mean '../evidence/article.md'?",
        15,
    ),
    "broken anchor": Seed(
        "P206",
        KO,
        "article.md#mill-capacity",
        "article.md#mill-capasity",
        "did you mean 'mill-capacity'?",
        15,
    ),
    "opening of four sentences": Seed(
        "P207",
        EN,
        "Not all is known.",
        "Not all is known. Much is.",
        "an opening of 4 sentences",
        6,
    ),
    "unknown claim id": Seed(
        "P208",
        KO,
        "[^jobs-lost] Act",
        "[^job-lost] Act",
        "'job-lost'; did you mean 'jobs-lost'?",
        15,
    ),
    "unknown block": Seed("P209", KO, "/// facts |", "/// fakts |", "the unknown block 'fakts'", 8),
    "unknown block argument": Seed(
        "P209",
        "docs/ko/evidence/article.md",
        "ledger | article",
        "ledger | artikel",
        "the unknown ledger 'artikel'",
        6,
    ),
    "unclosed block": Seed(
        "P209", KO, "jobs-lost\n///", "jobs-lost", "'facts' that is never closed", 8
    ),
    "own definition": Seed(
        "P210",
        KO,
        "일자리는",
        "[^jobs-lost]: 내가 쓴 주석.\n\n일자리는",
        "a definition of '[^jobs-lost]'",
        15,
    ),
    "uncited figure": Seed(
        "F301",
        EN,
        "In 1986 Homestead",
        "In 1986 all 15,000 of Homestead",
        "the figure '15,000' without a claim",
        13,
    ),
    "uncited figure in a table": Seed(
        "F301",
        KO,
        "일자리는",
        "| 무엇 | 수 |\n|---|---|\n| 톤 | 230만 |\n\n일자리는",
        "the figure '230만' without a claim",
        17,
    ),
    "figure unlike its claim": Seed(
        "F302",
        KO,
        "4만 개가 사라졌다.[^",
        "5만 개가 사라졌다.[^",
        "the figure '5만' which jobs-lost does not hold",
        15,
    ),
    "the article's figure told as fact": Seed(
        "F302",
        EN,
        "The article says 75%",
        "It was 75%",
        "the figure '75%' which mill-capacity does not hold",
        13,
    ),
    "year without evidence": Seed("F303", EN, "In 1986", "In 1987", "the year 1987", 13),
    "straight apostrophe": Seed(
        "T501",
        EN,
        "Not all is known.",
        "The city's record is thin.",
        "in: The city's record is thin.",
        6,
    ),
    "straight quotes in a record": Seed(
        "T501",
        CLAIMS,
        "    ko: 한 회사만의 수치다.",
        "    ko: '\"한 회사\"만의 수치다.'",
        'in: "한 회사"만의 수치다.',
        1,
    ),
    "comma outside the quotation": Seed(
        "T501",
        EN,
        "Not all is known.",
        "Not all is “known”, yet.",
        "'”,' in: Not all is “known”, yet.",
        6,
    ),
    "hyphen in a range": Seed(
        "T502", EN, "In 1986 Homestead", "In 1986-86 Homestead", "'1986-8' in", 13
    ),
    "en dash in a Korean range": Seed(
        "T502", EVENTS, "ko: 홈스테드", "ko: 1986–87년 홈스테드", "'6–8' in: 1986–87년", 1
    ),
    "hyphen for a minus": Seed(
        "T502",
        PACKAGE,
        '"notes": {"ko": "',
        '"notes": {"ko": "2020년은 -3%다. ',
        "'-3' in: 2020년은 -3%다.",
    ),
    "day before month": Seed("T503", EVENTS, "en: ", "en: On 25 July, ", "'25 July' in", 1),
    "no comma after the year": Seed(
        "T503", EVENTS, "en: ", "en: On July 25, 1986 ", "'July 25, 1986' in", 1
    ),
    "Korean date in digits": Seed(
        "T503", EVENTS, "ko: 홈스테드", "ko: 1986.7.25 홈스테드", "'1986.7.25' in", 1
    ),
    "no space after 만": Seed("T504", CLAIMS, "4만 개", "4만개", "'4만개' in"),
    "space before a particle": Seed(
        "T504", EVENTS, "ko: 홈스테드", "ko: 홈스테드(미국) 의", "') 의' in", 1
    ),
    "dots for an ellipsis": Seed(
        "T504", EN, "Not all is known.", "Not all is known...", "'...' in", 6
    ),
    "needless exemption": Seed(
        "F304",
        "data/exemptions.yml",
        "text: Act 47",
        "text: Act 48",
        "'Act 48' that nothing needs",
        1,
    ),
}


def plant(root: Path, seed: Seed) -> None:
    path = root / seed.file
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    assert seed.old in text
    path.write_text(
        text.replace(seed.old, seed.new, 1) if seed.old else text + seed.new, encoding="utf-8"
    )


def test_the_mini_project_is_whole(mini: Path) -> None:
    assert check_site(mini)[1] == []


@pytest.mark.parametrize("name", SEEDS)
def test_a_seeded_fault_is_told(mini: Path, name: str) -> None:
    seed = SEEDS[name]
    plant(mini, seed)
    faults = check_site(mini)[1]
    told = [fault for fault in faults if fault.code == seed.code and seed.found in fault.found]
    assert told, faults
    assert told[0].file == (seed.told_in or seed.file)
    assert not seed.line or told[0].line == seed.line
    assert told[0].expected and told[0].mend


@pytest.mark.parametrize(
    ("ko", "en"),
    [
        ("한 회사만의 수치다.", "One company only."),
        ("제철소의 75%가 닫았다고 적었다.", "75% of the mills closed"),
    ],
)
def test_digits_of_a_name_are_excused_in_a_record_too(mini: Path, ko: str, en: str) -> None:
    """In a note and in what the article says; and the entry counts as needed there."""
    plant(mini, Seed("", CLAIMS, ko, f"메트로폴리 30에 따르면 {ko}", ""))
    plant(mini, Seed("", CLAIMS, en, f"{en} after Metropoli", ""))
    assert [(fault.code, "30" in fault.found) for fault in check_site(mini)[1]] == [("D104", True)]
    plant(
        mini,
        Seed(
            "",
            "data/exemptions.yml",
            "",
            '- {id: metropoli, text: "메트로폴리 30", reason: name of an association}\n',
            "",
        ),
    )
    assert check_site(mini)[1] == []


def test_every_rule_has_a_seed() -> None:
    codes = {rule.code for rule in RULES}
    assert codes | {f"D00{number}" for number in range(1, 8)} | {
        f"S20{number}" for number in range(6)
    } == {seed.code for seed in SEEDS.values()}


def test_every_rule_says_what_is_expected_and_how_to_mend_it() -> None:
    for rule in RULES:
        assert rule.expected.endswith(".") and rule.mend.endswith("."), rule.code


def test_all_faults_of_a_run_appear_at_once_with_their_count(mini: Path) -> None:
    for name in ("bad verdict", "heading without id", "uncited figure"):
        plant(mini, SEEDS[name])
    run = subprocess.run(
        [sys.executable, "-m", "secondleap", "check"], cwd=mini, capture_output=True, text=True
    )
    assert run.returncode == 1
    assert {"D005", "P202", "F301"} <= set(
        re.findall(r"^\S+:\d+: (\w+)$", run.stderr, re.MULTILINE)
    )
    count = len(re.findall(r"^  found: ", run.stderr, re.MULTILINE))
    assert run.stderr.rstrip().endswith(f"{count} faults.")
    assert run.stderr.count("  expected: ") == run.stderr.count("  mend: ") == count
