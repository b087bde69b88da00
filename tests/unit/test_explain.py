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

# Rules whose texts quote Korean words in English, too.
QUOTING = {"F302", "T502", "T503", "T504"}


def is_told(code: str, language: str) -> bool:
    told = explain.explain(code.lower(), language)
    expected, mend = (translate(text, language) for text in explain.codes()[code])
    in_korean = re.search("[가-힣]", told.split("\n\n")[0]) is not None
    lines = [line for text in explain.example(code, language)[1:] for line in text.splitlines()]
    return (
        told.startswith(f"{code}: {expected}\n{mend}\n")
        and (in_korean == (language == "ko") or code in QUOTING)
        and {f"    {line}" for line in lines} <= {*told.splitlines()}
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_rule_is_told_in_both_languages(language: str) -> None:
    assert [code for code in explain.codes() if not is_told(code, language)] == []


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
