"""README and CONTRIBUTING say what is so."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from conftest import ROOT

from secondleap.blocks import BLOCKS
from secondleap.model import Chart, Claim, Correction, Event, Placed, Source, Term
from secondleap.rules import charts, data, pages, prose
from secondleap.yamlfile import parse

CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_rule_stands_in_the_guide_word_for_word() -> None:
    for rule in (*data.RULES, *pages.RULES, *prose.RULES, *charts.RULES):
        row = " | ".join(text.replace("|", "\\|") for text in (rule.code, rule.expected, rule.mend))
        assert f"| {row} |" in CONTRIBUTING, rule.code


def test_every_block_stands_in_the_guide() -> None:
    section = CONTRIBUTING.split("### Blocks")[1].split("\n## ")[0]
    listed = re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)
    assert sorted(listed) == sorted(BLOCKS)


@pytest.mark.parametrize(
    ("title", "record"),
    [
        ("Add a claim", Claim),
        ("Add a source", Source),
        ("Add an event", Event),
        ("Add a term", Term),
        ("Add a chart", Chart),
        ("Correct a published value", Correction),
    ],
)
def test_a_template_names_every_field_and_is_valid(title: str, record: type[Placed]) -> None:
    template = re.search(rf"## {title}\n.*?```yaml\n(.*?)```", CONTRIBUTING, re.DOTALL)
    assert template
    value, _, faults = parse(template[1], "CONTRIBUTING.md")
    assert faults == []
    record.model_validate(value[0])
    fields = {field.alias or name for name, field in record.model_fields.items()} - {"file", "line", "group"}
    assert set(value[0]) == fields


def test_every_verb_of_the_makefile_is_told() -> None:
    phony = re.search(r"^\.PHONY: (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert phony
    for verb in phony[1].split():
        assert f"make {verb}" in README


def test_the_readme_is_one_screen_and_its_links_lead_somewhere() -> None:
    assert len(README.splitlines()) <= 60
    for target in re.findall(r"\]\(([^)#]+)\)", README):
        assert (ROOT / target).exists(), target


def test_every_version_is_pinned() -> None:
    for name in ("requirements.txt", "requirements-book.txt", "requirements-test.txt"):
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.fullmatch(r"[\w-]+==[\w.]+", line), f"{name}: {line}"


def test_modules_are_short() -> None:
    for path in Path(ROOT / "secondleap").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 260, path
