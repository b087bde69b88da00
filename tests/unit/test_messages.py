"""The messages: complete in Korean, with the same values, in the language of the system."""

from __future__ import annotations

import re
import string

import pytest
from messages import messages

from secondleap.text.messages import catalog, language_of, message, translate


def test_every_message_is_known_in_korean_with_the_same_values() -> None:
    known, spoken = catalog(), messages()
    assert sorted(spoken - known.keys()) == []
    for english, korean in known.items():
        assert re.search("[가-힣]", korean) or english == "{figures}", english
        if "{" in english and english in spoken:
            fields = (
                [
                    {name for _, name, _, _ in string.Formatter().parse(text) if name}
                    for text in (english, korean)
                ]
                if "{#" not in english
                else [0, 0]
            )
            assert fields[0] == fields[1], english


def test_no_korean_is_kept_for_a_message_that_nothing_says() -> None:
    spoken = messages() | {"found:", "expected:", "fix:"}
    yaml_s_own = [text for text in catalog() if text not in spoken]
    assert all(
        text.startswith(
            ("mapping values", "did not find", "found ", "could not find", "block sequence")
        )
        for text in yaml_s_own
    ), yaml_s_own


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "en"),
        ({"LANG": "C"}, "en"),
        ({"LANG": "ko_KR.UTF-8"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "ko"}, "ko"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "ko_KR"}, "ko"),
        ({"LANG": "ko_KR.UTF-8", "LC_ALL": ""}, "ko"),
        ({"LANG": "kok_IN"}, "en"),
    ],
)
def test_the_system_s_language_is_followed(environment: dict[str, str], language: str) -> None:
    assert language_of(environment) == language


def test_a_message_in_a_message_is_told_too() -> None:
    made = message(
        "the unknown claim '{claim}'{hint}",
        claim="a-claim",
        hint=message("; did you mean '{name}'?", name="b-claim"),
    )
    assert made == "the unknown claim 'a-claim'; did you mean 'b-claim'?"
    assert translate(made, "ko") == "알 수 없는 주장 'a-claim'. 혹시 'b-claim'?"


def test_a_value_that_reads_like_a_message_stays_itself() -> None:
    assert translate(message("the value '{value}'", value="note"), "ko") == "값 'note'"
