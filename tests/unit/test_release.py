"""A release is one command: the values, the day and the version, or nothing."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from test_rules import CLAIMS, KO, plant

from secondleap.__main__ import main
from secondleap.data.released import CITATION, DAY, FILE, VERSION

# What a release writes beside the values, as it stands before.
BEFORE = {
    DAY: '# both\nextra:\n  released: "2020-01-31"  # the last\n',
    VERSION: '[project]\nname = "x"\nversion = "0.1.0"\n',
    CITATION: 'cff-version: 1.2.0\nversion: 0.1.0\ndate-released: "2020-01-31"\n',
}


@pytest.fixture
def project(mini: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The mini project with a day and a version."""
    for name, text in BEFORE.items():
        (mini / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(mini)
    return mini


def texts(project: Path) -> list[str]:
    return [(project / name).read_text(encoding="utf-8") for name in (DAY, VERSION, CITATION, FILE)]


def test_a_release_writes_values_day_and_version(project: Path) -> None:
    (project / FILE).unlink()
    assert main(["release", "0.2.0", "--lang", "en"]) == 0
    day, version, citation, values = texts(project)
    assert day == BEFORE[DAY].replace("2020-01-31", str(date.today()))
    assert version == BEFORE[VERSION].replace("0.1.0", "0.2.0")
    assert citation == f'cff-version: 1.2.0\nversion: 0.2.0\ndate-released: "{date.today()}"\n'
    assert json.loads(values)["jobs-lost figures"] == "40000 jobs"


def test_a_release_names_the_files_that_it_changes(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "--lang", "en"]) == 0
    capsys.readouterr()
    assert main(["release", "0.2.0", "--lang", "en"]) == 0
    assert capsys.readouterr().out.split("\n\n")[0].split() == [CITATION, VERSION]
    assert main(["release", "0.2.0", "--lang", "en"]) == 0
    assert capsys.readouterr().out.strip() == "nothing has changed since the last release"


def test_a_value_once_released_changes_with_a_correction_only(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["release", "--lang", "en"]) == 0
    assert texts(project)[1] == BEFORE[VERSION]
    plant(project, CLAIMS, "    - {value: 40000, unit: jobs}", "    - {value: 40001, unit: jobs}")
    capsys.readouterr()
    assert main(["check", "--lang", "en"]) == 1
    entry = 'record: "jobs-lost figures", old: "40000 jobs", new: "40001 jobs"'
    assert entry in capsys.readouterr().err


def test_the_correction_of_a_value_that_is_gone_outlives_the_next_release(project: Path) -> None:
    path = project / FILE
    gone = 'record: "jobs-lost/1979", old: "9", new: "-", ko: 뺐다., en: Left out.'
    path.write_text(json.dumps(json.loads(path.read_text()) | {"jobs-lost/1979": "9"}))
    folder = project / "data/corrections"
    folder.mkdir(exist_ok=True)
    (folder / "gone.yml").write_text(f"- {{id: gone, date: 2026-01-01, {gone}}}\n", "utf-8")
    assert main(["release"]) == 0
    assert json.loads(path.read_text())["jobs-lost/1979"] == "-"
    assert main(["check"]) == 0


@pytest.mark.parametrize("reason", ["a fault", "a version in words", "a day that is gone"])
def test_where_something_is_wrong_nothing_is_written(project: Path, reason: str) -> None:
    if reason == "a fault":
        plant(project, KO, " {#why}", "")
    if reason == "a day that is gone":
        (project / DAY).write_text("extra: {}\n", encoding="utf-8")
    before = texts(project)
    assert main(["release", "next" if reason == "a version in words" else "0.2.0"]) == 1
    assert texts(project) == before
