"""What a new city's data files begin with."""

from __future__ import annotations

from functools import cache

import pytest
from cityfill import ESSEN
from support import ROOT

from secondleap.data.schema import LANGUAGES
from secondleap.scaffold import new_city


@cache
def files(language: str) -> dict[str, str]:
    return new_city.files_of(ESSEN, ROOT, language)[0]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", new_city.DATA)
def test_a_data_file_begins_with_what_its_records_require(kind: str, language: str) -> None:
    text = files(language)[f"data/{kind}/essen.yml"]
    assert text.startswith("# TODO: ") and text.splitlines()[1].startswith("# - ")
    assert "optional: " not in text and "선택: " not in text
