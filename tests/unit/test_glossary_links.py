"""First mentions of terms are linked, in two hundred sentences of both languages."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
import yaml
from support import ROOT

from secondleap.data import dataset as ledgers
from secondleap.data.schema import Term
from secondleap.markdown import glossary_links as marks
from secondleap.markdown.extension import SecondLeapExtension
from secondleap.markdown.project import Project

CASES = yaml.safe_load(
    (Path(__file__).parent / "language" / "marks.yml").read_text(encoding="utf-8")
)
SENTENCES = [(language, sentence) for language in ("ko", "en") for sentence in CASES[language]]


@pytest.fixture(scope="module")
def dataset() -> ledgers.Dataset:
    """The project's own, with the terms of the traps beside the glossary's."""
    read = ledgers.read_dataset(ROOT)
    source = read.records["terms"][0].source
    extra = [
        Term.model_validate(
            {**term, "definition": {"ko": "뜻.", "en": "Meaning."}, "source": source}
        )
        for term in CASES["terms"]
    ]
    return replace(read, records={**read.records, "terms": (*read.records["terms"], *extra)})


@pytest.mark.parametrize(("language", "sentence"), SENTENCES)
def test_first_mentions_are_marked_and_nothing_else(
    dataset: ledgers.Dataset, monkeypatch: pytest.MonkeyPatch, language: str, sentence: str
) -> None:
    extension = SecondLeapExtension(language=language, root=str(ROOT))
    real = Project.context
    monkeypatch.setattr(
        Project, "context", lambda self, md: replace(real(self, md), dataset=dataset)
    )
    html = markdown.markdown(
        sentence.replace("[[", "").replace("]]", ""), extensions=[extension, "attr_list"]
    )
    found = [
        re.sub(r"<[^>]+>", "", text)
        for text in re.findall(r'<a class="term-mark"[^>]*>(.*?)</a>', html)
    ]
    assert found == re.findall(r"\[\[(.*?)\]\]", sentence), html


def test_there_are_two_hundred_sentences() -> None:
    assert len(set(SENTENCES)) >= 200


def test_text_is_whole_after_marking() -> None:
    html = markdown.markdown(
        "UNIST와 **러스트 벨트**의 UNIST, GRDP가 *끝*이다.",
        extensions=[SecondLeapExtension(language="ko", root=str(ROOT))],
    )
    body = html.split('<script class="term-cards"')[0]
    assert re.sub(r"<[^>]+>", "", body).strip() == "UNIST와 러스트 벨트의 UNIST, GRDP가 끝이다."
    assert marks.GLOSSARY in body
