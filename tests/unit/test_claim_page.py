"""The page of one claim of the article: head, structured data, frame, and its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondleap.data.dataset import read_dataset
from secondleap.render.claim import page, title
from secondleap.render.context import Context
from secondleap.render.quantities import published
from secondleap.render.strings import VERDICTS

ROOT = Path(__file__).parent.parent.parent
MINI = ROOT / "tests/mini"


@pytest.mark.parametrize("language", ["ko", "en"])
def test_the_page_has_verdict_answer_and_every_source(language: str) -> None:
    dataset = read_dataset(MINI)
    claim = next(claim for claim in dataset.records["claims"] if claim.article)
    context = Context(language, dataset, lambda path, anchor: path, lambda path: path)
    made = page(claim, [], context)
    verdict = VERDICTS[claim.verdict][language]
    assert verdict in title(claim, language) and verdict in made
    assert claim[language] in made and claim.article[language].rstrip(".") in made
    for line in claim.evidence:
        assert dataset.sources[line.source].URL in made


@pytest.mark.parametrize(
    ("record", "value", "told"),
    [
        ("one figures", "12.5 percent, 34073 jobs", "12.5%, 3만 4,073개"),
        ("one figures", "3 furlongs", "3 furlongs"),  # a unit that has gone since
        ("one figures", "", "–"),
        ("one verdict", "differs", VERDICTS["differs"]["ko"]),
        ("series/2020", "1605133", "160만 5,133"),
        ("series/2021", "-", "–"),
        ("one text", "ever since", "ever since"),
    ],
)
def test_a_published_value_is_told_in_the_page_s_language(
    record: str, value: str, told: str
) -> None:
    context = Context("ko", read_dataset(MINI), lambda path, anchor: path, lambda path: path)
    assert published(record, value, context) == told
