"""How a fault is reported: its parts in either language, on the stream and with the status of a command."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondleap.__main__ import main
from secondleap.checks.run import check_site

PAGE = "docs/ko/city/index.md"
FAULT = {
    "en": """\
docs/ko/city/index.md:11: P202
  found:    the heading '까닭은 하나가 아니다' without an id
  expected: Every heading has a Latin id of its own, in braces at its end, and a page begins with its one heading of level 1.
  mend:     Write '## Heading {#latin-id}': small letters, digits and hyphens, the same in both languages.""",
    "ko": """\
docs/ko/city/index.md:11: P202
  지금: id가 없는 제목 '까닭은 하나가 아니다'
  기준: 모든 제목 끝에는 그 제목만의 로마자 id가 중괄호 안에 있고, 페이지는 하나뿐인 1단계 제목으로 시작한다.
  해법: '## 제목 {#latin-id}'처럼 적는다. id는 로마자 소문자와 숫자, 붙임표로 쓰고 두 언어에서 같게 한다.""",
}
COUNT = {"en": "1 fault.", "ko": "고칠 곳 1건."}


@pytest.fixture
def broken(mini: Path) -> Path:
    """The mini project with a heading whose id is forgotten."""
    path = mini / PAGE
    text = path.read_text(encoding="utf-8")
    assert text.count(" {#why}") == 1
    path.write_text(text.replace(" {#why}", ""), encoding="utf-8")
    return mini


@pytest.mark.parametrize("language", FAULT)
def test_a_fault_says_where_what_was_found_what_is_expected_and_how_to_fix_it(
    broken: Path, language: str
) -> None:
    assert [fault.told(language) for fault in check_site(broken)[1]] == [FAULT[language]]


@pytest.mark.parametrize(
    ("environment", "option", "language"),
    [
        ("C", [], "en"),
        ("ko_KR.UTF-8", [], "ko"),
        ("C", ["--lang", "ko"], "ko"),
        ("ko_KR.UTF-8", ["--lang", "en"], "en"),
    ],
)
def test_check_reports_in_the_language_of_the_system_or_of_the_flag(
    broken: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    environment: str,
    option: list[str],
    language: str,
) -> None:
    monkeypatch.chdir(broken)
    monkeypatch.setenv("LC_ALL", environment)
    assert main(["check", *option]) == 1
    assert capsys.readouterr().err == f"{FAULT[language]}\n\n{COUNT[language]}\n"
