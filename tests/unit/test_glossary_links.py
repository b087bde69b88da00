"""First mentions of terms are linked, in two hundred sentences of both languages."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import markdown
import pytest
import yaml
from support import ROOT

from secondleap.data.dataset import read_dataset
from secondleap.data.schema import Term
from secondleap.data.yaml_lines import parse
from secondleap.markdown.extension import SecondLeapExtension
from secondleap.markdown.glossary_links import GLOSSARY
from secondleap.markdown.project import Project
from secondleap.text.glossary_matcher import GlossaryMatcher

MINI = ROOT / "tests/mini"
CASES = yaml.load(
    (Path(__file__).parent / "language" / "marks.yml").read_text(encoding="utf-8"),
    Loader=yaml.CSafeLoader,
)


@pytest.fixture(scope="module", autouse=True)
def glossary() -> Iterator[None]:
    """The mini project has the glossary of the site, and the terms of the traps beside it."""
    read = read_dataset(MINI)
    given = {"definition": {"ko": "뜻.", "en": "Meaning."}}
    source = {"source": read.records["terms"][0].source}
    listed = parse((ROOT / "data/terms.yml").read_text(encoding="utf-8"), "terms.yml")[0]
    terms = tuple(
        Term.model_validate({**given, **term, **source}) for term in [*listed, *CASES["terms"]]
    )
    dataset = replace(read, records={**read.records, "terms": terms})
    real = Project.context
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Project, "context", lambda self, md: replace(real(self, md), dataset=dataset))
        yield


def html_of(text: str, language: str) -> str:
    extension = SecondLeapExtension(language=language, root=str(MINI))
    return markdown.markdown(text, extensions=[extension, "attr_list"])


def marked(sentence: str, language: str) -> list[str]:
    html = html_of(sentence.replace("[[", "").replace("]]", ""), language)
    links = re.findall(r'<a class="term-mark"[^>]*>(.*?)</a>', html)
    return [re.sub(r"<[^>]+>", "", link) for link in links]


@pytest.mark.parametrize("language", ["ko", "en"])
def test_first_mentions_are_marked_and_nothing_else(language: str) -> None:
    found = {sentence: marked(sentence, language) for sentence in CASES[language]}
    assert {
        sentence: marks
        for sentence, marks in found.items()
        if marks != re.findall(r"\[\[(.*?)\]\]", sentence)
    } == {}


def test_there_are_two_hundred_sentences() -> None:
    assert len({*CASES["ko"], *CASES["en"]}) >= 200


def test_text_is_whole_after_marking() -> None:
    html = html_of("UNIST와 **러스트 벨트**의 UNIST, GRDP가 *끝*이다.", "ko")
    body = html.split('<script class="term-cards"')[0]
    assert re.sub(r"<[^>]+>", "", body).strip() == "UNIST와 러스트 벨트의 UNIST, GRDP가 끝이다."
    assert GLOSSARY in body


def test_a_glossary_without_terms_marks_nothing() -> None:
    assert list(GlossaryMatcher({}).mentions("UNIST와 러스트 벨트")) == []
