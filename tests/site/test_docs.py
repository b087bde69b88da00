"""The guides name what exists: rules, blocks, commands, fields, requirements."""

from __future__ import annotations

import argparse
import re
import shlex
import types
from collections.abc import Iterator
from importlib.metadata import distribution, version
from pathlib import Path
from typing import Any, Literal, Union, get_args, get_origin

import pytest
from support import ROOT

from bench.sites import grown
from secondleap.__main__ import main, parser
from secondleap.checks.front_matter import FRONT_MATTER
from secondleap.data.schema import KINDS, LANGUAGES, RECORD_TEMPLATES, Record
from secondleap.data.series import Row, Series
from secondleap.data.yaml_lines import parse
from secondleap.pages import record_templates as guide
from secondleap.pages.block_syntax import BLOCKS
from secondleap.pages.markdown_source import read_source
from secondleap.text.messages import catalog

README, CONTRIBUTING, RECORDS, MAINTAINING, BENCHES, MAKEFILE = (
    (ROOT / name).read_text(encoding="utf-8")
    for name in (
        *("README.md", "CONTRIBUTING.md", "RECORDS.md", "MAINTAINING.md"),
        *("bench/README.md", "Makefile"),
    )
)
PAGES = {
    language: (ROOT / f"docs/{language}/about/contribute.md").read_text(encoding="utf-8")
    for language in LANGUAGES
}
GUIDES = {"CONTRIBUTING": CONTRIBUTING, **PAGES}
SUBPARSERS = next(
    action for action in parser()._actions if isinstance(action, argparse._SubParsersAction)
).choices
VERBS = re.findall(r"^(\w+):.*  ## ", MAKEFILE, re.MULTILINE)
REQUIREMENTS = ("requirements.txt", "tests/requirements.txt", "secondleap/ebook/requirements.txt")


# --- names


def test_the_guide_of_a_writer_is_short() -> None:
    assert len(CONTRIBUTING.encode()) <= 12_000


@pytest.mark.parametrize("guide", [CONTRIBUTING, RECORDS, MAINTAINING])
def test_a_guide_lists_its_sections(guide: str) -> None:
    source = read_source(guide)
    sections = [heading.text for heading in source.headings if heading.level == 2]
    assert re.findall(r"^- \[(.+?)\]\(#", guide, re.MULTILINE) == sections
    for title, address in re.findall(r"^- \[(.+?)\]\(#(.+?)\)$", guide, re.MULTILINE):
        assert address == re.sub("[^a-z0-9 -]", "", title.lower()).replace(" ", "-")


@pytest.mark.parametrize("name", GUIDES)
def test_every_block_stands_in_the_guide(name: str) -> None:
    listed = re.findall(
        r"^\| `(\w+)` \| ",
        GUIDES[name]
        .split("| block | argument |" if name != "ko" else "| 블록 | 인자 |")[1]
        .split("\n\n")[0],
        re.MULTILINE,
    )
    assert sorted(listed) == sorted(BLOCKS)


def commands(text: str) -> list[str]:
    """The project's commands in the fences and the code of ``text``."""
    found = re.findall(
        r"^(?:[\w./=]+ )*?(?:make|python|\.venv/bin/python) [^#\n]*|"
        r"(?<=`)(?:make|python|\.venv/bin/python) [^`\n]+(?=`)",
        text,
        re.MULTILINE,
    )
    return [re.split(r"\s{2,}", command)[0].strip() for command in found]


TEXTS = {"README": README, "RECORDS": RECORDS, "MAINTAINING": MAINTAINING, **GUIDES}


@pytest.mark.parametrize("name", TEXTS)
def test_every_command_in_the_guides_exists(name: str) -> None:
    listed = commands(TEXTS[name])
    assert listed
    for command in listed:
        program, *arguments = shlex.split(command)
        if program == "make":
            assert arguments[0] in VERBS, command
        elif arguments[:2] == ["-m", "secondleap"]:
            assert arguments[2] in SUBPARSERS, command
            if arguments[3:]:  # the name alone leads to the flags
                parser().parse_args(arguments[2:])
        elif arguments[1].startswith("bench."):
            assert (ROOT / f"{arguments[1].replace('.', '/')}.py").is_file(), command
        else:
            assert arguments[:2] in (["-m", "pytest"], ["-m", "mkdocs"]), command


def test_a_command_of_the_package_is_told_as_it_can_be_typed() -> None:
    told = "\n".join([*TEXTS.values(), *catalog(), *catalog().values(), parser().format_usage()])
    assert re.findall(r"(?<!\.venv/bin/)python -m (?:secondleap|bench|mkdocs).*", told) == []


