"""The glossary's order, its headings and its file."""

from __future__ import annotations

import csv
import io
import re

import pytest
from support import ROOT

from secondleap.build.exports import MAKERS
from secondleap.data.dataset import read_dataset
from secondleap.pages.block_syntax import block_fault
from secondleap.render.context import Context
from secondleap.render.glossary import chosen, glossary
from secondleap.text.alphabet import heading

DATASET = read_dataset(ROOT)


@pytest.mark.parametrize(
    ("word", "language", "shown"),
    [
        ("고용률", "ko", "ㄱ"),
        ("까치", "ko", "ㄱ"),
        ("힘", "ko", "ㅎ"),
        ("AI 수도", "ko", "A~Z"),
        ("1차 협력사", "ko", "0~9"),
        ("eds and meds", "en", "E"),
        ("2021 article", "en", "0–9"),
    ],
)
def test_a_word_stands_under_its_initial(word: str, language: str, shown: str) -> None:
    assert heading(word, language).shown == shown


@pytest.mark.parametrize("language", ["ko", "en"])
def test_every_term_is_listed_once_below_its_heading(language: str) -> None:
    context = Context(language, DATASET, lambda path, anchor: path, lambda path: path)
    html = glossary(DATASET.records["terms"], {term: [] for term in DATASET.terms}, context)
    found = re.findall(r'<h2 class="initial" id="initial-(\w+)"|<h3 id="([\w-]+)"', html)
    below, listed = "", []
    for initial, term in found:
        if initial:
            below = initial
        else:
            assert heading(DATASET.terms[term][language], language).name == below, term
            listed.append(term)
    assert sorted(listed) == sorted(DATASET.terms)
    opened = [initial for initial, _ in found if initial]
    assert len(opened) == len(set(opened))
    assert re.findall(r'href="#initial-(\w+)"', html) == opened


def test_the_table_of_terms_opens_in_a_spreadsheet() -> None:
    text = MAKERS["terms.csv"](DATASET)
    assert text.startswith("\ufeff"), "a spreadsheet would read Hangul in the system's code page"
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert {row["id"]: row["definition_ko"] for row in rows} == {
        term.id: term.definition.ko for term in DATASET.records["terms"]
    }


def test_chosen_terms_stand_in_the_order_given_and_an_unknown_one_is_named() -> None:
    context = Context("en", DATASET, lambda path, anchor: path, lambda path: path)
    names = ["rust-belt", "grdp", "msa"]
    html = chosen([DATASET.terms[name] for name in names], context)
    assert re.findall(r'<h3 id="([^"]+)"', html) == names
    assert not block_fault(DATASET, "glossary", " ".join(names), False)
    assert "steel-belt" in block_fault(DATASET, "glossary", "grdp steel-belt", False)
