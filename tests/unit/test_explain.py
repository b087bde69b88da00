"""Each rule with its examples and its texts in both languages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from secondleap.__main__ import main
from secondleap.checks import explain
from secondleap.checks.run import check_site
from secondleap.data.schema import LANGUAGES
from secondleap.text.messages import translate


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", explain.codes())
def test_a_rule_is_told_in_both_languages(code: str, language: str) -> None:
    told = explain.explain(code.lower(), language)
    expected, mend = explain.codes()[code]
    assert told.startswith(
        f"{code}: {translate(expected, language)}\n{translate(mend, language)}\n"
    )
    assert (re.search("[가-힣]", told.split("\n\n")[0]) is not None) == (
        language == "ko"
    ) or code in {
        "F302",
        "T502",
        "T503",
        "T504",
    }  # they quote Korean words
    for text in explain.example(code, language)[1:]:
        assert all(f"    {line}" in told.splitlines() for line in text.splitlines())


def test_an_unknown_code_names_those_near_it(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--explain", "P299", "--lang", "en"]) == 1
    assert capsys.readouterr().err.startswith("secondleap: there is no rule 'P299'; near it: P20")


def test_a_filled_gap_leaves_the_list_and_code_may_speak_of_the_mark(mini: Path) -> None:
    path = mini / "docs/en/city/index.md"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace(
            "{#why}",
            "{#why}\n\nTODO: say why.\n\nWrite `TODO` where text is missing.\n\n```\nTODO\n```",
        ),
        encoding="utf-8",
    )
    assert [(fault.file, fault.line, fault.found) for fault in check_site(mini)[1]] == [
        ("docs/en/city/index.md", 13, "say why.")
    ]