def test_without_a_command_each_is_listed_on_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 2
    told = capsys.readouterr().err
    listed = dict(re.findall(r"^  ([a-z-]+) {2,}(\S.*)$|^$", told, re.MULTILINE))
    for name, command in SUBPARSERS.items():
        assert listed[name] == command.description
        assert len(f"  {name:<12} {command.description}") <= 80


@pytest.mark.parametrize("guide", [MAINTAINING, BENCHES])
def test_a_guide_says_what_installs_the_packages_of_tests(guide: str) -> None:
    """Wherever a table gives a bench or another engine as a command."""
    sections = [
        section
        for section in re.split("^## ", guide, flags=re.MULTILINE)
        if re.search(r"^\|.*`(?:\.venv\S+ -m bench\.|properdocs |zensical )", section, re.MULTILINE)
    ]
    assert sections and all("`make unit`" in section for section in sections)


@pytest.mark.parametrize("language", LANGUAGES)
def test_benches_read_the_configurations(language: str, tmp_path: Path) -> None:
    docs, nav = grown(language, 0, tmp_path)
    assert (docs / "index.md").is_file() and "index.md" in nav[0].values()


def test_continuous_integration_asks_the_check_before_the_tests() -> None:
    script = (ROOT / ".ci/run").read_text(encoding="utf-8")
    assert re.findall("^make .*", script, re.MULTILINE)[0] == "make check"


@pytest.mark.parametrize("name", GUIDES)
def test_every_verb_and_every_option_is_in_the_guides(name: str) -> None:
    """Those of a writer in the writer's guides; all the others in the maintainer's."""
    text = GUIDES[name] + (RECORDS if name == "CONTRIBUTING" else "")
    everything = text + MAINTAINING
    assert [verb for verb in VERBS if f"`make {verb}`" not in everything] == []
    assert [command for command in SUBPARSERS if command not in everything] == []
    for command in ("check", "new-city", "new-page", "new-series"):
        options = {
            text for action in SUBPARSERS[command]._actions for text in action.option_strings
        }
        for option in options - {"-h", "--help"}:
            assert re.search(rf"{option}\b", text), option


@pytest.mark.parametrize("name", GUIDES)
def test_every_key_of_the_front_matter_stands_in_the_guide(name: str) -> None:
    for key in FRONT_MATTER:
        assert re.search(rf"`{key}:?`|^{key}: ", GUIDES[name], re.MULTILINE), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_shows_every_template_and_every_rule(language: str) -> None:
    assert sorted(re.findall(r"^/// template \| (\w+)$", PAGES[language], re.MULTILINE)) == sorted(
        RECORD_TEMPLATES
    )
    assert "/// rules\n" in PAGES[language]


def test_every_column_and_property_of_a_series_stands_in_the_guide() -> None:
    section = RECORDS.split("\n## Add a series\n")[1].split("\n## ")[0]
    for name in (
        (Row.model_fields.keys() - {"key"})
        | {"period", "category"}
        | (Series.model_fields.keys() - {"rows"})
    ):
        assert f"`{name}`" in section, name


# --- templates


def test_every_kind_of_record_has_a_template() -> None:
    assert RECORD_TEMPLATES.keys() == KINDS.keys()


