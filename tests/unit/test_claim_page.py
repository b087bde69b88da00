"""The page of one claim of the article: head, structured data, frame, and its record."""

from __future__ import annotations

from pathlib import Path

import pytest

from secondleap.data.dataset import read_dataset
from secondleap.render.claim import page, title
from secondleap.render.context import Context
from secondleap.render.strings import VERDICTS

MINI = Path(__file__).parent.parent / "mini"


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
