"""How a fault is reported: its parts in either language, and the status of the command."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondleap.__main__ import main

PAGE = "docs/ko/city/index.md"
# The labels of what was found and what is expected, and the last line.
WORDS = {"en": ("found", "expected", "1 fault."), "ko": ("지금", "기준", "고칠 곳 1건.")}


@pytest.fixture
def broken(mini: Path) -> Path:
    """The mini project with a heading whose id is forgotten."""
    path = mini / PAGE
    text = path.read_text(encoding="utf-8")
    assert text.count(" {#why}") == 1
    path.write_text(text.replace(" {#why}", ""), encoding="utf-8")
    return mini


@pytest.mark.parametrize(
    ("environment", "option", "language"),
    [
        ("C", [], "en"),
        ("ko_KR.UTF-8", [], "ko"),
        ("C", ["--lang", "ko"], "ko"),
        ("ko_KR.UTF-8", ["--lang", "en"], "en"),
    ],
)
def test_a_fault_says_where_what_was_found_what_is_expected_and_how_to_fix_it(
    broken: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: str,
    option: list[str],
    language: str,
) -> None:
    """In the language of the system, or of the flag."""
    monkeypatch.chdir(broken)
    monkeypatch.setenv("LC_ALL", environment)
    assert main(["check", *option]) == 1
    place, *parts, empty, count = capsys.readouterr().err.splitlines()
    found, expected, last = WORDS[language]
    assert (place, empty, count) == (f"{PAGE}:11: P202", "", last)
    labels = [re.match(r" +([^ :]+):", part)[1] for part in parts]  # type: ignore[index]
    assert labels[:2] == [found, expected] and len(labels) == 3
    assert "까닭은 하나가 아니다" in parts[0]
    for part in parts[1:]:
        assert bool(re.search("[가-힣]", part)) == (language == "ko")