def _records(annotation: Any) -> Iterator[type[Record]]:
    """The records that a field may hold."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for inner in get_args(annotation):
        yield from _records(inner)


def _choices(annotation: Any) -> set[str]:
    """The words that a field may be."""
    if get_origin(annotation) is Literal:
        return {str(word) for word in get_args(annotation)}
    if get_origin(annotation) in (Union, types.UnionType) or hasattr(annotation, "__metadata__"):
        return set().union(*(_choices(inner) for inner in get_args(annotation)))
    return set()


def _fields(record: type[Record]) -> dict[str, Any]:
    return {
        field.alias or name: field
        for name, field in record.model_fields.items()
        if name not in ("file", "line", "group")
    }


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_is_valid_and_names_every_field_down_to_the_last(kind: str) -> None:
    value, _, faults = parse(guide.template(ROOT, kind, "en"), guide.GUIDE)
    assert faults == []
    KINDS[kind].model_validate(value[0])
    assert list(value[0]) and set(value[0]) == set(_fields(KINDS[kind]))
    for name, field in _fields(KINDS[kind]).items():
        for inner in _records(field.annotation):
            shown = value[0][name]
            listed = (
                shown
                if isinstance(shown, list)
                else list(shown.values())
                if "dict" in str(field.annotation)
                else [shown]
            )
            named = {key for entry in listed if isinstance(entry, dict) for key in entry}
            assert named == set(_fields(inner)) or all(
                isinstance(entry, str) for entry in listed
            ), (name, named)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_every_key_says_whether_it_is_required_what_it_may_be_and_when_to_leave_it_out(
    kind: str, language: str
) -> None:
    """``required`` or ``optional`` as the model says; an optional one says when; all its words."""
    remarks = dict(
        re.findall(
            r"^(?:- |  )([\w-]+):.*? # (.+)$", guide.template(ROOT, kind, language), re.MULTILINE
        )
    )
    required, optional = {"ko": ("필수: ", "선택: "), "en": ("required: ", "optional: ")}[language]
    assert list(remarks) == list(parse(guide.template(ROOT, kind, "en"), "")[0][0])
    for name, field in _fields(KINDS[kind]).items():
        said = remarks[name]
        assert said.startswith(required if field.is_required() else optional), (name, said)
        assert len(said) > len(required) + 3
        for word in _choices(field.annotation):
            assert re.search(rf"\b{word}\b", said), (name, word)


# --- requirements


def test_every_version_is_pinned() -> None:
    for name in REQUIREMENTS:
        for line in (ROOT / name).read_text(encoding="utf-8").splitlines():
            if line and not line.startswith(("#", "-")):
                assert re.fullmatch(r"[\w-]+==[\w.]+", line), f"{name}: {line}"


def test_the_lock_pins_the_same_versions_each_by_hash() -> None:
    pins = re.findall(
        r"^[\w-]+==[\w.]+", (ROOT / "requirements.txt").read_text(encoding="utf-8"), re.MULTILINE
    )
    locked = re.findall(
        r"^([\w-]+==[\w.]+)((?: \\\n    --hash=sha256:[0-9a-f]{64})*)$",
        (ROOT / "requirements.lock").read_text(encoding="utf-8"),
        re.MULTILINE,
    )

    def plain(pin: str) -> str:
        return pin.lower().replace("_", "-")

    assert sorted(map(plain, pins)) == sorted(plain(pin) for pin, _ in locked)
    assert all(hashes for _, hashes in locked)
    assert "http" not in (ROOT / "requirements.lock").read_text(encoding="utf-8")


def test_every_direct_dependency_is_justified_with_its_license() -> None:
    table = MAINTAINING.split("| dependency | license | why |")[1].split("\n\n")[0]
    listed = {
        name: license
        for names, license in re.findall(r"^\| ([\w, -]+) \| ([\w.-]+) \|", table, re.MULTILINE)
        for name in names.split(", ")
    }
    for name in listed:
        about = distribution(name).metadata
        words = [about["License-Expression"] or about["License"] or ""]
        words += about.get_all("Classifier") or []
        words.append(distribution(name).read_text("licenses/LICENSE") or "")
        told = " ".join(words)
        assert listed[name] in told or listed[name].split("-")[0] + " License" in told, name
    for name in ("requirements.txt", "secondleap/ebook/requirements.txt"):
        direct = (ROOT / name).read_text(encoding="utf-8").split("# What those bring")[0]
        assert set(re.findall(r"^([\w-]+)==", direct, re.MULTILINE)) <= set(listed), name


def test_the_citation_of_the_data_names_the_version_and_the_day_of_the_release() -> None:
    cited = parse((ROOT / "CITATION.cff").read_text(encoding="utf-8"), "", 1)[0]
    shared = (ROOT / "projects/shared.yml").read_text(encoding="utf-8")
    assert cited["version"] == version("secondleap")
    assert f'released: "{cited["date-released"]}"' in shared
    assert cited["authors"] == [{"name": "Second Leap"}]  # a body, and no person of that name


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_brief_begins_each_point_as_the_page_that_it_sums_up(language: str) -> None:
    """In the words of the first sentence of a finding, and of a proposal's name and task."""
    folder = ROOT / "docs" / language
    brief, home, lessons = (
        (folder / name).read_text(encoding="utf-8")
        for name in ("brief.md", "index.md", "compare/lessons.md")
    )
    findings = re.findall(r"^\d\. (\*\*.+?\*\*) ", home, re.MULTILINE)
    proposals = [
        f"**{name}.** {task}"
        for name, task in re.findall(
            r"^### (.+) \{#[\w-]+\}\n\n(.+?\.(?:\[\^[\w-]+\])*)(?= |$)", lessons, re.MULTILINE
        )
    ]
    assert len(findings) == 5 and len(proposals) == 7
    points = re.findall(r"^\d\. (\*\*.+)$", brief, re.MULTILINE)
    for point, told in zip(points, [*findings, *proposals], strict=True):
        assert point.startswith(told)
